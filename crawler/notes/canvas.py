"""Obsidian's canvas (JSON Canvas 1.0): links of its cards, markdown in its texts, notes that it shows."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

from crawler.notes.blocks import read_markdown
from crawler.notes.found import Found, FoundLink, FoundReference


def read_canvas(text: str, found: Found) -> None:
    """Read a canvas into `found`. A card's links stand on the line of the file where the card's words begin."""
    try:
        canvas = json.loads(text)
        nodes = [node for node in canvas["nodes"] if isinstance(node, dict)]
    except (ValueError, KeyError, TypeError):
        found.findings.append((0, "not a canvas: its JSON is broken") if text.strip() else (0, "an empty canvas"))
        return
    for node in nodes:
        _READERS.get(str(node.get("type")), _nothing)(node, text, found)


def _place(text: str, words: str) -> tuple[int, int]:
    """Line and column in the file of a JSON string's beginning; 1, 1 where it is spelled in another way."""
    at = text.find(json.dumps(words, ensure_ascii=False))
    at = at if at >= 0 else text.find(json.dumps(words))
    if at < 0:
        return 1, 1
    return text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at) + 1


def _nothing(_node: dict[str, Any], _text: str, _found: Found) -> None:
    return


def _link(node: dict[str, Any], text: str, found: Found) -> None:
    address = str(node.get("url", ""))
    line, column = _place(text, address)
    found.links.append(FoundLink(line, column, address, address, "", span=(line, column, column + len(address))))


def _file(node: dict[str, Any], text: str, found: Found) -> None:
    path = str(node.get("file", ""))
    line, column = _place(text, path)
    heading = str(node.get("subpath", "")).lstrip("#")
    found.references.append(FoundReference(line, column, path, path, heading, wiki=True))


def _words(node: dict[str, Any], text: str, found: Found) -> None:
    words = str(node.get("text", ""))
    line, column = _place(text, words)
    card = Found()
    read_markdown(words, card)
    for link in card.links:
        found.links.append(replace(link, line=line, column=column, span=None))
    for reference in card.references:
        found.references.append(replace(reference, line=line, column=column))


_READERS = {"link": _link, "file": _file, "text": _words}
