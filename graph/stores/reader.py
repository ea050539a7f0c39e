"""The whole graph out of a store, as networkx has it: for those who want to compute on it themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph.schema import NODES, RELATIONS
from graph.stores.base import Store
from graph.weave.parts import add_edge, add_node, node_id
from graph.woven import Woven, as_networkx

if TYPE_CHECKING:
    import networkx as nx

READ_S = 600.0
"""Seconds at most for one label or relationship."""


def read_graph(store: Store) -> nx.MultiDiGraph[str]:
    """The graph as `graph.build` made it. Raises QueryError where the store cannot be asked."""
    graph = Woven()
    for label, node in NODES.items():
        for row in store.run(f"MATCH (n:{label}) {_returned('n', ('id', *node.properties))}", timeout_s=READ_S).dicts():
            add_node(graph, label, str(row.pop("id")), **row)  # type: ignore[arg-type]
    for kind, relation in RELATIONS.items():
        for start, end in relation.pairs:
            text = f"MATCH (a:{start})-[r:{kind}]->(b:{end}) {_returned('r', tuple(relation.properties), _ENDS)}"
            for one, two, *values in sorted(store.run(text, timeout_s=READ_S).rows, key=repr):
                properties = dict(zip(relation.properties, values, strict=True))
                add_edge(graph, node_id(start, str(one)), kind, node_id(end, str(two)), **properties)  # type: ignore[arg-type]
    return as_networkx(graph)


_ENDS = ("a.id AS one", "b.id AS two")


def _returned(variable: str, properties: tuple[str, ...], before: tuple[str, ...] = ()) -> str:
    # names of the schema only: nothing from outside comes into a query's text
    return "RETURN " + ", ".join([*before, *(f"{variable}.{name} AS {name}" for name in properties)])
