"""Room beside memory: a SQLite database without a name, in memory while it is small, on the disk as it grows.

SQLite deletes its file as soon as it is open, so that nothing is left of a process that dies.
"""

from __future__ import annotations

import sqlite3
import weakref
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any, Self

from graph.errors import GraphError

_CACHE_KB = 8000
"""So much of each database stays in memory."""


_WORDS = {sqlite3.SQLITE_FULL: "no room for temporary files"}
_ELSE = "temporary files cannot be read or written"


class _Rows(sqlite3.Cursor):
    """A cursor that says in words what stops it: a query that sorts needs room while its rows are read."""

    def execute(self, sql: str, parameters: Any = (), /) -> Self:
        with _in_words():
            return super().execute(sql, parameters)

    def executemany(self, sql: str, parameters: Iterable[Any], /) -> Self:
        with _in_words():
            return super().executemany(sql, parameters)

    def executescript(self, sql_script: str, /) -> Self:
        with _in_words():
            super().executescript(sql_script)
        return self

    def __next__(self) -> Any:
        try:  # for each row: a context costs three times as much
            return super().__next__()
        except sqlite3.OperationalError as problem:
            raise _told(problem) from problem

    def fetchone(self) -> Any:
        with _in_words():
            return super().fetchone()

    def fetchall(self) -> list[Any]:
        with _in_words():
            return super().fetchall()


class Scratch(sqlite3.Connection):
    """A connection that says in words where there is no room, also while rows are read. Raises GraphError."""

    def execute(self, sql: str, parameters: Any = (), /) -> sqlite3.Cursor:
        """As SQLite's own."""
        return self.cursor(_Rows).execute(sql, parameters)

    def executemany(self, sql: str, parameters: Iterable[Any], /) -> sqlite3.Cursor:
        """As SQLite's own."""
        return self.cursor(_Rows).executemany(sql, parameters)

    def executescript(self, sql_script: str, /) -> sqlite3.Cursor:
        """As SQLite's own."""
        return self.cursor(_Rows).executescript(sql_script)


@contextmanager
def _in_words() -> Iterator[None]:
    try:
        yield
    except sqlite3.OperationalError as problem:
        raise _told(problem) from problem


def _told(problem: sqlite3.OperationalError) -> GraphError:
    words = _WORDS.get(problem.sqlite_errorcode & 0xFF, _ELSE)  # the rest of the code says where
    hint = "free some space in /var/tmp, or name another folder in SQLITE_TMPDIR"
    return GraphError(f"{words}: {problem}", hint=hint)


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
