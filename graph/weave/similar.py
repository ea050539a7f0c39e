"""Which resources are alike: they cover the same topics, rare topics counting more. Each pair says which topics."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from graph.weave.parts import add_edge
from graph.woven import Woven, kind_number

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

NEAREST = 5
"""Edges that a resource asks for; it may get more where others ask for it."""
LEAST = 0.35
LEAST_COVERAGE = 0.3
SHOWN_TOPICS = 4
ROWS_AT_ONCE = 1024


def add_similar(graph: Woven) -> None:
    """`SIMILAR_TO` between each resource and those nearest to it, by cosine over its topics; once a pair."""
    weights = _weights(graph)
    resources = sorted(weights)
    if len(resources) < 2:
        return
    names = {topic: data["name"] for topic, data in graph.nodes("Topic")}
    for (one, two), score in sorted(_pairs(resources, weights).items()):
        first, second = weights[one], weights[two]
        shared = sorted(first.keys() & second.keys(), key=lambda t: (-first[t] * second[t], t))
        add_edge(graph, one, "SIMILAR_TO", two, score=score, topics=[names[topic] for topic in shared[:SHOWN_TOPICS]])


def _weights(graph: Woven) -> dict[str, dict[str, float]]:
    """Resource → topic → score times the topic's rarity, for resources that are not dead."""
    scores: dict[str, dict[str, float]] = {}
    count: dict[str, int] = {}
    query = """
        SELECT edge.start, edge.finish, edge.weight FROM edge JOIN node ON node.no = edge.start AND NOT node.dead
        WHERE edge.kind = ? AND edge.weight >= ?
    """
    for start, finish, score in graph.db.execute(query, (kind_number("COVERS"), LEAST_COVERAGE)):
        source, target = graph.name(start), graph.name(finish)
        scores.setdefault(source, {})[target] = score
        count[target] = count.get(target, 0) + 1
    rarity = {topic: math.log(1 + len(scores) / n) for topic, n in count.items()}
    return {resource: {t: s * rarity[t] for t, s in sorted(found.items())} for resource, found in scores.items()}


def _pairs(resources: list[str], weights: dict[str, dict[str, float]]) -> dict[tuple[str, str], float]:
    import numpy as np

    matrix = _unit_rows(resources, weights)
    pairs: dict[tuple[str, str], float] = {}
    for start in range(0, len(resources), ROWS_AT_ONCE):
        near = matrix[start : start + ROWS_AT_ONCE] @ matrix.T
        rows = np.arange(near.shape[0])
        near[rows, rows + start] = 0.0
        # few pairs pass the bar: choosing among those is quicker than sorting whole rows
        row, column = np.nonzero(near >= LEAST)
        scores = near[row, column]
        order = np.lexsort((column, -scores, row))
        row, column, scores = row[order], column[order], scores[order]
        first = np.concatenate(([True], row[1:] != row[:-1])) if len(row) else np.zeros(0, dtype=bool)
        place = np.arange(len(row)) - np.maximum.accumulate(np.where(first, np.arange(len(row)), 0))
        kept = place < NEAREST
        for one, two, score in zip(row[kept].tolist(), column[kept].tolist(), scores[kept].tolist(), strict=True):
            low, high = sorted((start + one, two))
            pairs[resources[low], resources[high]] = round(min(score, 1.0), 3)
    return pairs


def _unit_rows(resources: list[str], weights: dict[str, dict[str, float]]) -> NDArray[np.float32]:
    import numpy as np

    topics = {topic: i for i, topic in enumerate(sorted({t for w in weights.values() for t in w}))}
    matrix = np.zeros((len(resources), len(topics)), dtype=np.float32)
    for row, resource in enumerate(resources):
        for topic, weight in weights[resource].items():
            matrix[row, topics[topic]] = weight
    lengths = np.linalg.norm(matrix, axis=1, keepdims=True)
    return np.asarray(matrix / np.where(lengths > 0, lengths, 1.0), dtype=np.float32)
