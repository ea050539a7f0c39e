"""The report for a terminal of 80 columns; page texts come in plain, so no escape sequence of theirs can reach it."""

from __future__ import annotations

from collections.abc import Iterator

from graph.plain import sentence
from graph.reports.groups import CHANGE_WORDS, Group, groups, headline
from graph.reports.model import ChangeRow, LinkRow, Place, Report
from graph.reports.open_in import place_link
from graph.wrapping import wrap

ROWS = 40
"""Rows of a group before the rest is only counted; report.html has them all."""


def render(report: Report, *, hyperlinks: bool = False) -> str:
    """Changes first, then what to do something about, then what the stages lack.

    With `hyperlinks` places link to their files (OSC 8), for a terminal.
    """
    return "\n".join(_lines(report, hyperlinks)) + "\n"


def _lines(report: Report, hyperlinks: bool) -> Iterator[str]:
    yield headline(report)
    if not report.run.conclusive:
        yield from wrap(f"This run is inconclusive: {report.run.reason}", "")
    if report.changes:
        yield from ("", "CHANGES")
        for change in report.changes[:ROWS]:
            yield from _change(change, hyperlinks)
        yield from _rest(len(report.changes))
    for group in groups(report):
        yield from _group(group, hyperlinks)
    yield from _coverage(report)


def _change(change: ChangeRow, hyperlinks: bool) -> Iterator[str]:
    yield from wrap(f"{CHANGE_WORDS[change.kind]}: {change.title or change.url}", "  ")
    yield f"    {change.url}"
    for place in change.places[:3]:
        yield f"    {_place(place, hyperlinks)}"


def _group(group: Group, hyperlinks: bool) -> Iterator[str]:
    yield from ("", f"{group.title.upper()} ({len(group.rows)})")
    yield from wrap(group.meaning, "  ")
    if group.id == "skipped":
        return
    for row in group.rows[:ROWS]:
        yield from _link(row, hyperlinks)
    yield from _rest(len(group.rows))


def _link(row: LinkRow, hyperlinks: bool) -> Iterator[str]:
    since = f" Since {row.since:%Y-%m-%d}." if row.since else ""
    yield f"  {_place(Place(row.note, row.line, source=row.source), hyperlinks)}"
    yield from wrap(row.title or row.text, "    ")
    yield f"    {row.shown}"
    yield from wrap(f"{sentence(row.reason)}{since}", "    ")
    for suggestion in row.suggestions[:3]:
        yield f"    → {suggestion.url}"
        yield from wrap(suggestion.why, "      ")


def _place(place: Place, hyperlinks: bool) -> str:
    """`note:line`, which most terminals' editors open; a link to the file besides where that is wanted."""
    words = f"{place.note}:{place.line}"
    return place_link(words, place.source) if hyperlinks else words


def _coverage(report: Report) -> Iterator[str]:
    lacking = [row for row in report.coverage if row.lacks]
    if lacking:
        yield from ("", "WHAT STAGES LACK")
    for row in lacking:
        yield from wrap(f"{row.roadmap} › {' › '.join(row.stage)}", "  ")
        yield from wrap(", ".join(lack.name for lack in row.lacks), "    ")


def _rest(count: int) -> Iterator[str]:
    if count > ROWS:
        yield f"  … and {count - ROWS} more"
