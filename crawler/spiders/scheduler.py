"""Scrapy's scheduler, by hosts: one request at a time and a delay on each host, many hosts side by side.

Scrapy's own limits count requests that wait for their host, so that a few slow hosts stop the rest; here a request
leaves only when its host is free, and one that hangs stops counting after a while.
"""

from __future__ import annotations

import asyncio
import resource
from collections import Counter, deque
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from scrapy import Request
from scrapy.core.scheduler import BaseScheduler
from scrapy.crawler import Crawler

from crawler.options import CrawlOptions
from crawler.safety.failures import STOP
from crawler.spiders.journey import Journey, Purpose, host_of, journey_of
from crawler.spiders.lanes import Lane

if TYPE_CHECKING:
    from crawler.parcels.bounds import Bounds

SLOW_AFTER_S = 3.0
"""A request that takes longer costs nothing but a descriptor, and no longer counts as one of `crawl.concurrency`."""
SLOW_AT_MOST = 4
"""Times `crawl.concurrency`: the limit with the slow ones."""


DESCRIPTORS_ASIDE = 150
"""For the catalogue, the name server, the program itself."""


@dataclass(frozen=True, slots=True)
class Limits:
    """How many requests may be under way, without and with the slow ones, and how many connections may wait idle."""

    under_way: int
    with_slow: int
    idle: int


def limits(concurrency: int) -> Limits:
    """The limits by wish and by this process's descriptors, which are raised as far as they may.

    A request may need two for a moment: its connection, and the one before it that is still being closed.
    """
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = 3 * SLOW_AT_MOST * concurrency + DESCRIPTORS_ASIDE
    if soft != resource.RLIM_INFINITY and soft < wanted:
        soft = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
    room = max(4, (soft - DESCRIPTORS_ASIDE) // 3) if soft != resource.RLIM_INFINITY else wanted
    return Limits(min(concurrency, room), min(concurrency * SLOW_AT_MOST, room), min(concurrency * SLOW_AT_MOST, room))


def _is_visit(request: Request) -> bool:
    return journey_of(request).purpose is Purpose.VISIT


class HostScheduler(BaseScheduler):
    """Holds requests until their host is free; `request.meta["not_before"]` (loop time) makes one wait longer."""

    def __init__(self, crawler: Crawler, options: CrawlOptions, bounds: Bounds | None = None) -> None:
        self._crawler = crawler
        self._options = options
        self._bounds = bounds
        self._loop = asyncio.get_running_loop()
        self._lanes: dict[str, Lane] = {}
        self._ready: deque[tuple[Lane, Request]] = deque()
        self._under_way: dict[Journey, tuple[Lane, float]] = {}
        self._waiting = 0
        self._closed = False
        self._more = asyncio.Event()
        self._limits = limits(options.concurrency)
        self.expected: Counter[str] = Counter()
        """How many first requests to each host are still to come."""
        self._idle: set[str] = set()

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """As Scrapy makes its components."""
        scheduler = cls(crawler, crawler.settings["LINKATLAS_OPTIONS"], crawler.settings["LINKATLAS_BOUNDS"])
        crawler.signals.connect(scheduler.shut, STOP)
        return scheduler

    def lane(self, host: str) -> Lane:
        """The lane of `host`, made when first asked for."""
        lane = self._lanes.get(host)
        if lane is None:
            lane = self._lanes[host] = self._new_lane(host)
        return lane

    def _new_lane(self, host: str) -> Lane:
        if self._bounds is None:
            return Lane(host, self._options.delay_s)
        return self._bounds.lane(host, self._loop.time(), self._options.delay_s)

    @property
    def lanes(self) -> Iterable[Lane]:
        """All that were made."""
        return self._lanes.values()

    @property
    def backlog(self) -> int:
        """How many requests wait."""
        return self._waiting + len(self._ready)

    async def room_for_more(self, limit: int) -> None:
        """Wait until fewer than `limit` requests wait."""
        while self.backlog >= limit and not self._closed:
            self._more.clear()
            await self._more.wait()

    def has_pending_requests(self) -> bool:
        """Whether anything is left to do."""
        return not self._closed and bool(self._waiting or self._ready)

    def enqueue_request(self, request: Request) -> bool:
        """Queue `request` behind its host; its journey's request before it, if any, is over."""
        self.finish(journey_of(request))
        lane = self.lane(host_of(request))
        lane.push(request, request.meta.pop("not_before", 0.0))
        self._waiting += 1
        self._advance(lane)
        return True

    def next_request(self) -> Request | None:
        """The next request that may go, or None."""
        if self._closed or not self._ready or not self._room():
            return None
        lane, request = self._ready.popleft()
        self._more.set()
        request.meta["last"] = not self._keep_connection(lane)
        self._under_way[journey_of(request)] = (lane, self._loop.time())
        return request

    def _keep_connection(self, lane: Lane) -> bool:
        """Whether more is to be asked of the host, and there are descriptors for a connection that waits for it."""
        if not lane and not self.expected[lane.host]:
            self._idle.discard(lane.host)
            return False
        if lane.host not in self._idle and len(self._idle) >= self._limits.idle:
            return False
        self._idle.add(lane.host)
        return True

    def finish(self, journey: Journey) -> None:
        """The request of `journey` that was under way is over: its host may be asked again after its delay."""
        lane, _ = self._under_way.pop(journey, (None, 0.0))
        if lane is None:
            return
        lane.busy = False
        if journey.sent:
            journey.sent = False
            lane.free_at = max(lane.free_at, self._loop.time() + lane.delay)
        self._advance(lane)

    def hold(self, host: str, seconds: float) -> None:
        """Ask nothing of `host` for so long."""
        lane = self.lane(host)
        lane.free_at = max(lane.free_at, self._loop.time() + seconds)

    def give_back(self) -> list[tuple[Request, float]]:
        """Take the visits that wait out of their lanes: each with the seconds until it may go."""
        now, taken = self._loop.time(), []
        for lane in self._lanes.values():
            taken += [(request, max(0.0, due - now)) for request, due in lane.take(_is_visit)]
        self._waiting -= len(taken)
        self._more.set()
        return taken

    def shut(self) -> None:
        """Let nothing go any more."""
        self._closed = True
        self._more.set()

    def _room(self) -> bool:
        if len(self._under_way) < self._limits.under_way:
            return True
        if len(self._under_way) >= self._limits.with_slow:
            return False
        horizon = self._loop.time() - SLOW_AFTER_S
        slow = 0
        for _, since in self._under_way.values():  # oldest first
            if since > horizon:
                break
            slow += 1
        return len(self._under_way) - slow < self._limits.under_way

    def _advance(self, lane: Lane) -> None:
        now = self._loop.time()
        request = lane.pop(now)
        if request is not None:
            lane.busy = True
            self._waiting -= 1
            self._ready.append((lane, request))
        elif lane and not lane.busy and not lane.armed:
            lane.armed = True
            self._loop.call_later(max(0.0, lane.next_time() - now), self._wake, lane)

    def _wake(self, lane: Lane) -> None:
        lane.armed = False
        self._advance(lane)
        slot = getattr(self._crawler.engine, "_slot", None)
        if slot is not None:  # Scrapy has no public way to say "there is something to do"; it also looks every 5 s
            slot.nextcall.schedule()
