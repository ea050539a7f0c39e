"""What can be asked: the intents of `asked.toml`, each with the function that answers it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import cache

from graph.ask import overview, places, reading, resources, topics
from graph.ask.answer import Answer, Asking
from graph.ask.tables import table

Groups = Mapping[str, str]
Answering = Callable[[Asking, Groups], Answer | None]


@dataclass(frozen=True, slots=True)
class Intent:
    """A kind of question: its name and an example."""

    name: str
    example: str


_WHOLE = {"note": overview.notes, "topic": overview.topics, "stage": overview.stages}


def _count(asking: Asking, groups: Groups) -> Answer | None:
    """How many resources there are; or notes, topics or stages, which are shown."""
    whole = _WHOLE.get(groups.get("of", "")) if "where" not in groups and not asking.filters.conditions else None
    if whole is not None:
        return replace(whole(asking), intent="count")
    return places.count(asking, groups.get("state"), None, groups.get("where"))


# name → what answers it; groups that a question does not fill are missing
_ANSWERS: Mapping[str, Answering] = {
    "path": lambda a, g: topics.path(a, g["start"], g["goal"]),
    "learning_path": lambda a, g: topics.learning_path(a, g["topic"]),
    "next_topics": lambda a, g: topics.next_topics(a, g["topic"]),
    "prerequisites": lambda a, g: topics.prerequisites(a, g["topic"]),
    "compare_stages": lambda a, g: places.compare(a, g["one"], g["two"]),
    "replacements": lambda a, g: resources.replacements(a, g.get("what"), g.get("where")),
    "count": _count,
    "gaps": lambda a, g: places.gaps(a, g["where"]),
    "suspected": lambda a, g: places.listed(a, "suspected", g.get("where")),
    "dead": lambda a, g: places.listed(a, "dead", g.get("where")),
    "moved": lambda a, g: places.listed(a, "moved", g.get("where")),
    "uncertain": lambda a, g: places.listed(a, "uncertain", g.get("where")),
    "uncovered": lambda a, _: topics.uncovered(a),
    "duplicates": lambda a, _: places.listed(a, "duplicates", None),
    "mentions": lambda a, g: resources.mentions(a, g["what"]),
    "author_of": lambda a, g: resources.author_of(a, g["what"]),
    "wrote": lambda a, g: resources.wrote(a, g["who"]),
    "topics_of": lambda a, g: resources.topics_of(a, g["what"]),
    "similar": lambda a, g: resources.similar(a, g["what"]),
    "finished": lambda a, g: places.listed(a, "finished", g.get("where")),
    "in_time": lambda a, g: reading.in_time(a, g["number"], g["unit"], g.get("where")),
    "longest": lambda a, g: places.listed(a, "shortest" if g.get("short") else "longest", g.get("where")),
    "shortest": lambda a, g: places.listed(a, "shortest", g.get("where")),
    "central": lambda a, g: places.listed(a, "central", g.get("where")),
    "unread": lambda a, g: places.listed(a, "unread", g.get("where")),
    "changed": lambda a, g: reading.since(a, "changed", g.get("since") or g.get("day"), g.get("where")),
    "new": lambda a, g: reading.since(a, "new", g.get("since") or g.get("day"), g.get("where")),
    "stage_contents": lambda a, g: places.contents(a, g.get("where") or g["whole"], whole="whole" in g),
    "stages": lambda a, _: overview.stages(a),
    "notes": lambda a, _: overview.notes(a),
    "topics": lambda a, _: overview.topics(a),
    "known": lambda a, _: overview.known(a),
    "help": lambda a, _: overview.help_asked(a),
    "resources": lambda a, _: places.listed(a, "resources", None) if a.filters.conditions else None,
    "covers": lambda a, g: topics.covers(a, g["topic"]),
}


def answering(intent: str) -> Answering:
    """What answers questions of that intent."""
    return _ANSWERS[intent]


@cache
def intents() -> tuple[Intent, ...]:
    """All intents in the order in which they are told."""
    return tuple(Intent(row["name"], row["example"]) for row in table("asked")["intent"])
