"""Nodes of the graph as numbers: the page refers to every entity by its place in a table."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from graph.schema import NODES
from graph.woven import Edge, Woven, from_networkx

if TYPE_CHECKING:
    import networkx as nx


@dataclass(frozen=True, slots=True)
class Numbered:
    """The graph with its nodes in order: `names[label]` are names in the graph, `number` gives the place of one."""

    graph: Woven
    names: Mapping[str, list[str]]
    number: Mapping[str, int]

    def node(self, name: str) -> dict[str, Any]:
        """Its attributes."""
        return self.graph.node(name)

    def rows(self, label: str) -> Iterator[tuple[str, dict[str, Any]]]:
        """Names and attributes of a label's nodes in order."""
        return ((name, self.node(name)) for name in self.names[label])

    def edges(self, kind: str) -> Iterator[Edge]:
        """All relationships of a type."""
        return self.graph.edges(kind)

    def out(self, name: str, kind: str) -> list[Edge]:
        """Those of a type that leave a node."""
        return self.graph.out(name, kind)

    def targets(self, name: str, kind: str) -> list[int]:
        """Numbers of the nodes that edges of one type lead to."""
        return [self.number[target] for _, target, _ in self.out(name, kind)]


def number(graph: nx.MultiDiGraph[str] | Woven) -> Numbered:
    """Numbers nodes by label: roadmaps by note and position, stages by roadmap and position, others by id."""
    woven = graph if isinstance(graph, Woven) else from_networkx(graph)
    home = {target: (source, data["position"] or 0) for source, target, data in woven.edges("HAS_STAGE")}
    note = {target: source for source, target, _ in woven.edges("CONTAINS")}

    def order(label: str) -> list[str]:
        nodes = woven.nodes(label)
        if label == "Roadmap":
            return [name for *_, name in sorted((note.get(n, ""), data["position"] or 0, n) for n, data in nodes)]
        if label == "Stage":
            return sorted((name for name, _ in nodes), key=lambda name: (*home.get(name, ("", 0)), name))
        return [name for _, name in sorted((str(data["id"]), name) for name, data in nodes)]

    names = {label: order(label) for label in NODES}
    places = {name: place for found in names.values() for place, name in enumerate(found)}
    return Numbered(woven, names, places)
