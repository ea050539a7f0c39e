"""Room beside memory: a SQLite database without a name, in memory while it is small, on the disk as it grows.

SQLite deletes its file as soon as it is open, so that nothing is left of a process that dies.
"""

from __future__ import annotations

import sqlite3
import weakref
from collections.abc import Iterable
from typing import Any

from graph.errors import GraphError

_CACHE_KB = 8000
"""So much of each database stays in memory."""


class Scratch(sqlite3.Connection):
    """A connection that says in words where there is no room. Raises GraphError."""

    def execute(self, sql: str, parameters: Any = (), /) -> sqlite3.Cursor:
        """As SQLite's own."""
        try:
            return super().execute(sql, parameters)
        except sqlite3.OperationalError as problem:
            raise _no_room(problem) from problem

    def executemany(self, sql: str, parameters: Iterable[Any], /) -> sqlite3.Cursor:
        """As SQLite's own."""
        try:
            return super().executemany(sql, parameters)
        except sqlite3.OperationalError as problem:
            raise _no_room(problem) from problem


def _no_room(problem: sqlite3.OperationalError) -> GraphError:
    return GraphError(
        f"no room for temporary files: {problem}",
        hint="free some space in /var/tmp, or name another folder in SQLITE_TMPDIR",
    )


def scratch(owner: object, schema: str) -> Scratch:
    """An open database with the tables of `schema`, gone with its `owner`. Nothing of it is ever committed."""
    # "" is SQLite's own name for a file that only this connection knows
    db = sqlite3.connect("", isolation_level=None, check_same_thread=False, factory=Scratch)
    weakref.finalize(owner, db.close)
    db.execute(f"PRAGMA cache_size = -{_CACHE_KB}")
    db.execute("PRAGMA journal_mode = OFF")
    db.executescript(schema)
    db.execute("BEGIN")
    return db
