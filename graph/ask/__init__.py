"""Questions in words → a named query → an answer that shows the Cypher it ran."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import Path

from graph.ask.answer import Answer, Asking
from graph.ask.filters import Filters, kinds_in, read_filters, with_kinds
from graph.ask.intents import groups_of, intents
from graph.ask.names import TopicNames
from graph.plain import plain
from graph.search import open_index
from graph.stores.base import Store

__all__ = ["Answer", "ask"]

LONGEST_QUESTION = 500
_ENDS = " \t?!.,;:"
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
        text, filters = read_filters(_bare(said))
        text, filters = _leading_kinds(text, filters)
        asking = Asking(said, store, db, TopicNames(db), filters, max(1, limit), now or datetime.now(UTC))
        text = text.strip(_ENDS)
        for intent in intents():
            for wording in intent.wordings:
                groups = groups_of(wording, text)
                answer = intent.answer(asking, groups) if groups is not None else None
                if answer is not None:
                    return answer
    return Answer(said, "none", note="ask something like: what covers attention?", sure=False)


def _bare(question: str) -> str:
    """The question without politeness and punctuation at its ends."""
    text, before = question.strip(_ENDS), ""
    while text != before:
        text, before = _POLITE.sub("", text).strip(_ENDS), text
    return text


def _leading_kinds(text: str, filters: Filters) -> tuple[str, Filters]:
    """Reads "videos and papers about X" as X, only videos and papers."""
    match = _LEADING_KIND.match(text)
    if not match or "kinds" in filters.params:
        return text, filters
    named = [kind for kind in kinds_in(match["kinds"]) if kind]
    others = re.sub(r"\b(?:and|or|good|best|any|some|free)\b|,", " ", match["kinds"]).split()
    if not named or len(others) > 2 * len(named):
        return text, filters
    return match["rest"], with_kinds(filters, named)
