"""The last runs, what is due next, and sizes, as plain values: what `linkatlas status` prints."""

from __future__ import annotations

from collections import Counter
from datetime import datetime
from typing import Any

from crawler.records import Run, State
from pipelines.catalogue import Catalogue
from pipelines.catalogue.scans import resources_of
from pipelines.data_folder import DataFolder
from pipelines.settings import Settings
from pipelines.sizes import catalogue_sizes, folder_sizes
from pipelines.steps.due import due_at, is_due
from pipelines.steps.tonight import intervals_of

_RUNS = 10
_DAYS = 7


def overview(catalogue: Catalogue, paths: DataFolder, settings: Settings, now: datetime) -> dict[str, Any]:
    """How things stand at `now`. Sizes in bytes."""
    scan = catalogue.scan()
    resources = resources_of(scan)
    glances = catalogue.standings.glances()
    intervals = intervals_of(settings.recheck)
    unfinished = catalogue.runs.unfinished()
    standings = catalogue.told(scan).values()
    health = Counter(standing.check.health.value for standing in standings)
    never = sum(resource.key not in glances for resource in resources)
    due = sum(is_due(glances.get(r.key), intervals, now) for r in resources)
    coming: Counter[str] = Counter()
    for resource in resources:
        glance = glances.get(resource.key)
        if glance and not is_due(glance, intervals, now):
            coming[due_at(glance, intervals).date().isoformat()] += 1
    return {
        "runs": [_run(run) for run in catalogue.runs.all(limit=_RUNS)],
        "unfinished": _run(unfinished) if unfinished else None,
        "resources": len(resources),
        "malformed": sum(standing.check.state is State.MALFORMED for standing in standings),
        "health": dict(sorted(health.items())) | ({"not_visited": never} if never else {}),
        "due_now": due,
        "due_on": dict(sorted(coming.items())[:_DAYS]),
        "sizes": {**catalogue.visits.sizes(), **folder_sizes(paths)},
        "parts": catalogue_sizes(catalogue.engine),
    }


def _run(run: Run) -> dict[str, Any]:
    return {
        "id": run.id,
        "started": run.started.isoformat(),
        "finished": run.finished.isoformat() if run.finished else None,
        "conclusive": run.conclusive,
        "reason": run.reason,
        "counts": dict(run.counts),
    }
