"""GEXF 1.2, as Gephi reads it."""

from __future__ import annotations

from pathlib import Path

import networkx as nx

from graph.export.graphml import flat


def write(graph: nx.MultiDiGraph[str], path: Path) -> None:
    """Writes `graph` to `path` as GEXF; a node is called by its title or name."""
    copy = flat(graph)
    for _, data in copy.nodes(data=True):
        data["kind_of_node"] = data.pop("label")
        data["label"] = str(data.get("title") or data.get("name") or data["id"])
        # `id` is GEXF's own attribute of a node
        data["key"] = data.pop("id")
    for _, _, data in copy.edges(data=True):
        data["relation"] = data.pop("type")
    nx.write_gexf(copy, path, encoding="utf-8", prettyprint=True, version="1.2draft")
