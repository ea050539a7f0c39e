"""Answers about one resource or one person: what is like it, what it covers, who wrote it, what can replace it."""

from __future__ import annotations

from dataclasses import replace

from graph.ask.answer import Answer, Asking, Row, resource_row
from graph.ask.names import Found, find_authors, find_resource
from graph.ask.places import listed, scoped
from graph.ask.topics import understand, words

PLACES = 100
"""Lines of notes that an answer lists at most."""

CANDIDATES = 2000
"""Pages that could stand in place of a few dead ones, gone through at most."""


def similar(asking: Asking, phrase: str) -> Answer | None:
    """What covers the same topics as a resource; None where none is called so."""
    found = find_resource(asking.db, phrase)
    if found is None:
        return None
    ran = asking.run("similar", {"key": found.key})
    for row in ran[2]:
        shared = row["topics"] if isinstance(row["topics"], list) else []
        row["evidence"] = f"both cover {', '.join(shared)}"
    note = f"like “{found.title}”" if ran[2] else f"nothing covers what “{found.title}” covers"
    return asking.answer("similar", ran, note)


def topics_of(asking: Asking, phrase: str) -> Answer | None:
    """What a resource covers, each with its sentence; None where none is called so."""
    found = find_resource(asking.db, phrase)
    if found is None:
        return None
    cypher, params, rows = asking.run("topics_of", {"key": found.key})
    shaped: list[Row] = [{**row, "title": row["name"], "stages": []} for row in rows]
    note = f"“{found.title}”" if rows else f"“{found.title}” covers no topic that the graph knows of"
    return Answer(asking.question, "topics_of", cypher, params, shaped, note)


def author_of(asking: Asking, phrase: str) -> Answer:
    """Who wrote a resource; resources with the words where none is called so."""
    found = find_resource(asking.db, phrase)
    if found is None:
        answer = words(asking, phrase, Found(phrase))
        return replace(
            answer, note=f"no resource is called “{phrase}”; these have its words" if answer.rows else answer.note
        )
    only = asking.narrowed("r.id = $key", f"“{found.title}”", key=found.key)
    ran = only.run("listed", {})
    author = ran[2][0]["author"] if ran[2] else None
    return only.answer("author_of", ran, str(author) if author else "the page names no author")


def wrote(asking: Asking, phrase: str) -> Answer | None:
    """What somebody wrote; None where nobody is called so."""
    authors = find_authors(asking.db, phrase)
    return listed(asking, "wrote", None, authors=authors) if authors else None


def mentions(asking: Asking, phrase: str) -> Answer | None:
    """Which notes list a resource, or resources on a topic; None where the phrase is neither."""
    found = understand(asking, phrase)
    if found.topics:
        ran = asking.run("mentions", {"topic": found.topics[0]})
        notes = [str(row["note"]) for row in ran[2]]
        places = asking.run("mentions_lines", {"topic": found.topics[0], "notes": notes, "limit": PLACES})[2]
        return _notes(asking, ran, places, f"list something on {found.names[0]}", found.topics)
    resource = find_resource(asking.db, phrase)
    if resource is None:
        return None
    ran = asking.run("mentions_of", {"key": resource.key})
    return _notes(asking, ran, [], f"list “{resource.title}”")


def _notes(
    asking: Asking, ran: tuple[str, Row, list[Row]], places: list[Row], said: str, topics: tuple[str, ...] = ()
) -> Answer:
    cypher, params, rows = ran
    shaped = [_note_row(row, [place for place in places if place["note"] == row["note"]]) for row in rows]
    note = asking.told(
        f"{len(rows)} notes {said}" if len(rows) != 1 else f"one note {said.replace('list', 'lists', 1)}"
    )
    return Answer(asking.question, "mentions", cypher, params, shaped, note, topics)


def _note_row(row: Row, found: list[Row]) -> Row:
    places: list[Row] = row["listed"] if isinstance(row.get("listed"), list) else found  # type: ignore[assignment]
    places = sorted(places, key=lambda place: (place["line"], place["url"]))
    lines = ", ".join(f"line {place['line']}: {place['title']}" for place in places[:5])
    shaped: Row = {"title": row["title"] or row["note"], "note": row["note"], "url": "", "score": row["score"]}
    return {**shaped, "health": None, "stages": [], "evidence": lines, "resources": row["resources"], "places": places}


def replacements(asking: Asking, phrase: str | None, where: str | None) -> Answer | None:
    """Living resources in place of one resource, or of the dead ones of a place; None where nothing is called so."""
    if phrase:
        found = find_resource(asking.db, phrase)
        if found is None:
            return None
        keys, about = [found.key], found.title
    else:
        narrowed, _, known = scoped(asking, where)
        if not known:
            return None
        dead = narrowed.narrowed("r.health = 'dead'", "dead").run("listed", {})[2]
        keys, about = [str(row["key"]) for row in dead], where or "what is dead"
    keys = keys[: asking.limit]
    cypher, params, rows = asking.run("replacements", {"keys": keys, "limit": CANDIDATES})
    if left := [key for key in keys if key not in {row["dead"] for row in rows}]:
        rows += asking.run("stage_mates", {"keys": left, "limit": CANDIDATES})[2]
    each = max(1, asking.limit // max(1, len(keys)))
    rows = [row for key in keys for row in [found for found in rows if found["dead"] == key][:each]]
    shaped = [
        {**row, "shown": [], "evidence": f"in place of “{row['dead_title']}”, of the same stage"}
        for row in asking.detailed(rows)
    ]
    answer = asking.answer("replacements", (cypher, params, shaped), f"in place of {about}")
    return answer if answer.rows or len(keys) != 1 else _alike(asking, keys[0], about)


def _alike(asking: Asking, key: str, title: str) -> Answer:
    """Where no stage helps: what covers the same topics."""
    cypher, params, rows = asking.run("similar", {"key": key})
    note = f"in place of {title}" if rows else f"the graph knows nothing that could stand in place of “{title}”"
    return Answer(asking.question, "replacements", cypher, params, [resource_row(row) for row in rows], note)
