"""SARIF 2.1.0: findings at their line and column, as code scanning shows them beside a change."""

from __future__ import annotations

import json
from urllib.parse import quote

from crawler.records import HEALTH_OF, Health, State
from graph.plain import escape_invisible, plain, sentence
from graph.reports.model import LinkRow, Report

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_LEVELS = {Health.DEAD: "error", Health.UNCERTAIN: "note", Health.ALIVE: "warning"}


def render(report: Report) -> str:
    """Dead, suspected and moved links as results; what could not be told is a note. Living links have none."""
    rows = [row for row in report.links if row.state and (row.health in (Health.DEAD, Health.UNCERTAIN) or _moved(row))]
    states = sorted({row.state.value for row in rows if row.state})
    log = {
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [
            {
                "tool": {"driver": {"name": "linkatlas", "rules": [_rule(State(state)) for state in states]}},
                "columnKind": "unicodeCodePoints",
                "results": [_result(row) for row in rows],
            }
        ],
    }
    return escape_invisible(json.dumps(log, ensure_ascii=False, indent=1)) + "\n"


def _moved(row: LinkRow) -> bool:
    return row.state is State.MOVED


def _rule(state: State) -> dict[str, object]:
    words = state.value.replace("_", " ")
    return {
        "id": state.value,
        "shortDescription": {"text": f"Link: {words}"},
        "defaultConfiguration": {"level": _LEVELS[HEALTH_OF[state]]},
    }


def _result(row: LinkRow) -> dict[str, object]:
    assert row.state is not None
    instead = f" Instead: {row.suggestions[0].url}" if row.suggestions else ""
    place = {
        "artifactLocation": {"uri": quote(row.note)},
        "region": {"startLine": max(1, row.line), "startColumn": max(1, row.column)},
    }
    return {
        "ruleId": row.state.value,
        "level": "warning" if row.suspected else _LEVELS[row.health],
        "message": {"text": plain(f"{row.shown}: {sentence(row.reason)}{instead}", 2000)},
        "locations": [{"physicalLocation": place}],
        "partialFingerprints": {"link/v1": plain(f"{row.note} {row.key or row.raw}", 2000)},
    }
