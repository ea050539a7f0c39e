"""Graph → page."""

from __future__ import annotations

import base64
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from crawler.records import Facts, Run
from graph.offline import json_parts, replace_file
from graph.shelf import Shelf
from graph.view.content import content
from graph.view.details import details
from graph.view.layout import Layout, layout
from graph.view.network import Block, overview, page
from graph.view.numbering import Numbered, number
from graph.woven import Woven

if TYPE_CHECKING:
    import networkx as nx

MAX_NODES = 5000
_GZIP = 31
"""zlib's word for a stream with gzip's head, as browsers unpack it."""
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
    replace_file(path, _parts(graph, run, facts, max_nodes))


def render_view(
    graph: nx.MultiDiGraph[str] | Woven,
    *,
    run: Run | None = None,
    facts: Facts | None = None,
    max_nodes: int = MAX_NODES,
) -> str:
    """The page as text."""
    return "".join(_parts(graph, run, facts, max_nodes))


def _parts(graph: nx.MultiDiGraph[str] | Woven, run: Run | None, facts: Facts | None, max_nodes: int) -> Iterator[str]:
    numbered = number(graph)
    places = layout(numbered, max_nodes)
    blocks = Shelf(_blocks(numbered, places, run or (facts.run if facts else None), facts), held=0)
    yield from page(overview(numbered, places), blocks, "linkatlas")


def _blocks(numbered: Numbered, places: Layout, run: Run | None, facts: Facts | None) -> Iterator[tuple[str, Block]]:
    sources = {note.path: note.source for note in facts.scan.notes} if facts else {}
    yield "atlas", _block(content(numbered, places, run, sources))
    for place, rows in enumerate(details(numbered, facts)):
        yield f"details-{place}", _block(rows)


def _block(value: object) -> Block:
    parts = list(json_parts(value))
    if sum(map(len, parts)) <= _PLAIN_UP_TO:
        return "".join(parts), False
    packer = zlib.compressobj(9, wbits=_GZIP)
    packed = [packer.compress(part.encode("utf-8", "replace")) for part in parts]
    return base64.b64encode(b"".join([*packed, packer.flush()])).decode("ascii"), True
