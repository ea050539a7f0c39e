"""A graph without the secrets of its addresses: exports are handed to others."""

from __future__ import annotations

from itertools import count
from typing import Any

import networkx as nx

from graph.redact import redact, redact_key


def without_secrets(graph: nx.MultiDiGraph[str]) -> nx.MultiDiGraph[str]:
    """A copy whose ids, addresses and words hold no secret; the graph itself where none of them does."""
    nodes = {name: _changed(data) for name, data in graph.nodes(data=True)}
    edges = {(one, two, key): _changed(data) for one, two, key, data in graph.edges(keys=True, data=True)}
    if not any(nodes.values()) and not any(edges.values()):
        return graph
    copy = graph.copy()
    for name, changed in nodes.items():
        copy.nodes[name].update(changed)
    for edge, changed in edges.items():
        copy.edges[edge].update(changed)
    bare: nx.MultiDiGraph[str] = nx.relabel_nodes(copy, _names(copy), copy=True)
    return bare


def _names(graph: nx.MultiDiGraph[str]) -> dict[str, str]:
    """The names of nodes that hold a secret → names without it, each still its own."""
    found: dict[str, str] = {}
    taken = set(graph.nodes)
    for name in sorted(graph.nodes):
        bare = redact(name)
        if bare != name:
            spare = (f"{bare}#{number}" if number else bare for number in count())
            found[name] = next(new for new in spare if new not in taken)
            taken.add(found[name])
    return found


def _changed(data: dict[str, Any]) -> dict[str, Any]:
    """The attributes that hold a secret, without it."""
    found: dict[str, Any] = {}
    for name, value in data.items():
        bare = redact_key(value) if name == "id" and data.get("label") == "Resource" else _bare(value)
        if bare != value:
            found[name] = bare
    return found


def _bare(value: Any) -> Any:
    if isinstance(value, str):
        return redact(value)
    if isinstance(value, list):
        return [_bare(item) for item in value]
    return value
