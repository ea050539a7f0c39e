"""What a catalogue of years may let go of. Nothing that was told is lost: the changes stay, whatever goes."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Table, delete, func, select, update

from pipelines.catalogue.compact import repeating
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
    repeated = checks.c.id.in_(repeating(before))
    gone = [_drop(connection, "checks", checks, repeated, checks.c.data)]
    last = connection.execute(select(func.max(runs.c.id)).where(runs.c.finished.is_not(None))).scalar() or 0
    old = (runs.c.started < before) & runs.c.finished.is_not(None) & (runs.c.id <= last - _DRAWN)
    empty = runs.c.id.not_in(select(checks.c.run)) & runs.c.id.not_in(select(changes.c.run))
    gone.append(_drop(connection, "runs", runs, old & empty))
    connection.execute(update(runs).where(old).values(scan=None, taxonomy=None))
    unnamed = scans.c.digest.not_in(select(runs.c.scan).where(runs.c.scan.is_not(None)))
    gone.append(_drop(connection, "scans of the notes", scans, unnamed, scans.c.notes))
    gone.append(_drop_versions(connection))
    unused = taxonomies.c.digest.not_in(select(runs.c.taxonomy).where(runs.c.taxonomy.is_not(None)))
    gone.append(_drop(connection, "taxonomies", taxonomies, unused, taxonomies.c.data))
    return gone


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
