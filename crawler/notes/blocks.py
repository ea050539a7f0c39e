"""Markdown → what stands in it: links, references to notes, the lines that may begin stages, and prose."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any, TypeVar

from markdown_it.token import Token

from crawler.notes.found import Found, FoundLink, FoundReference, Mark
from crawler.notes.grammar import DEEPEST, grammar
from crawler.notes.inline import Inline, is_note_target, note_reference, read_inline
from crawler.notes.marks import heading_marker, html_marker, item_marker, line_marker
from crawler.notes.markup import html_links
from crawler.notes.pieces import LONG, read_in_pieces
from crawler.notes.places import Places, of_block, of_cell
from crawler.notes.text import lines_of
from crawler.records import Task

_TASK = re.compile(r"\[([^\]])\](?:\s|$)")
# Signs of Obsidian's task boxes: done, and given up; every other sign is a task still open.
TASKS = {"x": Task.DONE, "X": Task.DONE, "-": Task.NONE}
_BLOCK_ID = re.compile(r"(?:^|\s)\^([A-Za-z0-9-]+)\s*$")
_LEAVES = frozenset({"inline", "fence", "code_block", "html_block", "comment_block", "math_block"})
_SIGNS = " \t>-+*0123456789.)"  # what opens quotes and list items
_COMMENT = re.compile(r"\s*<!--(.*?)-->\s*", re.DOTALL)


_Placed = TypeVar("_Placed", FoundLink, FoundReference)


@dataclass(slots=True)
class _Item:
    """An open list item: its task box, and what a numbered one counts."""

    task: Task
    number: int | None
    fresh: bool = True


@dataclass(slots=True)
class _Walk:
    """Where the walk over the blocks stands."""

    lines: Sequence[str]
    base: int
    commented: bool
    env: dict[str, object]
    found: Found
    items: list[_Item] = field(default_factory=list)
    cell: tuple[int, int] = (-1, 0)
    """Row of the table's cell last read, and where it ended."""


def read_markdown(text: str, found: Found, *, base: int = 0, commented: bool = False) -> None:
    """Read `text` into `found`; `base` lines stand before it in the note. Links of a comment are marked as such."""
    walk = _Walk(lines_of(text), base, commented, {}, found)
    if len(text) > LONG:
        del text
        for tokens in read_in_pieces(walk.lines, walk.env):
            _take(walk, tokens)
    else:
        _take(walk, grammar(False).parse(text, walk.env))
    _definitions(walk)


def _take(walk: _Walk, tokens: Sequence[Token]) -> None:
    """Read outermost blocks."""
    for token in tokens:
        handler = _HANDLERS.get(token.type)
        if handler:
            handler(walk, token)
    if any(token.level >= DEEPEST - 1 for token in tokens):
        _too_deep(walk, tokens)


def _too_deep(walk: _Walk, tokens: Sequence[Token]) -> None:
    """Read flat, line by line, what stands deeper than the parser follows: no block holds those lines."""
    references = walk.env.get("references", {})
    assert isinstance(references, dict)
    maps = [token.map for token in tokens if token.map and token.type in _LEAVES]
    maps += [definition["map"] for definition in references.values()]
    covered = {row for first, end in maps for row in range(first, end)}
    blocks = [token.map for token in tokens if token.map]
    between = range(min(block[0] for block in blocks), max(block[1] for block in blocks))
    rows = [row for row in between if row not in covered and walk.lines[row].strip(_SIGNS)]
    for row in rows:
        content = walk.lines[row].lstrip(_SIGNS)
        _read(walk, content, partial(of_block, content, row, walk.lines, walk.base), Task.NONE)
    if rows:
        message = f"{len(rows)} lines stand more than {DEEPEST} levels deep: read without their structure"
        walk.found.findings.append((walk.base + rows[0] + 1, message))


def _item_open(walk: _Walk, token: Token) -> None:
    number = int(token.info) if token.info.isdigit() else None
    walk.items.append(_Item(walk.items[-1].task if walk.items else Task.NONE, number))


def _item_close(walk: _Walk, _token: Token) -> None:
    walk.items.pop()


def _heading(walk: _Walk, token: Token) -> None:
    walk.env["heading"] = token


def _inline(walk: _Walk, token: Token) -> None:
    assert token.map is not None
    heading = walk.env.pop("heading", None)
    if walk.env.pop("cell", None):
        _cell(walk, token)
        return
    places = partial(of_block, token.content, token.map[0], walk.lines, walk.base)
    item = walk.items[-1] if walk.items else None
    box = _TASK.match(token.content) if item and item.fresh else None
    if item and box:
        item.task = TASKS.get(box[1], Task.OPEN)
    inline = _read(walk, token.content, places, item.task if item else Task.NONE)
    if not walk.commented:
        _mark(walk, token, inline, heading, item)
    if item:
        item.fresh = False


def _read(walk: _Walk, content: str, places: Callable[[], Places], task: Task) -> Inline:
    inline = read_inline(content, places, walk.env, task=task, commented=walk.commented)
    walk.found.links += inline.links
    walk.found.references += inline.references
    return inline


def _mark(walk: _Walk, token: Token, inline: Inline, heading: object, item: _Item | None) -> None:
    """Note the block as marker, as prose, or line by line as both."""
    assert token.map is not None
    line = walk.base + token.map[0] + 1
    found = walk.found
    if "^" in inline.text and (block_id := _BLOCK_ID.search(inline.text)):
        found.blocks.add(block_id[1])
    if isinstance(heading, Token):
        found.headings.append(" ".join(inline.text.split()))
    if isinstance(heading, Token) and token.level == 1:
        if inline.text.strip():
            found.markers.append(heading_marker(inline, line, int(heading.tag[1]), token.map[1] - token.map[0]))
        return
    counted = item_marker(inline, line, item.number) if item and item.fresh and len(walk.items) == 1 else None
    if counted:
        found.markers.append(counted)
    elif token.level == 1:
        _mark_lines(walk, inline, line)
        return
    found.prose.append((line, inline.text))


def _mark_lines(walk: _Walk, inline: Inline, line: int) -> None:
    start = 0
    for row, words in enumerate(inline.text.split("\n")):
        marker = line_marker(inline, words, start, line + row, first=row == 0)
        if marker:
            walk.found.markers.append(marker)
        if not marker or marker.mark is Mark.NUMBER:
            walk.found.prose.append((line + row, words))
        start += len(words) + 1


def _cell_open(walk: _Walk, _token: Token) -> None:
    walk.env["cell"] = True


def _cell(walk: _Walk, token: Token) -> None:
    assert token.map is not None
    row = token.map[0]
    cursor = walk.cell[1] if walk.cell[0] == row else 0
    places, end = of_cell(token.content, row, walk.lines[row], cursor, walk.base)
    walk.cell = (row, end)
    inline = _read(walk, token.content, lambda: places, Task.NONE)
    if not walk.commented and inline.text:
        walk.found.prose.append((walk.base + row + 1, inline.text))


def _comment_block(walk: _Walk, token: Token) -> None:
    """Read what stands in the comment as notes of their own, all of it commented out."""
    assert token.map is not None
    first, end = token.map
    inside = "\n".join(walk.lines[first:end]).replace("%%", "  ")
    read_markdown(inside, walk.found, base=walk.base + first, commented=True)


def _html_block(walk: _Walk, token: Token) -> None:
    assert token.map is not None
    first, end = token.map
    html = "\n".join(walk.lines[first:end])
    if whole := _COMMENT.fullmatch(html):
        _comment(walk, first, whole)
        return
    places = of_block(html, first, walk.lines, walk.base)
    links, headings = html_links(html)
    for heading in headings if not walk.commented else ():
        walk.found.markers.append(html_marker(heading, places.at(heading.start)[0]))
        if heading.level:
            walk.found.headings.append(" ".join(heading.text.split()))
    task = walk.items[-1].task if walk.items else Task.NONE
    for link in links:
        line, column = places.at(link.start)
        commented = walk.commented or link.commented
        if is_note_target(link.target):
            walk.found.references.append(note_reference(line, column, link.raw, link.target, commented))
            continue
        where, last = places.at(link.offset), places.at(link.offset + len(link.raw))
        text = " ".join(link.text.split())
        span = (where[0], where[1], last[1])
        walk.found.links.append(FoundLink(line, column, link.raw, link.target, text, text, task, commented, span))


def _comment(walk: _Walk, first: int, whole: re.Match[str]) -> None:
    """Read a comment as notes of their own; its first words stand behind the sign that opens it."""
    ahead = walk.lines[first].find("<!--") + len("<!--")
    lead = len(whole[1]) - len(whole[1].lstrip(" "))
    base = walk.base + first + whole.string.count("\n", 0, whole.start(1))
    known = len(walk.found.links), len(walk.found.references)
    read_markdown(whole[1][lead:], walk.found, base=base, commented=True)
    links, references = walk.found.links, walk.found.references
    links[known[0] :] = [_moved(link, base + 1, ahead + lead) for link in links[known[0] :]]
    references[known[1] :] = [_moved(one, base + 1, ahead + lead) for one in references[known[1] :]]


def _moved(one: _Placed, line: int, by: int) -> _Placed:
    """A link or reference `by` columns to the right, where it stands on `line`."""
    if one.line != line:
        return one
    if isinstance(one, FoundLink) and one.span:
        span = (one.span[0], one.span[1] + by, one.span[2] + by) if one.span[0] == line else one.span
        return replace(one, column=one.column + by, span=span)
    return replace(one, column=one.column + by)


def _definitions(walk: _Walk) -> None:
    """Reference definitions: all are noted where they stand, those that nothing uses are listed as links too."""
    used, references = walk.env.get("used", set()), walk.env.get("references", {})
    assert isinstance(used, set)
    assert isinstance(references, dict)
    for label, definition in references.items():
        found = _definition(walk, str(label), definition)
        walk.found.definitions.append(found)
        if label in used:
            continue
        if is_note_target(found.target):
            reference = note_reference(found.line, found.column, found.raw, found.target, walk.commented)
            walk.found.references.append(reference)
        else:
            walk.found.links.append(found)


def _definition(walk: _Walk, label: str, definition: dict[str, Any]) -> FoundLink:
    """`[label]: target "title"`, its target looked for behind the label's colon, or on the next line."""
    first, end = definition["map"]
    target, text = definition["href"], definition.get("title") or label.lower()
    written = walk.lines[first]
    column = len(written) - len(written.lstrip()) + 1
    for row in range(first, end):
        line = walk.lines[row]
        begin = line.find("]:") + 2 if row == first else 0
        at = line.find(target, begin)
        if at >= 0:
            span = (walk.base + row + 1, at + 1, at + 1 + len(target))
            return FoundLink(walk.base + first + 1, column, target, target, text, text, Task.NONE, walk.commented, span)
    return FoundLink(walk.base + first + 1, column, target, target, text, text, Task.NONE, walk.commented)


_HANDLERS: dict[str, Callable[[_Walk, Token], None]] = {
    "list_item_open": _item_open,
    "list_item_close": _item_close,
    "heading_open": _heading,
    "th_open": _cell_open,
    "td_open": _cell_open,
    "inline": _inline,
    "comment_block": _comment_block,
    "html_block": _html_block,
}
