"""A crawl by parcels: hosts are handed out with what is asked of them, so that manners hold over all who crawl."""
