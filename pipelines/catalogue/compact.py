"""Keeps the checks of years small: what only repeats its neighbours tells nothing and goes."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ColumnElement, Engine, Select, delete, func, select, true

from pipelines.catalogue.engine import writing
from pipelines.catalogue.tables import checks


def compact(engine: Engine, run: int, before: datetime) -> int:
    """Drops checks older than `before` that stand between two of the same state; how many.

    Only of resources that this run has visited, so that a night's work does not grow with the years. The first and
    the last check of each state stay: no turn of a resource's history is lost.
    """
    visited = select(checks.c.key).where(checks.c.run == run)
    repeated = repeating(before, checks.c.key.in_(visited))
    with writing(engine) as connection:
        return connection.execute(delete(checks).where(checks.c.id.in_(repeated))).rowcount


def repeating(before: datetime, among: ColumnElement[bool] | None = None) -> Select[tuple[int]]:
    """The ids of checks older than `before` that stand between two of the same state of their resource."""
    neighbours = (
        select(
            checks.c.id,
            checks.c.at,
            checks.c.state,
            func.lag(checks.c.state).over(partition_by=checks.c.key, order_by=checks.c.id).label("earlier"),
            func.lead(checks.c.state).over(partition_by=checks.c.key, order_by=checks.c.id).label("later"),
        )
        .where(true() if among is None else among)
        .subquery()
    )
    return select(neighbours.c.id).where(
        neighbours.c.at < before,
        neighbours.c.state == neighbours.c.earlier,
        neighbours.c.state == neighbours.c.later,
    )
