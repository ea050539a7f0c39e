"""The graph as tables: for each label its nodes, for each relationship and pair of labels its edges."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Any, TypeVar

from graph.schema import NODES, RELATIONS, Type
from graph.woven import Woven

if TYPE_CHECKING:
    import networkx as nx

T = TypeVar("T")
Columns = dict[str, list[object]]
_Edges = tuple[list[str], list[str], list[dict[str, Any]]]
"""Keys of the starts, of the ends, and what is said of each."""
BATCH = 20_000
"""So many rows of a woven graph are columns at once."""


@dataclass(frozen=True, slots=True)
class EdgeColumns:
    """The edges of one relationship between one pair of labels; columns `from` and `to` hold ids."""

    kind: str
    start: str
    end: str
    columns: Columns


def node_columns(graph: nx.MultiDiGraph[str] | Woven) -> Iterator[tuple[str, Columns]]:
    """Every label of the schema with its nodes' properties, column by column, `id` first.

    A graph in memory gives each label once, a woven one as often as it has full batches.
    """
    if isinstance(graph, Woven):
        for label in NODES:
            for rows in _batches(data for _, data in graph.nodes(label)):
                yield label, _node_columns(label, rows)
        return
    found: dict[str, list[dict[str, Any]]] = {label: [] for label in NODES}
    for _, data in graph.nodes(data=True):
        found[data["label"]].append(data)
    for label, nodes in found.items():
        yield label, _node_columns(label, nodes)


def _node_columns(label: str, rows: list[dict[str, Any]]) -> Columns:
    return {name: [row.get(name) for row in rows] for name in ("id", *NODES[label].properties)}


def edge_columns(graph: nx.MultiDiGraph[str] | Woven) -> Iterator[EdgeColumns]:
    """Every pair of every relationship of the schema with its edges' properties, column by column.

    A graph in memory gives each pair once, a woven one as often as it has full batches.
    """
    if isinstance(graph, Woven):
        for kind, relation in RELATIONS.items():
            for pair in relation.pairs:
                for rows in _batches(graph.edges_between(kind, *pair)):
                    keys = [one for one, _, _ in rows], [two for _, two, _ in rows]
                    yield _edge_columns(kind, pair, (*keys, [data for _, _, data in rows]))
        return
    nodes = graph.nodes
    found: dict[tuple[str, str, str], _Edges] = {
        (kind, *pair): ([], [], []) for kind, relation in RELATIONS.items() for pair in relation.pairs
    }
    for source, target, data in graph.edges(data=True):
        one, two = nodes[source], nodes[target]
        # no tuple an edge: a million new objects would have the collector search the whole graph again and again
        starts, ends, said = found[data["type"], one["label"], two["label"]]
        starts.append(one["id"])
        ends.append(two["id"])
        said.append(data)
    for (kind, start, end), edges in found.items():
        yield _edge_columns(kind, (start, end), edges)


def _edge_columns(kind: str, pair: tuple[str, str], edges: _Edges) -> EdgeColumns:
    starts, ends, said = edges
    columns: Columns = {"from": list(starts), "to": list(ends)}
    columns |= {name: [data.get(name) for data in said] for name in RELATIONS[kind].properties}
    return EdgeColumns(kind, *pair, columns)


def _batches(rows: Iterable[T]) -> Iterator[list[T]]:
    source = iter(rows)
    batch = list(islice(source, BATCH))
    yield batch
    while batch := list(islice(source, BATCH)):
        yield batch


def property_types(kind: str) -> dict[str, Type]:
    """The types of a label's or relationship's columns, keys included."""
    if kind in NODES:
        return {"id": Type.STRING, **NODES[kind].properties}
    return {"from": Type.STRING, "to": Type.STRING, **RELATIONS[kind].properties}
