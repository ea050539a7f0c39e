"""What igraph sees in the whole: communities of resources and topics that belong together, and how central each is."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING, Any

from graph.woven import Woven, kind_number

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Numbers = NDArray[np.int64]
    Weights = NDArray[np.float64]

_WEIGHT = {"COVERS": None, "SIMILAR_TO": None, "LINKS_TO": 0.5, "BROADER": 0.3, "REQUIRES": 0.2}
"""Relationships that tie, each with its weight; None: its own score."""
_SEED = 7


def add_measures(graph: Woven) -> None:
    """Sets `community` (numbered from 0 by size) and `centrality` (PageRank, largest 1.0) on resources and topics."""
    import igraph

    names = sorted((*graph.names("Resource"), *graph.names("Topic")))
    ends, weights = _ties(graph, names)
    if not len(weights):
        return
    # igraph draws from the module it is given; a generator of our own keeps two builds of the same facts alike
    igraph.set_random_number_generator(random.Random(_SEED))  # noqa: S311 - no secret
    web = igraph.Graph(len(names), ends, directed=False)
    web.es["weight"] = weights
    groups = web.community_leiden(objective_function="modularity", weights="weight", n_iterations=4).membership
    ranks = web.pagerank(weights="weight")
    igraph.set_random_number_generator(random)
    _write(graph, names, groups, ranks)


def _ties(graph: Woven, names: list[str]) -> tuple[Numbers, Weights]:
    """Pairs of places in `names` that are tied, in the order of the nodes and their edges, and how strongly."""
    import numpy as np

    # relationship, ends, weight of its own, number of the edge
    kinds = {kind_number(kind): weight for kind, weight in _WEIGHT.items()}
    query = f"SELECT kind, start, finish, weight, no FROM edge WHERE kind IN ({', '.join(map(str, kinds))})"  # noqa: S608 - numbers
    shape = [("kind", "i4"), ("start", "i4"), ("finish", "i4"), ("weight", "f8"), ("no", "i4")]
    rows: NDArray[Any] = np.fromiter(graph.db.execute(query), dtype=shape)
    place = np.full(graph.number_of_nodes(), -1, dtype=np.int64)
    place[[graph.number(name) for name in names]] = np.arange(len(names))
    rows = rows[(place[rows["start"]] >= 0) & (place[rows["finish"]] >= 0)]
    rows = rows[np.lexsort((rows["no"], rows["start"]))]
    weights = rows["weight"].copy()
    for kind, fixed in kinds.items():
        if fixed is not None:
            weights[rows["kind"] == kind] = fixed
    pairs = place[rows["start"]] * len(names) + place[rows["finish"]]
    _, first, member = np.unique(pairs, return_index=True, return_inverse=True)
    sums = np.bincount(member, weights=weights, minlength=len(first))
    order = np.argsort(first, kind="stable")
    kept = order[sums[order] > 0]
    pairs = pairs[first[kept]]
    return np.column_stack((pairs // len(names), pairs % len(names))), np.asarray(sums[kept], dtype=np.float64)


def _write(graph: Woven, names: list[str], groups: list[int], ranks: list[float]) -> None:
    members: dict[int, list[str]] = {}
    for name, group in zip(names, groups, strict=True):
        members.setdefault(group, []).append(name)
    by_size = sorted(members.values(), key=lambda m: (-len(m), m[0]))
    number = {name: i for i, group in enumerate(by_size) for name in group}
    top = max(ranks)
    graph.measure(
        (number[name], round(rank / top, 4), graph.number(name)) for name, rank in zip(names, ranks, strict=True)
    )
