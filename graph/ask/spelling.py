"""Questions as they are typed, made plain: "whats in level 2 pls" → "what is in level 2"."""

from __future__ import annotations

import re
from functools import cache

from graph.ask.tables import table

_ARROW = re.compile(r"\s*(?:-+>|=+>|→|⇒)\s*")
_QUOTED = re.compile(r"([\"“”«»].*?[\"“”«»])")


@cache
def _short() -> tuple[re.Pattern[str], dict[str, str]]:
    short = {word.lower(): said for word, said in table("spellings")["short"].items()}
    words = "|".join(re.escape(word) for word in sorted(short, key=len, reverse=True) if not word.isdigit())
    return re.compile(rf"(?<![\w'’/.-])(?:{words})(?![\w'’/-]|\.\w)", re.IGNORECASE), short


def written_out(question: str) -> str:
    """The question with what is short written out, outside quotes and addresses."""
    pattern, short = _short()
    parts = _QUOTED.split(question)
    # a capital letter may be a name: R
    parts[::2] = [
        pattern.sub(lambda found: found[0] if found[0] == "R" else short[found[0].lower()], part) for part in parts[::2]
    ]
    parts[::2] = [_ARROW.sub(" to ", part) for part in parts[::2]]
    return " ".join("".join(parts).split())
