"""Text made comparable: one form of letters, lower case, no accents, no invisible signs, single spaces."""

from __future__ import annotations

import re
import unicodedata

_SPACE = re.compile(r"\s+")
# accents of Latin, Greek and Cyrillic; Arabic and Hebrew vowel signs; soft hyphens, joiners, direction marks
_MARKS = re.compile(
    "[\u0300-\u036f\u0591-\u05c7\u0640\u064b-\u0652\u00ad\u034f\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]"
)
_ALIKE = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "`": "'", "´": "'", "ı": "i", "ς": "σ", "ß": "ss"})


def unaccented(text: str) -> str:
    """`text` without accents and invisible signs, its case as it is: what patterns for folded text are put through.

    Pages write capitals without accents (Greek, French, Spanish) or leave them out; Turkish has two letters i.
    """
    if text.isascii():
        return text.replace("`", "'")
    bare = _MARKS.sub("", unicodedata.normalize("NFKD", text.translate(_ALIKE)))
    return unicodedata.normalize("NFC", bare)


def fold(text: str) -> str:
    """`text` for comparing."""
    bare = unaccented(text)
    low = bare.lower() if bare.isascii() else bare.casefold()
    return _SPACE.sub(" ", low).strip()
