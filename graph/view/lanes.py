"""Roadmaps as lanes: their stages from left to right in order, nested stages below the one they are part of."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

from graph.view.numbering import Numbered
from graph.view.palette import ROADMAP_HEIGHT, STAGE_GAP, STAGE_HEIGHT, STAGE_WIDTH

_INDENT = 16
_BETWEEN = 46


@dataclass(slots=True)
class Lanes:
    """Middles of stages and of roadmap titles by number; the block's middle is at 0, 0."""

    stages: dict[int, tuple[float, float]] = field(default_factory=dict)
    titles: dict[int, tuple[float, float]] = field(default_factory=dict)
    size: tuple[float, float] = (0.0, 0.0)
    width: float = 0.0


def lanes(numbered: Numbered, columns: int) -> Lanes:
    """All roadmaps below each other, `columns` stages to a row. Roadmaps without stages are left out of the drawing."""
    step = STAGE_WIDTH + STAGE_GAP
    found = Lanes(width=columns * step - STAGE_GAP)
    y = 0.0
    for roadmap in range(len(numbered.names.get("Roadmap", ()))):
        tops = _tops(numbered, roadmap)
        if not tops:
            continue
        found.titles[roadmap] = (found.width / 2, y + ROADMAP_HEIGHT / 2)
        y += ROADMAP_HEIGHT
        for start in range(0, len(tops), columns):
            row = tops[start : start + columns]
            for column, family in enumerate(row):
                for below, (stage, depth) in enumerate(family):
                    x = column * step + STAGE_WIDTH / 2 + min(depth, 3) * _INDENT
                    found.stages[stage] = (x, y + (below + 0.5) * STAGE_HEIGHT)
            y += max(len(family) for family in row) * STAGE_HEIGHT
        y += _BETWEEN
    found.size = (found.width, max(0.0, y - _BETWEEN))
    _to_middle(found)
    return found


def _tops(numbered: Numbered, roadmap: int) -> list[list[tuple[int, int]]]:
    """Outermost stages in order, each with the stages nested in it: (number, depth below the outermost)."""
    name = numbered.names["Roadmap"][roadmap]
    own = [numbered.number[stage] for _, stage, _ in numbered.out.get((name, "HAS_STAGE"), ())]
    parents = {stage: next(iter(numbered.targets(numbered.names["Stage"][stage], "PART_OF")), None) for stage in own}
    families: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for stage in sorted(own):
        top, depth, seen = stage, 0, {stage}
        while (parent := parents.get(top)) is not None and parent not in seen:
            seen.add(parent)
            top, depth = parent, depth + 1
        families[top].append((stage, depth))
    return [families[top] for top in sorted(families)]


def _to_middle(found: Lanes) -> None:
    width, height = found.size
    found.stages = {stage: (x - width / 2, y - height / 2) for stage, (x, y) in found.stages.items()}
    found.titles = {roadmap: (x - width / 2, y - height / 2) for roadmap, (x, y) in found.titles.items()}
