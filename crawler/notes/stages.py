"""The tree of a note's parts → its roadmaps and stages."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from crawler.notes.outline import Part, is_counted
from crawler.notes.titles import leading_number, says_roadmap
from crawler.records import Roadmap, Stage

_LONGEST_PROSE = 6000  # characters of a stage's own words that are kept


@dataclass(frozen=True, slots=True)
class Step:
    """A stage and the lines it spans, `end` exclusive."""

    stage: Stage
    first: int
    end: int


@dataclass(frozen=True, slots=True)
class Route:
    """A roadmap, the lines it spans, and its stages in reading order."""

    roadmap: Roadmap
    first: int
    end: int
    steps: tuple[Step, ...]


def routes(root: Part, prose: list[tuple[int, str]]) -> list[Route]:
    """The roadmaps of a note in their order. Ids are paths of slugs; the caller puts the note's id in front."""
    found: list[Route] = []
    taken: set[str] = set()
    for part in _roadmaps(root):
        name = _unique(slug(part.title), taken)
        roadmap = Roadmap(name, "", part.title, len(found), part.marker.line)
        steps = list(_steps(part, roadmap.id, None, 0, taken))
        steps = [_placed(step, position, steps, prose) for position, step in enumerate(steps)]
        found.append(Route(roadmap, part.marker.line, part.end, tuple(steps)))
    return found


def _roadmaps(root: Part) -> Iterator[Part]:
    """The outermost parts whose parts are stages and not roadmaps themselves."""
    if _top_is_implied(root):
        yield from _within(root)
        return
    for part in root.children:
        if part.is_heading:
            yield from _within(part)


def _top_is_implied(root: Part) -> bool:
    """Whether the note's title stands above its headings unwritten: none is of the first level, or there are none."""
    headings = [part for part in root.children if part.is_heading]
    if not headings:
        return True
    return all(part.marker.level > 1 for part in headings) and len(headings) > 1


def _within(part: Part) -> Iterator[Part]:
    stages = part.stages
    if not stages:
        return
    if not _holds_roadmaps(part):
        yield part
        return
    for child in stages:
        if child.is_heading:
            yield from _within(child)


def _holds_roadmaps(part: Part) -> bool:
    """Whether a heading's parts are roadmaps of their own, so that the heading itself is none."""
    headings = [child for child in part.stages if child.is_heading]
    if any(not child.is_heading for child in part.stages):
        return False
    if sum(is_counted(child.title) for child in headings) >= 2:
        return False
    if any(says_roadmap(child.title) and len(child.stages) >= 2 for child in headings):
        return True
    if sum(_begins_anew(child) for child in headings) >= 2:
        return True
    divided = [child for child in headings if sum(not stage.is_heading for stage in child.stages) >= 2]
    return len(divided) >= 2 and not says_roadmap(part.title)


def _begins_anew(part: Part) -> bool:
    """Whether the parts of `part` are counted from one."""
    numbers = [number[0] for child in part.stages if (number := leading_number(child.title))]
    return len(numbers) >= 2 and numbers[0] in (0, 1)


def _steps(part: Part, roadmap: str, parent: str | None, depth: int, taken: set[str]) -> Iterator[Step]:
    for child in part.stages:
        name = _unique(f"{parent or roadmap}/{slug(child.title)}", taken)
        stage = Stage(name, roadmap, child.title, 0, depth, parent, child.marker.line)
        yield Step(stage, child.marker.line, child.end)
        yield from _steps(child, roadmap, name, depth + 1, taken)


def _placed(step: Step, position: int, steps: list[Step], prose: list[tuple[int, str]]) -> Step:
    """The step with its position, and its own words: those on its lines that no nested stage has."""
    from dataclasses import replace

    nested = [other for other in steps if other.stage.parent == step.stage.id]
    words, length = [], 0
    for line, text in prose:
        own = step.first <= line < step.end and not any(other.first <= line < other.end for other in nested)
        if own and length < _LONGEST_PROSE:
            words.append(text.strip())
            length += len(text)
    return replace(step, stage=replace(step.stage, position=position, prose="\n".join(filter(None, words))))


def slug(title: str) -> str:
    """A title as part of an id: lower case, words joined by hyphens, at most sixty characters."""
    folded = unicodedata.normalize("NFKC", title).casefold()
    return re.sub(r"[^\w]+", "-", folded).strip("-")[:60].strip("-") or "untitled"


def _unique(name: str, taken: set[str]) -> str:
    candidate, count = name, 1
    while candidate in taken:
        count += 1
        candidate = f"{name}-{count}"
    taken.add(candidate)
    return candidate


def place_of(line: int, routes_found: list[Route]) -> tuple[Route | None, Step | None]:
    """The roadmap and the innermost stage that a line stands in."""
    route = next((route for route in routes_found if route.first <= line < route.end), None)
    if not route:
        return None, None
    holding = [step for step in route.steps if step.first <= line < step.end]
    return route, max(holding, key=lambda step: step.stage.depth, default=None)
