"""A Cypher script that makes the graph in any Neo4j, all by MERGE, so that it may run twice."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import networkx as nx

from graph.schema import NODES, RELATIONS
from graph.stores.columns import Columns, edge_columns, node_columns

BATCH = 500


def write(graph: nx.MultiDiGraph[str], path: Path) -> None:
    """Writes `graph` to `path` as a script for `cypher-shell` or Neo4j Browser."""
    with path.open("w", encoding="utf-8") as script:
        for statement in statements(graph):
            script.write(statement + ";\n")


def statements(graph: nx.MultiDiGraph[str]) -> Iterator[str]:
    """The statements, each without its semicolon."""
    for label in NODES:
        yield f"CREATE CONSTRAINT {label.lower()}_id IF NOT EXISTS FOR (n:{label}) REQUIRE n.id IS UNIQUE"
    for label, columns in node_columns(graph):
        for rows in _literals(columns):
            yield f"UNWIND {rows} AS row\nMERGE (n:{label} {{id: row.id}}) SET n += row"
    for edges in edge_columns(graph):
        identity = ", ".join(f"{name}: row.{name}" for name in RELATIONS[edges.kind].identity)
        sets = ", ".join(f"r.{name} = row.{name}" for name in RELATIONS[edges.kind].properties)
        for rows in _literals(edges.columns):
            yield (
                f"UNWIND {rows} AS row\nMATCH (a:{edges.start} {{id: row.`from`}}), (b:{edges.end} {{id: row.`to`}})\n"
                f"MERGE (a)-[r:{edges.kind} {{{identity}}}]->(b)" + (f" SET {sets}" if sets else "")
            )


def _literals(columns: Columns) -> Iterator[str]:
    names = list(columns)
    rows = list(zip(*columns.values(), strict=True))
    for start in range(0, len(rows), BATCH):
        maps = [
            "{" + ", ".join(f"`{name}`: {literal(value)}" for name, value in zip(names, row, strict=True)) + "}"
            for row in rows[start : start + BATCH]
        ]
        yield "[\n  " + ",\n  ".join(maps) + "\n]"


def literal(value: object) -> str:
    r"""A value as Cypher writes it. JSON's escapes are Cypher's too, `\u` in strings of a query included."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return "[" + ", ".join(literal(item) for item in value) + "]"
    if isinstance(value, str):
        # a raw \u in the text would be read as an escape before the string is: the backslash itself is escaped first
        return json.dumps(value, ensure_ascii=False).replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
    return repr(value)
