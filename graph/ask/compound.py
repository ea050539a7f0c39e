"""Two questions in one: "what covers attention, and what is dead?"."""

from __future__ import annotations

import re
from collections.abc import Callable

from graph.ask.guess import Guessing

_SECOND = re.compile(
    r"(?:[?;.]\s*|,?\s+)(?:(?:and|also|but|then|plus)\s+)+(?:also\s+)?"
    r"(?=(?:what|which|who|where|how|list|show|are|is|do)\b)|\?\s+(?=(?:what|which|who|where|how|list|show)\b)",
    re.IGNORECASE,
)
LIKELY = 0.75
"""How likely each of the two must be alone; what is less clear is one question."""


def parted(question: str, read: Callable[[str], Guessing]) -> tuple[str, str]:
    """The first question and the second, which is empty where there is only one."""
    for found in _SECOND.finditer(question):
        first, second = question[: found.start()], question[found.end() :]
        one, two = read(first), read(second)
        if _clear(one) and _clear(two) and one.readings[0].intent != two.readings[0].intent:
            return first, second
    return question, ""


def _clear(guess: Guessing) -> bool:
    return guess.sure and guess.readings[0].bare >= LIKELY
