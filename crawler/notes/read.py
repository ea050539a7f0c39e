"""Notes on disk → a Scan: which files have changed, read side by side where there are many, put together in order."""

from __future__ import annotations

import gc
import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from crawler.notes.cache import Cache, from_json, to_json
from crawler.notes.files import NoteFile, Stamp, list_notes
from crawler.notes.neighbours import note_links
from crawler.notes.note import ReadNote, read_note
from crawler.records import Finding, Scan

_WORTH_A_POOL = 400  # files to read: below, starting processes costs more than it saves (0.5 s against 3 ms a file)
_BATCH = 50  # files that a process is handed at once
_MOST_PROCESSES = 4


def read_notes(
    paths: Sequence[Path], *, cache: Path | None = None, progress: Callable[[int, int], None] | None = None
) -> Scan:
    """All that stands in the notes below `paths`, in the order of notes and lines.

    A file named alone has its name as id, files of a folder their path in it. With `cache`, a file in the data folder,
    notes that have not changed since the last scan are not parsed again. `progress` is told (read, of how many).
    Raises NotesError where a path is missing or holds no note; a file that cannot be read is a finding.
    """
    with _not_collecting():
        listing = list_notes(paths)
        with Cache(cache) as store:
            read, findings = _read_all(listing.notes, store, progress)
        notes = [read[file.id] for file in listing.notes if file.id in read]
        return Scan(
            notes=tuple(one.note for one in notes),
            roadmaps=tuple(roadmap for one in notes for roadmap in one.roadmaps),
            stages=tuple(stage for one in notes for stage in one.stages),
            links=tuple(link for one in notes for link in one.links),
            note_links=note_links(notes, listing.others, listing.alone),
            findings=(*listing.findings, *findings, *(finding for one in notes for finding in one.findings)),
        )


def _read_all(
    files: Sequence[NoteFile], store: Cache, progress: Callable[[int, int], None] | None
) -> tuple[dict[str, ReadNote], list[Finding]]:
    """Every note by id, from the cache or from disk, and the files that could not be read."""
    read = store.known(files)
    changed = [file for file in files if file.id not in read]
    findings: list[Finding] = []
    for stamp, one, packed in _parsed(changed):
        if isinstance(one, Finding):
            findings.append(one)
        else:
            read[one.note.path] = one
            store.keep(stamp, one, packed)
        if progress:
            progress(len(read) + len(findings), len(files))
    return read, findings


def _parsed(files: Sequence[NoteFile]) -> Iterator[tuple[Stamp, ReadNote | Finding, str]]:
    """The files, read; of those that other processes read also the packed form in which they came."""
    processes = min(os.cpu_count() or 1, _MOST_PROCESSES)
    if len(files) < _WORTH_A_POOL or processes == 1:
        yield from ((*parse_file(file), "") for file in files)
        return
    import multiprocessing
    from concurrent.futures import ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool

    context = multiprocessing.get_context("spawn")
    done = 0
    try:
        with ProcessPoolExecutor(processes, mp_context=context, initializer=_collect_seldom) as pool:
            for stamp, packed in pool.map(_packed, files, chunksize=_BATCH):
                yield (stamp, packed, "") if isinstance(packed, Finding) else (stamp, from_json(packed), packed)
                done += 1
    except BrokenProcessPool:  # no memory for more of them, or a caller that cannot be started again: read here
        yield from ((*parse_file(file), "") for file in files[done:])


def _packed(file: NoteFile) -> tuple[Stamp, str | Finding]:
    """A file, read and packed: text passes between processes at a third of the cost of records."""
    stamp, one = parse_file(file)
    return stamp, one if isinstance(one, Finding) else to_json(one)


def _collect_seldom() -> None:
    """Reading makes many short-lived objects and no cycles: looking for cycles seldom saves a tenth of the time."""
    gc.set_threshold(100_000, 50, 50)


@contextmanager
def _not_collecting() -> Iterator[None]:
    """Records hold no cycles: looking for some among those of ten thousand notes would take a third of the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def parse_file(file: NoteFile) -> tuple[Stamp, ReadNote | Finding]:
    """One file, read, with the stamp it had before; a Finding where the disk refuses it."""
    try:
        stamp = Stamp.of(file.path)
        return stamp, read_note(file.id, file.path, Path(file.path).read_bytes())
    except OSError as problem:
        return Stamp(), Finding(file.id, 0, f"cannot be read: {problem.strerror or problem}")
