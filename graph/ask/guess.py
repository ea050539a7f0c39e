"""The answer to a question in unseen words: names are found and masked, the classifier says what is asked of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import cast

from graph.ask.answer import Answer, Asking
from graph.ask.classifier import classifier
from graph.ask.linking import Linked, link
from graph.ask.lookups import Lookups
from graph.ask.names import Place
from graph.ask.narrowing import NAMES, answered
from graph.ask.tables import table

SURE = 0.5
"""How likely an intent must be to be told without a warning; see docs/cypher.md for how often that is right."""
TITLED = 0.9
"""How much less likely what is a topic is meant as the title of the same words."""
UNNAMED = 0.2
"""How likely an intent must be, of all, where the question names nothing."""
MOST_STRANGE = 3
"""Of so many words of such a question at most one may be unknown."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What a question is read as: its intent, what each of its names is, and how likely that is.

    `bare`: how likely the intent was before those went out that need a name which is missing.
    """

    intent: str
    masks: tuple[str, ...]
    likely: float
    bare: float


def possible(intent: str, masks: Sequence[str]) -> bool:
    """Whether a question that names these can have the intent."""
    rows = table("needs")
    enough = all(masks.count(mask) >= least for mask, least in rows["needs"].get(intent, {}).items())
    either = rows["either"].get(intent)
    some = either is None or any(mask in either for mask in masks)
    return enough and some and not any(mask in masks for mask in rows["never"].get(intent, ()))


def readings(linked: Linked) -> list[Reading]:
    """The readings of a question, the likeliest first; none without the names that its intent needs."""
    found: list[Reading] = []
    for masks, tokens in linked.readings():
        named = [*masks, *_labels(linked, masks)]
        guesses = [guess for guess in classifier().guesses(tokens) if possible(guess.intent, named)]
        whole = sum(guess.likely for guess in guesses) or 1.0
        fair = TITLED ** _titles_for_topics(linked, masks)
        found += [
            Reading(guess.intent, masks, fair * guess.likely / whole, fair * guess.likely) for guess in guesses[:3]
        ]
    found.sort(key=lambda reading: (-reading.likely, reading.intent, reading.masks))
    if found:
        same = [reading for reading in found if reading.intent == found[0].intent]
        best = max(same, key=lambda reading: _fitting(linked, reading))
        found.remove(best)
        found.insert(0, replace(best, likely=same[0].likely))
    return found


def _titles_for_topics(linked: Linked, masks: Sequence[str]) -> int:
    """How many names are read as titles that are topics besides."""
    pairs = zip(linked.spans, masks, strict=True)
    return sum(mask == "TITLE" and "TOPIC" in span.readings for span, mask in pairs)


def _labels(linked: Linked, masks: Sequence[str]) -> list[str]:
    """Whether the places are stages, roadmaps or notes."""
    spans = zip(linked.spans, masks, strict=True)
    return [cast("Place", span.readings[mask]).label.upper() for span, mask in spans if mask == "PLACE"]


_ON_A_TOPIC = frozenset({"on", "about", "concerning", "regarding", "of", "for"})


def _fitting(linked: Linked, reading: Reading) -> tuple[int, float]:
    """How well the names fit what they are read as: a stage, unless the word before says "on" or "about"."""
    fit = 0
    for span, mask in zip(linked.spans, reading.masks, strict=True):
        if {"PLACE", "TOPIC"} <= span.readings.keys():
            on = linked.words[span.start - 1].folded in _ON_A_TOPIC if span.start else False
            fit += (mask == "TOPIC") == on
    return fit, reading.likely


@dataclass(frozen=True)
class Guessing:
    """A question taken apart, and its readings, the likeliest first."""

    linked: Linked
    readings: tuple[Reading, ...]

    @property
    def sure(self) -> bool:
        """Whether the likeliest reading can be told without a warning."""
        return bool(self.readings) and self.readings[0].likely >= SURE and not self.linked.unknown


def guessing(asking: Asking, text: str, lookups: Lookups) -> Guessing:
    """How `text` can be read."""
    linked = link(text, asking.names, lookups, asking.db)
    if not any("TOPIC" in span.readings for span in linked.spans):
        linked = _better(linked, link(text, asking.names, lookups, asking.db, weak=True))
    return Guessing(linked, tuple(readings(linked)))


def surely(asking: Asking, guess: Guessing) -> Answer | None:
    """The answer by the likeliest reading; None where that is not sure."""
    answer = answered(asking, guess.linked, guess.readings[0].masks, guess.readings[0].intent) if guess.sure else None
    return answer if answer is not None and answer.sure else None


def perhaps(asking: Asking, guess: Guessing) -> Answer | None:
    """The answer by a reading that is not sure, which it says; None where too little of the question is known."""
    named = any(span.readings.keys() & NAMES for span in guess.linked.spans)
    if not named and not _of_all(guess):
        return None
    for reading in guess.readings[:2]:
        answer = answered(asking, guess.linked, reading.masks, reading.intent)
        if answer is not None and answer.sure:
            return replace(answer, sure=False, note=_doubt(guess.linked, answer))
    return None


def _of_all(guess: Guessing) -> bool:
    """Whether a question that names nothing has an intent all the same, and is mostly of words that are known."""
    strange, said = len(guess.linked.unknown), len(guess.linked.words)
    return bool(guess.readings) and guess.readings[0].bare >= UNNAMED and strange * MOST_STRANGE <= said


def _doubt(linked: Linked, answer: Answer) -> str:
    """The note of an answer that is only perhaps what was asked."""
    strange = ", ".join(f"“{linked.words[number].folded}”" for number in sorted(linked.unknown))
    why = f"not understood: {strange}; " if strange else ""
    return f"{why}perhaps you ask for {answer.intent.replace('_', ' ')}: {answer.note}"


def _better(one: Linked, two: Linked) -> Linked:
    """Of two ways to find names the one that is read more surely; the first where they are near."""
    first, second = ((found[0].bare if (found := readings(each)) else 0.0) for each in (one, two))
    return two if second > max(first, SURE) else one
