"""The bytes of a note → the bytes with its links mended. Pure; every change is read back before it counts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePath

from crawler.notes.text import Decoded, decode
from pipelines.fix.places import Place, link_places
from pipelines.fix.rules import Rules, replacement

# What an address may not hold where it stands in Markdown or HTML, and its spelling that means the same.
_UNSAFE = {" ": "%20", "<": "%3C", ">": "%3E", '"': "%22", "\\": "%5C", "|": "%7C", "`": "%60", "'": "%27"}
_ENTITY = re.compile(r"&(?=[A-Za-z0-9#]+;)")
_BRACKETS = {"(": "%28", ")": "%29", "[": "%5B", "]": "%5D"}


@dataclass(frozen=True, slots=True)
class Change:
    """One target changed: its line and column in the file, what stood there, what stands there now, and why."""

    line: int
    before: str
    after: str
    why: str
    column: int = 1
    part: str = ""
    """Of a note that is JSON: which of its cells or cards."""


@dataclass(frozen=True, slots=True)
class Skipped:
    """A target that should change and was left alone."""

    line: int
    written: str
    reason: str


@dataclass(frozen=True, slots=True)
class Fixed:
    """A note after the changes; `data` is the same object where there are none."""

    data: bytes
    changes: tuple[Change, ...] = ()
    skipped: tuple[Skipped, ...] = ()


@dataclass(frozen=True, slots=True)
class _Edit:
    place: Place
    new: str
    why: str


def fixed(name: str, data: bytes, rules: Rules) -> Fixed:
    """The note `name` (its ending tells its kind) with every link that the rules name changed, and nothing else."""
    suffix = PurePath(name).suffix.lower()
    decoded = decode(data)
    places = link_places(suffix, decoded.text)
    edits = [edit for place in places if (edit := _edit(place, rules))]
    if not edits:
        return Fixed(data)
    kept, skipped = _proven(suffix, decoded, places, edits)
    text = _with(decoded.text, kept)
    changes = tuple(_change(decoded.text, edit) for edit in kept)
    return Fixed(decoded.encoded(text) if kept else data, changes, tuple(skipped))


def _change(text: str, edit: _Edit) -> Change:
    place = edit.place
    line_start = max(text.rfind(end, 0, place.start) for end in "\r\n") + 1
    return Change(place.line, place.raw, edit.new, edit.why, place.start - line_start + 1, place.part)


def _edit(place: Place, rules: Rules) -> _Edit | None:
    found = replacement(place.written, rules)
    spelled = _spelled(found.address) if found else place.raw
    return _Edit(place, spelled, found.why) if found and spelled != place.raw else None


def _spelled(address: str) -> str:
    """The address so that no sign of Markdown, a table or HTML ends it early; brackets only where they do not pair."""
    spelled = "".join(_UNSAFE.get(char, char) for char in address)
    for opening, closing in ("()", "[]"):
        if not _balanced(spelled, opening, closing):
            spelled = spelled.replace(opening, _BRACKETS[opening]).replace(closing, _BRACKETS[closing])
    return _ENTITY.sub("&amp;", spelled)


def _balanced(text: str, opening: str, closing: str) -> bool:
    depth = 0
    for char in text:
        depth += (char == opening) - (char == closing)
        if depth < 0:
            return False
    return depth == 0


def _with(text: str, edits: Sequence[_Edit]) -> str:
    parts, at = [], 0
    for edit in edits:
        parts += [text[at : edit.place.start], edit.new]
        at = edit.place.end
    return "".join([*parts, text[at:]])


def _proven(
    suffix: str, decoded: Decoded, places: Sequence[Place], edits: Sequence[_Edit]
) -> tuple[list[_Edit], list[Skipped]]:
    """The edits after which the note reads as before but for their own targets; the others, left alone.

    All are tried together, and one after another only where that changes anything else.
    """
    if _reads_well(suffix, decoded, places, edits):
        return list(edits), []
    kept: list[_Edit] = []
    skipped: list[Skipped] = []
    for edit in edits:
        if _reads_well(suffix, decoded, places, [*kept, edit]):
            kept.append(edit)
        else:
            skipped.append(Skipped(edit.place.line, edit.place.written, "the note would read differently after it"))
    return kept, skipped


def _reads_well(suffix: str, decoded: Decoded, places: Sequence[Place], edits: Sequence[_Edit]) -> bool:
    """Whether the changed note can be written, and has the same links but for the new targets, where expected."""
    text = _with(decoded.text, edits)
    try:
        again = decode(decoded.encoded(text))
    except UnicodeEncodeError:
        return False
    if again.text != text or again.encoding != decoded.encoding:
        return False
    news = {edit.place.start: edit.new for edit in edits}
    expected, shift = [], 0
    for place in places:
        new = news.get(place.start)
        length = len(new) if new is not None else place.end - place.start
        expected.append((place.start + shift, length, new is None and place.written))
        shift += length - (place.end - place.start)
    found = link_places(suffix, text)
    if len(found) != len(expected):
        return False
    return all(
        (place.start, place.end - place.start) == (start, length) and written in (False, place.written)
        for place, (start, length, written) in zip(found, expected, strict=True)
    )
