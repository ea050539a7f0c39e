"""What a crawl of one parcel keeps to, and what it gives back."""

from __future__ import annotations

import time
import zlib
from collections.abc import Callable, Iterable, Mapping

from scrapy import Request

from crawler.hosts import host_in
from crawler.middlewares.cookies import keep_cookies
from crawler.parcels.records import Errand, LaneMemory, Memory, Parcel, RobotsWish
from crawler.records import Probe
from crawler.safety.failures import ElsewhereError, VisitError
from crawler.spiders.journey import Journey, journey_of
from crawler.spiders.lanes import Lane


class Bounds:
    """The hosts that are ours for now, for how long, and what was known of them before."""

    def __init__(self, parcel: Parcel) -> None:
        self._parcel = parcel
        self._began = time.monotonic()
        self._learned: dict[str, Memory] = {}
        self.back: list[Errand] = []
        self.closed = False
        self.close: Callable[[], None] = lambda: None
        """Called once, when nothing more is to be begun."""

    def __deepcopy__(self, _: object) -> Bounds:
        """Scrapy copies its settings; there is one of us."""
        return self

    @property
    def errands(self) -> tuple[Errand, ...]:
        """What is to be done."""
        return self._parcel.errands

    def mine(self, url: str) -> bool:
        """Whether the host of `url` may be asked here and now."""
        return self._parcel.family(host_in(url)) in self._parcel.families

    def look(self, received: int) -> None:
        """See whether anything more is to be begun, after so many bytes of bodies."""
        over = time.monotonic() - self._began > self._parcel.seconds or received > self._parcel.most_bytes
        if over and not self.closed:
            self.closed = True
            self.close()

    def lane(self, host: str, now: float, delay: float) -> Lane:
        """A lane as it was left by whoever had it before."""
        lane = Lane(host, delay)
        known = self._known(host).lanes.get(host)
        if known is not None:
            # what passed between the parcels is time that the host was not asked in
            lane.free_at, lane.delay = now + known.pause, max(delay, known.delay)
            lane.answered, lane.failed_in_a_row, lane.waited = known.answered, known.failed_in_a_row, known.waited
            if known.left_alone:
                failure, detail, code, after = known.left_alone
                lane.left_alone = VisitError(failure, detail, tls_code=code, retry_after=after)
        return lane

    def robots(self, origin: str) -> str | None:
        """The text of an origin's robots.txt where it was read before; empty where there is none.

        Raises ElsewhereError where it is known to stand on another's host, and was not read there yet.
        """
        known = self._known(host_in(origin))
        packed, wish = known.robots.get(origin), known.wishes.get(origin)
        if packed is None and wish is not None:
            raise ElsewhereError(wish.url, origin, wish.hops)
        return None if packed is None else zlib.decompress(packed).decode()

    def learn_wish(self, wish: RobotsWish) -> None:
        """Whoever has the origin's family next need not ask where its robots.txt stands."""
        self._of(host_in(wish.origin)).add_wish(wish)

    def learn_robots(self, origin: str, text: str) -> None:
        """Whoever has the origin's family next need not ask for its robots.txt."""
        self._of(host_in(origin)).robots[origin] = zlib.compress(text.encode())

    def probes(self) -> dict[str, Probe | None]:
        """What the hosts answered for addresses that cannot exist."""
        return {host: probe for memory in self._parcel.memories.values() for host, probe in memory.probes.items()}

    def remember(self, lanes: Iterable[Lane], now: float, probes: Mapping[str, Probe | None]) -> None:
        """Keep what the next one who has these hosts must know."""
        for lane in lanes:
            self._of(lane.host).lanes[lane.host] = _memory(lane, now)
        for netloc, probe in probes.items():
            self._of(host_in(f"http://{netloc}")).probes[netloc] = probe

    @property
    def learned(self) -> Mapping[str, Memory]:
        """All that was learned, by family."""
        return self._learned

    def give_back(self, request: Request, wait: float) -> None:
        """A request that was not begun, and may be in so many seconds."""
        self.back.append(frozen(journey_of(request), request.url, wait))

    def hand_over(self, journey: Journey, url: str, problem: ElsewhereError) -> None:
        """A journey that goes on where others are."""
        wish = RobotsWish(problem.robots_of, problem.url, problem.hops) if problem.robots_of else None
        if wish:
            self.learn_wish(wish)
        self.back.append(frozen(journey, url if wish else problem.url, wish=wish))

    def _known(self, host: str) -> Memory:
        return self._parcel.memories.get(self._parcel.family(host)) or Memory()

    def _of(self, host: str) -> Memory:
        return self._learned.setdefault(self._parcel.family(host), Memory())


def frozen(journey: Journey, url: str, wait: float = 0.0, wish: RobotsWish | None = None) -> Errand:
    """A journey as a record: it goes on at `url`."""
    return Errand(
        journey.target,
        url,
        journey.at,
        journey.elapsed,
        tuple(journey.hops),
        tuple(journey.seen),
        journey.attempts,
        tuple(journey.cookies_from),
        wait,
        wish,
    )


def thawed(errand: Errand) -> Journey:
    """The journey that an errand goes on with."""
    journey = Journey(errand.target)
    if errand.at is not None:
        journey.at, journey.began = errand.at, time.monotonic() - errand.elapsed
        journey.hops, journey.seen, journey.attempts = list(errand.hops), set(errand.seen), errand.attempts
        for url, lines in errand.cookies:
            keep_cookies(journey, url, list(lines))
    return journey


def _memory(lane: Lane, now: float) -> LaneMemory:
    left = lane.left_alone
    return LaneMemory(
        max(0.0, lane.free_at - now),
        lane.delay,
        lane.answered,
        lane.failed_in_a_row,
        lane.waited,
        (left.failure, left.detail, left.tls_code, left.retry_after) if left else None,
    )
