"""The embedded Cypher store, for reading: ladybug, opened read-only. The only reader of its file."""

from __future__ import annotations

import math
from collections.abc import Mapping
from datetime import date, time
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from graph.errors import StoreMissingError
from graph.stores.base import TIMEOUT_S, Table
from graph.stores.guard import bound, checked
from graph.stores.words import in_words

if TYPE_CHECKING:
    import ladybug

BUFFER_BYTES = 1 << 30
_INTERNAL = {"_ID", "_SRC", "_DST"}


def open_ladybug(path: Path) -> EmbeddedStore:
    """The graph file at `path`, to be asked. Raises StoreMissingError where there is none, or it is no graph."""
    if not path.is_file():
        raise StoreMissingError(
            f"no run yet in {path.parent}: it has no {path.name}", hint="start with: linkatlas nightly NOTES"
        )
    import ladybug

    try:
        database = ladybug.Database(path, read_only=True, buffer_pool_size=BUFFER_BYTES)
        return EmbeddedStore(database, ladybug.Connection(database))
    except (RuntimeError, OSError) as problem:
        raise StoreMissingError(
            f"{path} cannot be opened as a graph: {_first_line(problem)}",
            hint="it is rebuilt by: linkatlas nightly NOTES",
        ) from problem


class EmbeddedStore:
    """A graph file that is asked in Cypher and cannot be written."""

    name = "ladybug"

    def __init__(self, database: ladybug.Database, connection: ladybug.Connection) -> None:
        self._database = database
        self._connection = connection

    def run(
        self,
        cypher: str,
        params: Mapping[str, object] | None = None,
        *,
        limit: int | None = None,
        timeout_s: float = TIMEOUT_S,
    ) -> Table:
        """The rows of a reading query, at most `limit`. Raises QueryError and its kin."""
        text = checked(cypher)
        given = bound(cypher, params or {})
        self._connection.set_query_timeout(max(1, math.ceil(timeout_s * 1000)))
        try:
            result: Any = self._connection.execute(text, given)
        except (RuntimeError, ValueError, TypeError, MemoryError, OverflowError) as problem:
            raise in_words(problem, cypher, timeout_s) from problem
        try:
            return self._table(result, limit)
        finally:
            result.close()

    @staticmethod
    def _table(result: Any, limit: int | None) -> Table:
        rows: list[tuple[object, ...]] = []
        while result.has_next() and (limit is None or len(rows) < limit):
            rows.append(tuple(_plain(value) for value in result.get_next()))
        return Table(tuple(result.get_column_names()), tuple(rows), cut=result.has_next())

    def close(self) -> None:
        """Lets go of the file."""
        self._connection.close()
        self._database.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *ended: object) -> None:
        self.close()


def _plain(value: Any) -> object:
    """The store's values as both stores give them: no internal ids, no decimals."""
    if isinstance(value, dict):
        if value.keys() == {"_NODES", "_RELS"}:
            return {"nodes": _plain(value["_NODES"]), "relationships": _plain(value["_RELS"])}
        # a node met through a path carries the other labels' properties as nulls
        inner = "_LABEL" in value
        return {
            k: _plain(v)
            for k, v in value.items()
            if k not in _INTERNAL and not (inner and (v is None or k == "_LABEL"))
        }
    if isinstance(value, list):
        return [_plain(item) for item in value]
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return value


def _first_line(problem: Exception) -> str:
    return (str(problem).strip().splitlines() or [type(problem).__name__])[0]
