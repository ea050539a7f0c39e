"""Questions in words → a named query → an answer that shows the Cypher it ran."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from graph.ask.answer import Answer, Asking
from graph.ask.filters import Filters, kind_at_an_end, kinds_in, only_kinds, read_filters, with_kinds
from graph.ask.guess import Guessing, guessing, perhaps, surely
from graph.ask.intents import groups_of, intents
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
_LEADING_KIND = re.compile(
    r"^(?:(?:what|which|any|some|good|best|the best|are there|is there|do i have|have i got|(?:give|find|show) me|find|"
    r"show|list|i want|i need|recommend)\s+)*(?:(?:any|some|good|an?|the|best|all)\s+)*(?P<kinds>.+?)\s+"
    r"(?P<rest>(?:(?:that|which)\s+)?(?:cover|teach|explain|about|on|for|of|introduce|discuss|to learn|in|by)\w*\s.+)$",
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
        text, filters = read_filters(bare)
        text, filters = _leading_kinds(text, filters)
        asking = Asking(said, store, db, topic_names(index, db), filters, max(1, limit), now or datetime.now(UTC))
        text = text.strip(_ENDS)
        guess = guessing(asking, bare, lookups)
        answer = surely(asking, guess)
        if answer is None and not guess.linked.unknown:
            answer = _allowed(guess, _surely(asking, text))
        answer = answer or perhaps(asking, guess) or _allowed(guess, _by_wording(asking, text))
        answer = answer or words(asking, text, asking.names.find(text))
    return answer or Answer(said, "none", note="ask something like: what covers attention?", sure=False)


def _allowed(guess: Guessing, answer: Answer | None) -> Answer | None:
    """An answer by a wording, unless the classifier is against it, or there are words that nobody knows."""
    allowed = answer and (not answer.sure or (guess.allows(answer.intent) and not guess.linked.unknown))
    return answer if allowed else None


def _by_wording(asking: Asking, text: str) -> Answer | None:
    for intent in intents():
        for wording in intent.wordings:
            groups = groups_of(wording, text)
            answer = intent.answer(asking, groups) if groups is not None else None
            if answer is not None:
                return answer
    return None


def _surely(asking: Asking, text: str) -> Answer | None:
    """A sure answer: by a wording, by one without the kind at an end, or by the names in the question."""
    asking = replace(asking, quick=True)
    rest, kinds = ("", []) if "kinds" in asking.filters.params else kind_at_an_end(text)
    without = replace(asking, filters=with_kinds(asking.filters, kinds)) if kinds else asking
    if kinds and asking.names.find(rest).how == "exact" and asking.names.find(text).how != "exact":
        return _by_wording(without, rest)
    answer = _by_wording(asking, text)
    if answer and answer.sure:
        return answer
    if kinds:
        answer = _by_wording(without, rest)
        if answer and answer.sure:
            return answer
        asking, text = without, rest
    return None


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


def _leading_kinds(text: str, filters: Filters) -> tuple[str, Filters]:
    """Reads "videos and papers about X" as X, only videos and papers."""
    if filters.conditions and "kinds" not in filters.params and (kinds := only_kinds(text)):
        return "", with_kinds(filters, kinds)
    match = _LEADING_KIND.match(text)
    if not match or "kinds" in filters.params:
        return text, filters
    named = [kind for kind in kinds_in(match["kinds"]) if kind]
    others = re.sub(r"\b(?:and|or|good|best|any|some|free)\b|,", " ", match["kinds"]).split()
    if not named or len(others) > 2 * len(named):
        return text, filters
    return match["rest"], with_kinds(filters, named)
