"""JSON Canvas 1.0 (jsoncanvas.org): a roadmap as cards, stages from left to right, their resources below them."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import networkx as nx

from graph.export.markdown import address, file_name, words
from graph.export.rows import into, nodes_of, out_of
from graph.offline import replace_file

WIDTH, GAP, STAGE_HEIGHT, CARD_HEIGHT = 320, 60, 90, 80
"""Pixels."""
# health → colour of the card (preset numbers of the format: 1 red, 3 yellow, 4 green)
_COLOURS = {"dead": "1", "uncertain": "3", "alive": "4"}


def write(graph: nx.MultiDiGraph[str], path: Path) -> None:
    """Writes a canvas for each roadmap into the folder `path`."""
    path.mkdir(parents=True, exist_ok=True)
    taken: set[str] = set()
    for name, data in nodes_of(graph, "Roadmap"):
        title = file_name(data["title"])
        file = f"{title}.canvas" if title.casefold() not in taken else f"{title} {_id(name)[:6]}.canvas"
        taken.add(title.casefold())
        write_roadmap(graph, name, path / file, {})


def write_roadmap(graph: nx.MultiDiGraph[str], roadmap: str, path: Path, pages: Mapping[str, str]) -> None:
    """Writes one roadmap's canvas; nodes that have a page are its cards, others are text or links."""
    stages = sorted(out_of(graph, roadmap, "HAS_STAGE"), key=lambda row: row[1]["position"])
    nodes: list[dict[str, Any]] = []
    for column, (stage, _) in enumerate(stages):
        nodes += _column(graph, stage, column * (WIDTH + GAP), pages)
    known = {node["id"] for node in nodes}
    edges = [
        {"id": _id(stage + after), "fromNode": _id(stage), "fromSide": "right", "toNode": _id(after), "toSide": "left"}
        for stage, _ in stages
        for after, _ in out_of(graph, stage, "NEXT")
        if _id(after) in known
    ]
    replace_file(path, json.dumps({"nodes": nodes, "edges": edges}, ensure_ascii=False, indent=1) + "\n")


def _column(graph: nx.MultiDiGraph[str], stage: str, x: int, pages: Mapping[str, str]) -> list[dict[str, Any]]:
    box = {"x": x, "y": 0, "width": WIDTH, "height": STAGE_HEIGHT}
    title = words(graph.nodes[stage]["title"], 120)
    first = {"type": "file", "file": pages[stage]} if stage in pages else {"type": "text", "text": f"## {title}"}
    nodes = [{"id": _id(stage), **first, **box, "color": "6"}]
    listed = sorted(into(graph, stage, "LISTED_IN"), key=lambda row: (row[1]["line"], row[0]))
    for row, resource in enumerate(dict.fromkeys(name for name, _ in listed)):
        y = STAGE_HEIGHT + GAP + row * (CARD_HEIGHT + 20)
        nodes.append(
            {
                "id": _id(stage + resource),
                **_card(graph.nodes[resource], pages.get(resource)),
                "x": x,
                "y": y,
                "width": WIDTH,
                "height": CARD_HEIGHT,
                **_colour(graph.nodes[resource]["health"]),
            }
        )
    return nodes


def _card(data: Mapping[str, Any], page: str | None) -> dict[str, str]:
    if page:
        return {"type": "file", "file": page}
    url = address(data["url"])
    title = words(data["title"], 120)
    return {"type": "text", "text": f"[{title}](<{url}>)" if url else title}


def _colour(health: str | None) -> dict[str, str]:
    return {"color": _COLOURS[health]} if health in _COLOURS else {}


def _id(name: str) -> str:
    return hashlib.sha256(name.encode()).hexdigest()[:16]
