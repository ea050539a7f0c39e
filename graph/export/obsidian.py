"""An Obsidian vault: a page for each topic, stage and resource, a canvas for each roadmap.

A page has our part between two comments; what its owner writes before or after stays when the vault is written again.
`.linkatlas.json` remembers which page is whose, so that a page keeps its name when a title changes.
"""

from __future__ import annotations

import json
from pathlib import Path

import networkx as nx

from graph.export import canvas
from graph.export.markdown import file_name
from graph.export.obsidian_pages import BEGIN, END, page
from graph.export.properties import merged
from graph.export.rows import nodes_of
from graph.offline import replace_file

FOLDERS = {"Topic": "Topics", "Stage": "Stages", "Resource": "Resources"}
MEMORY = ".linkatlas.json"


def write(graph: nx.MultiDiGraph[str], path: Path) -> None:
    """Writes the vault into the folder `path`; pages of what is gone go too, unless their owner wrote on them."""
    path.mkdir(parents=True, exist_ok=True)
    old = _remembered(path)
    names = _names(graph, old)
    for name, place in names.items():
        _write_page(path / place, page(graph, name, names))
    for name in old.keys() - names.keys():
        _retire(path / old[name])
    for name, data in nodes_of(graph, "Roadmap"):
        canvas.write_roadmap(graph, name, path / f"{file_name(data['title'])}.canvas", names)
    replace_file(path / MEMORY, json.dumps(names, ensure_ascii=False, indent=0, sort_keys=True) + "\n")


def _remembered(path: Path) -> dict[str, str]:
    """Node → page of an earlier export; only pages inside the vault."""
    try:
        found = json.loads((path / MEMORY).read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    root = path.resolve()
    return {
        str(node): str(place)
        for node, place in (found.items() if isinstance(found, dict) else ())
        if (path / str(place)).resolve().is_relative_to(root) and str(place).endswith(".md")
    }


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


def _write_page(path: Path, text: str) -> None:
    """Puts our part into the page, front matter first; the owner's words around it and own properties stay."""
    front, body = text.split(BEGIN, 1)
    ours = BEGIN + body
    if path.exists():
        properties, before, after = _owners(path.read_text("utf-8", errors="replace"))
        new = merged(front, properties) + before + ours + after
    else:
        path.parent.mkdir(parents=True, exist_ok=True)
        new = front + ours + "\n"
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


def _retire(path: Path) -> None:
    """Takes away the page of something gone; a page that its owner wrote on loses only our part."""
    if not path.exists():
        return
    properties, before, after = _owners(path.read_text("utf-8", errors="replace"))
    own = merged("", properties)
    if (own + before + after).strip():
        replace_file(path, own + before + after)
    else:
        path.unlink()
