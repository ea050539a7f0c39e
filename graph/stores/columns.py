"""The graph as tables: for each label its nodes, for each relationship and pair of labels its edges."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import networkx as nx

from graph.schema import NODES, RELATIONS, Type

Columns = dict[str, list[object]]


@dataclass(frozen=True, slots=True)
class EdgeColumns:
    """The edges of one relationship between one pair of labels; columns `from` and `to` hold ids."""

    kind: str
    start: str
    end: str
    columns: Columns


def node_columns(graph: nx.MultiDiGraph[str]) -> Iterator[tuple[str, Columns]]:
    """Every label of the schema with its nodes' properties, column by column, `id` first."""
    found: dict[str, Columns] = {
        label: {name: [] for name in ("id", *node.properties)} for label, node in NODES.items()
    }
    for _, data in graph.nodes(data=True):
        columns = found[data["label"]]
        for name, values in columns.items():
            values.append(data.get(name))
    yield from found.items()


def edge_columns(graph: nx.MultiDiGraph[str]) -> Iterator[EdgeColumns]:
    """Every pair of every relationship of the schema with its edges' properties, column by column."""
    found = {
        (kind, start, end): EdgeColumns(kind, start, end, {name: [] for name in ("from", "to", *relation.properties)})
        for kind, relation in RELATIONS.items()
        for start, end in relation.pairs
    }
    nodes = graph.nodes
    for source, target, data in graph.edges(data=True):
        one, two = nodes[source], nodes[target]
        columns = found[data["type"], one["label"], two["label"]].columns
        columns["from"].append(one["id"])
        columns["to"].append(two["id"])
        for name in RELATIONS[data["type"]].properties:
            columns[name].append(data.get(name))
    yield from found.values()


def property_types(kind: str) -> dict[str, Type]:
    """The types of a label's or relationship's columns, keys included."""
    if kind in NODES:
        return {"id": Type.STRING, **NODES[kind].properties}
    return {"from": Type.STRING, "to": Type.STRING, **RELATIONS[kind].properties}
