"""How a node and an edge are added: names within the graph, values of the schema's types, nothing unknown."""

from __future__ import annotations

from datetime import UTC, datetime

import networkx as nx

from graph.schema import NODES, RELATIONS

Value = str | int | float | bool | list[str] | None


def node_id(label: str, key: str) -> str:
    """The node's name in the networkx graph; unique across labels."""
    return f"{label.lower()}:{key}"


def add_node(graph: nx.MultiDiGraph[str], label: str, key: str, /, **properties: Value) -> str:
    """Adds a node with all properties of its label, those not given being null; its name in the graph."""
    name = node_id(label, key)
    values: dict[str, Value] = dict.fromkeys(NODES[label].properties)
    graph.add_node(name, label=label, id=key, **(values | properties))
    return name


def add_edge(graph: nx.MultiDiGraph[str], start: str, kind: str, end: str, /, **properties: Value) -> bool:
    """Adds a relationship where both ends exist; whether it did. A second one of the same identity changes nothing."""
    if start not in graph or end not in graph:
        return False
    values: dict[str, Value] = dict.fromkeys(RELATIONS[kind].properties)
    values |= properties
    identity = RELATIONS[kind].identity
    same = [e for e in (graph.get_edge_data(start, end) or {}).values() if e["type"] == kind]
    if any(all(e[name] == values[name] for name in identity) for e in same):
        return False
    key = f"{kind} {len(same) + 1}" if same else kind
    graph.add_edge(start, end, key=key, type=kind, **values)
    return True


def stamp(at: datetime | None) -> str | None:
    """A time as the graph writes it: ISO 8601, UTC, to the second, so that text order is the order of time."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ") if at else None
