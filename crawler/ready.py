"""All that a crawl imports, and what can be done before the first address is known. For `crawler.nursery`."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import crawler.middlewares.cookies
import crawler.middlewares.left_alone
import crawler.middlewares.redirect
import crawler.middlewares.retry
import crawler.middlewares.robots
import crawler.middlewares.token
import crawler.parcels.spider
import crawler.run
import crawler.safety.handler
import crawler.settings
import crawler.spiders.downloader
import crawler.spiders.engine
import crawler.spiders.scheduler
from crawler.hosts import site_of
from crawler.middlewares.headers import own_headers
from crawler.options import CrawlOptions
from crawler.records import Visit
from crawler.safety.tls import client_context
from crawler.verdicts import judge

_PAGE = b"<html><title>A page</title><h1>A page</h1><p>" + b"It says a little. " * 100


def _headers() -> object:
    """The version in the user agent is read from disk."""
    return own_headers(CrawlOptions())


def _event_loop() -> object:
    """The library of the event loop, without making one: loops may not be forked."""
    return crawler.run.loop_factory()


def _verdict() -> object:
    """Patterns are compiled when they are first looked for."""
    visit = Visit("", "http://a.example/", datetime.now(UTC), final_url="http://a.example/", status=200, body=_PAGE)
    return judge(visit)


WARM: tuple[Callable[[], object], ...] = (_event_loop, _verdict, _headers, client_context, lambda: site_of("a.example"))
"""In the order of who needs it first."""
