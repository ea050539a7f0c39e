"""Which files are notes: what was named, walked in a fixed order, the vault's own exclusions obeyed."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path

from crawler.notes.errors import NotesError
from crawler.records import Finding

MARKDOWN = frozenset({".md", ".markdown", ".mdown", ".mkd", ".mdx", ".qmd", ".txt"})
NOTE_SUFFIXES = MARKDOWN | {".canvas", ".ipynb", ".html", ".htm"}
LISTED_ONLY = {".base": "a view of the vault, not a note: its links are not read"}
# Folders of programs, never of notes.
_SKIPPED_FOLDERS = frozenset({"node_modules", "__pycache__", "site-packages", "venv", "dist-info"})


@dataclass(frozen=True, slots=True)
class NoteFile:
    """A file that is a note. `id` is relative to the folder that was named, with `/`."""

    id: str
    path: Path


@dataclass(slots=True)
class Listing:
    """What was found: notes, other files by id (targets of links), and what a person should know."""

    notes: list[NoteFile] = field(default_factory=list)
    others: set[str] = field(default_factory=set)
    findings: list[Finding] = field(default_factory=list)


def list_notes(paths: Sequence[Path]) -> Listing:
    """The notes below the paths, in a fixed order, each file once.

    Raises NotesError where a path is missing or nothing among them is a note.
    """
    listing = Listing()
    seen: set[Path] = set()
    for path in paths:
        if not path.exists():
            raise NotesError(f"{path}: no such file or folder", hint=_near(path))
        found = _walk(path) if path.is_dir() else iter([NoteFile(path.name, path)])
        for file in found:
            _take(file, listing, seen, named=path.is_file())
    if not listing.notes:
        where = ", ".join(str(path) for path in paths) or "nothing was named"
        kinds = ", ".join(sorted(NOTE_SUFFIXES - {".htm", ".mdown", ".mkd"}))
        raise NotesError(f"{where}: no notes there", hint=f"Notes are files of these kinds: {kinds}")
    return listing


def _take(file: NoteFile, listing: Listing, seen: set[Path], *, named: bool) -> None:
    suffix = file.path.suffix.lower()
    if suffix in LISTED_ONLY:
        listing.findings.append(Finding(file.id, 0, LISTED_ONLY[suffix]))
    if suffix not in NOTE_SUFFIXES and not named:
        listing.others.add(file.id)
        return
    real = file.path.resolve()
    if real in seen:
        return
    seen.add(real)
    listing.notes.append(file)


def _near(path: Path) -> str:
    try:
        names = [entry.name for entry in path.parent.iterdir()]
    except OSError:
        return "Name a note, or a folder of notes."
    near = get_close_matches(path.name, names, n=1)
    return f"Did you mean {path.parent / near[0]}?" if near else "Name a note, or a folder of notes."


def _walk(root: Path) -> Iterator[NoteFile]:
    """Files below `root`, folders in the order of their names; links to folders already seen are not followed again."""
    excluded = _vault_exclusions(root)
    visited: set[tuple[int, int]] = set()
    for folder, folders, files in os.walk(root, followlinks=True):
        status = Path(folder).stat()
        if (status.st_dev, status.st_ino) in visited:
            folders.clear()
            continue
        visited.add((status.st_dev, status.st_ino))
        folders[:] = sorted(name for name in folders if not name.startswith(".") and name not in _SKIPPED_FOLDERS)
        for name in sorted(files):
            path = Path(folder, name)
            note = path.relative_to(root).as_posix()
            if not name.startswith(".") and not note.startswith(excluded):
                yield NoteFile(note, path)


def _vault_exclusions(root: Path) -> tuple[str, ...]:
    """Folders and files that the vault's settings leave out of its search (`userIgnoreFilters`)."""
    try:
        settings = json.loads((root / ".obsidian" / "app.json").read_text("utf-8"))
    except (OSError, ValueError):
        return ()
    filters = settings.get("userIgnoreFilters", []) if isinstance(settings, dict) else []
    return tuple(str(entry) for entry in filters if entry and not str(entry).startswith("/"))
