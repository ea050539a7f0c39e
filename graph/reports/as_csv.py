"""CSV for spreadsheets: a link a row; no cell of a page's or note's text can be taken for a formula."""

from __future__ import annotations

import csv
import io

from graph.plain import plain
from graph.reports.model import LinkRow, Report

COLUMNS = (
    "note",
    "line",
    "url",
    "title",
    "health",
    "state",
    "status",
    "reason",
    "confirmed",
    "since",
    "failures",
    "kind",
    "roadmap",
    "stage",
    "instead",
)
# OWASP, "CSV injection": cells that begin so are formulae to Excel, LibreOffice and Google Sheets
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")


def render(report: Report) -> str:
    """Comma-separated with a header, lines end in CR LF (RFC 4180)."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    for row in report.links:
        writer.writerow([_cell(value) for value in _values(row)])
    return out.getvalue()


def _values(row: LinkRow) -> tuple[object, ...]:
    return (
        row.note,
        row.line,
        row.shown,
        row.title,
        row.health.value,
        row.state.value if row.state else "",
        row.status or "",
        row.reason,
        "yes" if row.confirmed else "",
        row.since.isoformat() if row.since else "",
        row.failures or "",
        row.kind.value,
        row.roadmap or "",
        " › ".join(row.stage),
        row.suggestions[0].url if row.suggestions else "",
    )


def _cell(value: object) -> object:
    if not isinstance(value, str):
        return value
    text = plain(value, 2000)
    return f"'{text}" if text.startswith(_FORMULA) else text
