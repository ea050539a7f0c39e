"""Which files are notes: what was named, walked in a fixed order, a vault's own exclusions obeyed."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path
from typing import NamedTuple

from crawler.notes.errors import NotesError
from crawler.notes.vault import Exclusions
from crawler.records import Finding

NOTE_SUFFIXES = frozenset({".md", ".markdown", ".mdown", ".mkd", ".mdx", ".qmd", ".canvas", ".ipynb"})
# Pages saved from the web lie among notes; only exported bookmarks are notes unless a page is named itself.
SNIFFED = {".html": b"netscape-bookmark-file", ".htm": b"netscape-bookmark-file"}
LISTED_ONLY = {".base": "skipped: a view of the vault, its links are not read"}
# Folders of programs, never of notes; those whose name begins with a dot are skipped too.
_SKIPPED_FOLDERS = frozenset({"node_modules", "__pycache__", "site-packages", "venv"})
_SNIFF = 200  # bytes
# Stands in a data folder: what linkatlas wrote there (report.md has links) is never read as a note.
DATA_MARK = ".linkatlas"


class Stamp(NamedTuple):
    """What tells that a file has not changed: size in bytes, time of change in nanoseconds."""

    size: int = -1
    changed: int = -1

    @classmethod
    def of(cls, path: str) -> Stamp:
        """The stamp of a file now. Raises OSError."""
        status = os.stat(path)  # noqa: PTH116 — a path object's stat costs twice as much
        return cls(status.st_size, status.st_mtime_ns)


_UNKNOWN = Stamp()


@dataclass(frozen=True, slots=True)
class NoteFile:
    """A file that is a note. `id` is relative to the folder that was named, with `/`; `path` is absolute."""

    id: str
    path: str
    stamp: Stamp = _UNKNOWN


@dataclass(slots=True)
class Listing:
    """What was found: notes, other files by id (targets of links), and what a person should know."""

    notes: list[NoteFile] = field(default_factory=list)
    others: set[str] = field(default_factory=set)
    findings: list[Finding] = field(default_factory=list)
    alone: set[str] = field(default_factory=set)
    """Ids of notes that were named themselves, not found in a folder."""
    _real: set[str] = field(default_factory=set)
    _ids: set[str] = field(default_factory=set)

    def add(self, name: str, path: str, real: str, *, alone: bool = False) -> None:
        """Take a note, once, whatever the ways that lead to it; ids of several folders are kept apart."""
        if real in self._real:
            return
        self._real.add(real)
        if name in self._ids:
            name = f"{os.path.basename(os.path.dirname(path))}/{name}"  # noqa: PTH119, PTH120
        count, unique = 1, name
        while unique in self._ids:
            count += 1
            unique = f"{name} ({count})"
        self._ids.add(unique)
        if alone:
            self.alone.add(unique)
        try:
            self.notes.append(NoteFile(unique, path, Stamp.of(path)))
        except OSError as problem:
            self.findings.append(Finding(unique, 0, f"cannot be read: {problem.strerror or problem}"))


def list_notes(paths: Sequence[Path]) -> Listing:
    """The notes below the paths, in a fixed order, each file once.

    Raises NotesError where a path is missing or nothing among them is a note.
    """
    listing = Listing()
    for path in paths:
        if not path.exists():
            raise NotesError(f"{path}: no such file or folder", hint=_near(path))
        if path.is_dir():
            _walk(os.path.abspath(path), listing)  # noqa: PTH100 — links are kept, unlike resolve()
        else:
            listing.add(path.name, os.path.abspath(path), os.path.realpath(path), alone=True)  # noqa: PTH100
    if not listing.notes:
        where = ", ".join(str(path) for path in paths) or "nothing was named"
        kinds = ", ".join(sorted(NOTE_SUFFIXES - {".mdown", ".mkd"}))
        raise NotesError(f"{where}: no notes there", hint=f"notes are files of these kinds: {kinds}")
    return listing


def _near(path: Path) -> str:
    try:
        names = [entry.name for entry in path.parent.iterdir()]
    except OSError:
        names = []
    near = get_close_matches(path.name, names, n=1)
    return f"did you mean {path.parent / near[0]}?" if near else "name a note, or a folder of notes"


def _walk(root: str, listing: Listing) -> None:
    """All below `root`; folders after files, both in the order of their names; no folder twice."""
    visited: set[str] = set()
    stack = [(root, Exclusions.of(root, ""))]
    while stack:
        folder, exclusions = stack.pop()
        real = os.path.realpath(folder)
        if real in visited:
            continue
        visited.add(real)
        folders = []
        if folder != root and os.path.exists(f"{folder}/{DATA_MARK}"):  # noqa: PTH110
            continue
        within = os.path.relpath(folder, root).replace(os.sep, "/")
        prefix = "" if within == "." else f"{within}/"
        for entry in _entries(root, folder, listing):
            name = prefix + entry.name
            if entry.name.startswith(".") or exclusions.hide(name):
                continue
            if entry.is_dir():
                if entry.name not in _SKIPPED_FOLDERS:
                    folders.append((entry.path, exclusions.within(entry.path, name)))
            else:
                real_file = os.path.realpath(entry.path) if entry.is_symlink() else f"{real}/{entry.name}"
                _take(entry, name, real_file, listing)
        stack += reversed(folders)


def _entries(root: str, folder: str, listing: Listing) -> Iterator[os.DirEntry[str]]:
    try:
        with os.scandir(folder) as entries:
            yield from sorted(entries, key=lambda entry: entry.name)
    except OSError as problem:
        name = os.path.relpath(folder, root)
        listing.findings.append(Finding(name, 0, f"folder cannot be read: {problem.strerror or problem}"))


def _take(entry: os.DirEntry[str], name: str, real: str, listing: Listing) -> None:
    suffix = os.path.splitext(entry.name)[1].lower()  # noqa: PTH122
    if suffix in NOTE_SUFFIXES or (suffix in SNIFFED and _begins_with(entry.path, SNIFFED[suffix])):
        listing.add(name, entry.path, real)
        return
    listing.others.add(name)
    if suffix in LISTED_ONLY:
        listing.findings.append(Finding(name, 0, LISTED_ONLY[suffix]))


def _begins_with(path: str, mark: bytes) -> bool:
    try:
        with open(path, "rb") as file:  # noqa: PTH123
            return mark in file.read(_SNIFF).lower()
    except OSError:
        return False
