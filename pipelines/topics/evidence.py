"""The sentence that shows a topic: one that says what it is, else one from the most telling place."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pipelines.topics.components import Hit

MAX_SENTENCE = 300
_END = re.compile(r"[.!?。！？][\"')\]”’]*(?=\s)|\n")
_AFTER = re.compile(
    r"^\w*\s*(\([^)\n]{0,60}\)\s*)?,?\s*(is|are|was|were|refers? to|means?|stands? for|denotes?|describes?|"
    r"consists? of|works?|learns?|aims? (to|at)|allows?|lets?|helps?|computes?|maps?|"
    r"can be (seen|thought|defined|used|viewed)|has|have|were introduced|:)\b",
    re.IGNORECASE,
)
_BEFORE = re.compile(
    r"\b(what (is|are)|introduc\w+|defin\w+|called|known as|termed|explain\w*|understand\w*|how (does|do|to)|"
    r"tutorial on|guide to|learn(ing)? about|look at|let us|let's|implement\w*|discuss\w*|we (use|call|will|now)|"
    r"idea of|concept of|notion of|basics of)"
    r"\s+(\w+\s+){0,3}$",
    re.IGNORECASE,
)
_DENIAL = re.compile(
    r"\b(not|won't|don't|without|beyond the scope|instead of|skip)\b.{0,30}"
    r"\b(cover\w*|discuss\w*|go(ing)? into|explain\w*|talk\w* about|scope)\b",
    re.IGNORECASE,
)
_ELSEWHERE = re.compile(
    r"^\s*(see also|related|further reading|read more|references?|next|previous|cited as|updated on)\b", re.IGNORECASE
)

# a page whose markup was escaped by mistake shows the ends of elements as text; within a sentence they are its words
_STRAY_TAGS = re.compile(r"^\s*(?:</\w+>\s*)+|\s*(?:</\w+>\s*)+$")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence and where it stands; `defines` where it says what the topic is."""

    text: str
    at: int
    defines: bool
    denies: bool


def sentence_at(text: str, hit: Hit, width: int) -> Sentence:
    """The sentence around a hit of `width` characters. `text` is the laid-out text as the page wrote it."""
    start = _start(text, hit.at)
    found = _END.search(text, hit.at + width)
    end = found.end() if found else len(text)
    sentence = text[start : min(end, start + 4 * MAX_SENTENCE)]
    before, after = text[start : hit.at], text[hit.at + width : min(end, hit.at + width + 80)]
    defines = bool(_AFTER.match(after)) or bool(_BEFORE.search(before[-80:]))
    denies = bool(_DENIAL.search(sentence)) or bool(_ELSEWHERE.match(sentence))
    return Sentence(
        _cut(sentence, hit.at - start), start, defines and not denies and len(sentence.split()) >= 5, denies
    )


def sentence_around(text: str, start: int, end: int) -> str:
    """The sentence that the span stands in, on one line."""
    begin = _start(text, start)
    found = _END.search(text, end)
    return _cut(text[begin : found.end() if found else len(text)][: 4 * MAX_SENTENCE], start - begin)


def _start(text: str, at: int) -> int:
    window = max(0, at - 600)
    ends = [found.end() for found in _END.finditer(text, window, at)]
    return ends[-1] if ends else (window if window == 0 else text.find(" ", window) + 1)


def _cut(sentence: str, at: int) -> str:
    """The sentence on one line, at most MAX_SENTENCE characters around the hit."""
    if len(sentence) > MAX_SENTENCE:
        start = max(0, min(at - MAX_SENTENCE // 2, len(sentence) - MAX_SENTENCE))
        piece = sentence[start : start + MAX_SENTENCE]
        sentence = ("… " if start else "") + piece.strip() + (" …" if start + MAX_SENTENCE < len(sentence) else "")
    return " ".join(_STRAY_TAGS.sub("", sentence).split())
