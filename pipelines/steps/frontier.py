"""What is visited tonight, and what its last answer lets us ask for. Pure.

Links that were written down in one evening would be due together for ever. So a night on which less is due than an even
share looks at some a little early, those that waited longest first, and after two rounds every night has its share.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from crawler.records import HEALTH_OF, Health, Resource, State, Target
from pipelines.catalogue.standings import Glance
from pipelines.catalogue.visits import Validators
from pipelines.steps.due import Intervals, is_due, left_alone_until

_WITNESSES = 3
_CROWD = 10
"""Hosts of which not all fall silent in one night by themselves."""

_UNHEARD = frozenset(
    {State.NO_DNS, State.DNS_FAILED, State.TIMEOUT, State.CONNECTION_FAILED, State.MALFORMED, State.ROBOTS_DISALLOWED}
)
"""What a link that ended so last time says of the network by ending so again: nothing."""

_EARLIEST = 0.5
"""Nothing is looked at before so much of its interval is over."""

_NIGHT = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Known:
    """What the catalogue knows of the resources, by key."""

    glances: Mapping[str, Glance]
    validators: Mapping[str, Validators]


def frontier(
    resources: Iterable[Resource],
    known: Known,
    intervals: Intervals,
    now: datetime,
    *,
    everything: bool = False,
    done: Mapping[str, State] | None = None,
    before: datetime | None = None,
) -> Iterator[Target]:
    """The targets of the night, in the order of the resources, without those `done` in this run already.

    `before`: when the run before began; without it nothing is looked at early. Where none of the targets was heard of
    when last looked at, a few living resources are looked at too: without them nobody could tell links that are dead
    from a machine that is offline. A night that is taken up may look at one of them again for the few that were left.
    """
    resources, done = list(resources), done or {}
    glances = known.glances
    answered = {host_of(r.url) for r in resources if r.key in glances and glances[r.key].answered}
    left = [resource for resource in resources if resource.key not in done]
    due = [r for r in left if is_due(glances.get(r.key), intervals, now, everything=everything)]
    if before is not None and not everything and not done:
        due += _early(left, due, glances, intervals, now, before)
    if due and not any(r.key in glances and glances[r.key].state not in _UNHEARD for r in due):
        few = len({host_of(resource.url) for resource in due}) < _CROWD
        again = [r for r in resources if r.key in done and HEALTH_OF[done[r.key]] is Health.ALIVE] if few else []
        taken = {resource.key for resource in due}
        due += _witnesses([r for r in left if r.key not in taken], glances, now) or _of_each_host(again)[:1]
    for resource in due:
        # asked again, a witness tells what it told before
        asks = Validators() if resource.key in done else known.validators.get(resource.key, Validators())
        yield Target(resource.key, resource.url, asks.etag, asks.last_modified, host_of(resource.url) in answered)


def even_share(glances: Iterable[Glance], intervals: Intervals, lasted: timedelta) -> float:
    """How many visits fall into so long a time where all nights have the same."""
    return sum(min(1.0, lasted / interval) for glance in glances if (interval := intervals.of(glance)) > timedelta(0))


def _early(
    left: Iterable[Resource],
    due: Collection[Resource],
    glances: Mapping[str, Glance],
    intervals: Intervals,
    now: datetime,
    before: datetime,
) -> list[Resource]:
    """Living resources that fill the night up to its share: the later in their interval the sooner, and among those
    of one evening in an order that has nothing to do with their hosts."""
    mine = {resource.key: glances[resource.key] for resource in left if resource.key in glances}
    lasted = max(timedelta(0), min(now - before, _NIGHT))
    room = int(even_share(mine.values(), intervals, lasted)) - len(due)
    if room <= 0:
        return []
    taken = {resource.key for resource in due}
    found = []
    for resource in left:
        glance = mine.get(resource.key)
        if glance is None or resource.key in taken or not _is_alive(glance):
            continue
        over = (now - glance.checked_at) / intervals.of(glance)
        if over >= _EARLIEST and (left_alone_until(glance) or now) <= now:
            found.append((-round(over, 1), _dice(resource.key), resource))
    return [resource for _, _, resource in sorted(found, key=lambda row: row[:2])[:room]]


def _dice(key: str) -> bytes:
    """The same for a key on every machine and night."""
    return hashlib.blake2b(key.encode("utf-8", "replace"), digest_size=8).digest()


def _witnesses(resources: Iterable[Resource], glances: Mapping[str, Glance], now: datetime) -> list[Resource]:
    """Living resources of different hosts, those looked at longest ago first."""
    known = [(resource, glances[resource.key]) for resource in resources if resource.key in glances]
    alive = [(g.checked_at, r) for r, g in known if _is_alive(g) and g.checked_at < now]
    return _of_each_host([resource for _, resource in sorted(alive, key=lambda row: row[0])])[:_WITNESSES]


def _of_each_host(resources: Iterable[Resource]) -> list[Resource]:
    """The first of each host."""
    first: dict[str, Resource] = {}
    for resource in resources:
        first.setdefault(host_of(resource.url), resource)
    return list(first.values())


def _is_alive(glance: Glance) -> bool:
    return HEALTH_OF[glance.state] is Health.ALIVE


def host_of(url: str) -> str:
    """The host and port of an address."""
    return urlsplit(url).netloc.lower()
