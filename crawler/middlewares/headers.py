"""Who we are and what we take, and the validators of the last answer."""

from __future__ import annotations

from functools import cache
from importlib import metadata

from scrapy import Request

from crawler.options import CrawlOptions
from crawler.spiders.journey import Purpose, journey_of


def user_agent(options: CrawlOptions) -> str:
    """The user agent: names the project and whom to turn to, in the form that polite crawlers use.

    "Mozilla/5.0 (compatible; …)" is the form of Googlebot and bingbot; servers that answer only to it are many.
    """
    if options.user_agent:
        return options.user_agent
    contact = f"; +{options.contact}" if options.contact else ""
    return f"Mozilla/5.0 (compatible; linkatlas/{_version()}{contact})"


@cache
def _version() -> str:
    try:
        return metadata.version("linkatlas")
    except metadata.PackageNotFoundError:
        return "0"


def own_headers(options: CrawlOptions) -> list[tuple[str, str]]:
    """What every request says; the download handler puts it before the request's own headers."""
    return [
        ("User-Agent", user_agent(options)),
        ("Accept", "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"),
        ("Accept-Language", "en,*;q=0.5"),
        ("Accept-Encoding", "gzip, deflate"),
    ]


class ValidatorsMiddleware:
    """Makes the first hop of a visit conditional, where the last answer had validators."""

    def process_request(self, request: Request) -> None:
        """Add `If-None-Match` and `If-Modified-Since`."""
        journey = journey_of(request)
        if journey.purpose is not Purpose.VISIT:
            return
        if journey.target.etag:
            request.headers[b"If-None-Match"] = journey.target.etag.encode("latin-1", "replace")
        if journey.target.last_modified:
            request.headers[b"If-Modified-Since"] = journey.target.last_modified.encode("latin-1", "replace")
