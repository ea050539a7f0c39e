"""Answers about stages, roadmaps and notes: what is in them, what they lack, what is dead in them."""

from __future__ import annotations

from graph.ask.answer import Answer, Asking, Row
from graph.ask.names import Place, find_place
from graph.ask.topics import best_resources, topic_row, understand


def scoped(asking: Asking, phrase: str | None) -> tuple[Asking, str]:
    """The question narrowed to a place or a topic, and what it was narrowed to; as it is where no phrase stands."""
    if not phrase:
        return asking, ""
    place = find_place(asking.db, phrase)
    if place and place.sure:
        return asking.within(place), place.title
    found = understand(asking, phrase)
    if found.topics:
        condition = (
            "EXISTS { MATCH (r)-[about:COVERS]->(:Topic)-[:BROADER*0..2]->(x:Topic) "
            "WHERE x.id = $about AND about.score >= 0.3 }"
        )
        return asking.narrowed(condition, f"on {found.names[0]}", about=found.topics[0]), found.names[0]
    if place:
        return asking.within(place), place.title
    return asking.narrowed("r.id = ''", f"nothing is called “{phrase}”"), phrase


def listed(asking: Asking, intent: str, phrase: str | None, condition: str, note: str, *, order: str = "") -> Answer:
    """Resources that fit a condition, in a place or on a topic where one is named."""
    narrowed, where = scoped(asking, phrase)
    if condition:
        narrowed = narrowed.narrowed(condition, note)
    ran = narrowed.run("listed", {}, order=order)
    found = "nothing" if not ran[2] else f"{len(ran[2])}{'' if len(ran[2]) < asking.limit else ' or more'}"
    return narrowed.answer(intent, ran, f"{found} found")


def contents(asking: Asking, phrase: str) -> Answer | None:
    """What stands in a stage, roadmap or note."""
    place = find_place(asking.db, phrase)
    if place is None:
        return None
    narrowed = asking.within(place)
    ran = narrowed.run("listed", {})
    return narrowed.answer("stage_contents", ran, f"{place.label.lower()} “{place.title}”: {len(ran[2])} resources")


def gaps(asking: Asking, phrase: str) -> Answer | None:
    """What a stage lacks: topics it sets out to teach and has no page for, and what its topics require; where to find it."""
    place = find_place(asking.db, phrase)
    if place is None:
        return None
    stages = _stages(asking, place)
    cypher, params, missing = asking.run("stage_gaps", {"stages": stages})
    unmet = asking.run("stage_unmet", {"stages": stages})[2]
    best = best_resources(asking, [str(row["topic"]) for row in (*missing, *unmet)])
    rows: list[Row] = [
        topic_row(row["topic"], row["name"], best, gap="named but not covered", reason="the stage's own words name it")
        for row in missing
    ]
    known = {row["topic"] for row in rows}
    for row in unmet:
        if row["topic"] not in known:
            why = row["reasons"][0] if isinstance(row["reasons"], list) and row["reasons"] else {}
            reason = f"{why.get('needed_by')}: {why.get('reason')}" if why else ""
            rows.append(
                topic_row(row["topic"], row["name"], best, gap="required but not taught by then", reason=reason)
            )
    note = f"{place.title} lacks {len(rows)} topics" if rows else f"{place.title} lacks nothing that the graph can see"
    return Answer(asking.question, "gaps", cypher, params, rows[: asking.limit], note)


def _stages(asking: Asking, place: Place) -> list[str]:
    """The stages of a place: itself, or those of a roadmap or note."""
    if place.label == "Stage":
        return list(place.ids)
    rows = asking.run("stages", {})[2]
    column = "roadmap" if place.label == "Roadmap" else "note"
    return [str(row["stage"]) for row in rows if row[column] in place.ids]
