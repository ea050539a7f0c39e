"""Links between notes: which note each reference means, and what is near where none fits."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Sequence, Set

from crawler.notes.found import FoundReference
from crawler.notes.note import ReadNote
from crawler.notes.stages import slug
from crawler.records import NoteLink

_NEAR_ENOUGH = 70  # of 100, rapidfuzz's ratio; below it the names share little but length
_SHORTEST_PART = 4  # letters of a name that is looked for as a word of longer ones
_MOST_SEARCHES = 300  # names looked for among all others; with more broken links a vault has been moved, not mistyped


def note_links(notes: Sequence[ReadNote], others: Iterable[str], alone: Set[str] = frozenset()) -> tuple[NoteLink, ...]:
    """Every reference of every note, resolved; those in comments, and to files that are there and no notes, are not
    links between notes. Of a note named `alone` nobody knows what stands beside it: what is not found is no finding."""
    shelf = Shelf(notes, others)
    return tuple(
        link
        for note in notes
        for reference in note.references
        if not reference.commented and (link := shelf.resolve(note.note.path, reference))
        if link.target or note.note.path not in alone
    )


class Shelf:
    """The notes and files that references may mean, found by path, or by name as Obsidian finds them."""

    def __init__(self, notes: Sequence[ReadNote], others: Iterable[str]) -> None:
        self.notes = {note.note.path: note for note in notes}
        self.files = set(others)
        self.by_name: dict[str, list[str]] = {}
        self.slugs: dict[str, set[str]] = {}
        self.searched: dict[str, str] = {}
        self.named: dict[str, str | None] = {}
        for path in sorted([*self.notes, *self.files], key=lambda path: (path.count("/"), path)):
            name = _last(path).casefold()
            for spelling in {name, _stem(name)}:
                self.by_name.setdefault(spelling, []).append(path)

    def resolve(self, note: str, reference: FoundReference) -> NoteLink | None:
        """The link that a reference is; None where it leads to a file that is there and no note."""
        path = self._path(note, reference)
        if path in self.files:
            return None
        if path is None:
            problem, near = _missing(reference.target), self._near(reference.target)
        else:
            problem, near = self._place(path, reference)
        return NoteLink(note, reference.line, reference.column, reference.raw, path, problem, near)

    def _path(self, note: str, reference: FoundReference) -> str | None:
        """The note or file meant: beside the note, from the top, then, for a wikilink, by name anywhere."""
        target = reference.target
        if not target:
            return note
        folder = note.rpartition("/")[0]
        for base in dict.fromkeys((folder, "")):
            path = f"{base}/{target.lstrip('/')}" if base else target.lstrip("/")
            if "./" in path or "//" in path:
                path = posixpath.normpath(path)
            for candidate in (f"{path}.md", path, f"{path}/README.md"):
                if candidate in self.notes or candidate in self.files:
                    return candidate
        return self._named(target) if reference.wiki else None

    def _named(self, target: str) -> str | None:
        if target not in self.named:
            self.named[target] = self._by_name(target.casefold().removesuffix(".md").removeprefix("/"))
        return self.named[target]

    def _by_name(self, wanted: str) -> str | None:
        for path in self.by_name.get(_last(wanted), []):
            folded = f"/{path.casefold()}"
            if folded.endswith(f"/{wanted}") or _stem(folded).endswith(f"/{wanted}"):
                return path
        return None

    def _place(self, path: str, reference: FoundReference) -> tuple[str, str]:
        """What is wrong with the heading or block that is meant, and what is near it."""
        note = self.notes[path]
        if reference.block and reference.block not in note.blocks:
            return "no such block", _nearest(reference.block, note.blocks)
        if reference.heading and not self._has_heading(note, reference.heading):
            return "no such heading", _nearest(reference.heading, note.headings)
        return "", ""

    def _has_heading(self, note: ReadNote, wanted: str) -> bool:
        """By its words, or by the anchor that GitHub and others make of them."""
        path = note.note.path
        if path not in self.slugs:
            self.slugs[path] = {spelling for title in note.headings for spelling in (slug(title), title.casefold())}
            self.slugs[path] |= set(note.anchors)
        spellings = self.slugs[path]
        return wanted.casefold() in spellings or slug(wanted) in spellings or slug(_uncounted(wanted)) in spellings

    def _near(self, target: str) -> str:
        wanted = _last(target).casefold()
        if wanted not in self.searched:
            if len(self.searched) >= _MOST_SEARCHES:
                return ""
            name = _nearest(wanted, tuple(self.by_name))
            self.searched[wanted] = self.by_name[name][0] if name else ""
        return self.searched[wanted]


def _missing(target: str) -> str:
    ending = posixpath.splitext(target)[1].lower()
    return "no such file" if re.fullmatch(r"\.[a-z0-9]{1,5}", ending) and ending != ".md" else "no such note"


def _uncounted(anchor: str) -> str:
    """An anchor without the number that a second heading of the same words gets."""
    return anchor.rstrip("0123456789").rstrip("-")


def _nearest(wanted: str, names: Sequence[str]) -> str:
    from rapidfuzz import fuzz, process

    # the default scorer finds "a" in every name that holds the letter
    found = process.extractOne(wanted, names, scorer=fuzz.ratio, score_cutoff=_NEAR_ENOUGH)
    if found:
        return str(found[0])
    longer = [name for name in names if len(wanted) >= _SHORTEST_PART and f" {wanted} " in f" {name} "]
    return min(longer, key=lambda name: (len(name), name), default="")


def _last(path: str) -> str:
    """What stands behind the last slash: `posixpath.basename` at a tenth of its cost, for a hundred thousand names."""
    return path.rpartition("/")[2]


def _stem(name: str) -> str:
    return name.rpartition(".")[0] if "." in _last(name) else name
