"""The spider of one parcel: what leads to hosts that are not ours for now is given back."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import AsyncIterator, Callable
from dataclasses import replace
from typing import Any

from scrapy import Request
from scrapy.http import Response
from twisted.python.failure import Failure as Failed

from crawler.hosts import host_in
from crawler.middlewares.common import scheduler_of
from crawler.middlewares.robots import MAX_BYTES, MAX_REDIRECTS, robots_text, sent_to
from crawler.parcels.bounds import Bounds, thawed
from crawler.parcels.records import Errand, RobotsWish
from crawler.records import Failure, Probe, Target
from crawler.safety.failures import ElsewhereError, VisitError
from crawler.spiders.journey import Journey, Purpose, journey_of
from crawler.spiders.links import BACKLOG, PROBE_CAP, LinksSpider


class ParcelSpider(LinksSpider):
    """Does errands instead of visiting targets from their beginning. Its bounds are in the settings."""

    name = "parcel"

    @property
    def _bounds(self) -> Bounds:
        bounds = self.crawler.settings["LINKATLAS_BOUNDS"]
        assert isinstance(bounds, Bounds)
        return bounds

    async def start(self) -> AsyncIterator[Any]:
        """A request for each errand, in the order in which they were given, until the parcel is closed."""
        scheduler, bounds = scheduler_of(self.crawler), self._bounds
        self._probes.update(bounds.probes())
        self._scheduler = scheduler
        bounds.close = self._give_back
        scheduler.expected.update(host_in(errand.goal) for errand in bounds.errands)
        wishes: dict[RobotsWish, list[Errand]] = defaultdict(list)
        for errand in bounds.errands:
            if errand.wish:
                wishes[errand.wish].append(errand)
        for wish, errands in wishes.items():
            self._read_robots(wish, errands)
        for errand in bounds.errands:
            scheduler.expected[host_in(errand.goal)] -= 1
            if scheduler.backlog >= BACKLOG:
                await scheduler.room_for_more(BACKLOG)
            if errand.wish is None and bounds.closed:
                bounds.back.append(errand)
            elif errand.wish is None and (request := self._begun(errand)) is not None:
                yield request

    def _begun(self, errand: Errand) -> Request | None:
        meta = {"not_before": asyncio.get_running_loop().time() + errand.wait} if errand.wait else {}
        return self._request(errand.url, thawed(errand), **meta)

    def failed(self, failure: Failed) -> None:
        """As for every crawl, or the visit goes on elsewhere."""
        problem = failure.value
        if not isinstance(problem, ElsewhereError):
            super().failed(failure)
            return
        request: Request = failure.request  # type: ignore[attr-defined]
        journey = journey_of(request)
        scheduler_of(self.crawler).finish(journey)
        self._bounds.hand_over(journey, request.url, problem)

    def closed(self, _reason: str) -> None:
        """Keep what was learned of the hosts; a made-up address that was never answered is asked for again."""
        known = {host: probe for host, probe in self._probes.items() if isinstance(probe, Probe | None)}
        now = asyncio.get_running_loop().time()
        self._bounds.closed = True
        self._bounds.remember(self._scheduler.lanes, now, known)

    def _give_back(self) -> None:
        for request, wait in self._scheduler.give_back():
            self._bounds.give_back(request, wait)

    def _extra(
        self,
        url: str,
        journey: Journey,
        callback: Callable[..., None],
        errback: Callable[..., None],
        cap: int = PROBE_CAP,
    ) -> None:
        """A question to a host that is not ours has no answer; families keep together who asks whom."""
        if self._bounds.mine(url):
            super()._extra(url, journey, callback, errback, cap)
        else:
            problem = VisitError(Failure.BAD_ANSWER, "the question is another crawler's to ask")
            asyncio.get_running_loop().call_soon(errback, Failed(problem))  # type: ignore[no-untyped-call]

    def _read_robots(self, wish: RobotsWish, errands: list[Errand]) -> None:
        """Read the robots.txt that another origin's leads to, for those who wait for it there."""
        journey = Journey(Target(wish.origin, wish.url), Purpose.ROBOTS)

        def told(result: Response | Failed, **_: Any) -> None:
            scheduler_of(self.crawler).finish(journey)
            goal = sent_to(result) if isinstance(result, Response) else None
            further = None
            if goal and wish.hops < MAX_REDIRECTS:
                further = RobotsWish(wish.origin, goal, wish.hops + 1)
                self._bounds.learn_wish(further)
            else:
                text = robots_text(result) if isinstance(result, Response) and not goal else ""
                self._bounds.learn_robots(wish.origin, text)
            self._bounds.back += [replace(errand, wish=further) for errand in errands]

        try:
            self._extra(wish.url, journey, told, told, MAX_BYTES)
        except ValueError:
            told(Failed(VisitError(Failure.BAD_ANSWER, "no address")))  # type: ignore[no-untyped-call]
