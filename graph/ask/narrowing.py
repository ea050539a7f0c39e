"""What a reading of a question gives its answer: the groups that the intent takes, and all that narrows it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from typing import cast

from graph.ask.answer import Answer, Asking
from graph.ask.features import senses, stem
from graph.ask.filters import NAME, Filters, kinds_in, read_filters, with_kinds
from graph.ask.intents import answering
from graph.ask.linking import Linked
from graph.ask.names import Found, NamedResource, Place
from graph.ask.places import ABOUT, listings
from graph.ask.spoken import day_said, minutes_of
from graph.ask.tables import table
from graph.ask.topics import APART

_NOT = re.compile(
    r"\b(without|not|no|except|excluding|minus|other than|apart from|aside from|rather than)"
    r"( (for|the|any|ones?|those|that are|about|on|in|of|with))*$"
)
"""What stands between two topics where the second is not wanted."""
NAMES = frozenset(["TOPIC", "PLACE", "TITLE", "AUTHOR"])


@cache
def listed_intents() -> frozenset[str]:
    """Intents whose answers list resources, in a place or on a topic where one is named."""
    return frozenset(table("needs")["listed"])


@cache
def resource_intents() -> frozenset[str]:
    """Intents whose answers are resources, which filters narrow."""
    return listed_intents() | frozenset(table("needs")["filtered"])


@dataclass(frozen=True, slots=True)
class Named:
    """What a reading names, by kind, in the order of the question. `without`: topics that it wants left out."""

    topics: list[Found] = field(default_factory=list)
    places: list[Place] = field(default_factory=list)
    titles: list[NamedResource] = field(default_factory=list)
    people: list[list[str]] = field(default_factory=list)
    said: dict[str, list[str]] = field(default_factory=dict)
    without: list[Found] = field(default_factory=list)


def named_in(linked: Linked, masks: Sequence[str], intent: str) -> Named:
    """The names of a question as `masks` read them."""
    found = Named()
    lists: Mapping[str, list[object]] = cast(
        "Mapping[str, list[object]]",
        {"TOPIC": found.topics, "PLACE": found.places, "TITLE": found.titles, "AUTHOR": found.people},
    )
    ended = 0
    for span, mask in zip(linked.spans, masks, strict=True):
        before = " ".join(word.folded for word in linked.words[ended : span.start])
        ended = span.end
        if mask == "TOPIC" and found.topics and _NOT.search(before) and intent in resource_intents():
            found.without.append(cast("Found", span.readings[mask]))
        elif mask in lists:
            lists[mask].append(span.readings[mask])
        else:
            found.said.setdefault(mask, []).append(str(span.readings[mask]))
    return found


def answered(asking: Asking, linked: Linked, masks: Sequence[str], intent: str) -> Answer | None:
    """The answer to a question with this intent, its names read so; None where the intent has none."""
    named = named_in(linked, masks, intent)
    asking = replace(asking, filters=_filters(linked, masks, intent, named))
    for found in named.without:
        condition = f"NOT {ABOUT.replace('$about', '$without')}"
        asking = asking.narrowed(condition, f"not on {found.names[0]}", without=found.topics[0])
    topics = _phrases(asking, named.topics)
    if intent == "unread" and topics:
        intent, asking = "covers", asking.narrowed(listings()["unread"].condition, "not done yet")
    asking, where = _where(asking, intent, named, topics)
    answer = answering(intent)(asking, {**_groups(intent, named, topics), **where, **_counted(intent, linked)})
    ids = tuple(dict.fromkeys(topic for one in named.topics for topic in one.topics))
    return answer if answer is None or answer.topics or answer.intent == "words" else replace(answer, topics=ids)


def _phrases(asking: Asking, found: Sequence[Found]) -> list[str]:
    """The topics as the answers take them: as said where that is a slip to be told, else by id."""
    topics = dict.fromkeys(topic for one in found for topic in one.topics)
    if len(topics) == 1 and found[0].how == "slip" and asking.names.find(found[0].said).topics == found[0].topics:
        return [found[0].said]
    return [topic if len(topics) > 1 else f"{topic}{APART}{topic}" for topic in topics]


def _filters(linked: Linked, masks: Sequence[str], intent: str, named: Named) -> Filters:
    """What narrows the question, read from what is no name."""
    if intent not in resource_intents():
        return Filters()
    rest = list(linked.text)
    for span, mask in zip(linked.spans, masks, strict=True):
        if mask in NAMES:
            start, end = linked.words[span.start].start, linked.words[span.end - 1].end
            rest[start:end] = NAME + " " * (end - start - 1)
    _, filters = read_filters(" ".join("".join(rest).split()))
    without = set(cast("list[str]", filters.params.get("without_kinds", [])))
    kinds = [kind for said in named.said.get("KIND", ()) for kind in kinds_in(said) if kind not in without]
    if kinds and "kinds" not in filters.params:
        filters = with_kinds(filters, list(dict.fromkeys(kinds)))
    return filters


def _groups(intent: str, named: Named, topics: Sequence[str]) -> dict[str, str]:
    """The groups that the intent's answer takes, but for where."""
    groups: dict[str, str] = {}
    if topics:
        every = APART.join(topics) if len(topics) > 1 else topics[0]
        groups |= {"topic": every, "start": topics[0], "goal": topics[-1], "what": topics[0]}
    if named.places:
        groups |= {"one": named.places[0].title, "two": named.places[-1].title}
    if named.titles:
        groups["what"] = named.titles[0].key
    elif intent == "replacements":
        groups.pop("what", None)
    if named.people:
        groups["who"] = named.people[0][0]
    if minutes := named.said.get("MINUTES"):
        groups |= {"number": f"{minutes_of(minutes[0]):g}", "unit": "minutes"}
    if days := named.said.get("SINCE"):
        groups["since"] = day_said(days[0])
    return groups


def _where(asking: Asking, intent: str, named: Named, topics: Sequence[str]) -> tuple[Asking, dict[str, str]]:
    """The question narrowed by its people and places, and what else it is asked of."""
    if named.people and intent != "wrote":
        people = named.people[0]
        asking = asking.narrowed("r.author IN $people", f"by {people[0]}", people=people)
    if named.people and intent == "wrote" and topics:
        found = named.topics[0]
        asking = asking.narrowed(ABOUT, f"on {found.names[0]}", about=found.topics[0])
    place = named.places[0] if named.places else None
    if place is None:
        return asking, {"where": topics[0]} if topics else {}
    if topics and intent in resource_intents() and intent != "stage_contents":
        return asking.within(place), {"where": topics[0]}
    return asking, {"where": place.title}


# what the other words of a counting question mean → the state that is counted
_STATES = {
    "dead": "dead",
    "moved": "moved",
    "uncertain": "uncertain",
    "suspect": "suspected",
    "unread": "unread",
    "finished": "finished",
    "duplicate": "duplicates",
}
_ALIVE = frozenset({"alive", "work", "working", "living"})
_THINGS = ("note", "topic", "stage", "resource")


def _counted(intent: str, linked: Linked) -> dict[str, str]:
    """What a question counts, where that is not links (`of`), and the state that it names."""
    if intent != "count":
        return {}
    free = _free(linked)
    said = {sense for word in free for sense in senses().get(stem(word), ())}
    state = next((state for sense, state in _STATES.items() if sense in said), "alive" if _ALIVE & set(free) else "")
    first = (sense for word in free for sense in senses().get(stem(word), ()) if sense in _THINGS)
    of = next(first, "")
    return {key: value for key, value in (("state", state), ("of", of)) if value}


def _free(linked: Linked) -> list[str]:
    """The words of a question that are no name."""
    named = {number for span in linked.spans for number in range(span.start, span.end)}
    return [word.folded for number, word in enumerate(linked.words) if number not in named]
