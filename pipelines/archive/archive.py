"""Keeps what the web answered, in a thread of its own: the crawl waits for no gzip and no disk."""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO

from crawler.records import Check, Page, Visit
from pipelines.archive.index import Index, files_in, number_of
from pipelines.archive.warc import WarcFile

# A file is full at this size, or at a quarter of what the archive may hold: the oldest goes as a whole.
_FILE_BYTES = 500_000_000

# So many answers wait for the disk at most; then the crawl waits too, and memory stays small.
_WAITING = 16

_NEEDED = "pip install warcio, or say archive.enabled = false"

Keeping = Callable[[Visit, Check, str], None]
"""Takes an answer, its verdict, and the digest by which the catalogue names its body."""

Stored = tuple[str, datetime, Callable[[], Page | None]]
"""A page of the catalogue: its digest, when it was fetched, and the page itself where it is asked for."""

Missing = Callable[[], Iterable[Stored]]
"""All pages of the catalogue."""


class Archive:
    """The folder of WARC files, at most `limit` bytes of them. One run writes at a time; for one thread."""

    def __init__(self, folder: Path, limit: float, started: datetime) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._folder, self._limit, self._started = folder, limit, started
        self._index = Index(folder)
        self._index.catch_up()
        self._file: BinaryIO | None = None
        self._warc: WarcFile | None = None

    def close(self) -> None:
        """Ends the file under way and lets the oldest go where there is too much."""
        self._end_file()
        self._index.close()

    def answer(self, visit: Visit, check: Check, digest: str) -> None:
        """Keeps an answer whose body is not here yet."""
        if digest not in self._index:
            warc, name = self._writing()
            self._index.add(digest, name, *warc.answer(visit, check, digest))

    def catch_up(self, pages: Missing) -> None:
        """Keeps the bodies that the catalogue has and the archive never saw: of a killed run, or of one without it."""
        known = {digest: (at, page) for digest, at, page in pages()}
        for digest in sorted(self._index.missing(known)):
            at, load = known[digest]
            if page := load():
                warc, name = self._writing()
                self._index.add(digest, name, *warc.page(page, digest, at))

    def _writing(self) -> tuple[WarcFile, str]:
        """The file to write to: no file is begun before there is something to keep."""
        if self._file and self._file.tell() >= min(_FILE_BYTES, self._limit / 4):
            self._end_file()
        if self._file is None or self._warc is None:
            self._file = self._fresh().open("xb")
            self._warc = WarcFile(self._file)
            self._warc.begin(Path(self._file.name).name)
        return self._warc, Path(self._file.name).name

    def _fresh(self) -> Path:
        """The next file of this run: its name sorts after all before it, also those that had to go meanwhile."""
        stamp = self._started.astimezone(UTC).strftime("%Y%m%d%H%M%S")
        taken = self._index.files() | {path.name for path in files_in(self._folder)}
        last = max((number_of(name, stamp) for name in taken), default=-1)
        return self._folder / f"linkatlas-{stamp}-{last + 1:05}.warc.gz"

    def _end_file(self) -> None:
        if self._file is not None:
            self._file.close()
            self._index.whole(Path(self._file.name))
            self._file = self._warc = None
        self._drop_oldest()

    def _drop_oldest(self) -> None:
        """Their names are their times. What the index knows of them stays: no body is archived twice."""
        for path in oldest_over(self._folder, self._limit):
            path.unlink()


def oldest_over(folder: Path, limit: float) -> list[Path]:
    """The oldest files that have to go for the rest to keep within `limit` bytes."""
    files = files_in(folder)
    sizes = [path.stat().st_size for path in files]
    over = 0
    while over < len(files) and sum(sizes[over:]) > limit:
        over += 1
    return files[:over]


class _Writer:
    """The thread. The first trouble ends the archiving, not the night: what is missing is kept the next night."""

    def __init__(self, make: Callable[[], Archive], missing: Missing) -> None:
        self._make, self._missing = make, missing
        self._queue: queue.Queue[tuple[Visit, Check, str] | None] = queue.Queue(_WAITING)
        self._thread = threading.Thread(target=self._run, name="archive", daemon=True)
        self._ended = self._given_up = False
        self.problem = ""
        self._thread.start()

    def keep(self, visit: Visit, check: Check, digest: str) -> None:
        """Hands an answer over."""
        if not self.problem:
            self._queue.put((visit, check, digest))

    def finish(self, *, given_up: bool) -> None:
        """Waits until all is written."""
        self._given_up = given_up
        self._queue.put(None)
        self._thread.join()

    def _run(self) -> None:
        try:
            self._archive()
        except ImportError:
            self.problem = f"answers are not archived, warcio is missing: {_NEEDED}"
        except Exception as problem:  # noqa: BLE001 - told as a warning; the night goes on
            self.problem = f"answers are not archived this night: {problem}"
        while not self._ended:
            self._next()  # nobody may wait for a place in the queue

    def _next(self) -> tuple[Visit, Check, str] | None:
        found = self._queue.get()
        self._ended = found is None
        return found

    def _archive(self) -> None:
        archive = self._make()
        try:
            while found := self._next():
                archive.answer(*found)
            if not self._given_up:
                archive.catch_up(self._missing)
        finally:
            archive.close()


@contextmanager
def archiving(
    folder: Path, limit: float, started: datetime, missing: Missing, warnings: list[str]
) -> Iterator[Keeping]:
    """Takes answers until the end of the block; trouble is told in `warnings`, and stops nothing."""
    writer = _Writer(lambda: Archive(folder, limit, started), missing)
    given_up = True
    try:
        yield writer.keep
        given_up = False
    finally:
        writer.finish(given_up=given_up)
        if writer.problem:
            warnings.append(writer.problem)
