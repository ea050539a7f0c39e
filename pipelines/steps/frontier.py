"""What is due tonight, and what its last answer lets us ask for. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from crawler.records import HEALTH_OF, Health, Resource, Target
from pipelines.catalogue.standings import Glance
from pipelines.catalogue.visits import Validators

# A night that starts a minute earlier than the one before skips nothing: so much of an interval may be missing.
SLACK = 0.1

# However long a host asks to be left alone, it is asked again after this.
_LONGEST_PAUSE = timedelta(days=30)

_WITNESSES = 3


@dataclass(frozen=True, slots=True)
class Intervals:
    """After how many days a resource is due again, by its last health."""

    alive_days: float = 7
    uncertain_days: float = 1
    dead_days: float = 1

    def of(self, health: Health) -> timedelta:
        """The interval for a health."""
        days = {Health.ALIVE: self.alive_days, Health.DEAD: self.dead_days}.get(health, self.uncertain_days)
        return timedelta(days=days)


def due_at(glance: Glance, intervals: Intervals) -> datetime:
    """When the resource is due again, the slack not counted."""
    due = glance.checked_at + intervals.of(HEALTH_OF[glance.state])
    if glance.not_before is None:
        return due
    return max(due, min(glance.not_before, glance.checked_at + _LONGEST_PAUSE))


def is_due(glance: Glance | None, intervals: Intervals, now: datetime, *, everything: bool = False) -> bool:
    """Whether to visit now. `everything` does not wait for the interval, yet for a host that asked to be left alone.

    A check that lies in the future was made under a wrong clock: due.
    """
    if glance is None or glance.checked_at > now:
        return True
    if glance.not_before and now < min(glance.not_before, glance.checked_at + _LONGEST_PAUSE):
        return False
    return everything or now >= glance.checked_at + intervals.of(HEALTH_OF[glance.state]) * (1 - SLACK)


def frontier(
    resources: Iterable[Resource],
    glances: Mapping[str, Glance],
    validators: Mapping[str, Validators],
    intervals: Intervals,
    now: datetime,
    *,
    everything: bool = False,
    done: Collection[str] = (),
) -> Iterator[Target]:
    """The targets that are due, in the order of the resources, without those `done` in this run already.

    Where none of them is on a host that answered before, a few living resources are looked at early: without them
    nobody could tell links that are dead from a machine that is offline.
    """
    resources = list(resources)
    answered = {_host(r.url) for r in resources if r.key in glances and glances[r.key].answered}
    left = [resource for resource in resources if resource.key not in done]
    due = [r for r in left if is_due(glances.get(r.key), intervals, now, everything=everything)]
    if due and not any(_host(resource.url) in answered for resource in due):
        due += _witnesses(left, glances, now)
    for resource in due:
        asks = validators.get(resource.key, Validators())
        yield Target(resource.key, resource.url, asks.etag, asks.last_modified, _host(resource.url) in answered)


def _witnesses(resources: Iterable[Resource], glances: Mapping[str, Glance], now: datetime) -> list[Resource]:
    """Living resources of different hosts, those looked at longest ago first."""
    known = [(resource, glances[resource.key]) for resource in resources if resource.key in glances]
    alive = [(g.checked_at, r) for r, g in known if HEALTH_OF[g.state] is Health.ALIVE and g.checked_at < now]
    by_host = {_host(resource.url): resource for _, resource in sorted(alive, key=lambda row: row[0], reverse=True)}
    return list(by_host.values())[-_WITNESSES:]


def _host(url: str) -> str:
    return urlsplit(url).netloc.lower()
