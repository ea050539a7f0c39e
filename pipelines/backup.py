"""A copy of the catalogue that can be put back: made while a run may go on, checked by opening it.

It is one SQLite file, whichever database the catalogue stands in, and may be put back into either.
"""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from pipelines.catalogue import Catalogue, open_catalogue
from pipelines.catalogue.engine import writing
from pipelines.catalogue.migrate import ensure_schema
from pipelines.catalogue.sole import sole_writer
from pipelines.catalogue.transfer import copy_rows
from pipelines.data_folder import DataFolder, make_folder
from pipelines.errors import CatalogueError, ConfigError
from pipelines.lock import hold
from pipelines.settings import Settings
from pipelines.steps.publish import GRAPH, publish

_BESIDE = ("-wal", "-shm")


def backup(catalogue: Catalogue, target: Path) -> int:
    """Copies the catalogue into the file `target`, which holds all or nothing of it; how many resources stand in it.

    Raises ConfigError where that is the catalogue itself, CatalogueError where it cannot be read or the copy not
    written.
    """
    own = _file(catalogue)
    if target.is_dir():
        target /= f"catalogue-{datetime.now(UTC):%Y%m%d-%H%M%S}.sqlite"
    if own and target.exists() and target.resolve() == own.resolve():
        raise ConfigError(f"{target} is the catalogue itself", hint="name another file")
    with _copied(own, target) if own else _brought(catalogue, target) as fresh:
        many = _resources(fresh)
        with contextlib.closing(sqlite3.connect(fresh)) as copy:
            copy.execute("PRAGMA journal_mode=DELETE")  # one file, without a log beside it
        fresh.replace(target)
    return many


def restore(catalogue: Catalogue, paths: DataFolder, settings: Settings, source: Path) -> int:
    """Puts a backup in the catalogue's place, and makes everything else from it; how many resources stand in it.

    The catalogue need not be readable, nor be there. Raises ConfigError, LockedError while a run works, CatalogueError
    where the backup is damaged: nothing is touched.
    """
    if not source.is_file():
        raise ConfigError(f"{source} is no file", hint="name a file that linkatlas backup wrote")
    own, now = _file(catalogue), datetime.now(UTC)
    make_folder(paths.root)
    with hold(paths.lock, now), sole_writer(catalogue.engine, paths.root, now):
        with _copied(source, own or paths.catalogue) as fresh:
            many = _resources(fresh)
            if own:
                _put(fresh, own)
            else:
                _fill(catalogue, fresh)
        publish(catalogue, catalogue.facts(), paths, settings)
    return many


def _file(catalogue: Catalogue) -> Path | None:
    """The catalogue's file, where it is one."""
    url = catalogue.engine.url
    return Path(url.database or "") if url.get_backend_name() == "sqlite" else None


@contextlib.contextmanager
def _copied(source: Path, target: Path) -> Iterator[Path]:
    """A checked copy of a database beside `target`, gone at the end of the block unless it was moved."""
    with _beside(target, source) as fresh:
        with (
            contextlib.closing(sqlite3.connect(f"{source.absolute().as_uri()}?mode=ro", uri=True)) as old,
            contextlib.closing(sqlite3.connect(fresh)) as new,
        ):
            old.backup(new)  # a view of one moment: in WAL mode nobody waits for it
            found = new.execute("PRAGMA integrity_check").fetchone()[0]
        if found != "ok":
            raise CatalogueError(f"{source} is damaged: {found}", hint="take an earlier backup")
        yield fresh


@contextlib.contextmanager
def _brought(catalogue: Catalogue, target: Path) -> Iterator[Path]:
    """As `_copied`, from a server."""
    with _beside(target, "the catalogue") as fresh:
        with _opened(fresh, create=True) as copy, writing(copy.engine) as connection:
            copy_rows(catalogue.engine, connection)
        yield fresh


@contextlib.contextmanager
def _beside(target: Path, source: Path | str) -> Iterator[Path]:
    fresh = target.with_name(f"{target.name}.new")
    try:
        fresh.unlink(missing_ok=True)
        yield fresh
    except (sqlite3.Error, OSError) as problem:
        raise CatalogueError(
            f"{source} cannot be copied to {target}: {problem}", hint="check both files, and the space on the disk"
        ) from problem
    finally:
        for beside in ("", *_BESIDE):
            Path(f"{fresh}{beside}").unlink(missing_ok=True)


def _put(fresh: Path, own: Path) -> None:
    """In the place of the catalogue's file; whoever dies in here leaves the old one whole or the new one."""
    with contextlib.suppress(sqlite3.Error), contextlib.closing(sqlite3.connect(own)) as old:
        old.execute("PRAGMA wal_checkpoint(TRUNCATE)")  # what stands in the log only; a damaged one has none to lose
    for beside in _BESIDE:
        Path(f"{own}{beside}").unlink(missing_ok=True)
    fresh.replace(own)


def _fill(catalogue: Catalogue, fresh: Path) -> None:
    """In the place of all rows on a server, in one transaction."""
    ensure_schema(catalogue.engine, create=True)
    with _opened(fresh) as copy, writing(catalogue.engine) as connection:
        copy_rows(copy.engine, connection)


def _resources(file: Path) -> int:
    """Opens the copy as a night would: what cannot be read is no backup. What was drawn is not drawn from this one."""
    with _opened(file) as catalogue:
        catalogue.set_mark(GRAPH, "")
        return len(catalogue.facts().resources)


def _opened(file: Path, *, create: bool = False) -> Catalogue:
    return open_catalogue(f"sqlite:///{file.absolute()}", create=create)
