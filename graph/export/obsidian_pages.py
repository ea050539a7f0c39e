"""What stands on a page of the vault: properties as front matter, then the page's ties as links."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import networkx as nx

from graph.export.markdown import address, scalar, words
from graph.export.rows import Data, into, out_of

BEGIN = "%% linkatlas: from here to the next such comment this page is written anew by each export %%\n"
END = "%% linkatlas: end %%"
CLEAR = 0.3
MOST = 60
"""Links of one kind on a page."""

Names = Mapping[str, str]

# label → properties that go into the front matter
_FRONT: Mapping[str, tuple[str, ...]] = {
    "Topic": ("aliases",),
    "Stage": ("position",),
    "Resource": ("url", "kind", "author", "published", "language", "minutes", "level", "health", "state", "checked_at"),
}


def ours(label: str) -> frozenset[str]:
    """Every property that we write on pages of a label."""
    return frozenset({"linkatlas", "tags", *_FRONT[label]})


def page(graph: nx.MultiDiGraph[str], name: str, names: Names) -> str:
    """The page of a node: front matter, then our part between `BEGIN` and `END`."""
    data = graph.nodes[name]
    lines = {"Topic": _topic, "Stage": _stage, "Resource": _resource}[data["label"]](graph, name, data, names)
    return _front(data) + BEGIN + "\n".join(lines).rstrip() + "\n\n" + END


def link(name: str, graph: nx.MultiDiGraph[str], names: Names) -> str:
    """A link to a node's page, shown as its title."""
    data = graph.nodes[name]
    title = words(data.get("title") or data.get("name") or data["id"], 120)
    return f"[[{names[name].removesuffix('.md')}|{title}]]" if name in names else title


def _front(data: Data) -> str:
    rows = [f"{key}: {scalar(data[key])}" for key in _FRONT[data["label"]] if data.get(key) not in (None, [], "")]
    kind = data["label"].lower()
    return "\n".join(["---", f"linkatlas: {scalar(data['id'])}", f"tags: [linkatlas/{kind}]", *rows, "---", ""])


def _section(title: str, lines: Iterable[str]) -> list[str]:
    found = list(lines)
    more = [f"- … and {len(found) - MOST} more"] if len(found) > MOST else []
    return [f"## {title}", "", *found[:MOST], *more, ""] if found else []


def _scored(rows: Iterable[tuple[str, Data]]) -> list[tuple[str, Data]]:
    return sorted((row for row in rows if row[1]["score"] >= CLEAR), key=lambda row: (-row[1]["score"], row[0]))


def _topic(graph: nx.MultiDiGraph[str], name: str, data: Data, names: Names) -> list[str]:
    def to(other: str) -> str:
        return f"- {link(other, graph, names)}"

    return [
        f"# {words(data['name'])}",
        "",
        words(data["description"], 1000),
        "",
        *_section("Covered by", (f"{to(r)} ({e['score']:.2f})" for r, e in _scored(into(graph, name, "COVERS")))),
        *_section("Taught in", (to(s) for s, _ in _scored(into(graph, name, "TEACHES")))),
        *_section(
            "Learn first",
            (f"{to(t)}: {words(e['reason'])}" for t, e in sorted(out_of(graph, name, "REQUIRES"), key=_first)),
        ),
        *_section("Needed for", sorted(to(t) for t, _ in into(graph, name, "REQUIRES"))),
        *_section("Part of", sorted(to(t) for t, _ in out_of(graph, name, "BROADER"))),
        *_section("Parts", sorted(to(t) for t, _ in into(graph, name, "BROADER"))),
    ]


def _stage(graph: nx.MultiDiGraph[str], name: str, data: Data, names: Names) -> list[str]:
    listed = sorted(into(graph, name, "LISTED_IN"), key=lambda row: (row[1]["note"], row[1]["line"], row[0]))
    boxes = {True: "[x] ", False: "[ ] ", None: ""}
    following = [f"- {link(s, graph, names)}" for s, _ in out_of(graph, name, "NEXT")]
    return [
        f"# {words(data['title'])}",
        "",
        words(data["summary"], 1000),
        "",
        *_section("Resources", (f"- {boxes[e['done']]}{link(r, graph, names)}" for r, e in listed)),
        *_section("Topics", (f"- {link(t, graph, names)}" for t, _ in _scored(out_of(graph, name, "TEACHES")))),
        *_section("Next", following),
    ]


def _resource(graph: nx.MultiDiGraph[str], name: str, data: Data, names: Names) -> list[str]:
    url = address(data["url"])
    covers = _scored(out_of(graph, name, "COVERS"))
    stages = dict.fromkeys(stage for stage, _ in out_of(graph, name, "LISTED_IN"))
    alike = [*out_of(graph, name, "SIMILAR_TO"), *into(graph, name, "SIMILAR_TO")]
    return [
        f"# {words(data['title'])}",
        "",
        f"[open]({url})" if url else "",
        "",
        words(data["summary"], 1000),
        "",
        *_section("Covers", (f"- {link(t, graph, names)}: {words(e['evidence'])}" for t, e in covers)),
        *_section("Stands in", (f"- {link(s, graph, names)}" for s in stages)),
        *_section("Like it", (f"- {link(r, graph, names)}" for r, _ in _scored(alike))),
    ]


def _first(row: tuple[str, Data]) -> str:
    return row[0]
