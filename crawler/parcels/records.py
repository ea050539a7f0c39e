"""What travels to those who crawl and back. Plain records: they are pickled."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from crawler.conclusive import Conclusiveness
from crawler.options import CrawlOptions
from crawler.records import Check, CrawlOutcome, Failure, Hop, Probe, Target, Visit

STOP = "stop"
"""Said to a child of ours in place of a parcel: break off what is under way."""
Told = tuple[Visit | None, Check]
"""A visit and its verdict; without the visit, where only verdicts are wanted."""


@dataclass(frozen=True, slots=True)
class RobotsWish:
    """The rules of `origin` stand at `url`, another family's; `hops` redirects led there."""

    origin: str
    url: str
    hops: int = 1


@dataclass(frozen=True, slots=True)
class Errand:
    """A target that is to be visited, or a visit that is to be gone on with at `url` after some hops.

    `wait` are the seconds until it may go on. `wish`: before that, somebody's robots.txt is to be read here.
    """

    target: Target
    url: str
    at: datetime | None = None
    elapsed: float = 0.0
    hops: tuple[Hop, ...] = ()
    seen: tuple[tuple[str, str], ...] = ()
    attempts: int = 1
    cookies: tuple[tuple[str, tuple[bytes, ...]], ...] = ()
    """The addresses that set cookies, each with its lines."""
    wait: float = 0.0
    wish: RobotsWish | None = None

    @property
    def goal(self) -> str:
        """The address that is asked first."""
        return self.wish.url if self.wish else self.url


@dataclass(frozen=True, slots=True)
class LaneMemory:
    """What is known of a host's manners. `pause`: seconds until it may be asked again; `left_alone`: why it is."""

    pause: float = 0.0
    delay: float = 0.0
    answered: bool = False
    failed_in_a_row: int = 0
    waited: float = 0.0
    left_alone: tuple[Failure, str, int | None, float | None] | None = None


@dataclass(slots=True)
class Memory:
    """What a family's next parcel must know: manners by host, robots.txt by origin (packed), probes by host.

    `wishes`: the origins whose robots.txt stands elsewhere, and where.
    """

    lanes: dict[str, LaneMemory] = field(default_factory=dict)
    robots: dict[str, bytes] = field(default_factory=dict)
    probes: dict[str, Probe | None] = field(default_factory=dict)
    wishes: dict[str, RobotsWish] = field(default_factory=dict)

    def after(self, seconds: float) -> Memory:
        """The same, so much later."""
        lanes = {host: replace(lane, pause=max(0.0, lane.pause - seconds)) for host, lane in self.lanes.items()}
        return Memory(lanes, self.robots, self.probes, self.wishes)

    def add(self, other: Memory) -> None:
        """Takes in what was learned since."""
        self.lanes |= other.lanes
        self.robots |= other.robots
        self.probes |= other.probes
        for wish in other.wishes.values():
            self.add_wish(wish)

    def add_wish(self, wish: RobotsWish) -> None:
        """Takes in where an origin's robots.txt stands; who asked first may tell last, so the furthest counts."""
        known = self.wishes.get(wish.origin, wish)
        self.wishes[wish.origin] = max(known, wish, key=lambda one: one.hops)


@dataclass(frozen=True, slots=True)
class Parcel:
    """Work for one who crawls: these families are his until he is done.

    After `seconds`, or when the bodies are `most_bytes`, he begins nothing more and gives the rest back. `family` tells
    a host's. Without `visits`, only verdicts are told.
    """

    number: int
    errands: tuple[Errand, ...]
    families: frozenset[str]
    memories: Mapping[str, Memory]
    options: CrawlOptions
    seconds: float
    most_bytes: float
    family: Callable[[str], str]
    visits: bool = True


@dataclass(frozen=True, slots=True)
class Done:
    """What came of a parcel: `back` are the errands that go on elsewhere, or were not begun."""

    back: tuple[Errand, ...]
    memories: Mapping[str, Memory]
    outcome: CrawlOutcome
    conclusive: Conclusiveness


@dataclass(frozen=True, slots=True)
class Message:
    """What a fleet tells of a parcel.

    `visits`: some of its answers; `done`: a Done, the last of it; `lost`: its process is gone; `error`: a
    LinkAtlasError, for which nobody can crawl.
    """

    kind: str
    number: int
    value: Any = None
