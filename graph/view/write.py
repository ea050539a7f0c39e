"""Graph → page."""

from __future__ import annotations

import base64
import gzip
from pathlib import Path
from typing import TYPE_CHECKING

from crawler.records import Facts, Run
from graph.offline import json_in_html, replace_file
from graph.view.content import content
from graph.view.details import details
from graph.view.layout import layout
from graph.view.network import overview, page
from graph.view.numbering import number
from graph.woven import Woven

if TYPE_CHECKING:
    import networkx as nx

MAX_NODES = 5000
_PLAIN_UP_TO = 400_000
"""Larger blocks of data (characters) are packed: a page of 20,000 resources stays under 12 MB."""


def write_view(
    graph: nx.MultiDiGraph[str] | Woven,
    path: Path,
    *,
    run: Run | None = None,
    facts: Facts | None = None,
    max_nodes: int = MAX_NODES,
) -> None:
    """Writes the page for `graph` to `path`, replacing an older one at once.

    `facts` adds what the graph has no room for: history of checks, replacements for dead links, notes' files on disk.
    `max_nodes` bounds what the overview draws as nodes; resources beyond it are on the page all the same.
    """
    replace_file(path, render_view(graph, run=run, facts=facts, max_nodes=max_nodes))


def render_view(
    graph: nx.MultiDiGraph[str] | Woven,
    *,
    run: Run | None = None,
    facts: Facts | None = None,
    max_nodes: int = MAX_NODES,
) -> str:
    """The page as text."""
    numbered = number(graph)
    places = layout(numbered, max_nodes)
    run = run or (facts.run if facts else None)
    sources = {note.path: note.source for note in facts.scan.notes} if facts else {}
    blocks = {"atlas": _block(content(numbered, places, run, sources))}
    for place, rows in enumerate(details(numbered, facts)):
        blocks[f"details-{place}"] = _block(rows)
    return page(overview(numbered, places), blocks, "linkatlas")


def _block(value: object) -> tuple[str, bool]:
    text = json_in_html(value)
    if len(text) <= _PLAIN_UP_TO:
        return text, False
    packed = gzip.compress(text.encode("utf-8", "replace"), 9, mtime=0)
    return base64.b64encode(packed).decode("ascii"), True
