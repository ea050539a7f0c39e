"""Answers that look over the whole: which stages, notes and topics there are, what is known already, what to ask."""

from __future__ import annotations

from collections.abc import Iterable

from graph.ask.answer import Answer, Asking, Row
from graph.ask.tables import table

_EMPTY: Row = {"url": "", "score": None, "health": None, "stages": [], "evidence": ""}


def stages(asking: Asking) -> Answer:
    """Every stage in reading order, with how much stands in it."""
    cypher, params, rows = asking.run("stages", {})
    shaped = (
        {**_EMPTY, "title": row["title"], "stage": row["stage"], "roadmap": row["roadmap_title"]}
        | {
            "resources": row["resources"],
            "evidence": f"{row['roadmap_title']} in {row['note']}: {row['resources']} links",
        }
        for row in rows
    )
    return _counted(asking, "stages", (cypher, params, shaped), "stages")


def notes(asking: Asking) -> Answer:
    """Every note, with how many links stand in it."""
    cypher, params, rows = asking.run("notes", {"limit": 1000})
    shaped = (
        {**_EMPTY, "title": row["title"] or row["note"], "note": row["note"], "links": row["links"]}
        | {"evidence": f"{row['note']}: {row['links']} links"}
        for row in rows
    )
    return _counted(asking, "notes", (cypher, params, shaped), "notes")


def topics(asking: Asking) -> Answer:
    """Topics by how many resources clearly cover them."""
    cypher, params, rows = asking.run("topics", {"limit": 10_000})
    covered = [row for row in rows if row["resources"]]
    shaped = (
        {**_EMPTY, "title": row["name"], "topic": row["topic"], "resources": row["resources"]}
        | {"evidence": f"{row['resources']} resources"}
        for row in covered
    )
    return _counted(asking, "topics", (cypher, params, shaped), f"of {len(rows)} topics have a resource")


def known(asking: Asking) -> Answer:
    """Topics of what is ticked off."""
    cypher, params, rows = asking.run("known", {})
    shaped = ({**_EMPTY, "title": row["name"], "topic": row["topic"]} for row in rows)
    return _counted(asking, "known", (cypher, params, shaped), "topics of what you have ticked off")


def help_asked(asking: Asking) -> Answer:
    """What can be asked: an example of each intent."""
    rows = [{**_EMPTY, "title": row["example"], "intent": row["name"]} for row in table("asked")["intent"]]
    return Answer(asking.question, "help", rows=rows, note="questions that can be asked, for example")


def _counted(asking: Asking, intent: str, ran: tuple[str, Row, Iterable[Row]], what: str) -> Answer:
    cypher, params, rows = ran[0], ran[1], list(ran[2])
    more = f"; the first {asking.limit}, --limit shows more" if len(rows) > asking.limit else ""
    what = what.removesuffix("s") if len(rows) == 1 and what.endswith("s") else what
    return Answer(asking.question, intent, cypher, params, rows[: asking.limit], f"{len(rows)} {what}{more}")
