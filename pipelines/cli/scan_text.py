"""A scan for people: notes, their roadmaps and stages with their links, and what is wrong, 80 columns wide."""

from __future__ import annotations

from collections import Counter
from itertools import groupby

from rich.console import Console
from rich.text import Text

from crawler.records import Link, Note, Scan
from graph.plain import plain

_TASK_SIGNS = {"open": "[ ] ", "done": "[x] ", "none": ""}


def show_scan(scan: Scan) -> None:
    """Print the scan to standard output, in colour where that is a terminal."""
    console = Console(highlight=False, soft_wrap=False)
    links = {note: list(found) for note, found in groupby(scan.links, key=lambda link: link.note)}
    for note in scan.notes:
        if note.path in links:
            _show_note(console, note, links[note.path], scan)
    _show_problems(console, scan)
    console.print(_total(scan))


def _show_note(console: Console, note: Note, links: list[Link], scan: Scan) -> None:
    title = f"  {plain(note.title)}" if note.title not in note.path else ""
    console.print(Text.assemble((plain(note.path), "bold"), (title, "dim")))
    roadmaps = {roadmap.id: roadmap.title for roadmap in scan.roadmaps if roadmap.note == note.path}
    stages = {stage.id: stage for stage in scan.stages if stage.roadmap in roadmaps}
    place: tuple[str | None, str | None] = (None, None)
    for link in links:
        if (link.roadmap, link.stage) != place:
            place = (link.roadmap, link.stage)
            names = [roadmaps[link.roadmap]] if link.roadmap else []
            step = stages.get(link.stage or "")
            path: list[str] = []
            while step:
                path.insert(0, step.title)
                step = stages.get(step.parent or "")
            console.print(
                Text(plain("  " + " › ".join([*names, *path])) if names else "  –", "cyan"),
                overflow="ellipsis",
                no_wrap=True,
            )
        _show_link(console, link)


def _show_link(console: Console, link: Link) -> None:
    words = plain(" ".join(link.text.split()))
    line = Text.assemble(
        (f"{link.line:6}:{link.column:<4}", "dim"), _TASK_SIGNS[link.task], plain(link.url or link.raw)
    )
    if words and words != link.raw:
        line.append(f"  {words}", "dim")
    if link.state:
        line.append(f"  ({link.state})", "yellow")
    console.print(line, overflow="ellipsis", no_wrap=True)


def _show_problems(console: Console, scan: Scan) -> None:
    for note_link in scan.note_links:
        if note_link.problem:
            near = f"; near: {note_link.near}" if note_link.near else ""
            console.print(
                Text(plain(f"{note_link.note}:{note_link.line}: {note_link.raw}: {note_link.problem}{near}"), "yellow")
            )
    for finding in scan.findings:
        place = f"{finding.note}:{finding.line}" if finding.line else finding.note
        console.print(Text(plain(f"{place}: {finding.message}"), "yellow"))


def _total(scan: Scan) -> Text:
    keys = {link.key for link in scan.links if link.key and not link.state}
    skipped = Counter(str(link.state) for link in scan.links if link.state)
    parts = [
        f"{len(scan.links)} links in {len(scan.notes)} notes",
        f"{len(keys)} resources",
        f"{len(scan.roadmaps)} roadmaps with {len(scan.stages)} stages",
        *(f"{count} {state.replace('_', ' ')}" for state, count in sorted(skipped.items())),
    ]
    return Text(" · ".join(parts), "bold")
