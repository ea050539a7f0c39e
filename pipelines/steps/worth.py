"""Which of the targets are worth most, for a night that cannot visit them all. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from crawler.records import HEALTH_OF, Health, Scan, Target
from pipelines.catalogue.standings import Glance
from pipelines.steps.due import Intervals, due_at, is_suspect

# Where in the order a living link is looked at, so that also a short night can tell dead links from a machine that is
# offline; never first: the shortest night, too, must get on.
_WITNESSES_AT = (1, 10, 20)

_NIGHT = timedelta(days=1)


def places_of(scan: Scan) -> Mapping[str, int]:
    """In how many different places of the notes (a note, a stage) each resource stands, by key."""
    found: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for link in scan.links:
        if link.key and not link.commented:
            found[link.key].add((link.note, link.stage or ""))
    return {key: len(places) for key, places in found.items()}


def by_worth(
    targets: Sequence[Target],
    glances: Mapping[str, Glance],
    places: Mapping[str, int],
    intervals: Intervals,
    now: datetime,
) -> list[Target]:
    """The targets, the most valuable first: suspected deaths, links never visited, then by how many nights they are
    late (so what one night leaves, the next begins with), then by how many places of the notes they stand in."""

    def worth(target: Target) -> tuple[int, int, int]:
        glance, written = glances.get(target.key), -places.get(target.key, 0)
        if glance is None:
            return 1, 0, written
        if is_suspect(glance):
            return 0, 0, written
        late = 0 if glance.checked_at > now else (now - due_at(glance, intervals)) // _NIGHT
        return 2, -late, written

    ranked = sorted(targets, key=worth)
    witnesses = [target for target in ranked if _bears_witness(target, glances)][: len(_WITNESSES_AT)]
    others = [target for target in ranked if target not in witnesses]
    for place, witness in zip(_WITNESSES_AT, witnesses, strict=False):
        others.insert(place, witness)
    return others


def _bears_witness(target: Target, glances: Mapping[str, Glance]) -> bool:
    glance = glances.get(target.key)
    return target.answered_before and glance is not None and HEALTH_OF[glance.state] is Health.ALIVE
