"""The shape of an answer, and what a question is asked with."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from graph.ask.filters import Filters
from graph.ask.names import Place, TopicNames
from graph.queries import query
from graph.stores.base import Store

Row = dict[str, object]


@dataclass(frozen=True, slots=True)
class Answer:
    """What was understood (`intent`, `topics`, `note`), what was run (`cypher`, `params`) and what came of it (`rows`).

    A row has url, title, score, health, stages and evidence, and what its intent adds. `near` are topics to try
    instead. `sure` is False where words were searched because no topic fits.
    """

    question: str
    intent: str
    cypher: str = ""
    params: Mapping[str, object] = field(default_factory=dict)
    rows: Sequence[Row] = ()
    note: str = ""
    topics: tuple[str, ...] = ()
    near: tuple[str, ...] = ()
    sure: bool = True

    def to_json(self) -> dict[str, object]:
        """As `ask --json` prints it (`DESIGN.md` §6)."""
        return {
            "question": self.question,
            "intent": self.intent,
            "note": self.note,
            "topics": list(self.topics),
            "near": list(self.near),
            "sure": self.sure,
            "cypher": self.cypher,
            "params": dict(self.params),
            "rows": [dict(row) for row in self.rows],
        }


@dataclass(frozen=True)
class Asking:
    """One question with all that answering it needs."""

    question: str
    store: Store
    db: sqlite3.Connection
    names: TopicNames
    filters: Filters
    limit: int
    now: datetime

    def run(self, name: str, params: Mapping[str, object], *, order: str = "") -> tuple[str, Row, list[Row]]:
        """Runs a named query with this question's filters: the text that ran, its parameters, the rows."""
        shipped = query(name)
        text = shipped.where(self.filters.conditions, order)
        used = {**params, **(self.filters.params if "// filters" in shipped.text else {})}
        if "$limit" in text:
            used.setdefault("limit", self.limit)
        return text, used, self.store.run(text, used).dicts()

    def detailed(self, rows: Sequence[Row], nearness: Mapping[str, float] | None = None) -> list[Row]:
        """The first rows with what stands behind them; with `nearness` as `weighed` has it."""
        shown = rows[: self.limit]
        behind = details(self.store, [str(row["key"]) for row in shown])
        return [{**weighed(behind[str(row["key"])], nearness), **row} for row in shown if row["key"] in behind]

    def narrowed(self, condition: str, said: str, **params: object) -> Asking:
        """The same question with one more filter."""
        return replace(self, filters=self.filters.plus(condition, said, **params))

    def within(self, place: Place) -> Asking:
        """The same question about a stage (with the stages nested in it), a roadmap or a note only."""
        condition = _WITHIN[place.label]
        return self.narrowed(condition, f"in {place.title}", places=list(place.ids))

    def answer(self, intent: str, ran: tuple[str, Row, list[Row]], note: str, **more: object) -> Answer:
        """An answer whose rows are resources, shaped alike for all intents; what stands behind them is looked up."""
        cypher, params, rows = ran
        if rows and "stages" not in rows[0]:
            rows = self.detailed(rows)
        shaped = [resource_row(row) for row in rows[: self.limit]]
        return Answer(self.question, intent, cypher, params, shaped, self.told(note), **more)  # type: ignore[arg-type]

    def told(self, note: str) -> str:
        """A note with the filters that were understood."""
        said = "; ".join(filter(None, self.filters.said))
        return f"{note} ({said})" if said else note


_WITHIN = {
    "Stage": "EXISTS { MATCH (r)-[:LISTED_IN]->(:Stage)-[:PART_OF*0..6]->(w:Stage) WHERE w.id IN $places }",
    "Roadmap": "EXISTS { MATCH (r)-[:LISTED_IN]->(:Stage)<-[:HAS_STAGE]-(w:Roadmap) WHERE w.id IN $places }",
    "Note": "EXISTS { MATCH (r)-[:MENTIONED_IN]->(w:Note) WHERE w.id IN $places }",
}


def resource_row(row: Row) -> Row:
    """A row of a query as the answer shows it: the best evidence first, topics by score, places by note and line."""
    shown = sorted(_shown(row.get("shown")), key=lambda s: (-_number(s["score"]), str(s["topic"])))
    shaped = {name: value for name, value in row.items() if name not in {"shown", "reasons"}}
    evidence = (
        next((s["evidence"] for s in shown if s.get("evidence")), None) or row.get("evidence") or row.get("reason")
    )
    shaped["evidence"] = evidence or ""
    if shown:
        shaped["topics"] = shown
        shaped.setdefault("score", shown[0]["score"])
    shaped.setdefault("score", None)
    stages = row.get("stages")
    shaped["stages"] = sorted(stages) if isinstance(stages, list) else []
    if isinstance(row.get("places"), list):
        places = [p for p in row["places"] if p and p.get("note") is not None]  # type: ignore[attr-defined]
        shaped["places"] = sorted(places, key=lambda p: (p["note"], p["line"]))
    return shaped


def details(store: Store, keys: Sequence[str]) -> dict[str, Row]:
    """Resources with their topics, stages and places, by key.

    Only for the rows that are shown: gathering it for all that fit would cost more than finding them.
    """
    if not keys:
        return {}
    rows = store.run(query("details").cypher, {"keys": sorted(set(keys))}).dicts()
    return {str(row["key"]): row for row in rows}


def weighed(row: Row, nearness: Mapping[str, float] | None) -> Row:
    """A row of `details` with only the topics of `nearness` (topic → how much it counts); None: with all."""
    if nearness is None:
        return row
    near = [s for s in _shown(row["shown"]) if s["id"] in nearness]
    return {**row, "shown": [{**s, "score": _number(s["score"]) * nearness[str(s["id"])]} for s in near]}


def _shown(value: object) -> list[Row]:
    """What is covered, flat: lists of lists come of several topics, a null of an optional match."""
    if isinstance(value, list):
        return [row for item in value for row in _shown(item)]
    return [value] if isinstance(value, dict) and value.get("topic") is not None else []


def _number(value: object) -> float:
    return float(value) if isinstance(value, int | float) else 0.0
