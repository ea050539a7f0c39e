"""Roadmaps as lanes: their stages from left to right in reading order, row below row."""

from __future__ import annotations

from dataclasses import dataclass, field

from graph.view.numbering import Numbered
from graph.view.palette import ROADMAP_HEIGHT, STAGE_GAP, STAGE_HEIGHT, STAGE_WIDTH

_BETWEEN = 14
_NARROWEST = 3
"""Columns that a block of lanes takes at least: the titles want room."""


@dataclass(slots=True)
class Lanes:
    """Middles of stages and left ends of roadmap titles by number; the block's middle is at 0, 0."""

    stages: dict[int, tuple[float, float]] = field(default_factory=dict)
    titles: dict[int, tuple[float, float]] = field(default_factory=dict)
    size: tuple[float, float] = (0.0, 0.0)
    scale: float = 1.0
    """How much larger than usual stages are drawn, so that they stay in sight beside very many resources."""


def lanes(numbered: Numbered, columns: int, scale: float = 1.0) -> Lanes:
    """All roadmaps below each other, at most `columns` stages to a row; those without stages are left out."""
    step = STAGE_WIDTH + STAGE_GAP
    found = Lanes(scale=scale)
    y, widest = 0.0, 0
    for roadmap, name in enumerate(numbered.names.get("Roadmap", ())):
        stages = sorted(numbered.targets(name, "HAS_STAGE"))
        if not stages:
            continue
        found.titles[roadmap] = (0.0, y)
        widest = max(widest, min(columns, len(stages)))
        y += ROADMAP_HEIGHT
        for place, stage in enumerate(stages):
            row, column = divmod(place, columns)
            found.stages[stage] = (column * step + STAGE_WIDTH / 2, y + (row + 0.5) * STAGE_HEIGHT)
        y += -(-len(stages) // columns) * STAGE_HEIGHT + _BETWEEN
    return _placed(found, max(_NARROWEST, widest) * step - STAGE_GAP, max(0.0, y - _BETWEEN))


def _placed(found: Lanes, width: float, height: float) -> Lanes:
    """Scaled, and moved so that the middle of the block is at 0, 0."""
    by = found.scale
    found.stages = {stage: ((x - width / 2) * by, (y - height / 2) * by) for stage, (x, y) in found.stages.items()}
    found.titles = {roadmap: ((x - width / 2) * by, (y - height / 2) * by) for roadmap, (x, y) in found.titles.items()}
    found.size = (width * by, height * by)
    return found
