"""The night's list: what is due, and with a budget the most valuable first."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from crawler.records import Scan, State, Target
from pipelines.catalogue import Catalogue
from pipelines.catalogue.scans import resources_of
from pipelines.settings import Recheck
from pipelines.steps.due import Intervals
from pipelines.steps.frontier import Known, frontier
from pipelines.steps.worth import by_worth, places_of


def intervals_of(recheck: Recheck) -> Intervals:
    """The settings as the frontier wants them."""
    return Intervals(**recheck.model_dump())


def tonight(
    catalogue: Catalogue,
    scan: Scan,
    recheck: Recheck,
    now: datetime,
    *,
    everything: bool = False,
    done: Mapping[str, State] | None = None,
    ranked: bool = False,
) -> list[Target]:
    """What to visit at `now`; `ranked`: in the order of worth, else in that of the notes."""
    intervals, glances = intervals_of(recheck), catalogue.standings.glances()
    last = catalogue.runs.all(limit=1)
    targets = list(
        frontier(
            resources_of(scan),
            Known(glances, catalogue.visits.validators()),
            intervals,
            now,
            everything=everything,
            done=done,
            before=last[0].started if last else None,
        )
    )
    return by_worth(targets, glances, places_of(scan), intervals, now) if ranked else targets
