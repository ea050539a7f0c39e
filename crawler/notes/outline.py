"""Markers of a note → a tree of its parts: each knows where it begins and ends, and what stands in it."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from crawler.notes.found import Mark, Marker
from crawler.notes.titles import is_furniture, leading_number, says_roadmap, unit_rank

_SOFT_STEP = 0.1  # depth between two sorts of soft marks: all of them stand above the next level of headings


@dataclass(slots=True, eq=False)
class Part:
    """A part of a note. `end` is the line after its last; children are in reading order."""

    marker: Marker
    depth: float
    end: int
    children: list[Part] = field(default_factory=list)
    counts: Counter[Mark] = field(default_factory=Counter)
    """How many children of each sort were put in so far."""

    @property
    def title(self) -> str:
        return self.marker.title

    @property
    def is_heading(self) -> bool:
        return self.marker.mark is Mark.HEADING

    @property
    def stages(self) -> list[Part]:
        """The children that may be stages: all but those about the page itself, and those that only end another."""
        return [child for child in self.children if child.title and not is_furniture(child.title)]


def outline(markers: Sequence[Marker], title: str, line_count: int, filled: Sequence[int]) -> Part:
    """The tree under a root that stands for the whole note (level 0, titled like the note). `filled` are the lines
    on which anything stands besides markers."""
    root = Part(Marker(Mark.HEADING, 0, title), 0, line_count + 1)
    stack = [root]
    labels = _labels(markers)
    for marker in markers:
        if marker.mark is not Mark.HEADING and marker.title.casefold() in labels:
            continue
        _insert(stack, marker)
    _close(root, line_count + 1)
    _keep_true_numbers(root, filled)
    _drop_lone_marks(root)
    _close(root, line_count + 1)
    return root


def _labels(markers: Sequence[Marker]) -> set[str]:
    """Bold lines that stand in several places of a note ("Resources:") name a sort of content, not a stage."""
    counts = Counter(marker.title.casefold() for marker in markers if marker.mark in (Mark.BOLD, Mark.SEQUENCE))
    return {title for title, count in counts.items() if count > 1}


def _insert(stack: list[Part], marker: Marker) -> None:
    """Put the marker below the part it belongs to, closing those that end before it."""
    depth = float(marker.level) if marker.mark is Mark.HEADING else _soft_depth(stack, marker)
    while len(stack) > 1 and stack[-1].depth >= depth and not _nests(marker, stack[-1].marker):
        stack.pop()
    if marker.mark is Mark.NUMBER and not stack[-1].is_heading:
        return
    if marker.mark is Mark.HEADING:
        while len(stack) > 1 and not stack[-1].is_heading and not _leads(stack, stack[-1]):
            stack.pop()
    part = Part(marker, depth, 0)
    stack[-1].children.append(part)
    stack[-1].counts[marker.mark] += 1
    stack.append(part)


def _leads(stack: list[Part], soft: Part) -> bool:
    """Whether a soft mark stands above the headings that follow it: its like came before it under the same heading,
    ahead of any heading."""
    if soft.marker.mark is Mark.NUMBER:
        return False
    parent = stack[stack.index(soft) - 1]
    if not parent.is_heading:
        return _leads(stack, parent)
    if parent.counts[Mark.HEADING]:
        return False
    return parent.counts[soft.marker.mark] >= 2 or unit_rank(soft.title) is not None


def _nests(inner: Marker, outer: Marker) -> bool:
    """Whether of two marks of one sort the first counts a shorter unit: a bold "Week 1" under a bold "Month 1"."""
    if inner.mark is not outer.mark or inner.mark is Mark.HEADING:
        return False
    short, long = unit_rank(inner.title), unit_rank(outer.title)
    return short is not None and long is not None and short > long


def _soft_depth(stack: list[Part], marker: Marker) -> float:
    """A soft mark nests by its sort below the innermost heading, or beside its like above that heading."""
    owner = next(part for part in reversed(stack) if part.is_heading)
    for place in range(len(stack) - 1, 0, -1):
        if stack[place].marker.mark is marker.mark and stack[place - 1].is_heading:
            owner = stack[place - 1]
            break
    return owner.depth + _SOFT_STEP * marker.mark


def _close(part: Part, end: int) -> None:
    part.end = end
    ends = [child.marker.line for child in part.children[1:]]
    for child, child_end in zip(part.children, [*ends, end], strict=False):
        _close(child, child_end)


def _keep_true_numbers(part: Part, filled: Sequence[int]) -> None:
    """Keep numbered lines that count up together and have something under them: lists of links are resources."""
    numbers = [child for child in part.children if child.marker.mark is Mark.NUMBER]
    kept = _sequence(numbers)
    if not _are_stages(part, kept, filled):
        kept = []
    staying = set(map(id, kept))
    part.children = [child for child in part.children if child.marker.mark is not Mark.NUMBER or id(child) in staying]
    for child in part.children:
        _keep_true_numbers(child, filled)


def _sequence(numbers: Sequence[Part]) -> list[Part]:
    """Those that go on counting; a list that begins anew within the last one is a part of it."""
    kept: list[Part] = []
    last = 0
    for part in numbers:
        count, letter = part.marker.number
        if count == last + 1 or (count == last and letter):
            kept.append(part)
            last = count
    return kept


def _are_stages(parent: Part, numbers: Sequence[Part], filled: Sequence[int]) -> bool:
    if len(numbers) < 2 or sum(part.marker.bare_link for part in numbers) * 2 > len(numbers):
        return False
    if says_roadmap(parent.title):
        return True
    # What follows the last one may belong to the heading, so it tells nothing.
    with_body = sum(_has_body(part, filled) for part in numbers[:-1])
    return with_body * 2 >= len(numbers) - 1


def _has_body(part: Part, filled: Sequence[int]) -> bool:
    first = part.marker.line + part.marker.height
    return bisect_left(filled, first) < bisect_left(filled, part.end)


def _drop_lone_marks(part: Part) -> None:
    """A single bold line under a heading is an emphasis, unless it counts a unit or stands among other stages."""
    soft = [child for child in part.children if not child.is_heading]
    if len(soft) == 1 and soft[0].marker.mark is Mark.BOLD and unit_rank(soft[0].title) is None:
        lone = soft[0]
        place = part.children.index(lone)
        part.children[place : place + 1] = lone.children
    for child in part.children:
        _drop_lone_marks(child)


def is_counted(title: str) -> bool:
    """Whether a title counts itself: "3. …", "Week 2"."""
    return unit_rank(title) is not None or leading_number(title) is not None
