"""The report as Markdown in which nothing from pages or notes is live: no markup, no link, no table cell of theirs."""

from __future__ import annotations

import re
from collections.abc import Iterator

from graph.plain import sentence
from graph.reports.groups import CHANGE_WORDS, groups, headline
from graph.reports.model import LinkRow, Report

# CommonMark 0.31 §2.4 lets every ASCII punctuation sign be escaped; `<`, `>` and `&` become entities, so that readers
# that pass HTML through see none either. Sentence marks are left: they start nothing within a line.
_SIGNS = re.compile(r"([\\`*_{}\[\]()#+!|~^$=@]|:(?=\S)|\.(?=\S)|(?<=\s)-|^-|/(?=/))")
_ENTITIES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})
_URL_UNSAFE = re.compile(r"[\s<>\\`\[\]()|\"'{}^]")


def escape(text: str) -> str:
    """Words that Markdown shows as they are; addresses in them do not become links either."""
    return _SIGNS.sub(r"\\\1", text.translate(_ENTITIES))


def link(text: str, url: str) -> str:
    """A live link for an http address; for every other address its words alone."""
    if not url.lower().startswith(("http://", "https://")):
        return escape(text)
    safe = _URL_UNSAFE.sub(lambda sign: "".join(f"%{byte:02X}" for byte in sign.group(0).encode()), url)
    return f"[{escape(text)}]({safe})"


def render(report: Report) -> str:
    """The same order as the page: changes, what to do, coverage."""
    return "\n".join(_lines(report)) + "\n"


def _lines(report: Report) -> Iterator[str]:
    yield from ("# linkatlas report", "", f"{headline(report)}.", "")
    if report.run.started:
        yield from (f"Run {report.run.id}, {report.run.started:%Y-%m-%d %H:%M} UTC.", "")
    if not report.run.conclusive:
        yield from (f"**This run is inconclusive:** {escape(report.run.reason)}", "")
    if report.changes:
        yield from ("## Changes", "")
        for change in report.changes:
            places = ", ".join(f"{escape(place.note)} line {place.line}" for place in change.places)
            said = f"- **{CHANGE_WORDS[change.kind]}** {link(change.title or change.url, change.url)}"
            yield f"{said} — {places}" if places else said
        yield ""
    for group in groups(report):
        yield from (f"## {group.title} ({len(group.rows)})", "", group.meaning, "")
        for row in group.rows:
            yield from _link(row)
        yield ""
    yield from _coverage(report)


def _link(row: LinkRow) -> Iterator[str]:
    since = f" Since {row.since:%Y-%m-%d}." if row.since else ""
    yield f"- {link(row.title or row.text or row.shown, row.url or '')} — {escape(row.note)} line {row.line}"
    yield f"  {escape(sentence(row.reason))}{since}"
    for suggestion in row.suggestions:
        yield f"  - Instead: {link(suggestion.title or suggestion.url, suggestion.url)}. {escape(suggestion.why)}"


def _coverage(report: Report) -> Iterator[str]:
    if not report.coverage:
        return
    yield from (
        "## Coverage by stage",
        "",
        "| Stage | Resources | Alive | Teaches | Lacks |",
        "| --- | ---: | ---: | --- | --- |",
    )
    for row in report.coverage:
        teaches = escape(", ".join(taught.name for taught in row.teaches[:8]))
        lacks = escape(", ".join(lack.name for lack in row.lacks[:8]))
        name = escape(" › ".join((row.roadmap, *row.stage)))
        yield f"| {name} | {row.resources} | {row.alive} | {teaches} | {lacks} |"
