"""Writes the embedded store: a new file beside the old one, through Arrow, swapped in by rename.

A file that somebody reads is never written (a reader would get silently empty results); a writer that dies leaves the
old file as it was. A graph in memory goes in as Arrow tables. A woven one goes in by files of its rows, and a large one
of these in a process of its own: the store takes half a kilobyte of memory an edge for itself while it is filled.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from graph.errors import GraphError
from graph.schema import NODES, RELATIONS, Type
from graph.stores.columns import Columns, EdgeColumns, edge_columns, node_columns, property_types
from graph.woven import Woven

if TYPE_CHECKING:
    import ladybug
    import networkx as nx
    import pyarrow as pa

APART = 50_000
"""Edges from which the store is filled in a process of its own."""

Source = tuple[str, str, "pa.Table | str"]
"""A table of the store, the options of its COPY, and its rows: in memory, or a file in the working folder."""


def write_ladybug(graph: nx.MultiDiGraph[str] | Woven, path: Path) -> None:
    """Writes `graph` to `path`; readers see the old file whole or the new one whole. Raises GraphError."""
    from graph.stores.filling import fill_apart

    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        _sweep(path)
        with tempfile.TemporaryDirectory(prefix=f".{path.name}-", dir=path.parent) as folder:
            new = Path(folder) / path.name
            if isinstance(graph, Woven) and graph.number_of_edges() > APART:
                fill_apart(graph, new)
            else:
                fill(new, _sources(graph))
            settle_file(new)
            new.replace(path)
    except (RuntimeError, OSError) as problem:
        raise GraphError(
            f"the graph could not be written to {path}: {problem}", hint="is the disk full or not writable?"
        ) from problem


def _sweep(path: Path) -> None:
    """Removes what an earlier writer left that was killed: older than an hour, so that no living one is hurt."""
    import shutil
    import time

    for left in path.parent.glob(f".{path.name}-*"):
        if left.is_dir() and time.time() - left.stat().st_mtime > 3600:
            shutil.rmtree(left, ignore_errors=True)


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


def _sources(graph: nx.MultiDiGraph[str] | Woven) -> Iterator[Source]:
    for label, columns in node_columns(graph):
        if columns["id"]:
            yield label, "", arrow(label, columns)
    for edges in edge_columns(graph):
        if edges.columns["from"]:
            yield edges.kind, ends_of(edges), arrow(edges.kind, edges.columns)


def ends_of(edges: EdgeColumns) -> str:
    """The options of COPY that say between which labels the edges are."""
    several = len(RELATIONS[edges.kind].pairs) > 1
    return f" (from='{edges.start}', to='{edges.end}')" if several else ""


def settle_file(path: Path) -> None:
    """Waits until a written file is on the disk."""
    with path.open("rb") as written:
        os.fsync(written.fileno())


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
