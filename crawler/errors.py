"""What can stop a crawl.

LinkAtlasError
└── CrawlError            the crawl could not be done (exit 1)
    └── CrawlOptionsError a setting of the table `crawl` makes no sense (exit 2)
"""

from __future__ import annotations

from crawler.records import LinkAtlasError


class CrawlError(LinkAtlasError):
    """The crawl could not be done."""


class CrawlOptionsError(CrawlError):
    """A setting of the table `crawl` makes no sense."""

    exit_code = 2
