"""A copy of the catalogue that can be put back: made while a run may go on, checked by opening it."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy.engine import make_url

from pipelines.catalogue import Catalogue, open_catalogue
from pipelines.data_folder import DataFolder
from pipelines.errors import CatalogueError, ConfigError
from pipelines.lock import hold
from pipelines.settings import Settings
from pipelines.steps.publish import GRAPH, publish


def backup(paths: DataFolder, settings: Settings, target: Path) -> int:
    """Copies the catalogue into the file `target`, which holds all or nothing of it; how many resources stand in it.

    Raises ConfigError where the catalogue is no file, CatalogueError where it cannot be read or the copy not written.
    """
    own = _file(paths, settings)
    if target.is_dir():
        target /= f"catalogue-{datetime.now(UTC):%Y%m%d-%H%M%S}.sqlite"
    if target.exists() and target.resolve() == own.resolve():
        raise ConfigError(f"{target} is the catalogue itself", hint="name another file")
    with _copied(own, target) as fresh:
        many = _resources(fresh)
        with contextlib.closing(sqlite3.connect(fresh)) as copy:
            copy.execute("PRAGMA journal_mode=DELETE")  # one file, without a log beside it
        fresh.replace(target)
    return many


def restore(paths: DataFolder, settings: Settings, source: Path) -> int:
    """Puts a backup in the catalogue's place, and makes everything else from it; how many resources stand in it.

    Raises ConfigError, LockedError while a run works, CatalogueError where the backup is damaged: nothing is touched.
    """
    own = _file(paths, settings)
    if not source.is_file():
        raise ConfigError(f"{source} is no file", hint="name a file that linkatlas backup wrote")
    paths.root.mkdir(parents=True, exist_ok=True)
    with hold(paths.lock, datetime.now(UTC)):
        with _copied(source, own) as fresh:
            many = _resources(fresh)
            for beside in ("-wal", "-shm"):
                Path(f"{own}{beside}").unlink(missing_ok=True)
            fresh.replace(own)
        with _opened(own) as catalogue:
            catalogue.set_mark(GRAPH, "")
            publish(catalogue, catalogue.facts(), paths, settings)
    return many


def _file(paths: DataFolder, settings: Settings) -> Path:
    """The catalogue's file. Raises ConfigError where it is none."""
    if not settings.catalogue.url:
        return paths.catalogue
    url = make_url(settings.catalogue.url)
    if url.get_backend_name() != "sqlite" or not url.database:
        raise ConfigError("the catalogue stands on a server", hint="copy it with pg_dump, put it back with pg_restore")
    return Path(url.database)


@contextlib.contextmanager
def _copied(source: Path, target: Path) -> Iterator[Path]:
    """A checked copy of a database beside `target`, gone at the end of the block unless it was moved."""
    fresh = target.with_name(f"{target.name}.new")
    try:
        fresh.unlink(missing_ok=True)
        with (
            contextlib.closing(sqlite3.connect(f"{source.absolute().as_uri()}?mode=ro", uri=True)) as old,
            contextlib.closing(sqlite3.connect(fresh)) as new,
        ):
            old.backup(new)  # a view of one moment: in WAL mode nobody waits for it
            found = new.execute("PRAGMA integrity_check").fetchone()[0]
        if found != "ok":
            raise CatalogueError(f"{source} is damaged: {found}", hint="take an earlier backup")
        yield fresh
    except (sqlite3.Error, OSError) as problem:
        raise CatalogueError(
            f"{source} cannot be copied to {target}: {problem}", hint="check both files, and the space on the disk"
        ) from problem
    finally:
        for beside in ("", "-wal", "-shm"):
            Path(f"{fresh}{beside}").unlink(missing_ok=True)


def _resources(file: Path) -> int:
    """Opens the copy as a night would: what cannot be read is no backup."""
    with _opened(file) as catalogue:
        return len(catalogue.facts().resources)


def _opened(file: Path) -> Catalogue:
    return open_catalogue(f"sqlite:///{file.absolute()}")
