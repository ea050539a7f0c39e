"""Roadmaps as lanes: their stages from left to right in reading order, row below row."""

from __future__ import annotations

from dataclasses import dataclass, field

from graph.view.numbering import Numbered
from graph.view.palette import ROADMAP_HEIGHT, STAGE_GAP, STAGE_HEIGHT, STAGE_WIDTH

_STEP = STAGE_WIDTH + STAGE_GAP
_BETWEEN = 14
_ASIDE = 50
"""Between two roadmaps that stand side by side: more than between two stages of one."""
_NARROWEST = 2
"""Columns that a roadmap takes at least: its title wants room."""


@dataclass(slots=True)
class Lanes:
    """Middles of stages and left ends of roadmap titles by number; the block's middle is at 0, 0."""

    stages: dict[int, tuple[float, float]] = field(default_factory=dict)
    titles: dict[int, tuple[float, float]] = field(default_factory=dict)
    size: tuple[float, float] = (0.0, 0.0)
    scale: float = 1.0
    """How much larger than usual stages are drawn, so that they stay in sight beside very many resources."""


def lanes(numbered: Numbered, columns: int, scale: float = 1.0) -> Lanes:
    """Roadmaps below each other, at most `columns` stages to a row; short ones side by side, empty ones left out."""
    found = Lanes(scale=scale)
    most = columns * _STEP - STAGE_GAP
    x = y = deep = widest = 0.0
    for roadmap, name in enumerate(numbered.names["Roadmap"]):
        stages = sorted(numbered.targets(name, "HAS_STAGE"))
        if not stages:
            continue
        wide = max(_NARROWEST, min(columns, len(stages))) * _STEP - STAGE_GAP
        if x and x + wide > most:
            x, y, deep = 0.0, y + deep + _BETWEEN, 0.0
        found.titles[roadmap] = (x, y)
        for place, stage in enumerate(stages):
            row, column = divmod(place, columns)
            middle = y + ROADMAP_HEIGHT + (row + 0.5) * STAGE_HEIGHT
            found.stages[stage] = (x + column * _STEP + STAGE_WIDTH / 2, middle)
        deep = max(deep, ROADMAP_HEIGHT + -(-len(stages) // columns) * STAGE_HEIGHT)
        widest = max(widest, x + wide)
        x += wide + _ASIDE
    return _placed(found, widest, y + deep)


def _placed(found: Lanes, width: float, height: float) -> Lanes:
    """Scaled, and moved so that the middle of the block is at 0, 0."""
    by = found.scale
    found.stages = {stage: ((x - width / 2) * by, (y - height / 2) * by) for stage, (x, y) in found.stages.items()}
    found.titles = {roadmap: ((x - width / 2) * by, (y - height / 2) * by) for roadmap, (x, y) in found.titles.items()}
    found.size = (width * by, height * by)
    return found
