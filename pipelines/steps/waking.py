"""Whether the machine slept a moment ago: what fails then says nothing about the web."""

from __future__ import annotations

import time
from collections.abc import Callable

# The clock on the wall goes on while the machine sleeps, the other one does not; so far apart, it slept (seconds).
_ASLEEP_S = 30

# So long after waking (three attempts of half a minute, and their pauses) a failure may still be the sleep's.
_DROWSY_S = 120


class Waking:
    """Looks again and again, and notices a sleep by two clocks that part."""

    def __init__(self, wall: Callable[[], float] = time.time, steady: Callable[[], float] = time.monotonic) -> None:
        self._wall, self._steady = wall, steady
        self._apart = wall() - steady()
        self._woke: float | None = None

    @property
    def is_drowsy(self) -> bool:
        """Whether it woke so lately that failures are not to be believed."""
        self.look()
        return self._woke is not None and self._steady() - self._woke < _DROWSY_S

    def look(self) -> None:
        """Compares the clocks."""
        steady = self._steady()
        apart = self._wall() - steady
        if apart - self._apart > _ASLEEP_S:
            self._woke = steady
        self._apart = apart
