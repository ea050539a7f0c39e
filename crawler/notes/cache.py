"""Notes already read, kept in the data folder, so that an unchanged file is not parsed again.

SQLite holds one row a note: its stamp on disk, and what was read as JSON (never pickle: a data folder may come from
somewhere else). A cache is never needed: a broken or foreign one is thrown away, and where none can be written
(a full disk, a folder of somebody else's, another scan that holds it) all notes are read.
"""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Sequence
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any

from crawler.notes.files import NoteFile, Stamp
from crawler.notes.found import FoundReference
from crawler.notes.note import ReadNote
from crawler.records import Finding, Kind, Link, Note, Roadmap, Stage, State, Task
from crawler.urls import RULES_VERSION

PARSER_VERSION = "5"
"""Goes up with every change of what is read from a note."""

_SELECT = "SELECT source, id, size, changed, content FROM notes"
_VERSION = f"{PARSER_VERSION}/{RULES_VERSION}"


@dataclass(slots=True)
class Cache:
    """The store behind `read_notes`; without a path it keeps nothing."""

    path: Path | None
    connection: sqlite3.Connection | None = None

    def __enter__(self) -> Cache:
        if self.path:
            with suppress(OSError, sqlite3.Error):
                self.path.parent.mkdir(parents=True, exist_ok=True)
                self.connection = _opened(self.path)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self.connection:
            with suppress(sqlite3.Error), closing(self.connection):
                self.connection.commit()

    def known(self, files: Sequence[NoteFile]) -> dict[str, ReadNote]:
        """The notes among `files` that stand on disk as they were read; rows of vanished files are dropped."""
        found: dict[str, ReadNote] = {}
        if not self.connection:
            return found
        wanted = {file.path: file for file in files}
        gone: list[tuple[str]] = []
        with suppress(sqlite3.Error, ValueError, TypeError, KeyError):
            for source, name, size, changed, content in self.connection.execute(_SELECT):
                file = wanted.get(source)
                if file and file.id == name and file.stamp == (size, changed):
                    found[name] = from_json(content)
                elif not file and not os.path.exists(source):  # noqa: PTH110
                    gone.append((source,))
            self.connection.executemany("DELETE FROM notes WHERE source = ?", gone)
        return found

    def keep(self, stamp: Stamp, read: ReadNote, packed: str = "") -> None:
        """Remember a note that was read from a file with this stamp; `packed` is its JSON, if made already."""
        if self.connection:
            row = (read.note.source, read.note.path, stamp.size, stamp.changed, packed or to_json(read))
            with suppress(sqlite3.Error):
                self.connection.execute("INSERT OR REPLACE INTO notes VALUES (?, ?, ?, ?, ?)", row)


def _opened(path: Path) -> sqlite3.Connection:
    """The cache file, made anew where it is of another version or broken."""
    connection = sqlite3.connect(path)
    try:
        version = connection.execute("SELECT value FROM version").fetchone()
        if version == (_VERSION,):
            return connection
        connection.close()
    except sqlite3.Error:
        connection.close()
    path.unlink(missing_ok=True)
    connection = sqlite3.connect(path)
    connection.executescript(
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;"
        "CREATE TABLE version (value TEXT);"
        "CREATE TABLE notes (source TEXT PRIMARY KEY, id TEXT, size INTEGER, changed INTEGER, content TEXT);"
    )
    connection.execute("INSERT INTO version VALUES (?)", (_VERSION,))
    return connection


def to_json(read: ReadNote) -> str:
    """The note as nested lists in the order of the records' fields; what all its links share is said once."""
    links = [
        [
            link.line, link.column, link.raw, link.text, link.url, link.key, link.kind, link.context, link.task,
            link.headings, link.roadmap, link.stage, link.state, link.reason, link.commented,
        ]
        for link in read.links
    ]  # fmt: skip
    note = read.note
    return json.dumps(
        [
            [note.path, note.title, note.digest, note.encoding, note.source],
            [[one.id, one.title, one.position, one.line] for one in read.roadmaps],
            [
                [one.id, one.roadmap, one.title, one.position, one.depth, one.parent, one.line, one.prose]
                for one in read.stages
            ],
            links,
            [
                [one.line, one.column, one.raw, one.target, one.heading, one.block, one.wiki, one.commented]
                for one in read.references
            ],
            read.headings,
            read.anchors,
            read.blocks,
            [[one.line, one.message] for one in read.findings],
        ],
        ensure_ascii=True,
        separators=(",", ":"),
    )


def from_json(content: str) -> ReadNote:
    """The note that `to_json` packed. Raises ValueError, TypeError or KeyError for anything else."""
    note, roadmaps, stages, links, references, headings, anchors, blocks, findings = json.loads(content)
    path = note[0]
    return ReadNote(
        note=Note(*note),
        roadmaps=tuple(Roadmap(one[0], path, *one[1:]) for one in roadmaps),
        stages=tuple(Stage(*one) for one in stages),
        links=tuple(_link(path, one) for one in links),
        references=tuple(FoundReference(*one) for one in references),
        headings=tuple(headings),
        anchors=tuple(anchors),
        blocks=tuple(blocks),
        findings=tuple(Finding(path, *one) for one in findings),
    )


_KINDS: dict[str, Kind] = {str(kind): kind for kind in Kind}
_TASKS: dict[str, Task] = {str(task): task for task in Task}
_STATES: dict[str | None, State | None] = {None: None, **{str(state): state for state in State}}


def _link(note: str, fields: list[Any]) -> Link:
    line, column, raw, text, url, key, kind, context, task, headings, roadmap, stage, state, reason, commented = fields
    return Link(
        note, line, column, raw, text, url, key, _KINDS[kind], context, _TASKS[task], tuple(headings), roadmap, stage,
        _STATES[state], reason, commented,
    )  # fmt: skip
