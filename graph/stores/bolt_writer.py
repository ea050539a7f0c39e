"""Loads the graph into Neo4j: idempotent, in batches, stale parts removed last and only ours.

Every node and relationship that we write carries our stamp; what has no stamp is somebody else's and is never deleted.
A load that dies leaves the old graph with parts of the new one over it; the next load completes it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from graph.errors import GraphError, LoadRefusedError
from graph.schema import NODES, RELATIONS
from graph.stores.bolt import STAMP, connect, errors_in_words
from graph.stores.columns import Columns, EdgeColumns, edge_columns, node_columns
from graph.woven import Woven

if TYPE_CHECKING:
    import neo4j
    import networkx as nx

BATCH = 5000
SHRINK_REFUSED = 0.5
"""A load that would leave less than this share of the resources or of all nodes is refused …"""
SHRINK_FREE = 50
"""… unless there were no more than so many."""
MOST_FOREIGN = 1_000_000
"""Nodes of others with a label of ours that are looked at."""
_PREFIX = re.compile(r"[A-Za-z][A-Za-z0-9_]*")


@dataclass(frozen=True, slots=True)
class LoadSummary:
    """What a load did: nodes by label and relationships by type as they stand now, and how many stale ones went."""

    nodes: dict[str, int] = field(default_factory=dict)
    relations: dict[str, int] = field(default_factory=dict)
    removed_nodes: int = 0
    removed_relations: int = 0


def load_neo4j(
    graph: nx.MultiDiGraph[str] | Woven,
    url: str,
    user: str,
    password: str,
    database: str,
    stamp: str,
    *,
    prefix: str = "",
    allow_shrink: bool = False,
) -> LoadSummary:
    """Makes the database hold `graph`; `stamp` names this load and must differ from the last one's.

    Raises StoreUnreachableError, or LoadRefusedError before anything is written: where the graph has shrunk sharply, or
    where nodes of somebody else have our labels and ids.
    """
    if prefix and not _PREFIX.fullmatch(prefix):
        raise GraphError(f"{prefix!r} cannot begin a label", hint="letters, digits and _ make a prefix")
    with connect(url, user, password) as driver, errors_in_words(url):
        loader = _Loader(driver, database, stamp, prefix)
        if not allow_shrink:
            loader.refuse_shrinking(graph)
        loader.refuse_taking_over(graph)
        loader.define()
        nodes, relations = Counter[str](), Counter[str]()
        for label, columns in node_columns(graph):
            nodes[label] += loader.write_nodes(label, columns)
        loader.index_texts()
        for edges in edge_columns(graph):
            relations[edges.kind] += loader.write_edges(edges)
        removed_relations, removed_nodes = loader.remove_stale()
        return LoadSummary(dict(nodes), dict(relations), removed_nodes, removed_relations)


class _Loader:
    def __init__(self, driver: neo4j.Driver, database: str, stamp: str, prefix: str) -> None:
        self._driver = driver
        self._database = database
        self._stamp = stamp
        self._prefix = prefix

    def _run(self, cypher: str, **params: object) -> list[neo4j.Record]:
        return self._driver.execute_query(cypher, params, database_=self._database).records

    def _label(self, label: str) -> str:
        return f"{self._prefix}{label}"

    def refuse_shrinking(self, graph: nx.MultiDiGraph[str] | Woven) -> None:
        """Compares what we loaded last with what would stand now. Raises LoadRefusedError."""
        new = Counter[str]()
        for label, columns in node_columns(graph):
            new[label] += len(columns["id"])
        old = {
            label: int(self._run(f"MATCH (n:{self._label(label)}) WHERE n.{STAMP} IS NOT NULL RETURN count(n)")[0][0])
            for label in NODES
        }
        for name, had, has in (
            ("resources", old["Resource"], new["Resource"]),
            ("nodes", sum(old.values()), sum(new.values())),
        ):
            if had > SHRINK_FREE and has < had * SHRINK_REFUSED:
                raise LoadRefusedError(
                    f"the database holds {had} {name}, the new graph only {has}: nothing was changed",
                    hint="if that is right, load once more with --allow-shrink",
                )

    def refuse_taking_over(self, graph: nx.MultiDiGraph[str] | Woven) -> None:
        """Looks for nodes with our labels that we did not write, and with ids of ours. Raises LoadRefusedError."""
        for label, columns in node_columns(graph):
            theirs = f"MATCH (n:{self._label(label)}) WHERE n.{STAMP} IS NULL"
            ids = {record[0] for record in self._run(f"{theirs} RETURN n.id LIMIT {MOST_FOREIGN}")}
            if shared := ids.intersection(columns["id"]):
                raise LoadRefusedError(
                    f"the database holds {len(shared)} nodes {self._label(label)} with ids of ours that "
                    f"`linkatlas load` did not write, such as {min(map(str, shared))!r}: nothing was changed",
                    hint="load beside them with --label-prefix LA_, or into a database of its own",
                )

    def define(self) -> None:
        """Constraints first: they are also the indexes that MERGE needs."""
        for label in NODES:
            name = f"linkatlas_{self._label(label).lower()}_id"
            self._run(f"CREATE CONSTRAINT {name} IF NOT EXISTS FOR (n:{self._label(label)}) REQUIRE n.id IS UNIQUE")
        self._run("CALL db.awaitIndexes(60)")

    def index_texts(self) -> None:
        """The full-text index, once the nodes stand: it is filled at once and not batch by batch."""
        self._run(
            f"CREATE FULLTEXT INDEX linkatlas_{self._prefix.lower()}text IF NOT EXISTS "
            f"FOR (n:{self._label('Resource')}|{self._label('Topic')}) "
            "ON EACH [n.title, n.name, n.summary, n.description]"
        )

    def write_nodes(self, label: str, columns: Columns) -> int:
        """Merges the nodes of a label; how many."""
        cypher = f"UNWIND $rows AS row MERGE (n:{self._label(label)} {{id: row.id}}) SET n += row, n.{STAMP} = $stamp"
        for rows in _batches(columns):
            self._run(cypher, rows=rows, stamp=self._stamp)
        return len(columns["id"])

    def write_edges(self, edges: EdgeColumns) -> int:
        """Merges the relationships between a pair of labels; how many."""
        identity = ", ".join(f"{name}: row.{name}" for name in RELATIONS[edges.kind].identity)
        sets = "".join(f", r.{name} = row.{name}" for name in RELATIONS[edges.kind].properties)
        cypher = (
            f"UNWIND $rows AS row MATCH (a:{self._label(edges.start)} {{id: row.from}}) "
            f"MATCH (b:{self._label(edges.end)} {{id: row.to}}) "
            f"MERGE (a)-[r:{edges.kind} {{{identity}}}]->(b) SET r.{STAMP} = $stamp{sets}"
        )
        for rows in _batches(edges.columns):
            self._run(cypher, rows=rows, stamp=self._stamp)
        return len(edges.columns["from"])

    def remove_stale(self) -> tuple[int, int]:
        """Deletes what an earlier load wrote and this one did not: relationships first, then nodes; how many."""
        relations = sum(
            self._remove(f"MATCH (:{self._label(a)})-[x:{kind}]->(:{self._label(b)})", "DELETE")
            for kind, relation in RELATIONS.items()
            for a, b in relation.pairs
        )
        nodes = sum(self._remove(f"MATCH (x:{self._label(label)})", "DETACH DELETE") for label in NODES)
        return relations, nodes

    def _remove(self, match: str, delete: str) -> int:
        cypher = f"{match} WHERE x.{STAMP} <> $stamp WITH x LIMIT $batch {delete} x RETURN count(*)"
        removed = 0
        while found := int(self._run(cypher, stamp=self._stamp, batch=BATCH)[0][0]):
            removed += found
        return removed


def _batches(columns: Columns) -> Iterator[list[dict[str, object]]]:
    names = list(columns)
    rows = zip(*columns.values(), strict=True)
    batch: list[dict[str, object]] = []
    for row in rows:
        batch.append(dict(zip(names, row, strict=True)))
        if len(batch) == BATCH:
            yield batch
            batch = []
    if batch:
        yield batch
