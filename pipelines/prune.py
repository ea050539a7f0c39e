"""Lets go of what years have piled up, by rule. What a rule would take is found by taking it, and undone."""

from __future__ import annotations

import contextlib
import re
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection

from pipelines.archive import oldest_over
from pipelines.catalogue import Catalogue
from pipelines.catalogue.engine import writing
from pipelines.catalogue.pruning import Gone, no_longer_noted, old_bodies, old_runs
from pipelines.catalogue.sole import sole_writer
from pipelines.data_folder import DataFolder
from pipelines.errors import ConfigError
from pipelines.lock import hold

_AGE = re.compile(r"(\d+(?:\.\d+)?)\s*([dwy])", re.IGNORECASE)
_DAYS = {"d": 1.0, "w": 7.0, "y": 365.25}


@dataclass(frozen=True, slots=True)
class Rules:
    """Ages and a size; None: the rule does not hold. `archive_over` in bytes."""

    bodies_older: timedelta | None = None
    runs_older: timedelta | None = None
    gone_for: timedelta | None = None
    archive_over: float | None = None

    def __bool__(self) -> bool:
        return any(rule is not None for rule in (self.bodies_older, self.runs_older, self.gone_for, self.archive_over))


@dataclass(frozen=True, slots=True)
class Pruned:
    """What each rule took, or would take; `warning` where the room was not given back to the disk."""

    took: tuple[tuple[str, tuple[Gone, ...]], ...]
    warning: str = ""

    @property
    def size(self) -> int:
        """Bytes in all, as far as they are counted."""
        return sum(gone.size for _, found in self.took for gone in found)

    def __bool__(self) -> bool:
        return any(gone.rows for _, found in self.took for gone in found)


class _UndoneError(Exception):
    """Rolls the transaction back: it was only to be seen."""


def parse_age(words: str) -> timedelta:
    """`90d`, `12w` or `2y` as a time. Raises ConfigError."""
    match = _AGE.fullmatch(words.strip())
    if match is None:
        raise ConfigError(f"{words!r} is no age", hint="as in 90d, 12w or 2y")
    return timedelta(days=float(match[1]) * _DAYS[match[2].lower()])


def prune(catalogue: Catalogue, paths: DataFolder, rules: Rules, now: datetime, *, really: bool) -> Pruned:
    """Applies the rules; without `really` all is left as it was, and what would go is told.

    All of the catalogue's part is one transaction. Raises LockedError while a run works, CatalogueError.
    """
    with hold(paths.lock, now), sole_writer(catalogue.engine, paths.root, now):
        took: list[tuple[str, tuple[Gone, ...]]] = []
        with contextlib.suppress(_UndoneError), writing(catalogue.engine) as connection:
            took += _catalogue(connection, catalogue, rules, now)
            if not really:
                raise _UndoneError
        took += _archive(paths, rules, really=really)
        return Pruned(tuple(took), _give_back(catalogue) if really else "")


def _catalogue(
    connection: Connection, catalogue: Catalogue, rules: Rules, now: datetime
) -> Iterator[tuple[str, tuple[Gone, ...]]]:
    if rules.gone_for is not None:
        noted = {link.key for link in catalogue.scan().links if link.key}
        yield "resources in no note", tuple(no_longer_noted(connection, noted, now - rules.gone_for))
    if rules.bodies_older is not None:
        yield "old bodies of pages", tuple(old_bodies(connection, now - rules.bodies_older))
    if rules.runs_older is not None:
        yield "old runs", tuple(old_runs(connection, now - rules.runs_older))


def _archive(paths: DataFolder, rules: Rules, *, really: bool) -> Iterator[tuple[str, tuple[Gone, ...]]]:
    if rules.archive_over is not None:
        files = oldest_over(paths.archive, rules.archive_over)
        size = sum(path.stat().st_size for path in files)
        for path in files if really else ():
            path.unlink()
        yield "the archive's oldest files", (Gone("files", len(files), size),)


def _give_back(catalogue: Catalogue) -> str:
    """Gives the room of what went back to the disk; what kept it from that, in words. PostgreSQL does it by itself."""
    if catalogue.engine.dialect.name != "sqlite":
        return ""
    catalogue.engine.dispose()
    try:
        with contextlib.closing(sqlite3.connect(catalogue.engine.url.database or "")) as connection:
            connection.execute("VACUUM")
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    except sqlite3.Error as problem:
        return f"the room is free inside the catalogue, not yet on the disk: {problem}"
    return ""
