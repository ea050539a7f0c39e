"""What changed in a run, as Markdown to comment with; empty where nothing did, so that nobody is told twice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from crawler.records import ChangeKind
from graph.plain import sentence
from graph.reports.as_markdown import escape, link
from graph.reports.groups import CHANGE_WORDS
from graph.reports.model import ChangeRow, LinkRow, Report

MOST = 50
"""GitHub takes comments of up to 65,536 characters."""
_COUNTED = frozenset({ChangeKind.NEW, ChangeKind.REMOVED})
"""Whoever changed the notes knows these: how many is enough."""
_GONE = frozenset({ChangeKind.NEWLY_DEAD, ChangeKind.SUSPECTED})


def render(report: Report) -> str:
    """One line a change, with the place and, for what is gone, the reason and what to put instead."""
    told = [change for change in report.changes if change.kind not in _COUNTED]
    if not told or not report.run.conclusive:
        return ""
    rows = {row.url: row for row in reversed(report.links) if row.url}
    return "\n".join(_calling_nobody(line) for line in _lines(report, told, rows)) + "\n"


def _calling_nobody(line: str) -> str:
    """GitHub looks for @names and #numbers in what Markdown made, escaped or not: a sign without width keeps it off."""
    return line.replace("\\@", "@&#8203;").replace("\\#", "#&#8203;")


def _lines(report: Report, told: list[ChangeRow], rows: dict[str, LinkRow]) -> Iterator[str]:
    yield from ("### What changed among the links", "")
    for change in told[:MOST]:
        places = ", ".join(f"{escape(place.note)} line {place.line}" for place in change.places[:5])
        words = f"- **{CHANGE_WORDS[change.kind]}** {link(change.title or change.url, change.url)}"
        yield f"{words} — {places}" if places else words
        yield from _about(change, rows.get(change.url))
    if len(told) > MOST:
        yield f"- and {len(told) - MOST} more"
    counted = Counter(change.kind for change in report.changes if change.kind in _COUNTED)
    if counted:
        yield from ("", "Also " + ", ".join(f"{number} {CHANGE_WORDS[kind]}" for kind, number in counted.items()) + ".")


def _about(change: ChangeRow, row: LinkRow | None) -> Iterator[str]:
    if change.kind is ChangeKind.MOVED and change.after:
        yield f"  - Now at {link(change.after, change.after)}"
    if row is None or change.kind not in _GONE:
        return
    yield f"  {escape(sentence(row.reason))}"
    for suggestion in row.suggestions[:2]:
        yield f"  - Instead: {link(suggestion.title or suggestion.url, suggestion.url)}. {escape(suggestion.why)}"
