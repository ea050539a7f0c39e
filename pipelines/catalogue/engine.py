"""How the catalogue's database is opened, written and read, and how its troubles are put into words."""

from __future__ import annotations

import os
import socket
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection, Engine, Table, create_engine, event
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError, SQLAlchemyError

from pipelines.errors import CatalogueError, ConfigError

# A reader and two writers (the visits, the documents) share a file; none of them holds it for longer than a commit.
_BUSY_S = 60

_READING = "linkatlas_reading"

# part of the database's words, lower case → what it means, what to do
_TROUBLES: tuple[tuple[str, str, str], ...] = (
    ("is full", "the disk is full", "free some space and start again: what was committed is kept"),
    ("disk i/o error", "the disk refuses to be written", "check its space and health; what was committed is kept"),
    ("not a database", "is damaged or no catalogue", "put a backup in its place, or move it away and start afresh"),
    ("malformed", "is damaged", "put a backup in its place, or move it away and start afresh"),
    ("readonly", "may not be written", "check the permissions of the file and of its folder"),
    ("read-only", "may not be written", "check the permissions"),
    ("unable to open", "cannot be opened", "check the path and its permissions"),
    ("is locked", "is held by another program", "end that program, or try again later"),
    ("no space left", "the disk is full", "free some space and start again: what was committed is kept"),
    ("connection", "the database cannot be reached", "check that it runs, and catalogue.url"),
    ("authentication", "the database refuses the password", "check catalogue.url"),
    ("no such table", "is damaged: a table is missing", "put a backup in its place: linkatlas restore"),
    ('relation "', "is damaged: a table is missing", "put a backup in its place: linkatlas restore"),
    ("does not exist", "the database is missing", "create it, or check catalogue.url"),
)


def make_engine(url: str) -> Engine:
    """An engine for SQLite (WAL) or PostgreSQL (psycopg). Raises ConfigError for any other address."""
    try:
        parsed = make_url(url)
    except ArgumentError as problem:
        raise ConfigError(
            "catalogue.url is no database address", hint="as in: postgresql://user@host/name"
        ) from problem
    if parsed.get_backend_name() == "sqlite":
        return _sqlite(parsed)
    if parsed.get_backend_name() in ("postgresql", "postgres"):
        return _postgres(parsed)
    raise ConfigError(f"catalogue.url: {parsed.get_backend_name()} is not supported", hint="use sqlite or postgresql")


def _sqlite(url: URL) -> Engine:
    engine = create_engine(url, connect_args={"timeout": _BUSY_S})

    @event.listens_for(engine, "connect")
    def prepare(connection: Any, _record: Any) -> None:
        # transactions are begun below, so that one that will write waits for its turn at the start
        connection.isolation_level = None
        for pragma in ("journal_mode=WAL", "synchronous=NORMAL", "foreign_keys=ON", "cache_size=-16000"):
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        reading = connection.get_execution_options().get(_READING)
        connection.exec_driver_sql("BEGIN" if reading else "BEGIN IMMEDIATE")

    return engine


def _postgres(url: URL) -> Engine:
    try:
        # a crash of the server may take the last moments; the visits are then made again. kill -9 of ours takes nothing
        return create_engine(
            url.set(drivername="postgresql+psycopg"),
            connect_args={
                "options": "-c synchronous_commit=off",
                "application_name": f"linkatlas on {socket.gethostname()}, process {os.getpid()}",
            },
            pool_pre_ping=True,
        )
    except (NoSuchModuleError, ModuleNotFoundError) as problem:
        raise ConfigError("PostgreSQL needs psycopg", hint="pip install 'linkatlas[postgres]'") from problem


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """A transaction that commits at its end. Raises CatalogueError."""
    with _in_words(engine), engine.begin() as connection:
        yield connection


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """A view of one moment, whatever others write meanwhile. Raises CatalogueError."""
    options: dict[str, Any] = {_READING: True}
    if engine.dialect.name == "postgresql":
        options |= {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
    with _in_words(engine), engine.connect().execution_options(**options) as connection, connection.begin():
        yield connection


@contextmanager
def _in_words(engine: Engine) -> Iterator[None]:
    try:
        yield
    except DBAPIError as problem:
        raise in_words(engine, problem) from problem
    except SQLAlchemyError as problem:
        raise CatalogueError(f"catalogue {place(engine)}: {problem}") from problem


def in_words(engine: Engine, problem: DBAPIError) -> CatalogueError:
    """The database's complaint as a person would put it."""
    said = str(problem.orig).strip().splitlines()
    words = said[0] if said else type(problem).__name__
    for mark, meaning, hint in _TROUBLES:
        if mark in words.lower():
            return CatalogueError(f"catalogue {place(engine)}: {meaning} ({words})", hint=hint)
    return CatalogueError(f"catalogue {place(engine)}: {words}")


def place(engine: Engine) -> str:
    """Where the catalogue stands, without a password."""
    if engine.dialect.name == "sqlite":
        return engine.url.database or ""
    return engine.url.render_as_string(hide_password=True)


def upsert(
    connection: Connection, table: Table, rows: Sequence[Mapping[str, Any]], *, keep: Sequence[str] = ()
) -> None:
    """Inserts the rows, or replaces those whose primary key stands already, except for the columns `keep`."""
    if not rows:
        return
    if connection.dialect.name == "postgresql":
        from sqlalchemy.dialects.postgresql import insert as insert_postgres

        statement: Any = insert_postgres(table)
    else:
        from sqlalchemy.dialects.sqlite import insert as insert_sqlite

        statement = insert_sqlite(table)
    keys = [column.name for column in table.primary_key]
    changing = {name: statement.excluded[name] for name in rows[0] if name not in (*keys, *keep)}
    if changing:
        statement = statement.on_conflict_do_update(index_elements=keys, set_=changing)
    else:
        statement = statement.on_conflict_do_nothing(index_elements=keys)
    connection.execute(statement, list(rows))
