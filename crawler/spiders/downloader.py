"""Scrapy's downloader without its queues: which request goes next is decided by `HostScheduler` alone.

Scrapy's own keeps a queue and sends three signals for each request, a third of the time a request costs us. The lock
per host stands behind the scheduler: a robots.txt that redirects to another host waits for that host's visit.
"""

from __future__ import annotations

import asyncio
from collections.abc import Generator
from typing import Any

from scrapy import Request
from scrapy.core.downloader import Downloader
from scrapy.http import Response
from scrapy.utils.defer import deferred_from_coro
from twisted.internet.defer import Deferred, inlineCallbacks

from crawler.spiders.journey import host_of, journey_of


class HostDownloader(Downloader):
    """Downloads at once what it is given, one request at a time for each host."""

    def __init__(self, crawler: Any) -> None:
        super().__init__(crawler)
        self._busy: dict[str, asyncio.Lock] = {}

    @inlineCallbacks
    def fetch(self, request: Request, spider: Any = None) -> Generator[Deferred[Any], Any, Response | Request]:
        """As Scrapy's: through the middlewares to the handler."""
        self.active.add(request)
        try:
            result: Response | Request = yield deferred_from_coro(
                self.middleware.download_async(self._download_now, request)
            )
            return result
        finally:
            self.active.remove(request)

    async def _download_now(self, request: Request) -> Response:
        host = host_of(request)
        lock = self._busy.get(host)
        if lock is None:
            lock = self._busy[host] = asyncio.Lock()
        async with lock:
            journey_of(request).sent = True
            return await self.handlers.download_request_async(request)
