"""Questions that no wording fits, by the names in them: what is named, and what the other words ask about it.

Topics are answered only where every other word is known to ask (`cues.toml`): "electrical transformers" stays what it
is, no topic.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache

from graph.ask.answer import Answer, Asking
from graph.ask.intents import answering
from graph.ask.names import find_place, general_words, is_author, is_title, place_names
from graph.ask.tables import table
from graph.fold import fold, words

LONGEST_NAME = 12
"""Words of a name at most."""
_ENDS = ".,;:!?()\"'“”‘’"
_STATES = ("dead", "broken", "alive", "living", "moved", "blocked", "uncertain", "suspected")


@dataclass(frozen=True, slots=True)
class Cue:
    """A row of `cues.toml`, its words folded."""

    intent: str
    of: str
    groups: tuple[str, ...]
    any: frozenset[str]
    also: frozenset[str]

    def fits(self, apart: Apart) -> bool:
        """Whether the words beside the names ask this."""
        free = self.of not in {"", "topic"}
        known = free or apart.rest <= asking_words() | self.any | self.also
        return known and (not self.any or bool(self.any & apart.rest))


@dataclass(frozen=True, slots=True)
class Apart:
    """A question taken apart: the names in it as they were said, and the other words, folded."""

    names: tuple[str, ...]
    rest: frozenset[str]


@cache
def cues() -> tuple[Cue, ...]:
    """All cues, in the order in which they are tried."""
    rows = table("cues")["cue"]
    return tuple(
        Cue(r["intent"], r["of"], tuple(r["groups"]), _folded(r["any"]), _folded(r.get("also", ""))) for r in rows
    )


@cache
def asking_words() -> frozenset[str]:
    """Folded words that ask and name nothing."""
    # "attention to detail" is not about attention
    return (_folded(table("cues")["asking"]) | general_words()) - {"to"}


@cache
def _no_names() -> frozenset[str]:
    """Words that are no name where they stand alone."""
    return _folded(table("cues")["asking"]).union(*(cue.any | cue.also for cue in cues()))


@cache
def _vocabulary() -> frozenset[str]:
    return _no_names() | general_words()


def _folded(text: str) -> frozenset[str]:
    return frozenset(words(text))


def spotted(asking: Asking, text: str) -> Answer | None:
    """The answer by the names in `text`; None where its other words do not say what is asked."""
    titles = place_names(asking.db)
    apart = {
        "topic": take_apart(
            text, asking.names.aliases.__contains__, lambda run: asking.names.find(run).how in {"exact", "slip"}
        ),
        "place": take_apart(text, titles.__contains__, lambda run: find_place(asking.db, run) is not None),
        "resource": take_apart(text, lambda name: is_title(asking.db, name)),
        "author": take_apart(text, lambda name: is_author(asking.db, name)),
    }
    apart[""] = apart["place"] if apart["place"].names else apart["topic"]
    for cue in cues():
        groups = _groups(cue, apart[cue.of]) if cue.fits(apart[cue.of]) else None
        answer = answering(cue.intent)(asking, groups) if groups is not None else None
        if answer is not None and answer.sure:
            return answer
    return None


def take_apart(text: str, is_name: Callable[[str], bool], is_nearly: Callable[[str], bool] | None = None) -> Apart:
    """The names in `text`, longest first, and the rest; words that nobody knows may together be a name with a slip."""
    said = text.split()
    folded = [fold(word) for word in said]
    names: list[str] = []
    rest: set[str] = set()
    place = 0
    while place < len(said):
        end = _end_of(folded, place, is_name) or _end_of_unknown(folded, place)
        run = " ".join(said[place : end or place + 1]).strip(_ENDS)
        if end and (is_name(fold(run)) or (is_nearly is not None and is_nearly(run))):
            names.append(run)
        else:
            rest.update(words(run))
        place = end or place + 1
    return Apart(tuple(names), frozenset(rest))


def _end_of(folded: list[str], start: int, is_name: Callable[[str], bool]) -> int | None:
    """Where the longest name that begins at `start` ends; a word of asking alone is none."""
    for end in range(min(len(folded), start + LONGEST_NAME), start, -1):
        name = " ".join(filter(None, folded[start:end]))
        if folded[start] and folded[end - 1] and not set(name.split()) <= _no_names() and is_name(name):
            return end
    return None


def _end_of_unknown(folded: list[str], start: int) -> int | None:
    end = start
    while end < len(folded) and folded[end] and not set(folded[end].split()) <= _vocabulary():
        end += 1
    return end if end > start else None


def _groups(cue: Cue, apart: Apart) -> Mapping[str, str] | None:
    """What the cue is about, as the wordings' groups have it; None where too much or too little is named."""
    if not cue.of:
        state = next((s for s in _STATES if s in apart.rest), "") if cue.intent == "count" else ""
        where = dict.fromkeys(cue.groups, " and ".join(apart.names)) if apart.names else {}
        return {**where, "state": state} if state else where
    if cue.groups == ("topic",) and apart.names:
        return {"topic": " and ".join(apart.names)}
    return dict(zip(cue.groups, apart.names, strict=True)) if len(cue.groups) == len(apart.names) else None
