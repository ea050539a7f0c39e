"""Where the graph is kept and asked: an embedded Cypher file, Neo4j over Bolt. Both speak `Store`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph.stores.base import Store, Table
from graph.stores.bolt import open_neo4j
from graph.stores.embedded import open_ladybug

if TYPE_CHECKING:
    from graph.stores.bolt_writer import load_neo4j
    from graph.stores.embedded_writer import write_ladybug

__all__ = ["Store", "Table", "load_neo4j", "open_ladybug", "open_neo4j", "write_ladybug"]


def __getattr__(name: str) -> object:
    """The writers, imported when they are named: a question must not wait for what only a night needs."""
    if name == "write_ladybug":
        from graph.stores.embedded_writer import write_ladybug

        return write_ladybug
    if name == "load_neo4j":
        from graph.stores.bolt_writer import load_neo4j

        return load_neo4j
    raise AttributeError(name)
