"""One note: from its bytes to its links in their stages. Pure: nothing of the disk is asked."""

from __future__ import annotations

import hashlib
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from pathlib import PurePath

from crawler.notes.formats import read_format
from crawler.notes.found import Found, FoundLink, FoundReference, Mark
from crawler.notes.outline import outline
from crawler.notes.stages import Atlas, Route, routes
from crawler.notes.text import decode
from crawler.records import Finding, Link, Note, Roadmap, Stage, State
from crawler.urls import identify

_COMMENTED = "stands in a comment of the note"


@dataclass(frozen=True, slots=True)
class ReadNote:
    """One note and all that stands in it. `references` wait for the other notes, `headings` are what they may mean."""

    note: Note
    roadmaps: tuple[Roadmap, ...] = ()
    stages: tuple[Stage, ...] = ()
    links: tuple[Link, ...] = ()
    references: tuple[FoundReference, ...] = ()
    headings: tuple[str, ...] = ()
    anchors: tuple[str, ...] = ()
    blocks: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()


def read_note(name: str, source: str, data: bytes) -> ReadNote:
    """The note whose id is `name`, from its bytes; `source` is where it stands on disk."""
    decoded = decode(data)
    digest, encoding, problem = hashlib.sha256(data).hexdigest(), decoded.encoding, decoded.problem
    text = decoded.text
    del data, decoded  # a note of 50 MB is held once, not three times
    found = read_format(PurePath(source or name).suffix.lower(), text)
    if problem:
        found.findings.append((0, problem))
    title = found.title or _first_heading(found) or PurePath(name).stem
    return assembled(Note(name, title, digest, encoding, source), found)


def _first_heading(found: Found) -> str:
    return next((marker.title for marker in found.markers if marker.mark is Mark.HEADING and marker.level == 1), "")


def assembled(note: Note, found: Found) -> ReadNote:
    """What was found, put in its stages and under the note's id."""
    places = sorted(link.line for link in found.links if not link.commented)
    ways = _routes(note, found, places) if places else []
    headings = _HeadingPaths(found)
    atlas = Atlas(ways)
    links = sorted(found.links, key=lambda link: (link.line, link.column))
    return ReadNote(
        note=note,
        roadmaps=tuple(route.roadmap for route in ways),
        stages=tuple(step.stage for route in ways for step in route.steps),
        links=tuple(_link(note.path, link, atlas, headings) for link in links),
        references=tuple(found.references),
        headings=tuple(found.headings),
        anchors=tuple(found.anchors),
        blocks=tuple(sorted(found.blocks)),
        findings=tuple(Finding(note.path, line, message) for line, message in found.findings),
    )


def _routes(note: Note, found: Found, places: list[int]) -> list[Route]:
    """The roadmaps that lead to a link: headings of a note without links are no way to learn anything."""
    filled = sorted({line for line, _ in found.prose} | set(places))
    tree = outline(found.markers, note.title, found.line_count, filled)
    prose = sorted(found.prose, key=lambda words: words[0])
    return [
        route
        for route in routes(tree, prose, note.path)
        if bisect_left(places, route.first) < bisect_left(places, route.end)
    ]


class _HeadingPaths:
    """The headings above each line, the outermost first."""

    def __init__(self, found: Found) -> None:
        self.lines = [0]
        self.paths: list[tuple[str, ...]] = [()]
        path: list[tuple[int, str]] = []
        for marker in found.markers:
            if marker.mark is Mark.HEADING:
                path = [(level, title) for level, title in path if level < marker.level]
                if marker.title:
                    path.append((marker.level, marker.title))
                self.lines.append(marker.line)
                self.paths.append(tuple(title for _, title in path))

    def above(self, line: int) -> tuple[str, ...]:
        return self.paths[bisect_right(self.lines, line) - 1]


def _link(note: str, found: FoundLink, atlas: Atlas, headings: _HeadingPaths) -> Link:
    identity = identify(found.target)
    route, step = atlas.at(found.line)
    state, reason = identity.state, identity.reason
    if found.commented and state is None:
        state, reason = State.EXCLUDED, _COMMENTED
    return Link(
        note=note,
        line=found.line,
        column=found.column,
        raw=found.raw,
        text=found.text,
        url=identity.url,
        key=identity.key,
        kind=identity.kind,
        context=found.context,
        task=found.task,
        headings=headings.above(found.line),
        roadmap=route.roadmap.id if route else None,
        stage=step.stage.id if step else None,
        state=state,
        reason=reason,
        commented=found.commented,
    )
