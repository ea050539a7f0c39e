"""How a node and an edge are added: names within the graph, values of the schema's types, nothing unknown."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime

from graph.schema import NODES, RELATIONS
from graph.woven import Value, Woven


def node_id(label: str, key: str) -> str:
    """The node's name in the graph; unique across labels."""
    return f"{label.lower()}:{key}"


def add_node(graph: Woven, label: str, key: str, /, **properties: Value) -> str:
    """Adds a node with all properties of its label, those not given being null; its name in the graph."""
    name = node_id(label, key)
    values = {prop: _text(properties.get(prop)) for prop in NODES[label].properties}
    graph.add_node(name, label, {"id": _text(key), **values})
    return name


def add_edge(graph: Woven, start: str, kind: str, end: str, /, **properties: Value) -> bool:
    """Adds a relationship where both ends exist; whether it did. A second one of the same identity changes nothing."""
    return graph.add_edge(start, kind, end, {name: _text(properties.get(name)) for name in RELATIONS[kind].properties})


def add_best(graph: Woven, kind: str, edges: Iterable[tuple[str, str, dict[str, Value]]]) -> None:
    """Adds relationships that have a score, of several between two nodes the best; ordered by their ends' names."""
    graph.add_best(
        kind, ((start, end, {name: _text(value) for name, value in said.items()}) for start, end, said in edges)
    )


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
