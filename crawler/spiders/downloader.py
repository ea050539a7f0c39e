"""Scrapy's downloader without its queues: which request goes next is decided by `HostScheduler` alone.

Scrapy's own keeps a queue and sends three signals for each request, a third of the time a request costs us. The lock
per host stands behind the scheduler: a robots.txt that redirects to another host waits for that host's visit.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from inspect import isawaitable
from typing import Any

from scrapy import Request
from scrapy.core.downloader import Downloader
from scrapy.core.downloader.handlers import DownloadHandlers
from scrapy.core.downloader.middleware import DownloaderMiddlewareManager
from scrapy.http import Response
from scrapy.utils.defer import deferred_from_coro
from twisted.internet.defer import Deferred

from crawler.spiders.journey import host_of, journey_of

Download = Callable[[Request], Coroutine[Any, Any, Response]]
Answer = Response | Request
_ANSWERS = (Response, Request)


class DirectMiddlewares(DownloaderMiddlewareManager):
    """Asks the middlewares in Scrapy's order, and waits only for those that have something to wait for."""

    async def download_async(self, download_func: Download, request: Request) -> Answer:
        """Requests downwards, answers and failures upwards; a middleware may answer, replace or raise."""
        try:
            result = await self._down(download_func, request)
        except Exception as problem:  # noqa: BLE001  # the middlewares raise it again
            result = await self._failed(problem, request)
        return await self._up(result, request)

    async def _down(self, download_func: Download, request: Request) -> Answer:
        for method in self.methods["process_request"]:
            said = method(request=request)  # type: ignore[misc]
            if said is not None and isawaitable(said):
                said = await said
            if said is not None:
                return said  # type: ignore[no-any-return]
        return await download_func(request)

    async def _up(self, result: Answer, request: Request) -> Answer:
        for method in self.methods["process_response"]:
            if isinstance(result, Request):
                return result
            said = method(request=request, response=result)  # type: ignore[misc]
            result = said if isinstance(said, _ANSWERS) else await said
        return result

    async def _failed(self, problem: Exception, request: Request) -> Answer:
        for method in self.methods["process_exception"]:
            said = method(request=request, exception=problem)  # type: ignore[misc]
            if isawaitable(said):
                said = await said
            if said is not None:
                return said  # type: ignore[no-any-return]
        raise problem


class DirectHandlers(DownloadHandlers):
    """Finds a request's handler without taking its address apart."""

    async def download_request_async(self, request: Request) -> Response:
        """As Scrapy's."""
        handler = self._handlers.get(request.url.partition(":")[0])
        if handler is None:
            return await super().download_request_async(request)
        return await handler.download_request(request)


class HostDownloader(Downloader):
    """Downloads at once what it is given, one request at a time for each host."""

    def __init__(self, crawler: Any) -> None:
        super().__init__(crawler)
        self.middleware = DirectMiddlewares.from_crawler(crawler)
        self.handlers = DirectHandlers(crawler)
        self._busy: dict[str, asyncio.Lock] = {}

    def fetch(self, request: Request, spider: Any = None) -> Deferred[Answer]:
        """As Scrapy's engine asks for it."""
        return deferred_from_coro(self.get(request))

    async def get(self, request: Request) -> Answer:
        """Through the middlewares to the handler. An answer names its request."""
        self.active.add(request)
        try:
            result = await self.middleware.download_async(self._download_now, request)
        finally:
            self.active.remove(request)
        if isinstance(result, Response) and result.request is None:
            result.request = request
        return result

    async def _download_now(self, request: Request) -> Response:
        host = host_of(request)
        lock = self._busy.get(host)
        if lock is None:
            lock = self._busy[host] = asyncio.Lock()
        async with lock:
            journey_of(request).sent = True
            return await self.handlers.download_request_async(request)
