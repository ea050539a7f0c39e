"""How long a night may visit and how much it may fetch."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from pipelines.errors import ConfigError

_UNITS = {"s": 1.0, "min": 60.0, "m": 60.0, "h": 3600.0}
_SIZES = {"b": 1.0, "kb": 1e3, "mb": 1e6, "gb": 1e9}
_WRITTEN = re.compile(r"(\d+(?:\.\d+)?)\s*([a-zA-Z]+)")


@dataclass(frozen=True, slots=True)
class Budget:
    """Seconds of visiting, and bytes of bodies received; 0: no bound."""

    seconds: float = 0
    size: float = 0

    def __str__(self) -> str:
        said = [f"{self.seconds / 60:g} minutes"] if self.seconds else []
        return " and ".join(said + ([f"{self.size / 1e6:g} MB"] if self.size else []))

    def __bool__(self) -> bool:
        return bool(self.seconds or self.size)


def parse(words: Iterable[str], beside: Budget = Budget(), option: str = "--budget") -> Budget:
    """The budget that flags such as `30m` and `200MB` mean; of what they leave unsaid, that of the settings holds.

    Of several bounds of one kind the smallest counts. Raises ConfigError.
    """
    seconds: list[float] = []
    sizes: list[float] = []
    for word in words:
        match = _WRITTEN.fullmatch(word.strip())
        number, unit = (float(match[1]), match[2].lower()) if match else (0.0, "")
        if unit in _UNITS and number > 0:
            seconds.append(number * _UNITS[unit])
        elif unit in _SIZES and number > 0:
            sizes.append(number * _SIZES[unit])
        else:
            raise ConfigError(f"{option} {word!r} is neither a time nor a size", hint="as in 30m, 2h, 200MB or 1GB")
    return Budget(min(seconds, default=beside.seconds), min(sizes, default=beside.size))


class Purse:
    """What is left of a budget in one night. Its clock stands still while the machine sleeps."""

    def __init__(self, budget: Budget, clock: Callable[[], float] = time.monotonic) -> None:
        self._budget, self._clock = budget, clock
        self._began = clock()
        self._received = 0

    def pay(self, received: int) -> None:
        """So many bytes came."""
        self._received += received

    @property
    def is_empty(self) -> bool:
        """Whether the night is to end its visits."""
        late = self._budget.seconds and self._clock() - self._began >= self._budget.seconds
        return bool(late or (self._budget.size and self._received >= self._budget.size))
