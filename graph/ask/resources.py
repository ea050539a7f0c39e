"""Answers about resources: what is like one, who wrote it, what changed, what is left to read."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta

from graph.ask.answer import Answer, Asking
from graph.ask.names import Found, find_resource
from graph.ask.places import listed
from graph.ask.topics import words

NEW_DAYS = 7
_RELATIVE = {
    "today": 0,
    "yesterday": 1,
    "last night": 1,
    "last week": 7,
    "this week": 7,
    "last month": 31,
    "this month": 31,
}
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


def similar(asking: Asking, phrase: str) -> Answer:
    """What covers the same topics as a resource."""
    found = find_resource(asking.db, phrase)
    if found is None:
        return words(asking, phrase, Found(phrase))
    ran = asking.run("similar", {"key": found[0]})
    for row in ran[2]:
        row["evidence"] = f"both cover {', '.join(row['topics'])}"  # type: ignore[arg-type]
    return asking.answer("similar", ran, f"like “{found[1]}”" if ran[2] else f"nothing covers what “{found[1]}” covers")


def unread(asking: Asking, phrase: str | None) -> Answer:
    """What is left to read: nothing that is done or dead; open task boxes first."""
    left = asking.narrowed("coalesce(r.health, 'unknown') <> 'dead'", "dead ones left out")
    condition = "NOT EXISTS { MATCH (r)-[d:MENTIONED_IN]->(:Note) WHERE d.done = true }"
    return listed(
        left, "unread", phrase, condition, "not done yet", order="size(stages) DESC, coalesce(centrality, 0.0) DESC"
    )


def changed(asking: Asking, since: str | None) -> Answer:
    """What changed its state, or came new, since a day."""
    day = _since(asking, since)
    ran = asking.narrowed("(r.changed_at >= $since OR r.first_seen >= $since)", f"since {day[:10]}", since=day).run(
        "listed", {}, order="coalesce(changed_at, first_seen) DESC"
    )
    narrowed = asking.narrowed("(r.changed_at >= $since OR r.first_seen >= $since)", f"since {day[:10]}", since=day)
    return narrowed.answer("changed", ran, f"{len(ran[2])} new or changed")


def new(asking: Asking, since: str | None) -> Answer:
    """What came new since a day."""
    day = _since(asking, since)
    narrowed = asking.narrowed("r.first_seen >= $since", f"since {day[:10]}", since=day)
    ran = narrowed.run("listed", {}, order="first_seen DESC")
    return narrowed.answer("new", ran, f"{len(ran[2])} new")


def _since(asking: Asking, words_for_it: str | None) -> str:
    """A day in words as the graph writes times: "2026-11-01", "last week", "3 days ago", "Monday"."""
    today = asking.now.astimezone(UTC).date()
    text = (words_for_it or "").lower().strip()
    day = today - timedelta(days=NEW_DAYS)
    if found := re.search(r"\d{4}-\d{2}-\d{2}", text):
        try:
            day = date.fromisoformat(found[0])
        except ValueError:
            pass
    elif found := re.search(r"(\d+)\s*(day|week|month|year)", text):
        day = today - timedelta(
            days=min(int(found[1]), 4000) * {"day": 1, "week": 7, "month": 31, "year": 366}[found[2]]
        )
    elif text in _RELATIVE:
        day = today - timedelta(days=_RELATIVE[text])
    elif text.removeprefix("last ") in _WEEKDAYS:
        back = (today.weekday() - _WEEKDAYS.index(text.removeprefix("last "))) % 7 or 7
        day = today - timedelta(days=back)
    return datetime.combine(day, time(), UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
