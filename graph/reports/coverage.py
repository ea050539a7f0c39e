"""What each stage teaches, what it lacks, and what an earlier stage taught already."""

from __future__ import annotations

from collections import defaultdict

from crawler.records import Stage, Task
from graph.plain import plain
from graph.reports.index import COVERS, Index
from graph.reports.model import Lack, StageRow, Taught

LACKS_SHOWN = 12
"""More missing topics than this are no help to anybody who reads a report."""


def coverage_rows(look: Index) -> tuple[StageRow, ...]:
    """One row a stage, in the order of roadmaps and stages."""
    order = {roadmap.id: (roadmap.note, roadmap.position) for roadmap in look.facts.scan.roadmaps}
    stages = sorted(look.facts.scan.stages, key=lambda s: (order.get(s.roadmap, ("", 0)), s.roadmap, s.position))
    aims = _aims(look)
    seen: dict[str, set[str]] = defaultdict(set)
    rows: list[StageRow] = []
    for stage in stages:
        taught = _taught(stage, look)
        names = {row.topic for row in taught}
        rows.append(_row(stage, taught, _lacks(stage, names, aims, seen[stage.roadmap], look), seen, look))
        seen[stage.roadmap] |= names
    return tuple(rows)


def _row(stage: Stage, taught: list[Taught], lacks: list[Lack], seen: dict[str, set[str]], look: Index) -> StageRow:
    keys = look.in_stage.get(stage.id, ())
    links = [link for key in keys for link in look.links_of[key] if link.stage == stage.id]
    roadmap = next((r for r in look.facts.scan.roadmaps if r.id == stage.roadmap), None)
    minutes = [document.minutes or 0.0 for key in keys if (document := look.facts.documents.get(key))]
    return StageRow(
        id=stage.id,
        note=roadmap.note if roadmap else "",
        line=stage.line,
        roadmap=plain(roadmap.title if roadmap else ""),
        stage=tuple(plain(title) for title in look.stage_path(stage.id)),
        resources=len(keys),
        alive=sum(look.alive(key) for key in keys),
        done=len({link.key for link in links if link.task is Task.DONE}),
        minutes=round(sum(minutes), 1),
        teaches=tuple(taught),
        lacks=tuple(lacks[:LACKS_SHOWN]),
        repeats=tuple(row.name for row in taught if row.topic in seen[stage.roadmap]),
    )


def _taught(stage: Stage, look: Index) -> list[Taught]:
    """Topics of the stage's resources, those that more and better resources cover first."""
    found: dict[str, list[tuple[float, str]]] = defaultdict(list)
    for key in look.in_stage.get(stage.id, ()):
        for coverage in look.covers.get(key, ()) if look.usable(key) else ():
            found[coverage.topic].append((coverage.score, key))
    rows = [
        Taught(topic, _name(topic, look), max(pairs)[0], len(pairs), plain(look.title(max(pairs)[1]), 120))
        for topic, pairs in found.items()
    ]
    return sorted(rows, key=lambda row: (-row.resources * row.score, row.name))


def _aims(look: Index) -> dict[str, list[str]]:
    """Topics that a stage sets out to teach by its own words, strongest first."""
    aims: dict[str, list[tuple[float, str]]] = defaultdict(list)
    for aim in look.facts.stage_coverages:
        if aim.score >= COVERS:
            aims[aim.stage].append((-aim.score, aim.topic))
    return {stage: [topic for _, topic in sorted(pairs)] for stage, pairs in aims.items()}


def _lacks(stage: Stage, taught: set[str], aims: dict[str, list[str]], before: set[str], look: Index) -> list[Lack]:
    """Topics it names and nothing living covers; then what its topics require and no stage up to it covers."""
    named = [
        Lack(topic, _name(topic, look), "The stage names it and nothing in the stage that is not dead covers it.")
        for topic in aims.get(stage.id, ())
        if topic not in taught
    ]
    told = {lack.topic for lack in named}
    required: dict[str, Lack] = {}
    for topic_id in sorted(taught):
        topic = look.topics.get(topic_id)
        for need in topic.requires if topic else ():
            if need.topic not in taught | before | told:
                why = f"{_name(topic_id, look)} requires it: {plain(need.reason)}"
                required.setdefault(need.topic, Lack(need.topic, _name(need.topic, look), why))
    return named + sorted(required.values(), key=lambda lack: lack.name)


def _name(topic: str, look: Index) -> str:
    known = look.topics.get(topic)
    return plain(known.name if known else topic, 80)
