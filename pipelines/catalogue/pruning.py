"""What a catalogue of years may let go of. Nothing that was told is lost: the changes stay, whatever goes."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, Table, and_, delete, func, select, true, update

from pipelines.catalogue.tables import (
    bodies,
    changes,
    checks,
    copies,
    documents,
    note_versions,
    pages,
    resources,
    runs,
    scans,
    standings,
    taggings,
    taxonomies,
)

# The reports draw so many nights.
_DRAWN = 60

# So many turns of one resource are kept, however often it turned.
_TURNS = 30

_BATCH = 500

Condition = ColumnElement[bool]


@dataclass(frozen=True, slots=True)
class Gone:
    """How many rows of a table went, and their bytes as far as they are counted."""

    what: str
    rows: int
    size: int = 0

    def __add__(self, other: Gone) -> Gone:
        return Gone(self.what, self.rows + other.rows, self.size + other.size)


def repeating(before: datetime, among: Condition | None = None) -> Select[tuple[int]]:
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


def surplus(before: datetime, among: Condition | None = None) -> Select[tuple[int]]:
    """The ids of checks older than `before` that more than enough later ones follow, and that no change was told by."""
    told = and_(changes.c.run == checks.c.run, changes.c.key == checks.c.key)
    ranked = (
        select(
            checks.c.id,
            checks.c.at,
            changes.c.id.label("change"),
            func.row_number().over(partition_by=checks.c.key, order_by=checks.c.id.desc()).label("place"),
        )
        .outerjoin(changes, told)
        .where(true() if among is None else among)
        .subquery()
    )
    return select(ranked.c.id).where(ranked.c.at < before, ranked.c.place > _TURNS, ranked.c.change.is_(None))


def drop_old_notes(connection: Connection, which: Condition | None = None) -> list[Gone]:
    """Drops the notes as they stood, and the taxonomies, of runs that no report draws any more; `which` narrows them.

    Not those of the last run that history took in, however long ago: what is new is told against them.
    """
    last = select(func.max(runs.c.id)).where(runs.c.finished.is_not(None)).scalar_subquery()
    settled = select(func.max(runs.c.id)).where(runs.c.settled & runs.c.scan.is_not(None)).scalar_subquery()
    old = runs.c.finished.is_not(None) & (runs.c.id <= last - _DRAWN) & (runs.c.id < settled)
    old = old & (true() if which is None else which)
    held = old & (runs.c.scan.is_not(None) | runs.c.taxonomy.is_not(None))
    if not connection.execute(select(func.count()).where(held).select_from(runs)).scalar():
        return []
    connection.execute(update(runs).where(held).values(scan=None, taxonomy=None))
    unnamed = scans.c.digest.not_in(select(runs.c.scan).where(runs.c.scan.is_not(None)))
    gone = [_drop(connection, "scans of the notes", scans, unnamed, scans.c.notes)]
    if gone[0].rows:
        gone.append(_drop_versions(connection))
    unused = taxonomies.c.digest.not_in(select(runs.c.taxonomy).where(runs.c.taxonomy.is_not(None)))
    return [*gone, _drop(connection, "taxonomies", taxonomies, unused, taxonomies.c.data)]


def old_bodies(connection: Connection, before: datetime) -> list[Gone]:
    """Bodies of pages that were fetched before then. Their text, facts and topics stay; the next visit fetches anew."""
    young = select(pages.c.digest).where(pages.c.fetched >= before)
    gone = _drop(connection, "bodies", bodies, bodies.c.digest.not_in(young), bodies.c.data)
    unfounded = pages.c.digest.not_in(select(bodies.c.digest))
    connection.execute(update(pages).where(unfounded).values(etag="", last_modified=""))
    return [gone]


def old_runs(connection: Connection, before: datetime) -> list[Gone]:
    """Of runs before then: checks that only repeat their neighbours, the notes as they stood, and runs that told and
    checked nothing that is still of interest."""
    gone = [
        _drop(connection, "checks", checks, checks.c.id.in_(found), checks.c.data)
        for found in (repeating(before), surplus(before))
    ]
    last = connection.execute(select(func.max(runs.c.id)).where(runs.c.finished.is_not(None))).scalar() or 0
    old = (runs.c.started < before) & runs.c.finished.is_not(None) & (runs.c.id <= last - _DRAWN)
    empty = runs.c.id.not_in(select(checks.c.run)) & runs.c.id.not_in(select(changes.c.run))
    gone.append(_drop(connection, "runs", runs, old & empty))
    return [gone[0] + gone[1], *gone[2:], *drop_old_notes(connection, runs.c.started < before)]


def _drop_versions(connection: Connection) -> Gone:
    """Versions of notes that no scan holds any more."""
    held = {digest for notes in connection.execute(select(scans.c.notes)).scalars() for digest in notes}
    stored = connection.execute(select(note_versions.c.digest)).scalars()
    return _drop_each(
        connection, "versions of notes", note_versions, set(stored) - held, note_versions.c.digest, note_versions.c.data
    )


def no_longer_noted(connection: Connection, noted: Collection[str], before: datetime) -> list[Gone]:
    """All of the resources that stand in no note and were last looked at before then, except for what was told."""
    looked = {row.key: row.checked_at for row in connection.execute(select(standings.c.key, standings.c.checked_at))}
    known = connection.execute(select(resources.c.key, resources.c.first_seen)).all()
    last = {row.key: looked.get(row.key, row.first_seen) for row in known} | looked
    keys = {key for key, at in last.items() if at < before} - set(noted)
    gone = [
        _drop_each(connection, what, table, keys, table.c[column], *sized)
        for what, table, column, sized in (
            ("resources", resources, "key", ()),
            ("checks", checks, "key", (checks.c.data,)),
            ("standings", standings, "key", (standings.c.data,)),
            ("pages", pages, "key", ()),
            ("documents", documents, "key", (documents.c.data, documents.c.text)),
            ("taggings", taggings, "subject", (taggings.c.data,)),
            ("archived copies", copies, "key", ()),
        )
    ]
    unowned = bodies.c.digest.not_in(select(pages.c.digest))
    return [*gone, _drop(connection, "bodies", bodies, unowned, bodies.c.data)]


def _drop_each(
    connection: Connection,
    what: str,
    table: Table,
    keys: Iterable[str],
    column: ColumnElement[Any],
    *sized: ColumnElement[Any],
) -> Gone:
    gone, wanted = Gone(what, 0), sorted(keys)
    for start in range(0, len(wanted), _BATCH):
        gone += _drop(connection, what, table, column.in_(wanted[start : start + _BATCH]), *sized)
    return gone


def _drop(connection: Connection, what: str, table: Table, which: Condition, *sized: ColumnElement[Any]) -> Gone:
    size = 0
    for column in sized:
        size += connection.execute(select(func.coalesce(func.sum(func.length(column)), 0)).where(which)).scalar() or 0
    return Gone(what, connection.execute(delete(table).where(which)).rowcount, int(size))
