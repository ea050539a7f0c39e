"""Keeps the record of years small, a little each night: what tells nothing any more goes."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Engine, delete, select

from pipelines.catalogue.engine import writing
from pipelines.catalogue.pruning import drop_old_notes, repeating, surplus
from pipelines.catalogue.tables import checks


def compact(engine: Engine, run: int, before: datetime) -> int:
    """Drops checks older than `before` that stand between two of the same state, and of a link that never settles all
    but its latest turns; how many.

    Only of resources that this run has visited, so that a night's work does not grow with the years. No check goes
    whose night told a change of it. The notes as they stood go with the runs that no report draws any more.
    """
    visited = checks.c.key.in_(select(checks.c.key).where(checks.c.run == run))
    with writing(engine) as connection:
        dropped = connection.execute(delete(checks).where(checks.c.id.in_(repeating(before, visited)))).rowcount
        dropped += connection.execute(delete(checks).where(checks.c.id.in_(surplus(before, visited)))).rowcount
        drop_old_notes(connection)
    return dropped
