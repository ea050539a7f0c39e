"""A host whose first visits all failed is left alone for the run."""

from __future__ import annotations

from typing import Self

from scrapy import Request
from scrapy.crawler import Crawler

from crawler.middlewares.common import scheduler_of
from crawler.spiders.journey import host_of


class LeftAloneMiddleware:
    """Ends requests to a host that is left alone before they are made."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """As Scrapy makes its components."""
        return cls(crawler)

    def process_request(self, request: Request) -> None:
        """Raise what the host's earlier visits ended with."""
        lane = scheduler_of(self._crawler).lane(host_of(request))
        if lane.left_alone is not None:
            raise lane.left_alone
