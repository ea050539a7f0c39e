"""What igraph sees in the whole: communities of resources and topics that belong together, and how central each is."""

from __future__ import annotations

import random

import networkx as nx

_WEIGHT = {"COVERS": None, "SIMILAR_TO": None, "LINKS_TO": 0.5, "BROADER": 0.3, "REQUIRES": 0.2}
"""Relationships that tie, each with its weight; None: its own score."""
_SEED = 7


def add_measures(graph: nx.MultiDiGraph[str]) -> None:
    """Sets `community` (numbered from 0 by size) and `centrality` (PageRank, largest 1.0) on resources and topics."""
    import igraph

    names = sorted(n for n, data in graph.nodes(data=True) if data["label"] in {"Resource", "Topic"})
    place = {name: i for i, name in enumerate(names)}
    edges: dict[tuple[int, int], float] = {}
    for source, target, data in graph.edges(data=True):
        if data["type"] in _WEIGHT and source in place and target in place:
            fixed = _WEIGHT[data["type"]]
            pair = (place[source], place[target])
            edges[pair] = edges.get(pair, 0.0) + (data["score"] if fixed is None else fixed)
    edges = {pair: weight for pair, weight in edges.items() if weight > 0}
    if not edges:
        return
    # igraph draws from the module it is given; a generator of our own keeps two builds of the same facts alike
    igraph.set_random_number_generator(random.Random(_SEED))  # noqa: S311 - no secret
    web = igraph.Graph(len(names), list(edges), directed=False)
    weights = list(edges.values())
    groups = web.community_leiden(objective_function="modularity", weights=weights, n_iterations=4).membership
    ranks = web.pagerank(weights=weights)
    igraph.set_random_number_generator(random)
    _write(graph, names, groups, ranks)


def _write(graph: nx.MultiDiGraph[str], names: list[str], groups: list[int], ranks: list[float]) -> None:
    members: dict[int, list[str]] = {}
    for name, group in zip(names, groups, strict=True):
        members.setdefault(group, []).append(name)
    by_size = sorted(members.values(), key=lambda m: (-len(m), m[0]))
    number = {name: i for i, group in enumerate(by_size) for name in group}
    top = max(ranks)
    for name, rank in zip(names, ranks, strict=True):
        graph.nodes[name]["community"] = number[name]
        graph.nodes[name]["centrality"] = round(rank / top, 4)
