"""Scrapy's engine with one task for each request, in place of five deferreds and four signals.

A link checker's request has one answer and yields no items, so spider middlewares, item pipelines and the signals for
each request have nothing to do; they took half of the time that a request costs us. Spider, scheduler, downloader
middlewares and handlers are asked as Scrapy's own engine asks them.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import TYPE_CHECKING, cast

from scrapy import Request
from scrapy.core.engine import ExecutionEngine
from scrapy.crawler import Crawler
from scrapy.http import Response
from scrapy.utils.asyncio import create_looping_call
from scrapy.utils.reactor import CallLaterOnce
from twisted.python.failure import Failure as Failed

if TYPE_CHECKING:
    from crawler.spiders.downloader import HostDownloader

TURN = 50
"""Requests from the spider that are queued before others get their turn."""


class Soon(CallLaterOnce[None]):
    """Calls once in the next turn of the loop, however often it is asked to."""

    def __init__(self, func: Callable[[], None]) -> None:
        super().__init__(func)
        self._start = func
        self._loop = asyncio.get_running_loop()
        self._handle: asyncio.Handle | None = None

    def schedule(self, delay: float = 0) -> None:
        """Have it called."""
        if self._handle is None:
            self._handle = self._loop.call_later(delay, self) if delay else self._loop.call_soon(self)

    def cancel(self) -> None:
        """Have it not called after all."""
        if self._handle is not None:
            self._handle.cancel()
            self._handle = None

    def __call__(self) -> None:
        """Call."""
        self._handle = None
        self._start()


class LinksEngine(ExecutionEngine):
    """From the scheduler through the downloader to the request's own callback."""

    _tasks: set[asyncio.Task[None]]

    async def open_spider_async(self, *, close_if_idle: bool = True) -> None:
        """As Scrapy's, with a cheaper "something may be to do"."""
        await super().open_spider_async(close_if_idle=close_if_idle)
        assert self._slot is not None
        self._tasks = set()
        self._slot.nextcall = Soon(self._start_scheduled_requests)
        self._slot.heartbeat = create_looping_call(self._slot.nextcall.schedule)

    async def _start_request_processing(self) -> None:
        assert self._slot is not None
        assert self._start is not None
        self._slot.heartbeat.start(self._SLOT_HEARTBEAT_INTERVAL)
        number = 0
        async for request in self._start:
            if self.spider is None or not self.running:
                return
            self.crawl(request)
            number += 1
            if number % TURN == 0:
                await asyncio.sleep(0)
        self._start = None
        if self._slot is not None:
            self._slot.nextcall.schedule()

    def _schedule_request(self, request: Request) -> None:
        assert self._slot is not None
        self._slot.scheduler.enqueue_request(request)

    def _start_scheduled_request(self) -> bool:
        assert self._slot is not None
        request = self._slot.scheduler.next_request()
        if request is None:
            return False
        self._slot.add_request(request)
        task = asyncio.ensure_future(self._go(request))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return True

    def spider_is_idle(self) -> bool:
        """Also a request whose task has not begun is under way."""
        return super().spider_is_idle() and not (self._slot and self._slot.inprogress)

    async def _go(self, request: Request) -> None:
        """One request to its end; what its callback raises is logged, and its target is told as lost by the crawl."""
        slot = self._slot
        assert slot is not None
        try:
            await self._answer(request)
        except Exception as problem:  # noqa: BLE001  # without its traceback, which would print addresses
            assert self.spider is not None
            self.spider.logger.error("a visit could not be told (%s)", type(problem).__name__)
        finally:
            slot.remove_request(request)
            slot.nextcall.schedule()

    async def _answer(self, request: Request) -> None:
        try:
            result = await cast("HostDownloader", self.downloader).get(request)
        except Exception:  # noqa: BLE001  # whatever it was, the errback tells it
            failed = Failed()  # type: ignore[no-untyped-call]
            failed.request = request  # type: ignore[attr-defined]
            assert request.errback is not None
            request.errback(failed)
            return
        if isinstance(result, Request):
            self.crawl(result)
            return
        assert request.callback is not None
        request.callback(result)

    async def download_async(self, request: Request) -> Response:
        """The answer to a request that goes past the scheduler, as robots.txt does."""
        assert self._slot is not None
        slot = self._slot
        slot.add_request(request)
        try:
            result = await cast("HostDownloader", self.downloader).get(request)
        finally:
            slot.remove_request(request)
        return await self.download_async(result) if isinstance(result, Request) else result


class LinksCrawler(Crawler):
    """Scrapy's crawler with our engine."""

    def _create_engine(self) -> LinksEngine:
        return LinksEngine(self, lambda _: self.stop_async())
