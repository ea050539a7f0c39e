"""Answers that reckon with time: what is new since a day, what fits into half an hour."""

from __future__ import annotations

import contextlib
import re
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

from graph.ask.answer import Answer, Asking, Row
from graph.ask.places import listed, raw

IN_TIME = 60
"""Resources that are tried, the most central first, until the time is full."""
NEW_DAYS = 7
"""How far back "what is new" looks where no day is named."""
_RELATIVE = {
    "today": 0,
    "yesterday": 1,
    "last night": 1,
    "last week": 7,
    "this week": 7,
    "week": 7,
    "last month": 31,
    "this month": 31,
    "month": 31,
    "last year": 366,
    "this year": 366,
    "year": 366,
}
_UNIT_DAYS = {"day": 1, "night": 1, "week": 7, "month": 31, "year": 366}
_NUMBERS = {"an": 1, "a": 1, "couple of": 2, "few": 3} | {
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "ten": 10,
}
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


def since(asking: Asking, intent: str, words: str | None, where: str | None = None) -> Answer | None:
    """What is new or changed since a day in words, in a place or on a topic; the last week where no day is named."""
    day = day_of(words or "", asking.now.astimezone(UTC).date())
    if day is None:
        return None
    at = datetime.combine(day, time(), UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    answer = listed(asking, intent, where, since=at)
    return replace(answer, note=f"{answer.note}; since {day}") if answer else None


def day_of(words: str, today: date) -> date | None:
    """The day meant by "2026-11-01", "3 days ago", "last week", "Monday"; None for words that are no day."""
    text = words.lower().strip().removeprefix("the ")
    if found := re.search(r"\d{4}-\d{2}-\d{2}", text):
        with contextlib.suppress(ValueError):
            return date.fromisoformat(found[0])
        return None
    if day := _written(text, today):
        return day
    days = _days_back(text, today)
    return None if days is None else today - timedelta(days=min(days, (today - date(1, 1, 2)).days))


_DATES = ("%d %B %Y", "%d %b %Y", "%B %d %Y", "%b %d %Y", "%B %Y", "%b %Y", "%d.%m.%Y", "%Y-%m", "%Y/%m/%d")


def _written(text: str, today: date) -> date | None:
    """A date as people write it: "1 November 2026", "Nov 1st", "November"; without a year the last one there was."""
    plain = re.sub(r"(?<=\d)(?:st|nd|rd|th)\b|\bof\b|,|^(?:the|on)\b", " ", text)
    plain = " ".join(plain.split())
    for year in ("", f" {today.year}"):
        for form in _DATES:
            with contextlib.suppress(ValueError):
                day = datetime.strptime(plain + year, form).replace(tzinfo=UTC).date()
                return day if not year or day <= today else day.replace(year=day.year - 1)
    return None


def _days_back(text: str, today: date) -> int | None:
    if not text:
        return NEW_DAYS
    if found := re.search(rf"(\d{{1,6}}|\b(?:{'|'.join(_NUMBERS)}))\s*(day|night|week|month|year)", text):
        number = _NUMBERS.get(found[1]) or int(found[1])
        return number * _UNIT_DAYS[found[2]]
    if text.removeprefix("last ") in _WEEKDAYS:
        return (today.weekday() - _WEEKDAYS.index(text.removeprefix("last "))) % 7 or 7
    return _RELATIVE.get(text)


def in_time(asking: Asking, number: str, unit: str, where: str | None) -> Answer | None:
    """What can be read in so many minutes: the most central first, as long as they fit together."""
    count = {"a": 1.0, "an": 1.0, "half an": 0.5}.get(number.lower()) or float(number)
    minutes = count * (60 if unit.lower().startswith("h") else 1)
    short = asking.narrowed("r.minutes <= $minutes", f"in {minutes:g} minutes", minutes=minutes)
    found = raw(short, "in_time", where, {"limit": IN_TIME})
    if found is None:
        return None
    narrowed, topics, (cypher, params, rows) = found
    chosen: list[Row] = []
    left = minutes
    for row in rows:
        needed = row["minutes"]
        if isinstance(needed, int | float) and needed <= left and len(chosen) < asking.limit:
            chosen.append(row)
            left -= needed
    note = f"{minutes - left:g} of {minutes:g} minutes filled"
    return narrowed.answer("in_time", (cypher, params, chosen), note, topics=topics)
