"""JSON Canvas 1.0 (jsoncanvas.org): a roadmap as cards, stages from left to right, their resources below them.

The ids of our cards and lines begin with `OURS`: those that somebody added stay when a canvas is written again.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from itertools import takewhile
from pathlib import Path
from typing import Any

import networkx as nx

from graph.errors import GraphError
from graph.export.markdown import address, file_name, words
from graph.export.rows import into, nodes_of, out_of
from graph.offline import replace_file

WIDTH, GAP, STAGE_HEIGHT, CARD_HEIGHT = 320, 60, 90, 80
"""Pixels."""
OURS = "linkatlas-"
# health → colour of the card (preset numbers of the format: 1 red, 3 yellow, 4 green)
_COLOURS = {"dead": "1", "uncertain": "3", "alive": "4"}


def write(graph: nx.MultiDiGraph[str], path: Path, pages: Mapping[str, str] | None = None) -> None:
    """Writes a canvas for each roadmap into the folder `path`; nodes that have a page (name → its file) show that.

    Raises GraphError where a file of such a name is there and is no canvas.
    """
    path.mkdir(parents=True, exist_ok=True)
    taken: set[str] = set()
    for name, data in nodes_of(graph, "Roadmap"):
        title = file_name(data["title"])
        file = f"{title}.canvas" if title.casefold() not in taken else f"{title} {_digest(name)[:6]}.canvas"
        taken.add(title.casefold())
        old = _read(path / file)
        new = _beside(old, *_roadmap(graph, name, pages or {}))
        if new != old:
            replace_file(path / file, json.dumps(new, ensure_ascii=False, indent=1) + "\n")


def _read(path: Path) -> dict[str, Any]:
    """The canvas that stands there; empty where none does."""
    try:
        text = path.read_text("utf-8").strip() if path.exists() else ""
        canvas = json.loads(text or "{}")
        lists = [canvas.get("nodes", []), canvas.get("edges", [])]
        if all(isinstance(found, list) and all(isinstance(one, dict) for one in found) for found in lists):
            return dict(canvas)
    except (ValueError, AttributeError):
        pass
    raise GraphError(f"{path} is there and is no canvas", hint="mend it, or take it away: it is not written over")


def _beside(old: dict[str, Any], cards: list[dict[str, Any]], lines: list[dict[str, Any]]) -> dict[str, Any]:
    """The canvas `old` with our cards and lines anew; what lay below our cards still does, and all else above them."""
    was = old.get("nodes", [])
    own = [card for card in was if not _is_ours(card)]
    below = len(list(takewhile(lambda card: not _is_ours(card), was)))
    nodes = [*own[:below], *cards, *own[below:]]
    known = {card.get("id") for card in nodes}
    kept = [
        line
        for line in old.get("edges", [])
        if not _is_ours(line) and line.get("fromNode") in known and line.get("toNode") in known
    ]
    return {**old, "nodes": nodes, "edges": [*lines, *kept]}


def _is_ours(part: Mapping[str, Any]) -> bool:
    return str(part.get("id", "")).startswith(OURS)


def _roadmap(
    graph: nx.MultiDiGraph[str], roadmap: str, pages: Mapping[str, str]
) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """The cards of a roadmap, and the lines between its stages."""
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
    return nodes, edges


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
    return OURS + _digest(name)


def _digest(name: str) -> str:
    return hashlib.sha256(name.encode()).hexdigest()[:16]
