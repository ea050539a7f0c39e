"""The graph for programs: open a data folder, ask it, run the shipped queries, take the graph into networkx.

import graph

with graph.open_folder("data/out") as atlas:
    for found in atlas.covers("attention"):
        print(found.score, found.title, found.evidence)
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from graph.ask import Answer, ask
from graph.ask.answer import details, resource_row, weighed
from graph.ask.names import topic_names
from graph.ask.topics import below
from graph.fold import fold
from graph.queries import query
from graph.search import Hit, open_index, search
from graph.stores.base import Store, Table
from graph.stores.embedded import open_ladybug

if TYPE_CHECKING:
    import networkx as nx

GRAPH, INDEX = "graph.lbug", "search.sqlite"
"""A run's files in its data folder."""


@dataclass(frozen=True, slots=True)
class Covering:
    """A resource that covers a topic: `score` in 0…1 (0.5 and more is a clear yes), `evidence` its own sentence."""

    key: str
    url: str
    title: str
    kind: str
    health: str
    score: float
    evidence: str
    stages: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Prerequisite:
    """A topic to know before another; `depth` is how many steps before, `reasons` whose need it is and why."""

    topic: str
    name: str
    depth: int
    reasons: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class NamedTopic:
    """A topic that words name, or nearly so; `resources` clearly cover it."""

    topic: str
    name: str
    resources: int


class Atlas:
    """An open data folder. Everything here only reads. A context manager; raises StoreMissingError, QueryError."""

    def __init__(self, store: Store, index: Path) -> None:
        self.store = store
        self._index = index

    def ask(self, question: str, *, limit: int = 10) -> Answer:
        """The answer to a question in plain words, with the Cypher that found it."""
        return ask(self.store, self._index, question, limit=limit)

    def cypher(self, text: str, params: Mapping[str, object] | None = None, *, limit: int | None = None) -> Table:
        """The rows of a reading query."""
        return self.store.run(text, params, limit=limit)

    def named(self, name: str, /, **params: object) -> list[dict[str, object]]:
        """The rows of a shipped query (`graph.queries.names()`); raises KeyError for an unknown name."""
        return self.store.run(query(name).cypher, params).dicts()

    def covers(self, topic: str, *, limit: int = 10) -> list[Covering]:
        """Resources that cover a topic, given by its id, or a topic below it; best first."""
        rows = self.named("covers", topic=topic, limit=limit)
        behind = details(self.store, [str(row["key"]) for row in rows])
        nearness = below(self.store, [topic])
        return [_covering({**weighed(behind[str(row["key"])], nearness), **row}) for row in rows]

    def before(self, topic: str, *, limit: int = 100) -> list[Prerequisite]:
        """What to know before a topic, given by its id; the nearest first."""
        rows: list[dict[str, Any]] = self.named("prerequisites", topic=topic, limit=limit)
        return [
            Prerequisite(
                row["topic"], row["name"], row["depth"], tuple((r["needed_by"], r["reason"]) for r in row["reasons"])
            )
            for row in rows
        ]

    def topics(self, words: str) -> list[NamedTopic]:
        """The topics that words name: the one that is meant, then those that come near."""
        with open_index(self._index) as db:
            names = topic_names(self._index, db)
            found = names.find(words)
            ids = {name: topic for topic, (name, _) in names.topics.items()}
            near = [*found.topics, *(ids[name] for name in (*found.near, *names.near(fold(words))))]
            return [NamedTopic(topic, *names.topics[topic]) for topic in dict.fromkeys(near)]

    def search(self, words: str, *, limit: int = 10) -> list[Hit]:
        """Resources whose title, notes or text have the words."""
        return search(self._index, words, limit)

    def networkx(self) -> nx.MultiDiGraph[str]:
        """The whole graph, to compute on."""
        from graph.stores.reader import read_graph

        return read_graph(self.store)

    def close(self) -> None:
        """Lets go of the files."""
        self.store.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *ended: object) -> None:
        self.close()


def open_folder(folder: str | Path) -> Atlas:
    """The graph that a run left in its data folder. Raises StoreMissingError where there is none."""
    return Atlas(open_ladybug(Path(folder) / GRAPH), Path(folder) / INDEX)


def _covering(row: dict[str, object]) -> Covering:
    shaped: dict[str, Any] = resource_row(row)
    words = {name: str(shaped[name] or "") for name in ("key", "url", "title", "kind", "health", "evidence")}
    return Covering(**words, score=float(shaped["score"]), stages=tuple(shaped["stages"]))
