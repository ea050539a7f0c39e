"""What the checks amount to, and the changes that nights told. Written in one transaction a run."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Engine, func, insert, select

from crawler.records import HEALTH_OF, Change, Check, Health, Standing, State
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


TakeIn = Callable[[Sequence[Unsettled], dict[str, Standing]], tuple[Mapping[str, tuple[int, Standing]], list[Change]]]
"""Checks and the standings before them → the standings after, each with the id of its last check, and what changed."""

_AT_ONCE = 500
"""So many records are in memory at once."""


class Standings:
    """Reads and writes standings and changes."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def of(self, keys: Iterable[str]) -> dict[str, Standing]:
        """The standings of these resources."""
        return dict(self.each(keys))

    def each(self, keys: Iterable[str]) -> Iterator[tuple[str, Standing]]:
        """The same one at a time."""
        with reading(self._engine) as connection:
            yield from _of(connection, list(keys))

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

    def in_health(self, health: Health) -> frozenset[str]:
        """The keys of those whose last check said so."""
        states = [state.value for state in State if HEALTH_OF[state] is health]
        with reading(self._engine) as connection:
            return frozenset(connection.execute(select(standings.c.key).where(standings.c.state.in_(states))).scalars())

    def settle(self, run: int, take_in: TakeIn, told: Iterable[Change] = ()) -> list[Change]:
        """Takes the run's checks that history has not taken in, in their order and a part at a time, and marks the
        run: all of it is written or nothing. All changes, `told` last.
        """
        news: list[Change] = []
        with writing(self._engine) as connection:
            last = 0
            while found := _unsettled(connection, run, last):
                before = dict(_of(connection, list(dict.fromkeys(one.check.resource for one in found))))
                after, changed = take_in(found, before)
                upsert(connection, standings, [_row(check_id, standing) for check_id, standing in after.values()])
                news += changed
                last = found[-1].id
            news += told
            if news:
                rows = [{"run": run, "kind": c.kind, "key": c.key, "data": codec.dump(c)} for c in news]
                connection.execute(insert(changes), rows)
            connection.execute(runs.update().where(runs.c.id == run).values(settled=True))
        return news

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


def _of(connection: Connection, wanted: Sequence[str]) -> Iterator[tuple[str, Standing]]:
    for start in range(0, len(wanted), _AT_ONCE):
        part = standings.c.key.in_(wanted[start : start + _AT_ONCE])
        for row in connection.execute(select(standings.c.key, standings.c.data).where(part)):
            yield row.key, codec.load(Standing, row.data)


def _unsettled(connection: Connection, run: int, after: int) -> list[Unsettled]:
    query = (
        select(checks.c.id, checks.c.data)
        .outerjoin(standings, standings.c.key == checks.c.key)
        .where(checks.c.run == run, checks.c.id > after, checks.c.id > func.coalesce(standings.c.check_id, 0))
        .order_by(checks.c.id)
        .limit(_AT_ONCE)
    )
    return [Unsettled(row.id, codec.load(Check, row.data)) for row in connection.execute(query)]


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
