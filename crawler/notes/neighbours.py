"""Links between notes: which note each reference means, and what is near where none fits."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from crawler.records import NoteLink

if TYPE_CHECKING:
    from crawler.notes.found import FoundReference
    from crawler.notes.read import ReadNote


def note_links(notes: Sequence[ReadNote], others: Iterable[str]) -> tuple[NoteLink, ...]:
    """Every reference of every note, resolved."""
    shelf = Shelf(notes, others)
    return tuple(
        link for note in notes for reference in note.references if (link := shelf.resolve(note.note.path, reference))
    )


class Shelf:
    """The notes and files that references may mean, found by path or by name as Obsidian finds them."""

    def __init__(self, notes: Sequence[ReadNote], others: Iterable[str]) -> None:
        self.notes = {note.note.path: note for note in notes}
        self.files = set(others)
        self.by_name: dict[str, list[str]] = {}
        for path in sorted([*self.notes, *self.files], key=lambda path: (path.count("/"), path)):
            for name in {posixpath.basename(path).casefold(), _stem(posixpath.basename(path)).casefold()}:
                self.by_name.setdefault(name, []).append(path)

    def resolve(self, note: str, reference: FoundReference) -> NoteLink | None:
        """The link that a reference is; None where it leads to a file that is there and no note."""
        path = self._path(note, reference)
        if path is None:
            near = self._near(reference.target)
            return _link(note, reference, None, "no such note", near)
        if path in self.files:
            return None
        problem, near = self._place(path, reference)
        return _link(note, reference, path, problem, near)

    def _path(self, note: str, reference: FoundReference) -> str | None:
        target = reference.target
        if not target:
            return note
        folder = posixpath.dirname(note)
        for base in (folder, ""):
            path = posixpath.normpath(posixpath.join(base, target.lstrip("/")))
            for candidate in (path, f"{path}.md", posixpath.join(path, "README.md")):
                if candidate in self.notes or candidate in self.files:
                    return candidate
        if not reference.wiki:
            return None
        wanted = target.casefold().removesuffix(".md")
        named = self.by_name.get(posixpath.basename(wanted), [])
        fitting = [
            path for path in named if _stem(path).casefold().endswith(wanted) or path.casefold().endswith(wanted)
        ]
        return fitting[0] if fitting else None

    def _place(self, path: str, reference: FoundReference) -> tuple[str, str]:
        note = self.notes[path]
        if reference.block and reference.block not in note.blocks:
            return "no such block", self._nearest(reference.block, note.blocks)
        if reference.heading and not _has_heading(note, reference):
            return "no such heading", self._nearest(reference.heading, note.headings)
        return "", ""

    def _near(self, target: str) -> str:
        return self._nearest(posixpath.basename(target).casefold(), tuple(self.by_name), self.by_name)

    @staticmethod
    def _nearest(wanted: str, names: Sequence[str], paths: dict[str, list[str]] | None = None) -> str:
        from rapidfuzz import process

        found = process.extractOne(wanted, names, score_cutoff=70)
        if not found:
            return ""
        return paths[found[0]][0] if paths else str(found[0])


def _has_heading(note: ReadNote, reference: FoundReference) -> bool:
    from crawler.notes.stages import slug

    wanted = reference.heading
    titles = note.headings
    return any(wanted.casefold() == title.casefold() or slug(wanted) == slug(title) for title in titles)


def _stem(name: str) -> str:
    return name.rpartition(".")[0] if "." in name else name


def _link(note: str, reference: FoundReference, target: str | None, problem: str, near: str) -> NoteLink:
    return NoteLink(note, reference.line, reference.column, reference.raw, target, problem, near)
