"""Copies rows into a new file of the embedded store, which makes its tables first."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from graph.schema import NODES, RELATIONS, Type
from graph.stores.columns import Columns, EdgeColumns, property_types

if TYPE_CHECKING:
    import ladybug
    import pyarrow as pa

Source = tuple[str, str, "pa.Table | str"]
"""A table of the store, the options of its COPY, and its rows: in memory, or a file in the working folder."""


def fill(path: Path, sources: Iterable[Source], pool: int = 0) -> None:
    """Makes the store's file; `pool` bounds its buffers (bytes), 0 leaves that to it. Raises RuntimeError."""
    import ladybug

    database = ladybug.Database(path, buffer_pool_size=pool)
    connection = ladybug.Connection(database)
    try:
        for statement in definitions():
            connection.execute(statement)
        for table, ends, rows in sources:
            _copy(connection, table, ends, rows)
        connection.execute("CHECKPOINT")
    finally:
        connection.close()
        database.close()


def ends_of(edges: EdgeColumns) -> str:
    """The options of COPY that say between which labels the edges are."""
    several = len(RELATIONS[edges.kind].pairs) > 1
    return f" (from='{edges.start}', to='{edges.end}')" if several else ""


def definitions() -> list[str]:
    """The statements that make the tables of the schema."""
    nodes = [
        f"CREATE NODE TABLE {label}(id STRING PRIMARY KEY{_columns(node.properties)})" for label, node in NODES.items()
    ]
    relations = [
        f"CREATE REL TABLE {name}({', '.join(f'FROM {a} TO {b}' for a, b in relation.pairs)}"
        f"{_columns(relation.properties)})"
        for name, relation in RELATIONS.items()
    ]
    return nodes + relations


def _columns(properties: Mapping[str, Type]) -> str:
    return "".join(f", {name} {kind.value}" for name, kind in properties.items())


def _copy(connection: ladybug.Connection, table: str, ends: str, rows: pa.Table | str) -> None:
    if isinstance(rows, str):
        connection.execute(f"COPY {table} FROM '{rows}'{ends}")
    else:
        connection.execute(f"COPY {table} FROM $rows{ends}", {"rows": rows})


def arrow(table: str, columns: Columns) -> pa.Table:
    """The columns of a label or relationship as Arrow has them."""
    import pyarrow as pa

    types = {
        Type.STRING: pa.string(),
        Type.INT: pa.int64(),
        Type.FLOAT: pa.float64(),
        Type.BOOL: pa.bool_(),
        Type.STRINGS: pa.list_(pa.string()),
    }
    kinds = property_types(table)
    return pa.table({name: pa.array(values, types[kinds[name]]) for name, values in columns.items()})
