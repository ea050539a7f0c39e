"""One run at a time on a database that several machines or data folders share."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection, Engine, text
from sqlalchemy.exc import OperationalError

from pipelines.catalogue.engine import place
from pipelines.errors import LockedError
from pipelines.lock import hold

# The two halves of the advisory lock's key: "link", "atla" as ASCII.
_KEY = {"one": 0x6C696E6B, "two": 0x61746C61}

# PostgreSQL notices the end of a killed run's connection a moment later; until then its lock stands.
_PATIENCE = text("SET lock_timeout = '5s'")
_LOCK = text("SELECT pg_advisory_lock(:one, :two)")

_LOCK_NOT_AVAILABLE = "55P03"  # PostgreSQL's manual, appendix A

_HOLDER = text(
    "SELECT a.application_name, a.backend_start FROM pg_locks l JOIN pg_stat_activity a ON a.pid = l.pid"
    " WHERE l.locktype = 'advisory' AND l.classid = :one AND l.objid = :two AND l.granted"
)


@contextmanager
def sole_writer(engine: Engine, data: Path, now: datetime) -> Iterator[None]:
    """Holds the database for one run. Raises LockedError, naming the holder.

    PostgreSQL lets go by itself when the connection ends, however it ends. A SQLite file inside `data` needs nothing:
    the data folder's own lock is held already.
    """
    if engine.dialect.name == "postgresql":
        with _advisory(engine):
            yield
        return
    file = Path(engine.url.database or "")
    if file.parent.resolve() == data.resolve():
        yield
        return
    with hold(file.with_name(f"{file.name}.lock"), now):
        yield


@contextmanager
def _advisory(engine: Engine) -> Iterator[None]:
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(_PATIENCE)
        try:
            connection.execute(_LOCK, _KEY)
        except OperationalError as held:
            if getattr(held.orig, "sqlstate", None) != _LOCK_NOT_AVAILABLE:
                raise
            who = _holder(connection)
            raise LockedError(f"another run works on {place(engine)}: {who}", hint="wait for its end") from held
        try:
            yield
        finally:
            connection.invalidate()  # the session ends, and the lock with it


def _holder(connection: Connection) -> str:
    row = connection.execute(_HOLDER, _KEY).first()
    return f"{row.application_name}, since {row.backend_start:%Y-%m-%d %H:%M}" if row else "it did not say which it is"
