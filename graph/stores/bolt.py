"""Neo4j over Bolt, for reading: read transactions only. With `bolt_writer.py` the only user of the driver.

Works with Neo4j 5.26 (long-term line) and 2026.x. The driver is the extra `neo4j`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Self

from graph.errors import (
    GraphError,
    LoadRefusedError,
    QueryError,
    QueryLimitError,
    StoreUnreachableError,
    WriteRefusedError,
)
from graph.schema import NODES
from graph.stores.base import TIMEOUT_S, Table
from graph.stores.guard import bound, checked, tokens
from graph.stores.patience import GRACE_S, within

if TYPE_CHECKING:
    import neo4j

STAMP = "linkatlas_load"
"""Property of every node and relationship that we wrote: which load saw it last."""
CONNECT_SECONDS = 10.0


def open_neo4j(url: str, user: str, password: str, database: str = "neo4j", *, prefix: str = "") -> BoltStore:
    """The graph in a Neo4j database, to be asked; `prefix` as it was loaded with. Raises StoreUnreachableError."""
    return BoltStore(connect(url, user, password), database, prefix)


def connect(url: str, user: str, password: str) -> neo4j.Driver:
    """A driver that has reached its server. Raises StoreUnreachableError."""
    try:
        import neo4j
    except ImportError as problem:
        raise StoreUnreachableError(
            "the Neo4j driver is not installed", hint="install it with: pip install 'linkatlas[neo4j]'"
        ) from problem
    with errors_in_words(url):
        driver = neo4j.GraphDatabase.driver(
            url,
            auth=(user, password),
            connection_timeout=CONNECT_SECONDS,
            notifications_min_severity=neo4j.NotificationMinimumSeverity.OFF,
        )
        try:
            driver.verify_connectivity()
        except BaseException:
            driver.close()
            raise
    return driver


class BoltStore:
    """A Neo4j database that is asked in read transactions."""

    name = "neo4j"

    def __init__(self, driver: neo4j.Driver, database: str, prefix: str = "") -> None:
        self._driver = driver
        self._database = database
        self._prefix = prefix

    def run(
        self,
        cypher: str,
        params: Mapping[str, object] | None = None,
        *,
        limit: int | None = None,
        timeout_s: float = TIMEOUT_S,
    ) -> Table:
        """The rows of a reading query, at most `limit`. Raises QueryError and its kin."""
        import neo4j

        text = prefixed(checked(cypher), self._prefix)
        given = bound(cypher, params or {})

        @neo4j.unit_of_work(timeout=timeout_s)
        def work(transaction: neo4j.ManagedTransaction) -> Table:
            with _once(timeout_s):
                return _table(transaction.run(text, given), limit)

        def ask() -> Table:
            with errors_in_words(timeout_s=timeout_s), self._driver.session(database=self._database) as session:
                return session.execute_read(work)

        return within(timeout_s + GRACE_S, ask)

    def close(self) -> None:
        """Closes the connections."""
        self._driver.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *ended: object) -> None:
        self.close()


def prefixed(cypher: str, prefix: str) -> str:
    """The query with our labels as they are called in a database that holds other people's data too."""
    if not prefix:
        return cypher
    parts: list[str] = []
    before = ""
    for kind, text, _ in tokens(cypher):
        ours = kind == "word" and before in {":", "|"} and text in NODES
        parts.append(prefix + text if ours else text)
        before = before if kind == "space" else text
    return "".join(parts)


def _table(result: neo4j.Result, limit: int | None) -> Table:
    rows: list[tuple[object, ...]] = []
    for record in result:
        if limit is not None and len(rows) >= limit:
            return Table(tuple(result.keys()), tuple(rows), cut=True)
        rows.append(tuple(_plain(value) for value in record.values()))
    return Table(tuple(result.keys()), tuple(rows))


def _plain(value: Any) -> object:
    """The driver's values as both stores give them: dictionaries and lists, without our stamp."""
    from neo4j import graph
    from neo4j.time import Date, DateTime, Time

    if isinstance(value, graph.Path):
        return {"nodes": _plain(list(value.nodes)), "relationships": _plain(list(value.relationships))}
    if isinstance(value, graph.Entity):
        return {k: _plain(v) for k, v in sorted(value.items()) if k != STAMP}
    if isinstance(value, Date | DateTime | Time):
        return value.iso_format()
    if isinstance(value, dict):
        return {k: _plain(v) for k, v in value.items()}
    if isinstance(value, list):
        return [_plain(item) for item in value]
    return value


_TOO_LARGE = (
    "Neo.TransientError.General.MemoryPoolOutOfMemoryError",
    "Neo.TransientError.General.OutOfMemoryError",
    "Neo.TransientError.General.StackOverFlowError",
)

# Status codes of the server that a person can act on; docs: neo4j.com/docs/status-codes
_CODES: tuple[tuple[str, type[GraphError], str, str], ...] = (
    ("Neo.ClientError.Security.Unauthorized", StoreUnreachableError, "Neo4j refuses the user or the password",
     "the password is read from LINKATLAS_NEO4J__PASSWORD"),
    ("Neo.ClientError.Security", StoreUnreachableError, "Neo4j refuses this user", ""),
    ("Neo.DatabaseError.Schema.ConstraintCreationFailed", LoadRefusedError,
     "nodes of others have a label of ours and the same id twice", "load beside them with --label-prefix LA_"),
    ("Neo.ClientError.Database.DatabaseNotFound", StoreUnreachableError, "Neo4j has no such database", ""),
    ("Neo.ClientError.Statement.AccessMode", WriteRefusedError, "refused: the query would write", ""),
    ("Neo.ClientError.Transaction.TransactionTimedOut", QueryLimitError, "the query took longer than {limit:g} s",
     "narrow it, or raise --timeout"),
    *((code, QueryLimitError, "the query wants too much memory", "narrow it: fewer hops, a LIMIT, a WHERE")
      for code in _TOO_LARGE),
)  # fmt: skip


def _why(problem: Exception) -> str:
    """The driver tells every address it tried, over several lines; the reason alone is for people."""
    text = " ".join(str(problem).split())
    reason = re.search(r"\(reason (?:\[Errno -?\d+\] )?([^()]+)\)", text)
    return reason[1] if reason else text.rstrip(":") or type(problem).__name__


@contextmanager
def _once(timeout_s: float) -> Iterator[None]:
    """Keeps the driver from asking again what has just taken all of the server's memory: it calls that transient."""
    from neo4j.exceptions import Neo4jError

    try:
        yield
    except Neo4jError as problem:
        if problem.code not in _TOO_LARGE:
            raise
        with errors_in_words(timeout_s=timeout_s):
            raise


@contextmanager
def errors_in_words(url: str = "", *, timeout_s: float = 0) -> Iterator[None]:
    """Turns the driver's errors into ours."""
    from neo4j.exceptions import ConfigurationError, DriverError, Neo4jError

    try:
        yield
    except Neo4jError as problem:
        code = problem.code or ""
        for prefix, error, words, hint in _CODES:
            if code.startswith(prefix):
                raise error(words.format(limit=timeout_s), hint=hint) from problem
        raise QueryError(problem.message or str(problem)) from problem
    except (DriverError, ConfigurationError, OSError, ValueError) as problem:
        where = f" at {url}" if url else ""
        why = _why(problem)
        raise StoreUnreachableError(
            f"Neo4j{where} cannot be reached: {why}",
            hint="is it running, and is the address right (bolt://host:7687)?",
        ) from problem
