"""Who we are and what we take, and the validators of the last answer."""

from __future__ import annotations

from importlib import metadata
from typing import Self

from scrapy import Request
from scrapy.crawler import Crawler

from crawler.options import CrawlOptions
from crawler.spiders.journey import Purpose, journey_of

PROJECT = "https://github.com/linkatlas/linkatlas"


def user_agent(options: CrawlOptions) -> str:
    """The user agent: names the project and whom to turn to, in the form that polite crawlers use.

    "Mozilla/5.0 (compatible; …)" is the form of Googlebot and bingbot; servers that answer only to it are many.
    """
    if options.user_agent:
        return options.user_agent
    try:
        version = metadata.version("linkatlas")
    except metadata.PackageNotFoundError:
        version = "0"
    contact = f"; +{options.contact}" if options.contact else ""
    return f"Mozilla/5.0 (compatible; linkatlas/{version}{contact})"


class HeadersMiddleware:
    """Sets the request headers; conditional ones for the first hop of a visit only."""

    def __init__(self, options: CrawlOptions) -> None:
        self._headers = {
            b"User-Agent": user_agent(options).encode("latin-1", "replace"),
            b"Accept": b"text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
            b"Accept-Language": b"en,*;q=0.5",
            b"Accept-Encoding": b"gzip, deflate",
        }

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """As Scrapy makes its components."""
        return cls(crawler.settings["LINKATLAS_OPTIONS"])

    def process_request(self, request: Request) -> None:
        """Complete the headers."""
        for name, value in self._headers.items():
            request.headers.setdefault(name, value)
        journey = journey_of(request)
        if journey.purpose is not Purpose.VISIT:
            return
        if journey.target.etag:
            request.headers[b"If-None-Match"] = journey.target.etag.encode("latin-1", "replace")
        if journey.target.last_modified:
            request.headers[b"If-Modified-Since"] = journey.target.last_modified.encode("latin-1", "replace")
