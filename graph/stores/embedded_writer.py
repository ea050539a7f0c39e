"""Writes the embedded store: a new file beside the old one, through Arrow, swapped in by rename.

A file that somebody reads is never written (a reader would get silently empty results); a writer that dies leaves the
old file as it was. A graph in memory goes in as Arrow tables. A woven one goes in by files of its rows, and a large one
of these in a process of its own: the store takes half a kilobyte of memory an edge for itself while it is filled.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from graph.errors import GraphError
from graph.stores.columns import edge_columns, node_columns
from graph.stores.copying import Source, arrow, ends_of, fill
from graph.stores.filling import fill_apart
from graph.woven import Woven

if TYPE_CHECKING:
    import networkx as nx

APART = 50_000
"""Edges from which the store is filled in a process of its own."""


def write_ladybug(graph: nx.MultiDiGraph[str] | Woven, path: Path) -> None:
    """Writes `graph` to `path`; readers see the old file whole or the new one whole. Raises GraphError."""
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


def _sources(graph: nx.MultiDiGraph[str] | Woven) -> Iterator[Source]:
    for label, columns in node_columns(graph):
        if columns["id"]:
            yield label, "", arrow(label, columns)
    for edges in edge_columns(graph):
        if edges.columns["from"]:
            yield edges.kind, ends_of(edges), arrow(edges.kind, edges.columns)


def settle_file(path: Path) -> None:
    """Waits until a written file is on the disk."""
    with path.open("rb") as written:
        os.fsync(written.fileno())
