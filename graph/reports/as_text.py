"""The report for a terminal of 80 columns; page texts come in plain, so no escape sequence of theirs can reach it."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

from graph.plain import sentence
from graph.reports.groups import CHANGE_WORDS, groups, headline
from graph.reports.model import LinkRow, Report

WIDTH = 80
ROWS = 40
"""Rows of a group before the rest is only counted; report.html has them all."""


def render(report: Report) -> str:
    """Changes first, then what to do something about, then what the stages lack."""
    return "\n".join(_lines(report)) + "\n"


def _lines(report: Report) -> Iterator[str]:
    yield headline(report)
    if not report.run.conclusive:
        yield from _wrap(f"This run is inconclusive: {report.run.reason}", "")
    if report.changes:
        yield from ("", "CHANGES")
        for change in report.changes[:ROWS]:
            yield from _wrap(f"{CHANGE_WORDS[change.kind]}: {change.title or change.url}", "  ")
            yield f"    {change.url}"
        yield from _rest(len(report.changes))
    for group in groups(report):
        yield from ("", f"{group.title.upper()} ({len(group.rows)})  {group.meaning}")
        if group.id == "skipped":
            continue
        for row in group.rows[:ROWS]:
            yield from _link(row)
        yield from _rest(len(group.rows))
    yield from _coverage(report)


def _link(row: LinkRow) -> Iterator[str]:
    since = f" Since {row.since:%Y-%m-%d}." if row.since else ""
    yield f"  {row.note}:{row.line}"
    yield from _wrap(row.title or row.text, "    ")
    yield f"    {row.url or row.raw}"
    yield from _wrap(f"{sentence(row.reason)}{since}", "    ")
    for suggestion in row.suggestions[:3]:
        yield f"    → {suggestion.url}"
        yield from _wrap(suggestion.why, "      ")


def _coverage(report: Report) -> Iterator[str]:
    lacking = [row for row in report.coverage if row.lacks]
    if lacking:
        yield from ("", "WHAT STAGES LACK")
    for row in lacking:
        yield from _wrap(f"{row.roadmap} › {' › '.join(row.stage)}", "  ")
        yield from _wrap(", ".join(lack.name for lack in row.lacks), "    ")


def _rest(count: int) -> Iterator[str]:
    if count > ROWS:
        yield f"  … and {count - ROWS} more"


def _wrap(text: str, indent: str) -> list[str]:
    return textwrap.wrap(text, WIDTH, initial_indent=indent, subsequent_indent=indent, break_on_hyphens=False) or [
        indent.rstrip()
    ]
