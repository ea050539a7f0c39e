"""Topics as discs on a plane: what belongs together stands together, and nothing overlaps."""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np

    Numbers = np.ndarray[Any, Any]

_MARGIN = 26.0
"""Free space between two discs: room for the name below one."""
_NAME_HALF = 52.0
"""Half the width of a name, so that small discs do not write over each other."""
_ROUNDS = 220
_SETTLING = 80
_SEED = 11


@dataclass(frozen=True, slots=True)
class Disc:
    """A topic's disc: its number, radius and community."""

    id: int
    radius: float
    community: int


def spread(discs: list[Disc], ties: Mapping[tuple[int, int], float], aspect: float) -> dict[Disc, tuple[float, float]]:
    """Middles for the discs in a block about `aspect` times as wide as high. The same input gives the same drawing."""
    if not discs:
        return {}
    import numpy as np

    room = np.array([max(disc.radius + _MARGIN, _NAME_HALF) for disc in discs])
    draft = np.array(_draft(discs, ties)).reshape(-1, 2).T
    # far-flung ones come nearer: they are few, and would cost everybody else their size
    draft = np.clip(draft / np.maximum(draft.std(axis=1, keepdims=True), 1e-9), -1.9, 1.9)
    extent = 0.55 * float(np.sqrt((room**2).sum()))
    x, y = draft[0] * extent * aspect**0.5, draft[1] * extent * aspect**-0.5
    groups = np.array([disc.community for disc in discs])
    least = room[:, None] + room[None, :]
    np.fill_diagonal(least, 0)
    for turn in range(_ROUNDS + _SETTLING):
        pull = max(0.0, 0.04 * (1 - turn / _ROUNDS))
        x += pull * (_middle_of_own(x, groups) - x * (1 + 1 / aspect))
        y += pull * (_middle_of_own(y, groups) - y * (1 + aspect))
        push_x, push_y = _apart(x, y, least)
        x, y = x + push_x, y + push_y
    return {disc: (float(a), float(b)) for disc, a, b in zip(discs, x, y, strict=True)}


def _draft(discs: list[Disc], ties: Mapping[tuple[int, int], float]) -> list[tuple[float, float]]:
    """Fruchterman-Reingold by igraph on the ties, those within a community weighing more."""
    import igraph

    place = {disc.id: number for number, disc in enumerate(discs)}
    known = [(one, other, weight) for (one, other), weight in sorted(ties.items()) if one in place and other in place]
    edges = [(place[one], place[other]) for one, other, _ in known]
    weights = [
        weight * (3 if discs[place[one]].community == discs[place[other]].community else 1)
        for one, other, weight in known
    ]
    igraph.set_random_number_generator(random.Random(_SEED))  # noqa: S311 - a drawing, no secret
    web = igraph.Graph(len(discs), edges)
    drawn = web.layout_fruchterman_reingold(weights=weights or None, niter=500)
    igraph.set_random_number_generator(random)
    drawn.center()
    return [tuple(point) for point in drawn.coords]


def _middle_of_own(values: Numbers, groups: Numbers) -> Numbers:
    """For each disc the mean of its community."""
    import numpy as np

    _, place = np.unique(groups, return_inverse=True)
    means: Numbers = np.bincount(place, weights=values) / np.bincount(place)
    return means[place]


def _apart(x: Numbers, y: Numbers, least: Numbers) -> tuple[Numbers, Numbers]:
    """Half the way out of every overlap, for each of the two; `least` is how far apart each pair must stand."""
    import numpy as np

    one, other = np.nonzero((np.abs(x[:, None] - x[None, :]) < least) & (np.abs(y[:, None] - y[None, :]) < least))
    dx, dy = x[one] - x[other], y[one] - y[other]
    far = np.hypot(dx, dy)
    # two discs on one spot have no direction to part in: their order gives one
    stuck = far < 1e-6
    dx, dy = np.where(stuck, np.sign(one - other), dx), np.where(stuck, 0.3 * np.sign(one - other), dy)
    amount = 0.4 * np.clip(least[one, other] - far, 0, None) / np.maximum(far, 1.0)
    count = len(x)
    moves = (np.bincount(one, weights=way * amount, minlength=count).clip(-60, 60) for way in (dx, dy))
    push_x, push_y = moves
    return push_x, push_y
