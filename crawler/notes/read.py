"""Notes on disk → a Scan: every file read by the reader of its kind, links placed in stages, ids made."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from crawler.notes.blocks import read_markdown
from crawler.notes.files import NoteFile, list_notes
from crawler.notes.found import Found, FoundLink, FoundReference, Mark
from crawler.notes.frontmatter import read_front_matter
from crawler.notes.outline import outline
from crawler.notes.stages import Route, place_of, routes
from crawler.notes.text import decode, mended
from crawler.records import Finding, Link, Note, Roadmap, Scan, Stage, State
from crawler.urls import identify

_COMMENTED = "stands in a comment of the note"


@dataclass(frozen=True, slots=True)
class ReadNote:
    """One note and all that stands in it. `references` wait for the other notes; `headings` are what may be linked to."""

    note: Note
    roadmaps: tuple[Roadmap, ...] = ()
    stages: tuple[Stage, ...] = ()
    links: tuple[Link, ...] = ()
    references: tuple[FoundReference, ...] = ()
    headings: tuple[str, ...] = ()
    blocks: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()


def read_notes(paths: Sequence[Path]) -> Scan:
    """All that stands in the notes below `paths`, in the order of notes and lines.

    A file named alone has its name as id, files of a folder their path in it. Raises NotesError where a path is
    missing or holds no note; a file that cannot be read is a finding.
    """
    from crawler.notes.neighbours import note_links

    listing = list_notes(paths)
    read: list[ReadNote] = []
    findings = list(listing.findings)
    for file in listing.notes:
        try:
            data = file.path.read_bytes()
        except OSError as problem:
            findings.append(Finding(file.id, 0, f"cannot be read: {problem.strerror or problem}"))
            continue
        read.append(read_note(file, data))
    return Scan(
        notes=tuple(one.note for one in read),
        roadmaps=tuple(roadmap for one in read for roadmap in one.roadmaps),
        stages=tuple(stage for one in read for stage in one.stages),
        links=tuple(link for one in read for link in one.links),
        note_links=note_links(read, listing.others),
        findings=(*findings, *(finding for one in read for finding in one.findings)),
    )


def read_note(file: NoteFile, data: bytes) -> ReadNote:
    """One note from its bytes. Pure: nothing of the disk is asked again."""
    decoded = decode(data)
    found = Found()
    if decoded.problem:
        found.findings.append((0, decoded.problem))
    text = mended(decoded.text)
    read_front_matter(text, found)
    read_markdown(text, found)
    found.line_count = text.count("\n") + 1
    title = found.title or _first_heading(found) or file.path.stem
    note = Note(file.id, title, hashlib.sha256(data).hexdigest(), decoded.encoding, str(file.path.resolve()))
    return assembled(note, found)


def _first_heading(found: Found) -> str:
    return next((marker.title for marker in found.markers if marker.mark is Mark.HEADING and marker.level == 1), "")


def assembled(note: Note, found: Found) -> ReadNote:
    """What was found, put in its stages and under the note's id."""
    filled = sorted({line for line, _ in found.prose} | {link.line for link in found.links})
    tree = outline(found.markers, note.title, found.line_count, filled)
    places = [link.line for link in found.links if not link.commented]
    ways = [_under(note.path, route) for route in routes(tree, found.prose) if _leads_anywhere(route, places)]
    links = sorted(found.links, key=lambda link: (link.line, link.column))
    return ReadNote(
        note=note,
        roadmaps=tuple(route.roadmap for route in ways),
        stages=tuple(step.stage for route in ways for step in route.steps),
        links=tuple(_link(note.path, link, ways, found) for link in links),
        references=tuple(found.references),
        headings=tuple(marker.title for marker in found.markers if marker.mark is Mark.HEADING),
        blocks=tuple(sorted(found.blocks)),
        findings=tuple(Finding(note.path, line, message) for line, message in found.findings),
    )


def _leads_anywhere(route: Route, lines: list[int]) -> bool:
    """Whether a link stands under the roadmap: headings of a note without links are no way to learn anything."""
    return any(route.first <= line < route.end for line in lines)


def _under(note: str, route: Route) -> Route:
    """The route with the note's id in front of its own ids."""
    prefix = f"{note}#"
    roadmap = replace(route.roadmap, id=prefix + route.roadmap.id, note=note)
    steps = tuple(
        replace(
            step,
            stage=replace(
                step.stage,
                id=prefix + step.stage.id,
                roadmap=roadmap.id,
                parent=prefix + step.stage.parent if step.stage.parent else None,
            ),
        )
        for step in route.steps
    )
    return replace(route, roadmap=roadmap, steps=steps)


def _link(note: str, found: FoundLink, ways: list[Route], whole: Found) -> Link:
    identity = identify(found.target)
    route, step = place_of(found.line, ways)
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
        headings=_headings_above(found.line, whole),
        roadmap=route.roadmap.id if route else None,
        stage=step.stage.id if step else None,
        state=state,
        reason=reason,
        commented=found.commented,
    )


def _headings_above(line: int, found: Found) -> tuple[str, ...]:
    path: list[tuple[int, str]] = []
    for marker in found.markers:
        if marker.line > line:
            break
        if marker.mark is Mark.HEADING:
            path = [(level, title) for level, title in path if level < marker.level]
            path.append((marker.level, marker.title))
    return tuple(title for _, title in path)
