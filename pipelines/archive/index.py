"""Which bodies the archive holds, and where: an index beside the files, made from them and disposable."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable
from pathlib import Path

from pipelines.archive import warc

_SCHEMA = """
CREATE TABLE IF NOT EXISTS bodies (digest TEXT PRIMARY KEY, file TEXT NOT NULL, position INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS files (name TEXT PRIMARY KEY, bytes INTEGER NOT NULL);
"""

_OURS = re.compile(r"linkatlas-(\d{14})-(\d{5,9})\.warc\.gz", re.ASCII)


def files_in(folder: Path) -> list[Path]:
    """The archive's own files in their order, oldest first; whatever else lies there is not ours to cut or delete."""
    return sorted(path for path in folder.glob("*.warc.gz") if _OURS.fullmatch(path.name))


def number_of(name: str, stamp: str) -> int:
    """Which file of the run begun at `stamp` (`20270301020000`) this is; -1 for one of another run or of strangers."""
    parts = _OURS.fullmatch(name)
    return int(parts[2]) if parts and parts[1] == stamp else -1


class Index:
    """The index of the archive in `folder`; raises sqlite3.Error and OSError. For the thread that opened it."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._database = sqlite3.connect(folder / "index.sqlite")
        self._database.executescript("PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;" + _SCHEMA)

    def close(self) -> None:
        """Lets the file go."""
        self._database.close()

    def catch_up(self) -> None:
        """Takes in what a killed run wrote and could not say; a broken tail is cut off."""
        known = dict(self._database.execute("SELECT name, bytes FROM files"))
        for path in files_in(self._folder):
            size, end = path.stat().st_size, known.get(path.name, 0)
            if size != end:
                self._take_in(path, end if end < size else 0, size)

    def _take_in(self, path: Path, start: int, size: int) -> None:
        end = start
        with path.open("r+b") as file:
            for begins, end in warc.members(file, start):
                digest, _ = warc.body_at(file, begins)
                if digest:
                    self.add(digest, path.name, begins, end)
            if end < size:
                file.truncate(end)
        self._database.execute("INSERT OR REPLACE INTO files VALUES (?, ?)", (path.name, end))
        self._database.commit()

    def add(self, digest: str, file: str, begins: int, ends: int) -> None:
        """A body stands in `file` from `begins` on; the file is whole up to `ends`."""
        with self._database:
            self._database.execute("INSERT OR REPLACE INTO bodies VALUES (?, ?, ?)", (digest, file, begins))
            self._database.execute("INSERT OR REPLACE INTO files VALUES (?, ?)", (file, ends))

    def whole(self, path: Path) -> None:
        """The file was ended well: nothing of it is left to take in."""
        with self._database:
            self._database.execute("INSERT OR REPLACE INTO files VALUES (?, ?)", (path.name, path.stat().st_size))

    def files(self) -> set[str]:
        """Names of all files that were ever written, also of those that are gone."""
        return {row[0] for row in self._database.execute("SELECT name FROM files")}

    def __contains__(self, digest: str) -> bool:
        return self._database.execute("SELECT 1 FROM bodies WHERE digest = ?", (digest,)).fetchone() is not None

    def missing(self, digests: Iterable[str]) -> set[str]:
        """Those of the digests that were never archived."""
        held = {row[0] for row in self._database.execute("SELECT digest FROM bodies")}
        return set(digests) - held

    def body(self, digest: str) -> bytes | None:
        """The body of this name; None where it never was archived, went with an old file, or cannot be read."""
        row = self._database.execute("SELECT file, position FROM bodies WHERE digest = ?", (digest,)).fetchone()
        if row is None or not (path := self._folder / row[0]).exists():
            return None
        with path.open("rb") as file:
            found, body = warc.read_at(file, row[1])
        return body if found == digest else None
