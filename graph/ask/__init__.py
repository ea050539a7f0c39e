"""Questions in words → a named query → an answer that shows the Cypher it ran."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from graph.ask.answer import Answer, Asking
from graph.ask.compound import parted
from graph.ask.filters import Filters, read_filters
from graph.ask.guess import Guessing, guessing, perhaps, surely
from graph.ask.lookups import Lookups
from graph.ask.names import read_once, topic_names
from graph.ask.spelling import written_out
from graph.ask.topics import words
from graph.plain import plain
from graph.search import open_index
from graph.stores.base import Store

__all__ = ["Answer", "ask"]

LONGEST_QUESTION = 500
_ENDS = " \t?!.,;:"
_QUOTES = ('"', "“", "”", "«", "»")
_POLITE = re.compile(
    r"^(?:please|hey|hi|hello|ok|so|and|now|(?:can|could|would) you|tell me|i(?:'d| would)? (?:want|like) to know|"
    r"do you know|i wonder|(?:list|show)(?= me\b| the\b| all\b))\b[\s,]*(?:me\s+)?(?:if\s+)?"
    r"|[\s,]*\b(?:please|thanks|thank you)$",
    re.IGNORECASE,
)


def ask(store: Store, index: Path, question: str, *, limit: int = 10, now: datetime | None = None) -> Answer:
    """Answers `question` from the graph in `store` and the search index. `now` is what "last week" counts from.

    Raises GraphError where the store or the index cannot be asked; never for what a question says.
    """
    said = plain(question, LONGEST_QUESTION)
    with open_index(index) as db:
        bare = _bare(written_out(said))
        lookups = read_once(index, "lookups", lambda: Lookups.read(db))
        names = topic_names(index, db)
        asking = Asking(said, store, db, names, Filters(), max(1, limit), now or datetime.now(UTC))
        bare, second = parted(bare, lambda part: guessing(asking, part, lookups))
        guess = guessing(asking, bare, lookups)
        answer = surely(asking, guess) or perhaps(asking, guess) or _by_words(asking, bare, guess)
    if answer and second:
        return replace(answer, note=f"{answer.note}; a second question must be asked apart: “{second}”")
    return answer or Answer(said, "none", note="ask something like: what covers attention?", sure=False)


def _by_words(asking: Asking, bare: str, guess: Guessing) -> Answer | None:
    """What has the words of a question that is not understood: those that nobody knows, else all of them."""
    text, filters = read_filters(bare)
    strange = [guess.linked.words[number] for number in sorted(guess.linked.unknown)]
    phrase = (guess.linked.text[strange[0].start : strange[-1].end] if strange else text).strip(_ENDS)
    if not phrase:
        return None
    return words(replace(asking, filters=filters), phrase, asking.names.find(phrase))


# what is short → what is long: outside quotes, so that a title stays as it is
_SHORT: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE), long)
    for pattern, long in (
        (r"[\u2018\u2019]", "'"),
        (r"\bto me\b", ""),
        (r"\b(intro|introduction|primer|guide) to\b", r"\1 on"),
        (r"\b(what|where|who|how)'?s\b", r"\1 is"),
        (r"\b(that|there|here|when|why|which|it)'s\b", r"\1 is"),
        (r"\b(what|where|who|there)'?re\b", r"\1 are"),
        (r"\b(i|you|we|they)'?ve\b", r"\1 have"),
        (r"\b(i)'m\b", r"\1 am"),
        (r"\bcan'?t\b|\bcannot\b", "can not"),
        (r"\bwon'?t\b", "will not"),
        (r"\b(do|does|did|is|are|was|were|have|has|had|could|should|would)n'?t\b", r"\1 not"),
    )
)


def _bare(question: str) -> str:
    """The question with its short forms long, without politeness and punctuation at its ends."""
    text, before = "".join(_long(part) for part in re.split(r"([\"“”«»].*?[\"“”«»])", question)).strip(_ENDS), ""
    while text != before:
        text, before = _POLITE.sub("", text).strip(_ENDS), text
    return text


def _long(part: str) -> str:
    if part[:1] in _QUOTES:
        return part
    for pattern, long in _SHORT:
        part = pattern.sub(long, part)
    return part
