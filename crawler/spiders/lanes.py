"""One lane per host: what waits there, when the next request may go, and whether the host is left alone."""

from __future__ import annotations

import heapq
import itertools
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field

from scrapy import Request

from crawler.safety.failures import VisitError

_FAILURES_UNTIL_LEFT_ALONE = 3  # targets in a row, from the first on, each with its retries


@dataclass(slots=True, eq=False)
class Lane:
    """The queue of one host. Times are the event loop's, in seconds."""

    host: str
    delay: float
    fresh: deque[Request] = field(default_factory=deque)
    later: list[tuple[float, int, Request]] = field(default_factory=list)
    busy: bool = False
    free_at: float = 0.0
    armed: bool = False
    left_alone: VisitError | None = None
    failed_in_a_row: int = 0
    answered: bool = False
    waited: float = 0.0
    """Seconds that this host has made us wait by Retry-After so far."""
    _numbers: itertools.count[int] = field(default_factory=itertools.count)

    def __len__(self) -> int:
        return len(self.fresh) + len(self.later)

    def push(self, request: Request, not_before: float = 0.0) -> None:
        """Queue `request`, to go at `not_before` at the earliest."""
        if not_before:
            heapq.heappush(self.later, (not_before, next(self._numbers), request))
        else:
            self.fresh.append(request)

    def pop(self, now: float) -> Request | None:
        """The request that may go now, if the lane is free and one is due."""
        if self.busy or (now < self.free_at and self.left_alone is None):
            return None
        if self.later and (self.later[0][0] <= now or self.left_alone is not None):
            return heapq.heappop(self.later)[2]
        return self.fresh.popleft() if self.fresh else None

    def take(self, fits: Callable[[Request], bool]) -> list[tuple[Request, float]]:
        """Take out the requests that fit, each with the time that it was to wait for."""
        taken = [(request, 0.0) for request in self.fresh if fits(request)]
        taken += [(request, due) for due, _, request in sorted(self.later) if fits(request)]
        self.fresh = deque(request for request in self.fresh if not fits(request))
        self.later = [row for row in self.later if not fits(row[2])]
        heapq.heapify(self.later)
        return taken

    def next_time(self) -> float:
        """When `pop` has something to give, should nothing change; infinity for an empty lane."""
        if not self:
            return float("inf")
        due = 0.0 if self.fresh else self.later[0][0]
        return max(self.free_at, due)

    def note_failure(self, problem: VisitError) -> None:
        """A target of this host ended without an answer."""
        if self.answered or self.left_alone is not None:
            return
        self.failed_in_a_row += 1
        if self.failed_in_a_row >= _FAILURES_UNTIL_LEFT_ALONE:
            self.left_alone = VisitError(
                problem.failure,
                f"{problem.detail}; the first {self.failed_in_a_row} visits of this host all failed, "
                "so it is left alone for this run",
                tls_code=problem.tls_code,
            )

    def note_answer(self) -> None:
        """The host answered: it is not left alone any more for what failed before."""
        self.answered = True
        self.failed_in_a_row = 0
