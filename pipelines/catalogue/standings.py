"""What the checks amount to, and the changes that nights told. Written in one transaction a run."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Engine, func, insert, select

from crawler.records import Change, Check, Standing, State
from pipelines.catalogue import codec
from pipelines.catalogue.engine import reading, upsert, writing
from pipelines.catalogue.tables import changes, checks, documents, runs, standings


@dataclass(frozen=True, slots=True)
class Glance:
    """As much of a standing as tells when a resource is due.

    `steady_since`: when its state last turned, or its page last said something else; None where nobody knows.
    """

    checked_at: datetime
    state: State
    not_before: datetime | None
    answered: bool
    confirmed: bool = False
    steady_since: datetime | None = None


@dataclass(frozen=True, slots=True)
class Unsettled:
    """A check that history has not taken in, with the standing before it."""

    id: int
    check: Check


class Standings:
    """Reads and writes standings and changes."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def unsettled(self, run: int) -> Iterator[Unsettled]:
        """The run's checks that history has not taken in, in their order."""
        query = (
            select(checks.c.id, checks.c.data)
            .outerjoin(standings, standings.c.key == checks.c.key)
            .where(checks.c.run == run, checks.c.id > func.coalesce(standings.c.check_id, 0))
            .order_by(checks.c.id)
        )
        with reading(self._engine) as connection:
            rows = connection.execute(query).all()
        for row in rows:
            yield Unsettled(row.id, codec.load(Check, row.data))

    def of(self, keys: Iterable[str]) -> dict[str, Standing]:
        """The standings of these resources."""
        wanted = list(keys)
        found: dict[str, Standing] = {}
        with reading(self._engine) as connection:
            for start in range(0, len(wanted), 500):
                query = select(standings.c.key, standings.c.data).where(
                    standings.c.key.in_(wanted[start : start + 500])
                )
                found.update((row.key, codec.load(Standing, row.data)) for row in connection.execute(query))
        return found

    def glances(self) -> Mapping[str, Glance]:
        """Of every resource that was ever checked in a conclusive run."""
        columns = standings.c
        query = select(
            columns.key,
            columns.checked_at,
            columns.state,
            columns.not_before,
            columns.answered,
            columns.confirmed,
            columns.turned_at,
            documents.c.changed,
        ).outerjoin(documents, documents.c.key == columns.key)
        with reading(self._engine) as connection:
            return {row.key: _glance(row) for row in connection.execute(query)}

    def gone(self) -> frozenset[str]:
        """The keys of those whose death was said aloud and not taken back."""
        with reading(self._engine) as connection:
            return frozenset(connection.execute(select(standings.c.key).where(standings.c.confirmed)).scalars())

    def settle(self, run: int, after: Mapping[str, tuple[int, Standing]], told: Iterable[Change]) -> None:
        """Writes the standings (with the id of the last check in each) and the changes, and marks the run."""
        rows = [_row(check_id, standing) for check_id, standing in after.values()]
        news = [{"run": run, "kind": c.kind, "key": c.key, "data": codec.dump(c)} for c in told]
        with writing(self._engine) as connection:
            upsert(connection, standings, rows)
            if news:
                connection.execute(insert(changes), news)
            connection.execute(runs.update().where(runs.c.id == run).values(settled=True))

    def changes(self, *, run: int | None = None, key: str | None = None) -> tuple[Change, ...]:
        """What a run told, or what was ever told of a resource, in order."""
        query = select(changes.c.data).order_by(changes.c.id)
        if run is not None:
            query = query.where(changes.c.run == run)
        if key is not None:
            query = query.where(changes.c.key == key)
        with reading(self._engine) as connection:
            return tuple(codec.load(Change, data) for data in connection.execute(query).scalars())

    def last_change(self, *, before: int) -> int:
        """The number of the last change that was told before a run; 0 where there is none."""
        query = select(func.coalesce(func.max(changes.c.id), 0)).where(changes.c.run < before)
        with reading(self._engine) as connection:
            return int(connection.execute(query).scalar() or 0)

    def changes_after(self, number: int) -> dict[int, Change]:
        """All changes of a greater number, in their order."""
        query = select(changes.c.id, changes.c.data).where(changes.c.id > number).order_by(changes.c.id)
        with reading(self._engine) as connection:
            return {row.id: codec.load(Change, row.data) for row in connection.execute(query)}


def _glance(row: Any) -> Glance:
    turns = [moment for moment in (row.turned_at, row.changed) if moment is not None]
    steady = max(turns) if row.turned_at else None
    return Glance(row.checked_at, State(row.state), row.not_before, row.answered, row.confirmed, steady)


def _row(check_id: int, standing: Standing) -> dict[str, Any]:
    check = standing.check
    return {
        "key": standing.key,
        "check_id": check_id,
        "checked_at": check.at,
        "state": check.state,
        "not_before": check.next_check_at,
        "answered": check.http_status is not None or standing.last_alive_at is not None,
        "data": codec.dump(standing),
        "turned_at": standing.history[-1].at if standing.history else None,
        "confirmed": standing.confirmed,
    }
