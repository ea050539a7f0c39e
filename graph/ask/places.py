"""Answers about stages, roadmaps and notes: what is in them, what they lack, what is dead in them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache

from graph.ask.answer import Answer, Asking, Row
from graph.ask.filters import kinds_in, with_kinds
from graph.ask.names import Place, find_place
from graph.ask.tables import table
from graph.ask.topics import best_resources, topic_row, understand

ABOUT = """EXISTS {
    MATCH (r)-[about:COVERS]->(:Topic)-[:BROADER*0..2]->(x:Topic)
    WHERE x.id = $about AND about.score >= 0.3
  }"""

BOTH = "both"


@dataclass(frozen=True, slots=True)
class Listing:
    """A row of `listings.toml`."""

    condition: str
    said: str
    order: str


@cache
def listings() -> dict[str, Listing]:
    """Intent → which resources it lists, and in which order."""
    return {name: Listing(**row) for name, row in table("listings").items()}


def scoped(asking: Asking, phrase: str | None) -> tuple[Asking, tuple[str, ...], bool]:
    """The question narrowed to the place or topic that `phrase` names; its topics; whether anything is called so.

    A stage goes before a topic of the same name, a topic before a place that has the phrase as a part of its name or
    is only nearly called so.
    """
    if not phrase:
        return asking, (), True
    place = find_place(asking.db, phrase)
    if place and place.whole:
        return asking.within(place), (), True
    found = understand(asking, phrase)
    if found.topics and (place is None or not place.sure or found.how == "exact"):
        topic = found.topics[0]
        return asking.narrowed(ABOUT, f"on {found.names[0]}", about=topic), (topic,), True
    if place:
        return asking.within(place), (), True
    return asking, (), False


def listed(asking: Asking, intent: str, phrase: str | None, **params: object) -> Answer | None:
    """Resources of a listing, in a place or on a topic where one is named; None where the phrase names nothing."""
    found = raw(asking, intent, phrase, {}, **params)
    if found is None:
        return None
    narrowed, topics, ran = found
    return narrowed.answer(intent, ran, _many(narrowed, len(ran[2])), topics=topics)


Ran = tuple[str, Row, list[Row]]


def raw(
    asking: Asking, intent: str, phrase: str | None, given: Row, **params: object
) -> tuple[Asking, tuple[str, ...], Ran] | None:
    """What `listed` answers from: the question as narrowed, its topics, what ran; without what stands behind rows."""
    narrowed, topics, known = scoped(asking, phrase)
    if not known:
        return None
    listing = listings()[intent]
    narrowed = narrowed.narrowed(listing.condition, listing.said, **params)
    return narrowed, topics, narrowed.run("listed", given, order=listing.order)


def _many(asking: Asking, found: int) -> str:
    if not found:
        return "nothing found"
    if found < asking.limit:
        return f"{found} found"
    total = sum(int(str(row["resources"])) for row in asking.run("count", {})[2])
    return f"{total} found" if total == found else f"the first {found} of {total}"


def contents(asking: Asking, phrase: str, *, whole: bool = False) -> Answer | None:
    """What stands in a stage, roadmap or note; None where nothing is surely called so (`whole`: by its whole name)."""
    place = find_place(asking.db, phrase)
    if place is None or (whole and not place.whole) or (not place.sure and understand(asking, phrase).topics):
        return None
    narrowed = asking.within(place)
    ran = narrowed.run("listed", {})
    return narrowed.answer("stage_contents", ran, f"{place.label.lower()} “{place.title}”")


def count(asking: Asking, state: str | None, kind: str | None, phrase: str | None) -> Answer | None:
    """How many resources fit, in all and by health."""
    narrowed, topics, known = scoped(asking, phrase)
    if not known:
        return None
    if kind:
        narrowed = replace(narrowed, filters=with_kinds(narrowed.filters, kinds_in(kind)))
    names = {"broken": "dead", "alive": "", "living": "", "blocked": "uncertain"}
    if state:
        listing = listings().get(names.get(state.lower(), state.lower()))
        condition, said = (listing.condition, listing.said) if listing else ("r.health = 'alive'", "alive")
        narrowed = narrowed.narrowed(condition, said)
    cypher, params, rows = narrowed.run("count", {})
    total = sum(int(str(row["resources"])) for row in rows)
    shaped: list[Row] = [
        {"title": row["health"], "count": row["resources"], "url": "", "score": None, "health": row["health"]}
        | {"stages": [], "evidence": ""}
        for row in rows
    ]
    return Answer(asking.question, "count", cypher, params, shaped, narrowed.told(f"{total}"), topics)


def gaps(asking: Asking, phrase: str) -> Answer | None:
    """Topics that a stage names but has no page for, and those that its topics require; each with where to find it."""
    place = find_place(asking.db, phrase)
    if place is None:
        return None
    stages = _stages(asking, place)
    cypher, params, missing = asking.run("stage_gaps", {"stages": stages})
    unmet = asking.run("stage_unmet", {"stages": stages})[2]
    best = best_resources(asking, [str(row["topic"]) for row in (*missing, *unmet)])
    rows: dict[object, Row] = {}
    for row in missing:
        reason = f"“{row['stage_title']}” names it and has no living page that clearly covers it"
        rows.setdefault(row["topic"], topic_row(row["topic"], row["name"], best, gap="named", reason=reason))
    for row in unmet:
        why = row["reasons"][0] if isinstance(row["reasons"], list) and row["reasons"] else {}
        reason = f"{why.get('needed_by')}: {why.get('reason')}"
        rows.setdefault(row["topic"], topic_row(row["topic"], row["name"], best, gap="required", reason=reason))
    note = f"{place.title}: {len(rows)} topics" if rows else f"{place.title} lacks nothing that the graph can see"
    return Answer(asking.question, "gaps", cypher, params, list(rows.values())[: asking.limit], note)


def _stages(asking: Asking, place: Place) -> list[str]:
    """The stages of a place: itself, or those of a roadmap or note."""
    if place.label == "Stage":
        return list(place.ids)
    rows = asking.run("stages", {})[2]
    column = "roadmap" if place.label == "Roadmap" else "note"
    return [str(row["stage"]) for row in rows if row[column] in place.ids]


def compare(asking: Asking, first: str, second: str) -> Answer | None:
    """What two stages teach: topics of one, of the other, of both; of each the first by how much they are taught."""
    one, two = find_place(asking.db, first), find_place(asking.db, second)
    if one is None or two is None:
        return None
    asked = {"one": _stages(asking, one), "two": _stages(asking, two)}
    cypher, params, rows = asking.run("compare", asked)
    groups: dict[str, list[Row]] = {one.title: [], two.title: [], BOTH: []}
    for row in rows:
        where = BOTH if row["in_one"] and row["in_two"] else one.title if row["in_one"] else two.title
        groups[where].append(row)
    shown = [(where, row) for where, group in groups.items() for row in _strongest(group)[: asking.limit]]
    best = best_resources(asking, [str(row["topic"]) for _, row in shown])
    shaped = [topic_row(row["topic"], row["name"], best, taught_in=where) for where, row in shown]
    counts = ", ".join(f"{len(group)} in {where}" for where, group in groups.items())
    return Answer(asking.question, "compare_stages", cypher, params, shaped, f"{one.title} and {two.title}: {counts}")


def _strongest(rows: list[Row]) -> list[Row]:
    return sorted(rows, key=lambda row: (-max(float(str(row["first"])), float(str(row["second"]))), str(row["topic"])))
