"""Writes the embedded store: a new file beside the old one, through Arrow, swapped in by rename.

A file that somebody reads is never written (a reader would get silently empty results); a writer that dies leaves the
old file as it was.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import networkx as nx

from graph.errors import GraphError
from graph.schema import NODES, RELATIONS, Type
from graph.stores.columns import Columns, edge_columns, node_columns, property_types

if TYPE_CHECKING:
    import ladybug
    import pyarrow as pa


def write_ladybug(graph: nx.MultiDiGraph[str], path: Path) -> None:
    """Writes `graph` to `path`; readers see the old file whole or the new one whole. Raises GraphError."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        _sweep(path)
        with tempfile.TemporaryDirectory(prefix=f".{path.name}-", dir=path.parent) as folder:
            new = Path(folder) / path.name
            _fill(graph, new)
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


def _fill(graph: nx.MultiDiGraph[str], path: Path) -> None:
    import ladybug

    database = ladybug.Database(path)
    connection = ladybug.Connection(database)
    try:
        for statement in definitions():
            connection.execute(statement)
        for label, columns in node_columns(graph):
            _copy(connection, label, columns)
        for edges in edge_columns(graph):
            several = len(RELATIONS[edges.kind].pairs) > 1
            ends = f" (from='{edges.start}', to='{edges.end}')" if several else ""
            _copy(connection, edges.kind, edges.columns, ends)
        connection.execute("CHECKPOINT")
    finally:
        connection.close()
        database.close()
    settle_file(path)


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


def _copy(connection: ladybug.Connection, table: str, columns: Columns, ends: str = "") -> None:
    if next(iter(columns.values())):
        connection.execute(f"COPY {table} FROM $rows{ends}", {"rows": arrow(table, columns)})


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
