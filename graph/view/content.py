"""What the page knows at once: tables of notes, roadmaps, stages, topics and resources, each row by its number."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from crawler.records import Run
from graph.offline import LongList
from graph.plain import address, plain
from graph.redact import redact_key
from graph.view.layout import Layout
from graph.view.numbering import Numbered
from graph.weave.notes import SUMMARY_CHARACTERS

HEALTHS = ("alive", "uncertain", "dead", "skipped", "unknown")
NO_TASK, OPEN, DONE = 0, 1, 2


def content(numbered: Numbered, layout: Layout, run: Run | None, sources: dict[str, str]) -> dict[str, object]:
    """Everything but the details of resources. `sources` maps a note's path to its file on disk."""
    return {
        "run": _run(run),
        "healths": HEALTHS,
        "notes": [
            [n["id"], plain(n["title"] or n["id"], 160), sources.get(n["id"], "")] for _, n in numbered.rows("Note")
        ],
        "roadmaps": _roadmaps(numbered),
        "stages": _stages(numbered),
        "topics": _topics(numbered, layout),
        "resources": _resources(numbered, layout),
        "homeless": layout.homeless,
        "swell": round(layout.swell, 2),
    }


def _run(run: Run | None) -> dict[str, object] | None:
    if run is None:
        return None
    at = run.finished or run.started
    return {
        "id": run.id,
        "at": at.strftime("%Y-%m-%dT%H:%M:%SZ"),
        "conclusive": run.conclusive,
        "reason": plain(run.reason),
    }


def _roadmaps(numbered: Numbered) -> list[list[object]]:
    note = {target: numbered.number[source] for source, target, _ in numbered.edges("CONTAINS")}
    return [[data["id"], plain(data["title"], 200), note.get(name, -1)] for name, data in numbered.rows("Roadmap")]


def _stages(numbered: Numbered) -> list[list[object]]:
    roadmap = {target: numbered.number[source] for source, target, _ in numbered.edges("HAS_STAGE")}
    parent = {source: numbered.number[target] for source, target, _ in numbered.edges("PART_OF")}
    rows: list[list[object]] = []
    for name, data in numbered.rows("Stage"):
        aims = [
            [numbered.number[topic], round(100 * (edge["score"] or 0)), edge.get("source") or ""]
            for _, topic, edge in numbered.out(name, "TEACHES")
        ]
        aims.sort(key=lambda aim: (-int(aim[1]), aim[0]))
        rows.append(
            [
                data["id"],
                plain(data["title"], 200),
                roadmap.get(name, -1),
                data["depth"] or 0,
                parent.get(name, -1),
                _prose(data),
                aims,
            ]
        )
    return rows


def _prose(stage: dict[str, Any]) -> str:
    """The stage's own words without its title; what the graph cut off ends in an ellipsis."""
    words = (stage["summary"] or "").removeprefix(stage["title"]).lstrip(" .:")
    return plain(words if len(stage["summary"] or "") < SUMMARY_CHARACTERS else words.rpartition(" ")[0] + " …", 500)


def _topics(numbered: Numbered, layout: Layout) -> list[list[object]]:
    rows: list[list[object]] = []
    for name, data in numbered.rows("Topic"):
        requires = [
            [numbered.number[target], plain(edge["reason"] or "", 200)]
            for _, target, edge in numbered.out(name, "REQUIRES")
        ]
        x, y, radius = layout.topics.get(numbered.number[name], (0, 0, 0))
        rows.append(
            [
                data["id"],
                plain(data["name"] or data["id"], 120),
                plain(data["description"] or "", 600),
                [plain(alias, 80) for alias in data.get("aliases") or ()],
                numbered.targets(name, "BROADER"),
                requires,
                data.get("community") or 0,
                [round(x), round(y), round(radius)],
            ]
        )
    return rows


def _resources(numbered: Numbered, layout: Layout) -> dict[str, LongList]:
    """Columns, so that twenty thousand rows stay small: the same name stands once, not once a row."""
    columns: dict[str, LongList] = defaultdict(LongList)
    for name, data in numbered.rows("Resource"):
        x, y = layout.resources[numbered.number[name]]
        for column, value in {**_facts(data), **_places(numbered, name), "x": round(x), "y": round(y)}.items():
            columns[column].append(value)
        columns["covers"].append(_covers(numbered, name))
    return columns


def _facts(data: dict[str, Any]) -> dict[str, object]:
    url, key = address(data["url"] or ""), redact_key(data["id"])
    health = data.get("health") or "unknown"
    return {
        "key": key,
        # the most common addresses follow from the key
        "url": {f"https://{key}": 0, f"https://www.{key}": 1, f"https://{key}/": 2, f"http://{key}": 3}.get(url, url),
        "title": plain(data.get("title") or url or key, 200),
        "kind": data.get("kind") or "other",
        "author": plain(data.get("author") or "", 120),
        "published": (data.get("published") or "")[:10],
        "language": plain(data.get("language") or "", 12),
        "level": data.get("level") or "",
        "minutes": round(data.get("minutes") or 0),
        "health": HEALTHS.index(health),
        "state": data.get("state") or "",
        "status": data.get("status") or 0,
        "since": (data.get("since") or "")[:10],
        "confirmed": int(bool(data.get("confirmed"))),
        "seen": (data.get("first_seen") or "")[:10],
        "rank": round(100 * (data.get("centrality") or 0)),
    }


def _places(numbered: Numbered, name: str) -> dict[str, object]:
    """Where the resource is listed, and whether one of its task boxes is ticked."""
    mentions = numbered.out(name, "MENTIONED_IN")
    boxes = {edge["done"] for _, _, edge in mentions}
    return {
        "stages": sorted(set(numbered.targets(name, "LISTED_IN"))),
        "notes": sorted(set(numbered.targets(name, "MENTIONED_IN"))),
        "task": DONE if True in boxes else OPEN if False in boxes else NO_TASK,
    }


def covered(numbered: Numbered, name: str) -> list[tuple[int, int, dict[str, Any]]]:
    """Topic, score in percent and edge of what a resource covers, best first; details keep the same order."""
    found = [
        (numbered.number[topic], round(100 * (edge["score"] or 0)), edge)
        for _, topic, edge in numbered.out(name, "COVERS")
    ]
    return sorted(found, key=lambda row: (-row[1], row[0]))


def _covers(numbered: Numbered, name: str) -> list[int]:
    return [value for topic, score, _ in covered(numbered, name) for value in (topic, score)]
