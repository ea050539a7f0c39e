"""The crawler's manners towards a site, one a file; their order stands in `crawler.settings`."""
