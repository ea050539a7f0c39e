"""A scan for people: notes, their roadmaps and stages with their links, and what is wrong, as wide as the terminal."""

from __future__ import annotations

import shutil
import textwrap
from collections import Counter
from collections.abc import Iterator
from itertools import groupby

import click

from crawler.records import Link, Scan
from graph.plain import plain

_TASK_SIGNS = {"open": "[ ] ", "done": "[x] ", "none": ""}
_NARROWEST = 40  # columns; a terminal that says less does not know


def text_lines(scan: Scan) -> Iterator[str]:
    """The lines to print, styled; the terminal's width and whether it has colours are asked here and by `click`."""
    width = max(shutil.get_terminal_size((80, 24)).columns, _NARROWEST)
    titles = {note.path: note.title for note in scan.notes}
    places = _places(scan)
    for note, links in groupby(scan.links, key=lambda link: link.note):
        title = f"  {plain(titles[note])}" if titles[note] not in note else ""
        yield click.style(_cut(plain(note), width), bold=True) + click.style(_cut(title, width - len(note)), dim=True)
        for place, group in groupby(links, key=lambda link: places.get(link.stage or link.roadmap or "", "")):
            if place:
                yield click.style(_cut(f"  {place}", width), fg="cyan")
            for link in group:
                yield _link_line(link, width)
    yield from _problems(scan)
    for line in textwrap.wrap(_total(scan), width):
        yield click.style(line, bold=True)


def _places(scan: Scan) -> dict[str, str]:
    """Roadmap and stages on one line, by the id of the innermost."""
    places = {roadmap.id: plain(roadmap.title) for roadmap in scan.roadmaps}
    for stage in scan.stages:
        places[stage.id] = f"{places[stage.parent or stage.roadmap]} › {plain(stage.title)}"
    return places


def _link_line(link: Link, width: int) -> str:
    place = f"{link.line:>6}:{link.column:<5}"
    state = f"  ({str(link.state).replace('_', ' ')})" if link.state else ""
    words = plain(link.text) if link.text != link.raw else ""
    text = f"  {words}" if words and words != plain(link.raw) else ""
    shown = _cut(_TASK_SIGNS[link.task] + plain(link.url or link.raw, 2000), width - len(place) - len(state))
    rest = width - len(place) - len(shown) - len(state)
    return (
        click.style(place, dim=True)
        + shown
        + click.style(_cut(text, rest) if rest > 8 else "", dim=True)
        + click.style(state, fg="yellow")
    )


def _problems(scan: Scan) -> Iterator[str]:
    for broken in scan.note_links:
        if broken.problem:
            near = f"; near: {broken.near}" if broken.near else ""
            line = f"{broken.note}:{broken.line}: {broken.raw}: {broken.problem}{near}"
            yield click.style(plain(line), fg="yellow")
    for finding in scan.findings:
        place = f"{finding.note}:{finding.line}" if finding.line else finding.note
        yield click.style(plain(f"{place}: {finding.message}"), fg="yellow")


def _total(scan: Scan) -> str:
    keys = {link.key for link in scan.links if link.key and not link.state}
    skipped = Counter(str(link.state) for link in scan.links if link.state)
    parts = [
        f"{_count(len(scan.links), 'link')} in {_count(len(scan.notes), 'note')}",
        _count(len(keys), "resource"),
        f"{_count(len(scan.roadmaps), 'roadmap')} with {_count(len(scan.stages), 'stage')}",
        *(f"{count} {state.replace('_', ' ')}" for state, count in sorted(skipped.items())),
    ]
    return " · ".join(parts)


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


def _cut(text: str, width: int) -> str:
    """The text in at most `width` columns: wide characters take two."""
    if len(text) <= width and text.isascii():
        return text
    from rich.cells import cell_len, set_cell_size

    return text if cell_len(text) <= width else set_cell_size(text, max(width - 1, 0)) + "…"
