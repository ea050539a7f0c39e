"""Where everything stands, computed before the page opens: roadmaps in lanes, topics as discs, resources in them."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field

from graph.view.discs import Disc, spread
from graph.view.lanes import Lanes, lanes
from graph.view.numbering import Numbered
from graph.view.palette import DOT_SPACING, LEAST_RADIUS

ASPECT = 1.5
"""Width by height that the whole drawing aims at: a laptop's window without its panels."""
_GOLDEN_ANGLE = math.pi * (3 - math.sqrt(5))
_GAP = 80.0
_LANES_SHARE, _LANES_MOST = 0.3, 0.9
"""What lanes should have at least, and at most, of the topics' area."""
_COLUMNS = (*range(3, 13), 15, 18, 22, 27, 33, 40)
"""Stages to a row that are tried; a vault of very many short roadmaps wants many."""
_FEW = 12
"""Fewer discs than this have no shape worth a second try."""
Point = tuple[float, float]


@dataclass(slots=True)
class Layout:
    """Positions by number. Topics are discs (x, y, radius); a topic that no resource has as its main one has none."""

    lanes: Lanes
    swell: float = 1.0
    """How much larger than usual discs and dots are drawn, so that a few resources are not lost beside many stages."""
    topics: dict[int, tuple[float, float, float]] = field(default_factory=dict)
    resources: dict[int, Point] = field(default_factory=dict)
    homeless: tuple[float, float, float] | None = None
    """The disc of resources that no topic is known of."""


def layout(numbered: Numbered, max_nodes: int) -> Layout:
    """Positions for the whole graph, the drawing's middle at 0, 0."""
    members = _members(numbered, max_nodes)
    scale, swell = _balance(members, numbered)
    discs = [
        Disc(topic, _radius(len(keys), swell), _community(numbered, topic))
        for topic, keys in sorted(members.items())
        if keys
    ]
    placed, road = _arrange(discs, numbered, scale)
    found = Layout(road, swell)
    for disc, (x, y) in placed.items():
        if disc.id < 0:
            found.homeless = (x, y, disc.radius)
        else:
            found.topics[disc.id] = (x, y, disc.radius)
        for place, resource in enumerate(members[disc.id]):
            angle, far = (
                place * _GOLDEN_ANGLE,
                swell * DOT_SPACING * math.sqrt(place + (0.4 if len(members[disc.id]) > 1 else 0)),
            )
            found.resources[resource] = (x + far * math.cos(angle), y + far * math.sin(angle))
    return found


def _balance(members: dict[int, list[int]], numbered: Numbered) -> tuple[float, float]:
    """How much to enlarge lanes and discs, so that neither is lost beside the other."""
    width, height = lanes(numbered, 8).size
    area = _area([_radius(len(keys), 1.0) for keys in members.values() if keys])
    if not area or not height:
        return 1.0, 1.0
    share = width * height / area
    return min(4.0, max(1.0, math.sqrt(_LANES_SHARE / share))), min(2.2, max(1.0, math.sqrt(share / _LANES_MOST)))


def _area(radii: list[float]) -> float:
    return sum((2 * radius + 64) ** 2 for radius in radii)


def _radius(members: int, swell: float) -> float:
    return swell * max(LEAST_RADIUS, DOT_SPACING * math.sqrt(members) + 9)


def _community(numbered: Numbered, topic: int) -> int:
    return int(numbered.node(numbered.names["Topic"][topic]).get("community") or 0) if topic >= 0 else -1


def _members(numbered: Numbered, max_nodes: int) -> dict[int, list[int]]:
    """Resources by the topic they cover best (-1: none known), the best at the front: it stands in the middle.

    Topics beyond `max_nodes`, the smallest, give their resources to -1.
    """
    found: dict[int, list[tuple[float, int]]] = defaultdict(list)
    found[-1] = []
    for place, name in enumerate(numbered.names["Resource"]):
        covers = numbered.out(name, "COVERS")
        score, topic = max(
            ((edge["score"] or 0.0, -numbered.number[target]) for _, target, edge in covers), default=(0.0, 1)
        )
        found[-topic].append((-score, place))
    members = {topic: [place for _, place in sorted(pairs)] for topic, pairs in found.items()}
    drawn = len(numbered.names["Stage"]) + len(numbered.names["Roadmap"])
    main = sorted((topic for topic in members if topic >= 0), key=lambda topic: (-len(members[topic]), topic))
    for small in main[max(8, max_nodes - drawn) :]:
        members[-1] += members.pop(small)
    return members


def _ties(numbered: Numbered) -> Mapping[tuple[int, int], float]:
    """How strongly two topics belong together: resources that cover both, and the taxonomy's own relations."""
    ties: dict[tuple[int, int], float] = defaultdict(float)
    for name in numbered.names["Resource"]:
        topics = sorted(
            {numbered.number[t] for _, t, edge in numbered.out(name, "COVERS") if (edge["score"] or 0) >= 0.5}
        )
        for place, one in enumerate(topics):
            for other in topics[place + 1 :]:
                ties[one, other] += 1 / len(topics)
    for kind, weight in (("BROADER", 2.0), ("REQUIRES", 1.0)):
        for source, target, _ in numbered.edges(kind):
            one, other = sorted((numbered.number[source], numbered.number[target]))
            if one != other:
                ties[one, other] += weight
    return ties


def _arrange(discs: list[Disc], numbered: Numbered, scale: float) -> tuple[dict[Disc, Point], Lanes]:
    """Lanes above the discs or beside them, whichever comes nearer to the wanted proportions."""
    area = _area([disc.radius for disc in discs])
    ties = _ties(numbered)
    best: tuple[float, int, bool] | None = None
    for columns in _COLUMNS:
        width, height = lanes(numbered, columns, scale).size
        if not height:
            break
        for beside in (False, True):
            depth = area / (height if beside else width)
            whole = ((width + depth + _GAP) / height) if beside else (width / (height + depth + _GAP))
            distance = abs(math.log(whole / ASPECT))
            if best is None or distance < best[0]:
                best = (distance, columns, beside)
    if best is None:
        return spread(discs, ties, ASPECT), lanes(numbered, 6)
    _, columns, beside = best
    road = lanes(numbered, columns, scale)
    width, height = road.size
    shape = (area / height) / height if beside else width / (area / width)
    return _together(_shaped(discs, ties, min(4.0, max(0.3, shape))), road, beside=beside)


def _shaped(discs: list[Disc], ties: Mapping[tuple[int, int], float], shape: float) -> dict[Disc, Point]:
    """Discs spread in a block `shape` times as wide as high: what the first try lacks, the second is asked for more."""
    placed = spread(discs, ties, shape)
    left, top, right, bottom = _extent(placed)
    short = shape * (bottom - top) / (right - left) if right > left else 1.0
    if 0.85 < short < 1.18 or len(discs) < _FEW:
        return placed
    return spread(discs, ties, min(7.0, max(0.2, shape * short**1.2)))


def _extent(placed: Mapping[Disc, Point]) -> tuple[float, float, float, float]:
    return (
        min((x - disc.radius for disc, (x, _) in placed.items()), default=0.0),
        min((y - disc.radius for disc, (_, y) in placed.items()), default=0.0),
        max((x + disc.radius for disc, (x, _) in placed.items()), default=0.0),
        max((y + disc.radius for disc, (_, y) in placed.items()), default=0.0),
    )


def _together(placed: dict[Disc, Point], road: Lanes, *, beside: bool) -> tuple[dict[Disc, Point], Lanes]:
    width, height = road.size
    left, top, right, bottom = _extent(placed)
    if beside:
        dx, dy = width / 2 + _GAP - left, -(top + bottom) / 2
    else:
        dx, dy = -(left + right) / 2, height / 2 + _GAP - top
    moved = {disc: (x + dx, y + dy) for disc, (x, y) in placed.items()}
    return moved, road
