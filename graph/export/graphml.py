"""GraphML, as yEd, Gephi, Cytoscape and networkx read it: lists become text, nulls are left out."""

from __future__ import annotations

from pathlib import Path

import networkx as nx

from graph.plain import plain


def write(graph: nx.MultiDiGraph[str], path: Path) -> None:
    """Writes `graph` to `path` as GraphML."""
    nx.write_graphml_lxml(flat(graph), path, encoding="utf-8", prettyprint=True, named_key_ids=True)


def flat(graph: nx.MultiDiGraph[str]) -> nx.MultiDiGraph[str]:
    """A copy whose values any XML format can hold: no nulls, no lists, no control characters; edges are numbered."""
    copy: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for name, data in graph.nodes(data=True):
        copy.add_node(plain(name, 2000), **_values(data))
    for number, (source, target, data) in enumerate(graph.edges(data=True)):
        copy.add_edge(plain(source, 2000), plain(target, 2000), key=f"e{number}", **_values(data))
    return copy


def _values(data: dict[str, object]) -> dict[str, object]:
    found: dict[str, object] = {}
    for name, value in data.items():
        if isinstance(value, list):
            found[name] = plain("; ".join(map(str, value)), 5000)
        elif isinstance(value, str):
            found[name] = plain(value, 5000)
        elif value is not None:
            found[name] = value
    return found
