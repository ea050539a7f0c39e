"""The graph as exports walk it: nodes of a label in order, and what a node is tied to."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import networkx as nx

Data = dict[str, Any]


def nodes_of(graph: nx.MultiDiGraph[str], label: str) -> list[tuple[str, Data]]:
    """Name and attributes of every node of a label, in the order of their ids."""
    found = [(name, data) for name, data in graph.nodes(data=True) if data["label"] == label]
    return sorted(found, key=lambda row: row[1]["id"])


def out_of(graph: nx.MultiDiGraph[str], name: str, kind: str) -> Iterator[tuple[str, Data]]:
    """What a node points to over a relationship, with the relationship's attributes."""
    for _, target, data in graph.out_edges(name, data=True):
        if data["type"] == kind:
            yield target, data


def into(graph: nx.MultiDiGraph[str], name: str, kind: str) -> Iterator[tuple[str, Data]]:
    """What points to a node over a relationship, with the relationship's attributes."""
    for source, _, data in graph.in_edges(name, data=True):
        if data["type"] == kind:
            yield source, data


def given(data: Data, *without: str) -> Data:
    """The attributes that are not null, but for those named."""
    return {name: value for name, value in data.items() if value is not None and name not in without}
