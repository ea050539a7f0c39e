"""What a night without news changes in the embedded store: when each resource was looked at, and how often in vain.

A copy is changed and swapped in, for a file that somebody reads is never written. Several times cheaper than a new one.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

from graph.errors import GraphError
from graph.stores.embedded_writer import settle_file
from graph.weave.parts import stamp

_SET = (
    "UNWIND $rows AS row MATCH (r:Resource {id: row.id}) SET r.checked_at = row.checked_at, r.failures = row.failures"
)
_BATCH = 5000


def refresh_ladybug(path: Path, looked: Mapping[str, tuple[datetime, int]]) -> None:
    """Sets `checked_at` and `failures` of the resources named by their ids. Raises GraphError."""
    import ladybug

    rows = [{"id": key, "checked_at": stamp(at), "failures": failures} for key, (at, failures) in looked.items()]
    try:
        with tempfile.TemporaryDirectory(prefix=f".{path.name}-", dir=path.parent) as folder:
            new = Path(folder) / path.name
            shutil.copyfile(path, new)
            database = ladybug.Database(new)
            connection = ladybug.Connection(database)
            try:
                for start in range(0, len(rows), _BATCH):
                    connection.execute(_SET, {"rows": rows[start : start + _BATCH]})
                connection.execute("CHECKPOINT")
            finally:
                connection.close()
                database.close()
            settle_file(new)
            new.replace(path)
    except (RuntimeError, OSError) as problem:
        raise GraphError(
            f"the graph could not be brought up to date in {path}: {problem}", hint="is the disk full or not writable?"
        ) from problem
