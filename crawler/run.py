"""A crawl in this process: Scrapy is started, fed and watched until it ends."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import signal
import threading
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from crawler.conclusive import Conclusiveness
from crawler.cycles import seldom_searched
from crawler.options import CrawlOptions
from crawler.records import Check, CrawlOutcome, Failure, Target, Visit
from crawler.verdicts import judge

if TYPE_CHECKING:
    from scrapy import Spider
    from scrapy.crawler import Crawler

    from crawler.parcels.bounds import Bounds

Sink = Callable[[Visit, Check], None]
STOP_POLL_S = 0.2


class _Run:
    """One crawl: counts what comes in, judges it, hands it on, and knows when to stop."""

    def __init__(
        self, frontier: Sequence[Target], options: CrawlOptions, sink: Sink, bounds: Bounds | None = None
    ) -> None:
        self.bounds = bounds
        self.frontier = frontier
        self.options = options
        self._sink = sink
        self._left = Counter(target.key for target in frontier)
        self.visited = 0
        self.received = 0
        self.requests = 0
        self.conclusive = Conclusiveness()
        self.stopped = False
        self.broken: Exception | None = None

    def deliver(self, target: Target, visit: Visit, check: Check) -> None:
        """Hand one visit on, once per target."""
        if self._left[target.key] <= 0 or self.broken is not None:
            return
        self.conclusive.note(target, visit)
        if visit.failure is Failure.LOCAL:
            self.stopped = True  # the web is not to blame: what is left stays due
            return
        self._left[target.key] -= 1
        self.visited += 1
        self.received += len(visit.body)
        self.requests += visit.attempts + len(visit.hops)
        try:
            self._sink(visit, check)
        except Exception as problem:  # noqa: BLE001  # it is the caller's, and is raised where the caller waits
            self.broken = problem

    def deliver_lost(self) -> None:
        """Account for targets that got neither an answer nor a failure, which would be a fault of ours."""
        elsewhere = {errand.target.key for errand in self.bounds.back} if self.bounds else frozenset()
        for target in self.frontier:
            if self._left[target.key] > 0 and target.key not in elsewhere:
                now = datetime.now(UTC)
                lost = Visit(target.key, target.url, now, failure=Failure.BAD_ANSWER, detail="the visit was lost")
                self.deliver(target, lost, judge(lost))

    def outcome(self) -> CrawlOutcome:
        """How it ended."""
        return CrawlOutcome(
            visited=self.visited,
            requests=self.requests,
            received_bytes=self.received,
            inconclusive=self.conclusive.verdict(),
            stopped=self.stopped,
        )


def crawl_watched(
    frontier: Sequence[Target],
    options: CrawlOptions,
    sink: Sink,
    *,
    stop: Callable[[], bool] | None = None,
    bounds: Bounds | None = None,
) -> tuple[CrawlOutcome, Conclusiveness]:
    """As `crawler.crawl.crawl`, with what was watched of the network; within `bounds`, which keeps the rest."""
    run = _Run(frontier, options, sink, bounds)
    if frontier:
        with seldom_searched(), asyncio.Runner(loop_factory=loop_factory()) as runner:
            runner.run(_crawl(run, stop or (lambda: False)))
    if run.broken is not None:
        raise run.broken
    if not run.stopped:
        run.deliver_lost()
    return run.outcome(), run.conclusive


def loop_factory() -> Callable[[], asyncio.AbstractEventLoop] | None:
    """uvloop's, where it is there."""
    try:
        import uvloop
    except ImportError:
        return None
    factory: Callable[[], asyncio.AbstractEventLoop] = uvloop.new_event_loop
    return factory


async def _crawl(run: _Run, stop: Callable[[], bool]) -> None:
    from scrapy.settings import Settings

    import crawler.settings
    from crawler.spiders.engine import LinksCrawler
    from crawler.spiders.links import LinksSpider

    # Scrapy's tracebacks would print addresses with their secrets; what failed is in the visits
    logging.getLogger("scrapy").setLevel(logging.CRITICAL)
    settings = Settings()
    settings.setmodule(crawler.settings, priority="project")
    settings.set("LINKATLAS_OPTIONS", run.options, priority="cmdline")
    settings.set("LINKATLAS_BOUNDS", run.bounds, priority="cmdline")
    scrapy_crawler = LinksCrawler(_parcel_spider() if run.bounds else LinksSpider, settings)
    task = asyncio.ensure_future(scrapy_crawler.crawl_async(frontier=run.frontier, deliver=run.deliver))
    with _signals(run):
        while not task.done():
            await asyncio.wait({task}, timeout=STOP_POLL_S)
            if run.bounds:
                run.bounds.look(run.received)
            if not run.stopped and stop():
                run.stopped = True
            if run.stopped or run.broken is not None:
                await _end(scrapy_crawler, task)
    task.result()


def _parcel_spider() -> type[Spider]:
    from crawler.parcels.spider import ParcelSpider

    return ParcelSpider


async def _end(scrapy_crawler: Crawler, task: asyncio.Task[None]) -> None:
    """Break off what is under way and wait for Scrapy to close."""
    from crawler.safety.failures import STOP

    scrapy_crawler.signals.send_catch_log(STOP)
    if not task.done():
        await scrapy_crawler.stop_async()
    await asyncio.wait({task}, timeout=10)


@contextlib.contextmanager
def _signals(run: _Run) -> Iterator[None]:
    """SIGINT and SIGTERM end the run, where we are in the main thread."""
    loop = asyncio.get_running_loop()
    names = (signal.SIGINT, signal.SIGTERM) if threading.current_thread() is threading.main_thread() else ()

    def stop() -> None:
        run.stopped = True

    for name in names:
        loop.add_signal_handler(name, stop)
    try:
        yield
    finally:
        for name in names:
            loop.remove_signal_handler(name)
