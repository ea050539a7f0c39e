"""Workflow commands that GitHub turns into annotations at a line of a note."""

from __future__ import annotations

from crawler.records import Health
from graph.plain import plain, sentence
from graph.reports.groups import headline
from graph.reports.model import LinkRow, Report

MOST = 50
"""GitHub shows no more annotations of one step."""


def render(report: Report) -> str:
    """One line a dead or suspected link, the confirmed first, then the headline as a notice."""
    rows = sorted((row for row in report.links if row.health is Health.DEAD), key=lambda row: not row.confirmed)
    lines = [_line(row) for row in rows[: MOST - 1]]
    return "\n".join([*lines, f"::notice title=linkatlas::{_data(headline(report))}"]) + "\n"


def _line(row: LinkRow) -> str:
    level = "error" if row.confirmed else "warning"
    instead = f" Instead: {row.suggestions[0].url}" if row.suggestions else ""
    where = f"file={_property(row.note)},line={row.line},col={row.column},title={_property('Dead link')}"
    return f"::{level} {where}::{_data(f'{row.shown}: {sentence(row.reason)}{instead}')}"


def _data(text: str) -> str:
    """Escaped as the runner unescapes it (actions/toolkit, `escapeData`)."""
    return plain(text, 2000).replace("%", "%25")


def _property(text: str) -> str:
    """As `escapeProperty` does: commas and colons part properties."""
    return _data(text).replace(":", "%3A").replace(",", "%2C")
