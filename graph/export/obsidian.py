"""An Obsidian vault: a page for each topic, stage and resource, a canvas for each roadmap.

A page has our part between two comments; what its owner writes before or after stays when the vault is written again.
`.linkatlas.json` remembers which page is whose, so that a page keeps its name when a title changes, and which aliases
we gave it, so that the owner's stay.
"""

from __future__ import annotations

import json
from collections.abc import Collection
from pathlib import Path
from typing import Any

import networkx as nx

from graph.export import canvas
from graph.export.markdown import file_name
from graph.export.obsidian_pages import BEGIN, END, ours, page
from graph.export.properties import merged
from graph.export.rows import nodes_of
from graph.offline import replace_file

FOLDERS = {"Topic": "Topics", "Stage": "Stages", "Resource": "Resources"}
MEMORY = ".linkatlas.json"


def write(graph: nx.MultiDiGraph[str], path: Path) -> None:
    """Writes the vault into the folder `path`; pages of what is gone go too, unless their owner wrote on them.

    Raises GraphError where the file of a canvas is none.
    """
    path.mkdir(parents=True, exist_ok=True)
    memory = _memory(path)
    old, called = _pages(path, memory), _aliases(memory)
    names = _names(graph, old)
    aliases = {name: data["aliases"] for name, data in nodes_of(graph, "Topic")}
    for name, place in names.items():
        known = {*called.get(name, ()), *aliases.get(name, ())}
        _write_page(path / place, page(graph, name, names), graph.nodes[name]["label"], known)
    for name in old.keys() - names.keys():
        _retire(path / old[name], called.get(name, ()))
    said = {"pages": names, "aliases": aliases}
    replace_file(path / MEMORY, json.dumps(said, ensure_ascii=False, indent=0, sort_keys=True) + "\n")
    canvas.write(graph, path, names)


def _memory(path: Path) -> dict[str, Any]:
    """What an earlier export wrote down, `pages` and `aliases`; empty where that cannot be read."""
    try:
        found = json.loads((path / MEMORY).read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return {key: part for key, part in found.items() if isinstance(part, dict)} if isinstance(found, dict) else {}


def _pages(path: Path, memory: dict[str, Any]) -> dict[str, str]:
    """Node → page of an earlier export; only pages inside the vault."""
    root = path.resolve()
    return {
        str(node): str(place)
        for node, place in memory.get("pages", {}).items()
        if (path / str(place)).resolve().is_relative_to(root) and str(place).endswith(".md")
    }


def _aliases(memory: dict[str, Any]) -> dict[str, list[str]]:
    """Node → the aliases that an earlier export gave its page."""
    return {str(node): said for node, said in memory.get("aliases", {}).items() if isinstance(said, list)}


def _names(graph: nx.MultiDiGraph[str], old: dict[str, str]) -> dict[str, str]:
    """Node → its page: the one it had, else one by its title, numbered where the title is taken."""
    wanted = [(name, label, data) for label in FOLDERS for name, data in nodes_of(graph, label)]
    names = {name: old[name] for name, _, _ in wanted if name in old}
    taken = {place.casefold() for place in names.values()}
    for name, label, data in wanted:
        if name in names:
            continue
        title = file_name(data.get("title") or data.get("name") or data["id"])
        number, place = 1, f"{FOLDERS[label]}/{title}.md"
        while place.casefold() in taken:
            number += 1
            place = f"{FOLDERS[label]}/{title} ({number}).md"
        taken.add(place.casefold())
        names[name] = place
    return names


def _write_page(path: Path, text: str, label: str, aliases: Collection[str]) -> None:
    """Puts our part into the page, front matter first; the owner's words around it and own properties stay.

    `aliases` are ours.
    """
    front, body = text.split(BEGIN, 1)
    part = BEGIN + body
    if path.exists():
        properties, before, after = _owners(path.read_text("utf-8", errors="replace"))
        new = merged(front, properties, ours(label), aliases) + before + part + after
    else:
        path.parent.mkdir(parents=True, exist_ok=True)
        new = front + part + "\n"
    if not path.exists() or path.read_text("utf-8", errors="replace") != new:
        replace_file(path, new)


def _owners(text: str) -> tuple[str, str, str]:
    """The lines of the front matter, what stands between it and our part, and what stands after that."""
    properties = ""
    if text.startswith("---\n") and "\n---\n" in text[3:]:
        properties, text = text[4:].split("---\n", 1) if text.startswith("---\n---\n") else text[4:].split("\n---\n", 1)
    if BEGIN not in text or END not in text:
        return properties, "", "\n" + text
    before, rest = text.split(BEGIN, 1)
    return properties, before, rest.split(END, 1)[1]


def _retire(path: Path, aliases: Collection[str]) -> None:
    """Takes away the page of something gone; a page that its owner wrote on loses only our part and our aliases."""
    if not path.exists():
        return
    label = next((label for label, folder in FOLDERS.items() if folder == path.parent.name), "Topic")
    properties, before, after = _owners(path.read_text("utf-8", errors="replace"))
    own = merged("", properties, ours(label), aliases)
    if (own + before + after).strip():
        replace_file(path, own + before + after)
    else:
        path.unlink()
