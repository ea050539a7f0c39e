"""Room beside memory: a SQLite database without a name, in memory while it is small, on the disk as it grows.

SQLite deletes its file as soon as it is open, so that nothing is left of a process that dies.
"""

from __future__ import annotations

import sqlite3
import weakref

_CACHE_KB = 8000
"""So much of each database stays in memory."""


def scratch(owner: object, schema: str) -> sqlite3.Connection:
    """An open database with the tables of `schema`, gone with its `owner`. Nothing of it is ever committed."""
    # "" is SQLite's own name for a file that only this connection knows
    db = sqlite3.connect("", isolation_level=None, check_same_thread=False)
    weakref.finalize(owner, db.close)
    db.execute(f"PRAGMA cache_size = -{_CACHE_KB}")
    db.execute("PRAGMA journal_mode = OFF")
    db.executescript(schema)
    db.execute("BEGIN")
    return db
