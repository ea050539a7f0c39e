"""What the page opens on demand: for each resource its summary, evidence, places, history and replacements."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from crawler.records import Facts, Health
from graph.plain import address, plain
from graph.view.content import covered
from graph.view.numbering import Numbered

CHUNK = 500
"""Resources in one packed block."""
EVIDENCE_CHARACTERS = 240
HISTORY = 30
SIMILAR = 6


def details(numbered: Numbered, facts: Facts | None) -> Iterator[list[dict[str, object]]]:
    """Blocks of `CHUNK` rows in the order of the resources' table. Empty parts are left out of a row."""
    rows = _rows(numbered, facts)
    while block := list(islice(rows, CHUNK)):
        yield block


def _rows(numbered: Numbered, facts: Facts | None) -> Iterator[dict[str, object]]:
    similar = Similar(numbered)
    instead = _instead(facts)
    for name, data in numbered.rows("Resource"):
        row: dict[str, object] = {
            "summary": plain(data.get("summary") or "", 500),
            "reason": plain(data.get("reason") or "", 300),
            "moved": address(data.get("moved_to") or ""),
            "evidence": _evidence(numbered, name),
            "places": _places(numbered, name),
            "similar": similar.of(numbered.number[name]),
            "links": numbered.targets(name, "LINKS_TO")[:20],
            "history": _history(data["id"], facts),
            "instead": instead.get(data["id"], []),
        }
        yield {part: value for part, value in row.items() if value}


def _evidence(numbered: Numbered, name: str) -> list[list[object]]:
    """Sentence, mentions and whether only the note says so, in the order of the resource's topics."""
    return [
        [plain(edge["evidence"] or "", EVIDENCE_CHARACTERS), edge["mentions"] or 0, int(edge["source"] == "note")]
        for _, _, edge in covered(numbered, name)
    ]


def _places(numbered: Numbered, name: str) -> list[list[object]]:
    """Note, line, innermost stage (-1: none), the link's words, the sentence around it."""
    stages = {
        (edge["note"], edge["line"], edge.get("text")): numbered.number[stage]
        for _, stage, edge in numbered.out(name, "LISTED_IN")
    }
    places: list[list[object]] = []
    for _, note, edge in numbered.out(name, "MENTIONED_IN"):
        stage = stages.get((numbered.node(note)["id"], edge["line"], edge["text"]), -1)
        context = plain(edge.get("context") or "", 300)
        places.append([numbered.number[note], edge["line"], stage, plain(edge["text"] or "", 200), context])
    return sorted(places, key=lambda place: (place[0], place[1]))


class Similar:
    """Which resources are nearest to each, by number; as arrays, for there are five a resource and more."""

    def __init__(self, numbered: Numbered) -> None:
        import numpy as np

        edges = ((numbered.number[a], numbered.number[b], e["score"]) for a, b, e in numbered.edges("SIMILAR_TO"))
        found = np.fromiter(edges, dtype=[("one", "i4"), ("other", "i4"), ("score", "f8")])
        ends = np.concatenate((found["one"], found["other"]))
        others = np.concatenate((found["other"], found["one"]))
        order = np.lexsort((others, -np.concatenate((found["score"], found["score"])), ends))
        self._others = others[order]
        self._starts = np.searchsorted(ends[order], np.arange(len(numbered.names["Resource"]) + 1))

    def of(self, resource: int) -> list[int]:
        """The nearest `SIMILAR`, best first."""
        start, end = self._starts[resource : resource + 2]
        nearest: list[int] = self._others[start : min(end, start + SIMILAR)].tolist()
        return nearest


def _history(key: str, facts: Facts | None) -> list[list[str]]:
    standing = facts.standings.get(key) if facts else None
    if standing is None:
        return []
    return [[sighting.at.strftime("%Y-%m-%d"), sighting.state.value] for sighting in standing.history[-HISTORY:]]


def _instead(facts: Facts | None) -> dict[str, list[list[str]]]:
    """Replacements by key, as the report suggests them; without facts, none beyond the lasting address."""
    if facts is None:
        return {}
    dead = [key for key, standing in facts.standings.items() if standing.check.health is Health.DEAD]
    if not dead:
        return {}
    from graph.reports.index import index
    from graph.reports.suggest import Suggester

    look = index(facts)
    suggester = Suggester(look)
    found: dict[str, list[list[str]]] = {}
    for key in dead:
        if links := look.links_of.get(key):
            standing = facts.standings[key]
            suggestions = suggester.suggest(links[0], standing.check.health, standing.check.state, standing)
            found[key] = [[s.kind, s.url, s.why, s.title] for s in suggestions]
    return found
