"""Answers about topics: what covers them, what comes before them, how to get to them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from graph.ask.answer import Answer, Asking, Row, details, resource_row, weighed
from graph.ask.names import Found
from graph.queries import query
from graph.search import Hit, find
from graph.stores.base import Store

_AND = re.compile(
    r"\s*(?:,|;|/|&|\bas well as\b|\band\b|\bor\b|\bwith\b|\bplus\b|\bversus\b|\bvs\b\.?)\s*", re.IGNORECASE
)
APART = "\x1f"
MOST_COUNTED = 100
LEAST_BEST = (0.9, 0.6, 0.3)
"""Scores from which on a resource may be a topic's best: what has a very good one need not be gone through whole."""


def understand(asking: Asking, phrase: str) -> Found:
    """The topics of a phrase: as one name, else as several joined by "and" or commas where every one is a name.

    Ids of topics, parted by `APART`, are those topics.
    """
    ids = tuple(dict.fromkeys(phrase.split(APART)))
    if APART in phrase and all(topic in asking.names.topics for topic in ids):
        return Found(phrase, ids, tuple(asking.names.topics[topic][0] for topic in ids), "exact")
    whole = asking.names.find(phrase)
    if whole.topics and whole.how != "slip":
        return whole
    parts = [asking.names.find(part) for part in _AND.split(phrase) if part.strip()]
    if len(parts) > 1 and all(part.topics for part in parts):
        topics = tuple(dict.fromkeys(t for part in parts for t in part.topics))
        return Found(phrase, topics, tuple(dict.fromkeys(n for p in parts for n in p.names)), "exact")
    return whole


def covers(asking: Asking, phrase: str) -> Answer:
    """What covers a topic, or several; words where it is no topic of the taxonomy."""
    found = understand(asking, phrase)
    if not found.topics:
        return words(asking, phrase, found)
    if len(found.topics) > 1:
        ran = asking.run("covers_all", {"topics": list(found.topics)})
    else:
        ran = asking.run("covers", {"topic": found.topics[0]})
    ran = (*ran[:2], asking.detailed(ran[2], below(asking.store, found.topics)))
    note = " + ".join(found.names)
    if found.how == "slip":
        note = f"“{found.said}” read as {note}"
    elif found.near:
        note += f" (not {', '.join(found.near)})"
    answer = asking.answer("covers", ran, note, topics=found.topics, near=found.near)
    if not answer.rows and asking.filters.conditions:
        return replace(answer, note=answer.note + _unfiltered(asking, ran))
    return _with_tail(asking, answer, found)


def _unfiltered(asking: Asking, ran: tuple[str, Row, list[Row]]) -> str:
    """How many there would be without the filters, in words."""
    name = "covers" if "topic" in ran[1] else "covers_all"
    given: Row = {**{key: ran[1][key] for key in ("topic", "topics") if key in ran[1]}, "limit": MOST_COUNTED}
    found = len(asking.store.run(query(name).cypher, given).rows)
    many = f"{found} or more" if found == MOST_COUNTED else str(found)
    return f": nothing fits; {many} without {'; '.join(filter(None, asking.filters.said))}"


def below(store: Store, topics: Sequence[str]) -> dict[str, float]:
    """The topics and those at most two steps below them → how much covering them counts."""
    rows = store.run(query("below").cypher, {"topics": list(topics)}).rows
    return {str(topic): float(str(nearness)) for topic, nearness in rows}


def _with_tail(asking: Asking, answer: Answer, found: Found) -> Answer:
    """Resources that only have the words, after those that cover the topic; none where filters were asked for."""
    room = asking.limit - len(answer.rows)
    if room <= 0 or asking.filters.conditions:
        return answer
    phrases = [*found.said.split(APART)[:1], *(n for t in found.topics for n in asking.names.names_of(t))]
    seen = {row["key"] for row in answer.rows}
    hits = [hit for hit in find(asking.db, phrases, asking.limit) if hit.key not in seen]
    return replace(answer, rows=[*answer.rows, *(word_row(hit) for hit in hits[:room])])


def word_row(hit: Hit) -> Row:
    """A row for a resource that only has the words."""
    return {
        "key": hit.key,
        "url": hit.url,
        "title": hit.title,
        "kind": hit.kind,
        "health": hit.health,
        "score": None,
        "stages": [],
        "evidence": hit.snippet,
        "match": "words",
    }


def words(asking: Asking, phrase: str, found: Found) -> Answer:
    """The full-text answer for what is no topic; says so, and names the nearest topics."""
    rows = [word_row(hit) for hit in find(asking.db, [phrase], asking.limit * 3)]
    if asking.filters.conditions and rows:
        kept = asking.run("listed", {"limit": 100_000})[2]
        keys = {row["key"] for row in kept}
        rows = [row for row in rows if row["key"] in keys]
    said = " ".join(phrase.split())
    note = f"“{said}” is no topic of the taxonomy; " + (
        "these resources have its words" if rows else "and no resource has its words"
    )
    if found.near:
        note += f". Nearest topics: {', '.join(found.near)}"
    return Answer(
        asking.question,
        "words",
        "",
        {"words": said},
        rows[: asking.limit],
        asking.told(note),
        (),
        found.near,
        sure=False,
    )


def prerequisites(asking: Asking, phrase: str) -> Answer:
    """What to know before a topic: topics, nearest first, each with the reason and the best resource for it."""
    found = understand(asking, phrase)
    if not found.topics:
        return words(asking, phrase, found)
    cypher, params, rows = asking.run("prerequisites", {"topic": found.topics[0]})
    ids = [str(row["topic"]) for row in rows]
    best = best_resources(asking, ids)
    shaped = [
        topic_row(row["topic"], row["name"], best, reason=_reason(row["reasons"]), depth=row["depth"]) for row in rows
    ]
    note = f"before {found.names[0]}" if rows else f"the taxonomy asks for nothing before {found.names[0]}"
    return Answer(asking.question, "prerequisites", cypher, params, shaped, asking.told(note), found.topics)


def _reason(reasons: object) -> str:
    if not isinstance(reasons, list):
        return ""
    nearest = sorted(reasons, key=lambda r: (r.get("steps", 0), str(r["needed_by"])))
    return "; ".join(f"{r['needed_by']}: {r['reason']}" for r in nearest[:2])


def best_resources(asking: Asking, topics: Sequence[str]) -> dict[str, Row]:
    """Topic → the best living resource that covers it."""
    best: dict[str, Row] = {}
    for least in LEAST_BEST:
        if left := [topic for topic in topics if topic not in best]:
            for row in asking.run("best_for", {"topics": left, "least": least})[2]:
                best.setdefault(str(row["topic"]), row)
    behind = details(asking.store, [str(row["key"]) for row in best.values()])
    return {
        topic: {**weighed(behind[str(row["key"])], {topic: 1.0}), **row}
        for topic, row in best.items()
        if row["key"] in behind
    }


def topic_row(topic: object, name: object, best: dict[str, Row], **more: object) -> Row:
    """A row for a topic: its best resource's address and evidence under the topic's name."""
    resource = best.get(str(topic))
    shaped = (
        resource_row(resource) if resource else {"url": "", "score": None, "health": None, "stages": [], "evidence": ""}
    )
    return {**shaped, "title": name, "topic": topic, "resource": resource["title"] if resource else None, **more}


def path(asking: Asking, start: str, goal: str) -> Answer:
    """A way from one topic to another, each step with its reason."""
    one, two = understand(asking, start), understand(asking, goal)
    for said, found in ((start, one), (goal, two)):
        if not found.topics:
            return words(asking, said, found)
    params: Row = {"start": one.topics[0], "goal": two.topics[0]}
    ways = (("path", "{0} leads to {1}"), ("path", "{1} comes before {0}"), ("connection", "{0} and {1} are tied"))
    for number, (name, words_for_it) in enumerate(ways):
        asked = params if number != 1 else {"start": params["goal"], "goal": params["start"]}
        ran = asking.run(name, asked)
        if ran[2]:
            note = words_for_it.format(one.names[0], two.names[0])
            return _way(asking, ran, note, (one.topics[0], two.topics[0]))
    note = f"the taxonomy knows no way from {one.names[0]} to {two.names[0]}"
    return Answer(asking.question, "path", ran[0], ran[1], (), note, (one.topics[0], two.topics[0]))


def _way(asking: Asking, ran: tuple[str, Row, list[Row]], note: str, ends: tuple[str, str]) -> Answer:
    cypher, params, rows = ran
    # of several shortest ways always the same one, in every store
    way: dict[str, Any] = min(rows, key=lambda row: _ids(row["topics"]))
    nodes, steps = way["topics"], way["steps"]
    reasons = [str(step.get("reason") or "") for step in steps]
    if nodes[0]["id"] != params["start"]:
        nodes, reasons = nodes[::-1], reasons[::-1]
    best = best_resources(asking, [node["id"] for node in nodes])
    shaped = [
        topic_row(node["id"], node["name"], best, reason=reason, depth=number)
        for number, (node, reason) in enumerate(zip(nodes, ["", *reasons], strict=True))
    ]
    return Answer(asking.question, "path", cypher, params, shaped, note, ends)


def _ids(nodes: object) -> list[str]:
    return [str(node["id"]) for node in nodes] if isinstance(nodes, list) else []


def learning_path(asking: Asking, phrase: str) -> Answer:
    """Everything to learn up to a topic, without what is done, in an order in which nothing comes before its needs."""
    found = understand(asking, phrase)
    if not found.topics:
        return words(asking, phrase, found)
    goal = found.topics[0]
    cypher, params, lines = asking.run("needs", {"topic": goal})
    known = {str(row["topic"]) for row in asking.run("known", {})[2]} - {goal}
    order, reasons = _in_order(lines, goal, known)
    best = best_resources(asking, [topic for topic, _ in order])
    names = {goal: found.names[0]} | {str(r[e]): r[f"{e}_name"] for r in lines for e in ("earlier", "later")}
    shaped = [
        topic_row(topic, names[topic], best, depth=number, reason=reasons.get(topic, "the goal"))
        for number, (topic, _) in enumerate(order)
    ]
    left_out = sorted(str(names[t]) for t in known if t in names)
    note = f"up to {found.names[0]}" + (f", without what you have done: {', '.join(left_out)}" if left_out else "")
    return Answer(asking.question, "learning_path", cypher, params, shaped, asking.told(note), found.topics)


def next_topics(asking: Asking, phrase: str) -> Answer:
    """What can be learned once a topic is known: topics that need it."""
    found = understand(asking, phrase)
    if not found.topics:
        return words(asking, phrase, found)
    ran = asking.run("next_topics", {"topic": found.topics[0]})
    note = f"after {found.names[0]}" if ran[2] else f"no topic of the taxonomy needs {found.names[0]}"
    return _topics(asking, "next_topics", ran, note, found.topics)


def uncovered(asking: Asking) -> Answer:
    """Topics that no living resource clearly covers."""
    ran = asking.run("uncovered", {})
    note = f"{len(ran[2])} topics without a resource" if ran[2] else "every topic has a resource"
    return _topics(asking, "uncovered", ran, note)


def _topics(
    asking: Asking, intent: str, ran: tuple[str, Row, list[Row]], note: str, topics: tuple[str, ...] = ()
) -> Answer:
    cypher, params, rows = ran
    best = best_resources(asking, [str(row["topic"]) for row in rows])
    extra = ("depth", "reason", "needed_by")
    shaped = [topic_row(r["topic"], r["name"], best, **{k: r[k] for k in extra if k in r}) for r in rows]
    return Answer(asking.question, intent, cypher, params, shaped, note, topics)


def _in_order(lines: Sequence[Row], goal: str, known: set[str]) -> tuple[list[tuple[str, int]], dict[str, str]]:
    """Topics from the first to learn to the goal, with depth; nothing behind a known topic is asked for again."""
    needs: dict[str, list[tuple[str, str]]] = {}
    for line in lines:
        why = f"{line['later_name']}: {line['reason']}"
        needs.setdefault(str(line["later"]), []).append((str(line["earlier"]), why))
    order: dict[str, int] = {}
    reasons: dict[str, str] = {}

    def visit(topic: str, depth: int) -> None:
        if topic in order or topic in known or depth > 30:
            return
        for earlier, why in sorted(needs.get(topic, ())):
            reasons.setdefault(earlier, why)
            visit(earlier, depth + 1)
        order.setdefault(topic, depth)

    visit(goal, 0)
    return list(order.items()), reasons
