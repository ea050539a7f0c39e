"""report.json (`DESIGN.md` §6): the report for programs."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from datetime import datetime

from graph.plain import escape_invisible
from graph.reports.model import ChangeRow, LinkRow, Report, StageRow

VERSION = 1
"""Rises when a field changes its meaning or goes away; new fields do not raise it."""


def render(report: Report) -> str:
    """The report as JSON, indented, in a fixed order, safe to print."""
    return "".join(parts(report))


def parts(report: Report) -> Iterator[str]:
    """The same a row at a time."""
    run = report.run
    about = {
        "id": run.id,
        "started": _time(run.started),
        "finished": _time(run.finished),
        "conclusive": run.conclusive,
        "reason": run.reason,
        "counts": dict(run.counts),
    }
    yield f'{{\n "version": {VERSION},\n "run": {_indented(about, 1)},\n "links": '
    yield from _list(map(_link, report.links))
    yield ',\n "changes": '
    yield from _list(map(_change, report.changes))
    yield ',\n "coverage": '
    yield from _list(map(_stage, report.coverage))
    yield "\n}\n"


def _list(rows: Iterable[dict[str, object]]) -> Iterator[str]:
    """A list at the first level, as the encoder would indent it."""
    empty = True
    for row in rows:
        yield f"{'[' if empty else ','}\n  {_indented(row, 2)}"
        empty = False
    yield "[]" if empty else "\n ]"


def _indented(value: object, level: int) -> str:
    # no string of JSON holds a line's end: every one is the encoder's own
    text = json.dumps(value, ensure_ascii=False, indent=1).replace("\n", "\n" + " " * level)
    return escape_invisible(text)


def _time(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None


def _link(row: LinkRow) -> dict[str, object]:
    return {
        "note": row.note,
        "line": row.line,
        "raw": row.raw,
        "url": row.url,
        "key": row.key,
        "final_url": row.final_url or None,
        "health": row.health.value,
        "state": row.state.value if row.state else None,
        "status": row.status,
        "reason": row.reason,
        "confirmed": row.confirmed,
        "since": _time(row.since),
        "failures": row.failures,
        "title": row.title,
        "kind": row.kind.value,
        "roadmap": row.roadmap,
        "stage": list(row.stage),
        "suggestions": [{"kind": s.kind, "url": s.url, "why": s.why} for s in row.suggestions],
    }


def _change(row: ChangeRow) -> dict[str, object]:
    return {
        "change": row.kind.value,
        "url": row.url,
        "from": row.before,
        "to": row.after,
        "places": [{"note": place.note, "line": place.line} for place in row.places],
    }


def _stage(row: StageRow) -> dict[str, object]:
    return {
        "roadmap": row.roadmap,
        "stage": list(row.stage),
        "note": row.note,
        "line": row.line,
        "resources": row.resources,
        "alive": row.alive,
        "done": row.done,
        "minutes": row.minutes,
        "teaches": [
            {"topic": t.topic, "name": t.name, "score": round(t.score, 3), "resources": t.resources}
            for t in row.teaches
        ],
        "lacks": [{"topic": lack.topic, "name": lack.name, "why": lack.why} for lack in row.lacks],
        "repeats": list(row.repeats),
    }
