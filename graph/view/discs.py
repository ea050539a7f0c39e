"""Topics as discs on a plane: what belongs together stands together, and nothing overlaps."""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np

_MARGIN = 26.0
"""Free space between two discs: room for the name below one."""
_NAME_HALF = 46.0
"""Half the width of a name, so that small discs do not write over each other."""
_ROUNDS = 400
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

    points = np.array(_draft(discs, ties)) * (aspect**0.5, aspect**-0.5)
    room = np.array([max(disc.radius + _MARGIN, _NAME_HALF) for disc in discs])
    points *= np.sqrt((room**2).sum()) * 1.2 / max(float(np.abs(points).max()), 1e-9)
    groups = np.array([disc.community for disc in discs])
    for turn in range(_ROUNDS):
        pull = 0.02 * (1 - turn / _ROUNDS)
        points -= points * pull * np.array([1 / aspect, aspect]) ** 0.5
        points += _towards_own(points, groups) * pull
        points += _apart(points, room)
    for _ in range(80):
        points += _apart(points, room)
    return {disc: (float(x), float(y)) for disc, (x, y) in zip(discs, points, strict=True)}


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
    drawn = web.layout_fruchterman_reingold(weights=weights or None, niter=600)
    igraph.set_random_number_generator(random)
    drawn.center()
    return [tuple(point) for point in drawn.coords]


def _towards_own(points: np.ndarray[Any, Any], groups: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
    """The way from each disc to the middle of its community."""
    import numpy as np

    way = np.zeros_like(points)
    for group in np.unique(groups):
        own = groups == group
        way[own] = points[own].mean(axis=0) - points[own]
    return way


def _apart(points: np.ndarray[Any, Any], room: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
    """Half the way out of every overlap, for each of the two."""
    import numpy as np

    between = points[:, None, :] - points[None, :, :]
    far = np.sqrt((between**2).sum(axis=2))
    np.fill_diagonal(far, np.inf)
    overlap = np.clip(room[:, None] + room[None, :] - far, 0, None)
    # two discs on one spot have no direction to part in: their order gives one
    stuck = np.sign(np.arange(len(points))[:, None] - np.arange(len(points))[None, :])[:, :, None] * np.array(
        [1.0, 0.3]
    )
    direction = np.where((far < 1e-6)[:, :, None], stuck, between / np.maximum(far, 1e-6)[:, :, None])
    moves: np.ndarray[Any, Any] = (direction * overlap[:, :, None] * 0.5 * 0.8).sum(axis=1).clip(-60, 60)
    return moves
