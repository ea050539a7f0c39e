"""When a resource is due again. Pure.

Its last health gives an interval; what has stood still for long may wait several times as long, and what begins to
fail is asked at the short interval of its new health from the next night on.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from crawler.records import HEALTH_OF, Health, State
from pipelines.catalogue.standings import Glance

# A night that starts a minute earlier than the one before skips nothing: so much of an interval may be missing.
SLACK = 0.1

# However long a host asks to be left alone, and however still a page stands, it is asked again after this.
LONGEST = timedelta(days=30)

_STILL = timedelta(days=30)
"""What has not changed for twice this time waits twice its interval, and so on."""

_EACH_NIGHT = 1.0
"""Who has living links looked at each day means each night: then nothing waits longer."""


@dataclass(frozen=True, slots=True)
class Intervals:
    """After how many days a resource is due again, by its last health; `stretch` times that at most."""

    alive_days: float = 7
    uncertain_days: float = 1
    dead_days: float = 1
    stretch: float = 4

    def of(self, glance: Glance) -> timedelta:
        """How long the resource waits after its last check."""
        health = HEALTH_OF[glance.state]
        days = {Health.ALIVE: self.alive_days, Health.DEAD: self.dead_days}.get(health, self.uncertain_days)
        base = timedelta(days=days)
        return max(base, min(base * self._patience(glance), LONGEST))

    def _patience(self, glance: Glance) -> float:
        if glance.steady_since is None or self.alive_days <= _EACH_NIGHT:
            return 1.0
        return min(self.stretch, max(1.0, (glance.checked_at - glance.steady_since) / _STILL))


def due_at(glance: Glance, intervals: Intervals) -> datetime:
    """When the resource is due again, the slack not counted."""
    due = glance.checked_at + intervals.of(glance)
    return max(due, left_alone_until(glance) or due)


def left_alone_until(glance: Glance) -> datetime | None:
    """Until when its host asked to be left alone, as far as that is heeded."""
    return None if glance.not_before is None else min(glance.not_before, glance.checked_at + LONGEST)


def is_due(glance: Glance | None, intervals: Intervals, now: datetime, *, everything: bool = False) -> bool:
    """Whether to visit now. `everything` does not wait for the interval, yet for a host that asked to be left alone.

    A check that lies in the future was made under a wrong clock: due.
    """
    if glance is None or glance.checked_at > now:
        return True
    if (until := left_alone_until(glance)) and now < until:
        return False
    return everything or now >= glance.checked_at + intervals.of(glance) * (1 - SLACK)


def is_suspect(glance: Glance) -> bool:
    """Whether it is dead and its death not yet told: each night without a look makes the telling later."""
    return HEALTH_OF[glance.state] is Health.DEAD and not glance.confirmed and glance.state is not State.MALFORMED
