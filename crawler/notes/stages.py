"""The tree of a note's parts → its roadmaps and stages."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
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


def routes(root: Part, prose: list[tuple[int, str]], note: str) -> list[Route]:
    """The roadmaps of a note in their order. Ids are paths of slugs behind the note's id."""
    found: list[Route] = []
    taken: dict[str, int] = {}
    for part in _roadmaps(root):
        name = _unique(f"{note}#{slug(part.title)}", taken)
        roadmap = Roadmap(name, note, part.title, len(found), part.marker.line)
        steps = list(_steps(part, roadmap.id, None, 0, taken))
        own = prose[bisect_left(prose, part.marker.line, key=_line) : bisect_left(prose, part.end, key=_line)]
        found.append(Route(roadmap, part.marker.line, part.end, _filled(steps, part.marker.line, own)))
    return found


def _line(words: tuple[int, str]) -> int:
    return words[0]


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


def _steps(part: Part, roadmap: str, parent: str | None, depth: int, taken: dict[str, int]) -> Iterator[Step]:
    for child in part.stages:
        name = _unique(f"{parent or roadmap}/{slug(child.title)}", taken)
        stage = Stage(name, roadmap, child.title, 0, depth, parent, child.marker.line)
        yield Step(stage, child.marker.line, child.end)
        yield from _steps(child, roadmap, name, depth + 1, taken)


def _filled(steps: list[Step], first: int, prose: list[tuple[int, str]]) -> tuple[Step, ...]:
    """The steps with their positions and their own words: each line's go to the innermost stage that holds it."""
    inner = Inner(steps, first)
    words: dict[str, list[str]] = {step.stage.id: [] for step in steps}
    lengths = dict.fromkeys(words, 0)
    for line, text in prose:
        step = inner.at(line)
        if step and text.strip() and lengths[step.stage.id] < _LONGEST_PROSE:
            words[step.stage.id].append(text.strip())
            lengths[step.stage.id] += len(text)
    for position, step in enumerate(steps):
        # The records are ours alone until now: filling them in costs a fifth of copying them.
        object.__setattr__(step.stage, "position", position)
        object.__setattr__(step.stage, "prose", "\n".join(words[step.stage.id]))
    return tuple(steps)


class Inner:
    """The innermost stage of each line of a roadmap; None between its heading and its first stage."""

    def __init__(self, steps: Sequence[Step], first: int) -> None:
        self.lines: list[int] = [first]
        self.steps: list[Step | None] = [None]
        open_steps: list[Step] = []
        for step in steps:
            while open_steps and open_steps[-1].end <= step.first:
                self._leave(open_steps)
            self._turn(step.first, step)
            open_steps.append(step)
        while open_steps:
            self._leave(open_steps)

    def _leave(self, open_steps: list[Step]) -> None:
        left = open_steps.pop()
        self._turn(left.end, open_steps[-1] if open_steps else None)

    def _turn(self, line: int, step: Step | None) -> None:
        self.lines.append(line)
        self.steps.append(step)

    def at(self, line: int) -> Step | None:
        """The stage that a line stands in."""
        return self.steps[bisect_right(self.lines, line) - 1]


def slug(title: str) -> str:
    """A title as part of an id: lower case, words joined by hyphens, at most sixty characters."""
    folded = unicodedata.normalize("NFKC", title).casefold()
    return re.sub(r"[^\w]+", "-", folded).strip("-")[:60].strip("-") or "untitled"


def _unique(name: str, taken: dict[str, int]) -> str:
    """The name, with a number behind it where it is taken."""
    candidate = name
    while candidate in taken:
        taken[name] += 1
        candidate = f"{name}-{taken[name]}"
    taken[candidate] = 1
    return candidate


class Atlas:
    """Where each line of a note stands: its roadmap and its innermost stage."""

    def __init__(self, found: Sequence[Route]) -> None:
        self.routes = sorted(found, key=lambda route: route.first)
        self.firsts = [route.first for route in self.routes]
        self.inner = [Inner(route.steps, route.first) for route in self.routes]

    def at(self, line: int) -> tuple[Route | None, Step | None]:
        """The roadmap and the stage of a line, None where it stands in none."""
        place = bisect_right(self.firsts, line) - 1
        if place < 0 or line >= self.routes[place].end:
            return None, None
        return self.routes[place], self.inner[place].at(line)
