"""Fills the embedded store from files of rows, in a process of its own.

It reads on standard input, as JSON, the name of the new file in its working folder and what to copy. It writes nothing
but that file, which is swapped in by who started it: a process that outlives its starter does no harm.
"""

from __future__ import annotations

import glob
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

from graph.stores.columns import edge_columns, node_columns
from graph.stores.embedded_writer import Source, arrow, ends_of, fill
from graph.woven import Woven

if TYPE_CHECKING:
    import pyarrow as pa

ROWS = {"node": 20_000, "edge": 40_000}
"""So many rows are copied at once: what the store holds until it has written them grows with it."""
_POOL = 256 * 2**20
"""Bytes of buffers that are enough for a million edges; where they are not, the store takes what it wants."""


def fill_apart(graph: Woven, path: Path) -> None:
    """Makes the store's file at `path`, in a process that ends with its memory. Raises RuntimeError with its words."""
    nodes = ((label, "", arrow(label, columns)) for label, columns in node_columns(graph))
    edges = ((one.kind, ends_of(one), arrow(one.kind, one.columns)) for one in edge_columns(graph))
    sources = [*_written(nodes, path.parent, "node"), *_written(edges, path.parent, "edge")]
    done = subprocess.run(
        # `-m` would look for the package in the working folder
        [sys.executable, "-c", "from graph.stores.filling import main; main()"],
        cwd=path.parent,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
        input=json.dumps({"name": path.name, "sources": sources}),
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    if done.returncode:
        raise RuntimeError(done.stderr.strip().rpartition("\n")[2] or f"its writer ended with {done.returncode}")


def _written(tables: Iterator[tuple[str, str, pa.Table]], folder: Path, sort: str) -> Iterator[Source]:
    """A file for each table of the store, or several where its rows are many."""
    from pyarrow import parquet

    with ExitStack() as stack:
        current, rows, number = ("", ""), 0, 0
        for table, ends, batch in tables:
            if not len(batch):
                continue
            if (table, ends) != current or rows >= ROWS[sort]:
                stack.close()
                current, rows, number = (table, ends), 0, number + 1
                name = f"{sort}-{number}.parquet"
                writer = stack.enter_context(parquet.ParquetWriter(folder / name, batch.schema))
                yield table, ends, name
            writer.write_table(batch)
            rows += len(batch)


def main() -> None:
    """One store, as standard input says."""
    wish = json.loads(sys.stdin.read())
    path = Path(wish["name"])
    try:
        fill(path, wish["sources"], _POOL)
    except RuntimeError:
        for left in Path().glob(f"{glob.escape(path.name)}*"):
            left.unlink()
        fill(path, wish["sources"])
