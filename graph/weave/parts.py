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
    values = {prop: _text(properties.get(prop)) for prop in NODES[label].properties}
    graph.add_node(name, label=label, id=_text(key), **values)
    return name


def add_edge(graph: nx.MultiDiGraph[str], start: str, kind: str, end: str, /, **properties: Value) -> bool:
    """Adds a relationship where both ends exist; whether it did. A second one of the same identity changes nothing."""
    if start not in graph or end not in graph:
        return False
    known = graph.get_edge_data(start, end)
    relation = RELATIONS[kind]
    values: dict[str, Value] = {name: _text(properties.get(name)) for name in relation.properties}
    if known is None or kind not in known:
        graph.add_edge(start, end, key=kind, type=kind, **values)
        return True
    same = [edge for edge in known.values() if edge["type"] == kind]
    if any(all(edge[name] == values[name] for name in relation.identity) for edge in same):
        return False
    graph.add_edge(start, end, key=f"{kind} {len(same) + 1}", type=kind, **values)
    return True


def _text(value: Value) -> Value:
    """A value as every store can hold it: lone surrogates, which no UTF-8 can, become question marks."""
    if isinstance(value, str) and not value.isascii():
        return value.encode("utf-8", "replace").decode()
    if isinstance(value, list):
        return [item.encode("utf-8", "replace").decode() for item in value]
    return value


def stamp(at: datetime | None) -> str | None:
    """A time as the graph writes it: ISO 8601, UTC, to the second, so that text order is the order of time."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ") if at else None
