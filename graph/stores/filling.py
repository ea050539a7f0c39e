"""Fills the embedded store from files of rows, in a process of its own.

It reads on standard input, as JSON, the name of the new file in its working folder and what to copy. It writes nothing
but that file, which is swapped in by who started it, and ends where that is gone.
"""

from __future__ import annotations

import contextlib
import glob
import json
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

from graph.stores.columns import edge_columns, node_columns
from graph.stores.copying import Source, arrow, ends_of, fill
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
    wish = json.dumps({"name": path.name, "sources": sources})
    process = subprocess.Popen(
        # `-m` would look for the package in the working folder
        [sys.executable, "-c", "from graph.stores.filling import main; main()"],
        cwd=path.parent,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    )
    said = _said(process, wish)
    if process.returncode:
        raise RuntimeError(said.strip().rpartition("\n")[2] or f"its writer ended with {process.returncode}")


def _said(process: subprocess.Popen[str], wish: str) -> str:
    """What the process says on standard error until it ends; it is ended with our waiting."""
    assert process.stdin is not None
    assert process.stderr is not None
    with process:
        try:
            # stays open: where it closes, we are gone
            with contextlib.suppress(BrokenPipeError):
                process.stdin.write(wish + "\n")
                process.stdin.flush()
            said = process.stderr.read()
            process.wait()
        except BaseException:
            process.kill()
            raise
    return said


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
    wish = json.loads(sys.stdin.readline())
    threading.Thread(target=_end_with_starter, daemon=True).start()
    path = Path(wish["name"])
    try:
        fill(path, wish["sources"], _POOL)
    except RuntimeError:
        for left in Path().glob(f"{glob.escape(path.name)}*"):
            left.unlink()
        fill(path, wish["sources"])


def _end_with_starter() -> None:
    """Whoever started us holds the other end of standard input for as long as it lives."""
    os.read(0, 1)
    os._exit(1)
