"""Which resources are alike: they cover the same topics, rare topics counting more. Each pair says which topics.

Everything is arrays over numbers: of a hundred thousand resources the unit rows take 100 MB, a block of products 50.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from graph.weave.parts import add_edge
from graph.woven import Woven, kind_number

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Numbers = NDArray[np.int64]
    Reals = NDArray[np.float64]
    Rows = NDArray[np.float32]

NEAREST = 5
"""Edges that a resource asks for; it may get more where others ask for it."""
LEAST = 0.35
LEAST_COVERAGE = 0.3
SHOWN_TOPICS = 4
ROWS_AT_ONCE = 1024
_PRODUCTS_AT_ONCE = 10_000_000


@dataclass(frozen=True, slots=True)
class _Covered:
    """What resources that are not dead cover: places in `resources` and `topics`, and score times the topic's rarity.

    Ordered by resource, then by topic; `starts` is where each resource begins, and at last the end.
    """

    resources: list[str]
    topics: list[str]
    resource: Numbers
    topic: Numbers
    weight: Reals
    starts: list[int]

    def of(self, resource: int) -> dict[int, float]:
        """Topic → weight."""
        part = slice(self.starts[resource], self.starts[resource + 1])
        return dict(zip(self.topic[part].tolist(), self.weight[part].tolist(), strict=True))


def add_similar(graph: Woven) -> None:
    """`SIMILAR_TO` between each resource and those nearest to it, by cosine over its topics; once a pair."""
    covered = _covered(graph)
    if len(covered.resources) < 2:
        return
    shown = [graph.node(topic)["name"] for topic in covered.topics]
    at, first = -1, {}
    for one, two, score in _pairs(covered):
        if one != at:
            at, first = one, covered.of(one)
        second = covered.of(two)
        shared = sorted(first.keys() & second.keys(), key=lambda t: (-first[t] * second[t], t))
        names = [shown[topic] for topic in shared[:SHOWN_TOPICS]]
        ends = covered.resources[one], covered.resources[two]
        add_edge(graph, ends[0], "SIMILAR_TO", ends[1], score=round(min(score, 1.0), 3), topics=names)


def _covered(graph: Woven) -> _Covered:
    import numpy as np

    query = """
        SELECT edge.start, edge.finish, edge.weight FROM edge JOIN node ON node.no = edge.start AND NOT node.dead
        WHERE edge.kind = ? AND edge.weight >= ?
    """
    found = graph.db.execute(query, (kind_number("COVERS"), LEAST_COVERAGE))
    rows: NDArray[Any] = np.fromiter(found, dtype=[("start", "i4"), ("finish", "i4"), ("score", "f8")])
    resources, resource = _placed(graph, rows["start"])
    topics, topic = _placed(graph, rows["finish"])
    rarity = np.array([math.log(1 + len(resources) / n) for n in np.bincount(topic).tolist()])
    order = np.lexsort((topic, resource))
    resource, topic, weight = resource[order], topic[order], (rows["score"] * rarity[topic])[order]
    starts: list[int] = np.searchsorted(resource, np.arange(len(resources) + 1)).tolist()
    return _Covered(resources, topics, resource, topic, weight, starts)


def _placed(graph: Woven, numbers: Numbers) -> tuple[list[str], Numbers]:
    """The names of these nodes in order, and for each number its place among them."""
    import numpy as np

    unique, member = np.unique(numbers, return_inverse=True)
    names = [graph.name(number) for number in unique.tolist()]
    ranked = sorted(range(len(names)), key=names.__getitem__)
    place = np.empty(len(names), dtype=np.int64)
    place[ranked] = np.arange(len(names))
    return [names[one] for one in ranked], place[member]


def _pairs(covered: _Covered) -> Iterator[tuple[int, int, float]]:
    """Places of two resources, the lower first, and their likeness; in order, each pair once."""
    import numpy as np

    found = [_nearest(start, block) for start, block in _blocks(_unit_rows(covered))]
    one, two, score = (np.concatenate(part) for part in zip(*found, strict=True))
    key = np.minimum(one, two) * len(covered.resources) + np.maximum(one, two)
    # of a pair that both ask for the later one's figure counts
    unique, last = np.unique(key[::-1], return_index=True)
    scores = score[::-1][last]
    for pair, likeness in zip(unique.tolist(), scores.tolist(), strict=True):
        yield (*divmod(pair, len(covered.resources)), likeness)


def _blocks(matrix: Rows) -> Iterator[tuple[int, Rows]]:
    """First rows, and how near each of the next rows is to every row."""
    many = len(matrix)
    step = max(1, min(ROWS_AT_ONCE, _PRODUCTS_AT_ONCE // many))
    for start in range(0, many, step):
        yield start, matrix[start : start + step] @ matrix.T


def _nearest(start: int, near: Rows) -> tuple[Numbers, Numbers, Rows]:
    """For each row of a block the few that are nearest to it and near enough: row, column, likeness."""
    import numpy as np

    rows = np.arange(near.shape[0])
    near[rows, rows + start] = 0.0
    # few pairs pass the bar: choosing among those is quicker than sorting whole rows
    row, column = np.nonzero(near >= LEAST)
    scores = near[row, column]
    kept = scores >= _bars(scores, np.searchsorted(row, np.arange(near.shape[0] + 1)))[row]
    row, column, scores = row[kept], column[kept], scores[kept]
    order = np.lexsort((column, -scores, row))
    row, column, scores = row[order], column[order], scores[order]
    place = np.arange(len(row)) - np.searchsorted(row, row)
    kept = place < NEAREST
    return row[kept] + start, column[kept], scores[kept]


def _bars(scores: Rows, starts: Numbers) -> Rows:
    """For each row the likeness of its last that is near enough to be chosen."""
    import numpy as np

    bars = np.zeros(len(starts) - 1, dtype=np.float32)
    for row in np.flatnonzero(np.diff(starts) > NEAREST).tolist():
        bars[row] = np.partition(scores[starts[row] : starts[row + 1]], -NEAREST)[-NEAREST]
    return bars


def _unit_rows(covered: _Covered) -> Rows:
    """Resources as rows over the topics, each of length one."""
    import numpy as np

    matrix: Rows = np.zeros((len(covered.resources), len(covered.topics)), dtype=np.float32)
    matrix[covered.resource, covered.topic] = covered.weight
    for start in range(0, len(matrix), ROWS_AT_ONCE):
        part = matrix[start : start + ROWS_AT_ONCE]
        lengths = np.linalg.norm(part, axis=1, keepdims=True)
        part /= np.where(lengths > 0, lengths, np.float32(1.0))
    return matrix
