"""Hands a crawl's parcels to a fleet of processes, wherever they are, and the answers to whoever wants them."""

from __future__ import annotations

import contextlib
import queue
import signal
import threading
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from crawler.conclusive import Conclusiveness
from crawler.options import CrawlOptions
from crawler.parcels.depot import Depot
from crawler.parcels.records import Message, Parcel, Told
from crawler.records import Check, CrawlOutcome, LinkAtlasError, Target, Visit

Sink = Callable[[Visit, Check], None]
POLL_S = 0.2
PARCELS_AT_ONCE = 2
"""For each process: while one waits for its slowest hosts, the other works."""
SHORT = 10_000
"""Targets up to which a process has all its hosts in one parcel, and nothing is left for another."""

_IN_VAIN = (
    "The processes that visit links ended by themselves, again and again: too little memory, or too few files "
    "(ulimit -n) or processes (ulimit -u) allowed?"
)


class Fleet(Protocol):
    """Processes that do parcels."""

    messages: queue.SimpleQueue[Message]
    visits: bool
    """Whether visits are wanted beside their verdicts."""
    alone: bool
    """Whether one process does everything, so that no bounds between several are needed."""

    @property
    def processes(self) -> int:
        """How many there are now."""

    def send(self, parcel: Parcel) -> None:
        """Have a parcel done. Every parcel is answered by `done`, `lost` or `error`."""

    def stop(self) -> None:
        """Have what is under way broken off."""


@dataclass(slots=True)
class _Crawl:
    """What came of the parcels so far."""

    depot: Depot
    sink: Sink
    at_once: int
    left: Counter[str]
    conclusive: Conclusiveness = field(default_factory=Conclusiveness)
    visited: int = 0
    received: int = 0
    requests: int = 0
    stopped: bool = False
    problem: Exception | None = None
    in_vain: bool = False
    """Whether processes ended by themselves so often that it was given up."""

    def take(self, message: Message) -> None:
        """Takes in what the fleet tells."""
        if message.kind == "visits":
            self._hand_on(message.value)
        elif message.kind == "done":
            self.depot.take_back(message.number, message.value)
            self.requests += message.value.outcome.requests
            self.received += message.value.outcome.received_bytes
            self.conclusive.add(message.value.conclusive)
            self.stopped |= message.value.outcome.stopped
        elif message.kind == "error" and isinstance(message.value, LinkAtlasError):
            self.problem = message.value
            self.depot.lost(message.number, ())
        else:
            told = {key for key, number in self.left.items() if number <= 0}
            self.in_vain |= not self.depot.lost(message.number, told)
            self.stopped |= self.in_vain

    def _hand_on(self, told: Sequence[Told]) -> None:
        for told_visit, check in told:
            visit = told_visit or Visit(check.resource, "", check.at)
            if self.problem is not None or self.left[visit.key] <= 0:
                continue  # a parcel that was lost after its word is done again
            self.left[visit.key] -= 1
            self.visited += 1
            try:
                self.sink(visit, check)
            except Exception as problem:  # noqa: BLE001  # it is the caller's, and is raised where the caller waits
                self.problem = problem

    def outcome(self) -> CrawlOutcome:
        """How it ended."""
        reason = self.conclusive.verdict() or (_IN_VAIN if self.in_vain and not self.visited else "")
        return CrawlOutcome(self.visited, self.requests, self.received, reason, self.stopped)


def crawl_with(
    fleet: Fleet, frontier: Sequence[Target], options: CrawlOptions, sink: Sink, stop: Callable[[], bool]
) -> CrawlOutcome:
    """As `crawler.crawl.crawl`, by the processes of `fleet`; `sink` is called here, in the calling thread.

    A process that dies loses nothing: what it has not told is done by another. Raises what a process could not begin
    for, and what `sink` raises.
    """
    short = not fleet.visits and len(frontier) <= SHORT
    at_once = 1 if fleet.alone or short else PARCELS_AT_ONCE
    depot = Depot(frontier, options, visits=fleet.visits, alone=fleet.alone, at_once=at_once, short=short)
    crawl = _Crawl(depot, sink, at_once, Counter(target.key for target in frontier))
    with _signals(crawl):
        told = False
        while _hand_out(crawl, fleet) or crawl.depot.out:
            with contextlib.suppress(queue.Empty):
                crawl.take(fleet.messages.get(timeout=POLL_S))
            crawl.stopped |= not told and stop()
            if not told and (crawl.stopped or crawl.problem is not None):
                told = crawl.stopped = True
                fleet.stop()
    if crawl.problem is not None:
        raise crawl.problem
    return crawl.outcome()


def _hand_out(crawl: _Crawl, fleet: Fleet) -> bool:
    """Sends what can be sent; whether anything was."""
    sent = False
    # even shares where a process gets one parcel; else each smaller than the one before, so that the last even out
    slots = fleet.processes * crawl.at_once
    while crawl.depot.out < slots and not crawl.stopped and crawl.problem is None:
        parcel = crawl.depot.next_parcel(slots - crawl.depot.out if crawl.at_once == 1 else slots)
        if parcel is None:
            break
        fleet.send(parcel)
        sent = True
    return sent


@contextlib.contextmanager
def _signals(crawl: _Crawl) -> Iterator[None]:
    """SIGINT and SIGTERM end the crawl, where we are in the main thread."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return

    def stop(*_: object) -> None:
        crawl.stopped = True

    before = {name: signal.signal(name, stop) for name in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        for name, handler in before.items():
            signal.signal(name, handler)
