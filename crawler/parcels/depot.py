"""What is still to be done, by family of hosts. A family is with one crawler at a time, and nobody asks it but he."""

from __future__ import annotations

import itertools
import math
import time
from collections import Counter, deque
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from crawler.hosts import host_in
from crawler.options import CrawlOptions
from crawler.parcels.families import everybody, family, large_family
from crawler.parcels.records import Done, Errand, Memory, Parcel
from crawler.records import Target

SECONDS = 20.0
MOST_BYTES = 24_000_000
"""A parcel's answers are held in memory until it is done, by whoever did it and by whoever gets them."""
PER_FAMILY = 1_000
FEWEST = 8
"""Families in a parcel, where there are so many: one process asks dozens of hosts side by side."""
LOSSES = 3
"""So often a parcel may take its process with it before its families are left for another run."""


class Depot:
    """Hands out parcels and takes them back.

    `alone`: to one process, which gets everything at once. `visits`: whether they are told beside their verdicts.
    `at_once`: how many parcels a process has at a time. `short`: not worth reading the public suffix list for.
    """

    def __init__(
        self,
        frontier: Sequence[Target],
        options: CrawlOptions,
        *,
        visits: bool = True,
        alone: bool = False,
        at_once: int = 1,
        short: bool = False,
    ) -> None:
        share = math.ceil(options.concurrency / at_once)
        self._alone, self._visits = alone, visits
        self._family = everybody if alone else large_family if short else family
        self._options = replace(options, processes=1, concurrency=share)
        self._waiting: dict[str, deque[Errand]] = {}
        self._out: dict[int, Parcel] = {}
        self._taken: set[str] = set()
        self._memories: dict[str, tuple[Memory, float]] = {}
        self._losses: Counter[str] = Counter()
        self._numbers = itertools.count(1)
        self._put(Errand(target, target.url) for target in frontier)

    @property
    def out(self) -> int:
        """How many parcels are with somebody."""
        return len(self._out)

    def next_parcel(self, slots: int) -> Parcel | None:
        """A fair share of the families that are free, where so many slots are; None where no family is."""
        free = [name for name in self._waiting if name not in self._taken]
        if not free:
            return None
        share = max(math.ceil(len(free) / slots), min(FEWEST, len(free)))
        names = free if self._alone else free[: min(share, 4 * self._options.concurrency)]
        queues = [self._take(name) for name in names]
        self._taken.update(names)
        parcel = Parcel(
            next(self._numbers),
            tuple(errand for turn in itertools.zip_longest(*queues) for errand in turn if errand is not None),
            frozenset(names),
            {name: self._memory(name) for name in names if name in self._memories},
            self._options,
            math.inf if self._alone else SECONDS,
            MOST_BYTES if self._visits and not self._alone else math.inf,
            self._family,
            self._visits,
        )
        self._out[parcel.number] = parcel
        return parcel

    def take_back(self, number: int, done: Done) -> None:
        """A parcel is done: its families are free, and what it gave back waits again."""
        parcel = self._out.pop(number)
        self._taken -= parcel.families
        now = time.monotonic()
        for name, memory in done.memories.items():
            known = self._memories[name][0] if name in self._memories else Memory()
            known.add(memory)
            self._memories[name] = (known, now)
        self._put(done.back)

    def lost(self, number: int, told: Collection[str]) -> bool:
        """Who had the parcel is gone: what it has not `told` (keys) waits again. False where that came too often."""
        parcel = self._out.pop(number)
        self._taken -= parcel.families
        self._losses.update(parcel.families)
        if max(self._losses[name] for name in parcel.families) >= LOSSES:
            return False
        # whoever is gone may have asked them a moment ago
        pause = self._options.delay_s
        left = (errand for errand in parcel.errands if errand.target.key not in told)
        self._put(replace(errand, wait=max(errand.wait, pause)) for errand in left)
        return True

    def _put(self, errands: Iterator[Errand] | Collection[Errand]) -> None:
        for errand in map(self._with_news, errands):
            self._waiting.setdefault(self._family_of(errand), deque()).append(errand)

    def _take(self, name: str) -> list[Errand]:
        queue = self._waiting[name]
        taken = [
            self._with_news(queue.popleft()) for _ in range(len(queue) if self._alone else min(PER_FAMILY, len(queue)))
        ]
        if not queue:
            del self._waiting[name]
        here = [errand for errand in taken if self._family_of(errand) == name]
        self._put(errand for errand in taken if self._family_of(errand) != name)
        return here

    def _family_of(self, errand: Errand) -> str:
        return self._family(host_in(errand.goal))

    def _with_news(self, errand: Errand) -> Errand:
        """The robots.txt that it was to read may have been read, or found to stand elsewhere, for another's sake."""
        if errand.wish is None:
            return errand
        origin = errand.wish.origin
        known, _ = self._memories.get(self._family(host_in(origin)), (Memory(), 0.0))
        return replace(errand, wish=None if origin in known.robots else known.wishes.get(origin, errand.wish))

    def _memory(self, name: str) -> Memory:
        memory, at = self._memories[name]
        return memory.after(time.monotonic() - at)
