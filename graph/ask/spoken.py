"""Lengths and days as they are said: "three quarters of an hour", "the past week"."""

from __future__ import annotations

import re

_FEW = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "ten": 10, "fifteen": 15, "twenty": 20}
_FEW |= {"thirty": 30, "forty": 40, "forty-five": 45, "fifty": 50, "sixty": 60, "ninety": 90, "a couple of": 2}


def minutes_of(said: str) -> float:
    """The minutes meant by "half an hour", "20 min", "an hour and a half"."""
    text = " ".join(said.lower().replace("-", " ").split())
    hours = bool(re.search(r"\bh(?:ours?)?\b|\dh\b", text))
    if text.startswith("three quarters"):
        return 45
    if "quarter" in text:
        return 15
    if text.startswith("half"):
        return 30
    found = re.match(r"\d+(?:[.,]\d+)?", text)
    number = float(found[0].replace(",", ".")) if found else 1.0
    for word, value in _FEW.items():
        if not found and text.startswith(f"{word} "):
            number = value
    return (number + (0.5 if "and a half" in text else 0)) * (60 if hours else 1)


def day_said(said: str) -> str:
    """A day in words as `reading.day_of` takes it."""
    text = re.sub(r"^(?:since|after|from|on|in|over|during|within|of|for)\s+", "", said.lower())
    text = re.sub(r"^(?:the\s+)?(?:past|previous)\b", "last", text.removeprefix("the "))
    text = re.sub(r"^((?:19|20)\d{2})$", r"\1-01-01", text)
    return text.replace("tonight", "today").replace("weekend", "week")
