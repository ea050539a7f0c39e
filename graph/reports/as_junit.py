"""JUnit's XML (the dialect of Jenkins' xunit schema): a suite a note, a case a link; a dead link is a failure."""

from __future__ import annotations

from collections import defaultdict
from xml.sax.saxutils import quoteattr

from crawler.records import Health
from graph.plain import plain
from graph.reports.model import LinkRow, Report


def render(report: Report) -> str:
    """Suspected and uncertain links are skipped cases with their reason, so that they fail nobody's build."""
    suites: dict[str, list[LinkRow]] = defaultdict(list)
    for row in report.links:
        suites[row.note].append(row)
    lines = ['<?xml version="1.0" encoding="UTF-8"?>']
    failures = sum(_fails(row) for row in report.links)
    lines.append(f'<testsuites name="linkatlas" tests="{len(report.links)}" failures="{failures}">')
    for note, rows in sorted(suites.items()):
        failed, skipped = sum(map(_fails, rows)), sum(map(_skips, rows))
        counts = f'tests="{len(rows)}" failures="{failed}" errors="0" skipped="{skipped}"'
        lines.append(f"  <testsuite name={_attribute(note)} {counts}>")
        for row in rows:
            lines += _case(row)
        lines.append("  </testsuite>")
    lines.append("</testsuites>")
    return "\n".join(lines) + "\n"


def _case(row: LinkRow) -> list[str]:
    name = _attribute(f"{row.line}:{row.column} {row.shown}")
    head = f"    <testcase classname={_attribute(row.note)} name={name}"
    state = row.state.value if row.state else "not_visited"
    if _fails(row):
        instead = "".join(f" Instead: {suggestion.url}" for suggestion in row.suggestions[:1])
        return [
            f"{head}>",
            f'      <failure type="{state}" message={_attribute(row.reason + instead)}/>',
            "    </testcase>",
        ]
    if _skips(row):
        return [f"{head}>", f"      <skipped message={_attribute(f'{state}: {row.reason}')}/>", "    </testcase>"]
    return [f"{head}/>"]


def _fails(row: LinkRow) -> bool:
    return row.health is Health.DEAD and row.confirmed


def _skips(row: LinkRow) -> bool:
    return row.health is not Health.ALIVE and not _fails(row)


def _attribute(text: str) -> str:
    return quoteattr(plain(text, 2000))
