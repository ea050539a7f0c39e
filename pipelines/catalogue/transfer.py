"""All rows of one catalogue into another, of the same schema, whichever databases they stand in."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import Any

from sqlalchemy import Column, Connection, Engine, MetaData, Table, delete, insert, select, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.types import TypeDecorator, TypeEngine

from pipelines.catalogue.engine import in_words, reading
from pipelines.catalogue.tables import metadata
from pipelines.catalogue.types import Moment

_AT_ONCE = 200
"""Rows; a page's body is among them, so that more would be many megabytes."""


def copy_rows(source: Engine, target: Connection) -> None:
    """Puts the source's rows, as they stood at one moment, in the place of the target's, inside its transaction.

    Tables that the target has lost are made. Packed columns are copied as they are packed. Raises CatalogueError.
    """
    with reading(source) as connection:
        try:
            metadata.create_all(target)
            for table in map(_as_kept, metadata.sorted_tables):
                target.execute(delete(table))
                for rows in _batches(connection, table):
                    target.execute(insert(table), rows)
            if target.dialect.name == "postgresql":
                _number_on(target)
        except DBAPIError as problem:
            raise in_words(target.engine, problem) from problem


def _as_kept(table: Table) -> Table:
    """The same table with its values as the database holds them; moments differ from one database to the other."""
    return Table(table.name, MetaData(), *(Column(column.name, _plain(column.type)) for column in table.columns))


def _plain(kind: TypeEngine[Any]) -> TypeEngine[Any]:
    return kind.impl_instance if isinstance(kind, TypeDecorator) and not isinstance(kind, Moment) else kind


def _batches(connection: Connection, table: Table) -> Iterator[list[dict[str, Any]]]:
    rows = iter(connection.execution_options(yield_per=_AT_ONCE).execute(select(table)).mappings())
    while batch := [dict(row) for row in islice(rows, _AT_ONCE)]:
        yield batch


def _number_on(connection: Connection) -> None:
    """PostgreSQL counts beside the table: tell it which numbers are taken. `setval` would outlast a rollback."""
    for table in metadata.sorted_tables:
        if "id" in table.columns:
            found = f"SELECT pg_get_serial_sequence('{table.name}', 'id'), coalesce(max(id), 0) + 1 FROM {table.name}"  # noqa: S608  # names of our own
            sequence, number = connection.execute(text(found)).one()
            connection.execute(text(f"ALTER SEQUENCE {sequence} RESTART WITH {number}"))
