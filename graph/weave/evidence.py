"""How long the sentences are that show what a resource covers: whole, but in a very large graph."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from crawler.records import Coverage, Topic

ROOM = 48_000_000
"""So many characters all sentences of a graph may have together. The embedded store holds a relationship whole while it
is filled, several times over: with 300 characters each, half a million sentences took it to 722 MB."""
SHORTEST, LONGEST = 80, 304
"""No sentence is cut below the first; none is longer than the second (`pipelines.topics.evidence`, with its dots)."""

# a language without spaces has no halves of words
_HALF_A_WORD_FIRST = re.compile(r"^\S{0,20}\s+")
_HALF_A_WORD_LAST = re.compile(r"\s+\S{0,20}$")

Words = Mapping[str, re.Pattern[str]]


def room_for(coverages: Sequence[Coverage]) -> int:
    """How many characters each sentence may have."""
    return max(SHORTEST, min(LONGEST, ROOM // max(1, len(coverages))))


def words_of(topics: Sequence[Topic]) -> Words:
    """For each topic what its sentences say of it: any of its names."""
    names = {topic.id: (topic.name, *topic.aliases, *topic.acronyms) for topic in topics}
    return {topic: re.compile("|".join(map(re.escape, said)), re.IGNORECASE) for topic, said in names.items()}


def shortened(one: Coverage, room: int, words: Words) -> str:
    """The sentence, or so many characters of it around the topic's name."""
    text = one.evidence
    if len(text) <= room:
        return text
    found = words[one.topic].search(text) if one.topic in words else None
    middle = (found.start() + found.end()) // 2 if found else 0
    start = max(0, min(middle - room // 2, len(text) - room))
    piece = text[start : start + room]
    if start:
        piece = "… " + _HALF_A_WORD_FIRST.sub("", piece[2:])
    if start + room < len(text):
        piece = _HALF_A_WORD_LAST.sub("", piece[:-2]) + " …"
    return piece
