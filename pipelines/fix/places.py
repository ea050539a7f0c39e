"""Where in a note's own text the targets of its links stand, mojibake and all."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from crawler.notes.formats import read_format
from crawler.notes.found import FoundLink
from crawler.notes.text import LINE_END, lines_of, mended
from pipelines.fix.embedded import READERS, embedded_texts


@dataclass(frozen=True, slots=True)
class Place:
    """A target in a note's text as it stands on disk: characters `start` to `end`."""

    start: int
    end: int
    line: int
    raw: str
    written: str
    """As Markdown reads it: escapes and entities resolved."""
    part: str = ""
    """Of a note that is JSON: which of its cells or cards, as "cell 2"."""


def link_places(suffix: str, text: str) -> list[Place]:
    """The places of all link targets of a note, in their order, each once, but for those that mended text hides."""
    if suffix in READERS:
        return sorted(_in_json(suffix, text), key=lambda place: place.start)
    return _in_markdown(suffix, text)


def _in_markdown(suffix: str, text: str) -> list[Place]:
    found = read_format(suffix, text)
    disk = _Lines(text)
    places = {
        place.start: place
        for link in [*found.links, *found.definitions]
        if not link.commented and link.span and (place := disk.place(link))
    }
    return [places[start] for start in sorted(places)]


def _in_json(suffix: str, text: str) -> Iterator[Place]:
    """The places in each text that stands in the file's strings, moved to where the string spells them."""
    for one in embedded_texts(suffix, text):
        whole = [Place(0, len(one.text), 1, one.text, one.text)]
        for place in whole if one.is_address else _in_markdown(".md", one.text):
            if span := one.span(place.start, place.end):
                start, end = span
                line = len(LINE_END.findall(text, 0, start)) + 1
                yield Place(start, end, line, text[start:end], place.written, one.part(place.start))


class _Lines:
    """The lines of a text on disk, with offsets, beside the same lines mended."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.starts = [0, *(end.end() for end in LINE_END.finditer(text))]
        self.disk = lines_of(text)
        self.mended = lines_of(mended(text))

    def place(self, link: FoundLink) -> Place | None:
        assert link.span
        row, column, end = link.span[0] - 1, link.span[1] - 1, link.span[2] - 1
        if row >= len(self.disk):
            return None
        shown, disk = self.mended[row], self.disk[row]
        raw = shown[column:end]
        if not raw or raw != link.raw:
            return None
        at = column if shown == disk else _nth(raw, shown, column, disk)
        if at is None:
            return None
        start = self.starts[row] + at
        return Place(start, start + len(raw), row + 1, raw, link.target)


def _nth(raw: str, shown: str, column: int, disk: str) -> int | None:
    """Where in the disk's line stands what stands at `column` in the mended one; None where they cannot be matched."""
    before = list(_occurrences(raw, shown))
    after = list(_occurrences(raw, disk))
    if len(before) != len(after) or column not in before:
        return None
    return after[before.index(column)]


def _occurrences(raw: str, line: str) -> Iterator[int]:
    return (found.start() for found in re.finditer(re.escape(raw), line))
