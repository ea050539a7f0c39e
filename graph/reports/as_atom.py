"""An Atom feed (RFC 4287) of what changed in the last run, for a feed reader."""

from __future__ import annotations

from datetime import UTC, datetime
from uuid import NAMESPACE_URL, uuid5
from xml.sax.saxutils import escape, quoteattr

from crawler.records import ChangeKind
from graph.plain import plain
from graph.reports.groups import CHANGE_WORDS, headline
from graph.reports.model import ChangeRow, Report

_QUIET = frozenset({ChangeKind.SUSPECTED, ChangeKind.RECOVERED})


def render(report: Report) -> str:
    """One entry a loud change. Ids stay the same however often the feed is written."""
    at = report.run.finished or report.run.started or datetime(1970, 1, 1, tzinfo=UTC)
    entries = [_entry(change, at) for change in report.changes if change.kind not in _QUIET]
    return "\n".join(
        [
            '<?xml version="1.0" encoding="utf-8"?>',
            '<feed xmlns="http://www.w3.org/2005/Atom">',
            f"  <id>{uuid5(NAMESPACE_URL, 'linkatlas').urn}</id>",
            "  <title>linkatlas: changes in the links of the notes</title>",
            "  <author><name>linkatlas</name></author>",
            f"  <updated>{_time(at)}</updated>",
            f"  <subtitle>{escape(headline(report))}</subtitle>",
            *entries,
            "</feed>",
            "",
        ]
    )


def _entry(change: ChangeRow, at: datetime) -> str:
    when = change.at or at
    identity = uuid5(NAMESPACE_URL, f"{change.kind.value} {change.url} {change.before} {change.after} {_time(when)}")
    places = ", ".join(f"{place.note} line {place.line}" for place in change.places) or "no longer in the notes"
    words = plain(f"{CHANGE_WORDS[change.kind]}: {change.title or change.url}")
    link = (
        f"<link href={quoteattr(plain(change.url, 2000))}/>" if change.url.startswith(("http://", "https://")) else ""
    )
    said = plain(f"{change.before} → {change.after}. {places}", 2000)
    return (
        f"  <entry><id>{identity.urn}</id><title>{escape(words)}</title>{link}"
        f'<updated>{_time(when)}</updated><content type="text">{escape(said)}</content></entry>'
    )


def _time(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
