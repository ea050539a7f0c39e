"""report.json (`DESIGN.md` §6): the report for programs."""

from __future__ import annotations

import json
from datetime import datetime

from graph.plain import escape_invisible
from graph.reports.model import ChangeRow, LinkRow, Report, StageRow

VERSION = 1
"""Rises when a field changes its meaning or goes away; new fields do not raise it."""


def render(report: Report) -> str:
    """The report as JSON, indented, in a fixed order, safe to print."""
    run = report.run
    shape = {
        "version": VERSION,
        "run": {
            "id": run.id,
            "started": _time(run.started),
            "finished": _time(run.finished),
            "conclusive": run.conclusive,
            "reason": run.reason,
            "counts": dict(run.counts),
        },
        "links": [_link(row) for row in report.links],
        "changes": [_change(row) for row in report.changes],
        "coverage": [_stage(row) for row in report.coverage],
    }
    return escape_invisible(json.dumps(shape, ensure_ascii=False, indent=1)) + "\n"


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
