"""Nodes of the graph as numbers: the page refers to every entity by its place in a table."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import networkx as nx

Edge = tuple[str, str, dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Numbered:
    """The graph with its nodes in order: `names[label]` are networkx names, `number` gives the place of one."""

    graph: nx.MultiDiGraph[str]
    names: Mapping[str, list[str]]
    number: Mapping[str, int]
    edges: Mapping[str, list[Edge]]
    """By relationship type."""
    out: Mapping[tuple[str, str], list[Edge]]
    """By start and relationship type."""

    def node(self, name: str) -> dict[str, Any]:
        """Its attributes."""
        found: dict[str, Any] = self.graph.nodes[name]
        return found

    def rows(self, label: str) -> Iterator[tuple[str, dict[str, Any]]]:
        """Names and attributes of a label's nodes in order."""
        return ((name, self.node(name)) for name in self.names.get(label, ()))

    def targets(self, name: str, kind: str) -> list[int]:
        """Numbers of the nodes that edges of one type lead to."""
        return [self.number[target] for _, target, _ in self.out.get((name, kind), ())]


def number(graph: nx.MultiDiGraph[str]) -> Numbered:
    """Numbers nodes by label: roadmaps by note and position, stages by roadmap and position, others by id."""
    edges: dict[str, list[Edge]] = defaultdict(list)
    out: dict[tuple[str, str], list[Edge]] = defaultdict(list)
    for source, target, data in graph.edges(data=True):
        edges[data["type"]].append((source, target, data))
        out[source, data["type"]].append((source, target, data))
    home = {target: (source, data.get("position") or 0) for source, target, data in edges["HAS_STAGE"]}
    note = {target: source for source, target, _ in edges["CONTAINS"]}
    by_label: dict[str, list[str]] = defaultdict(list)
    for name, data in graph.nodes(data=True):
        by_label[data["label"]].append(name)
    for label, names in by_label.items():
        if label == "Roadmap":
            names.sort(key=lambda name: (note.get(name, ""), graph.nodes[name].get("position") or 0, name))
        elif label == "Stage":
            names.sort(key=lambda name: (*home.get(name, ("", 0)), name))
        else:
            names.sort(key=lambda name: str(graph.nodes[name]["id"]))
    places = {name: place for names in by_label.values() for place, name in enumerate(names)}
    return Numbered(graph, by_label, places, edges, out)
