"""Which graph a command asks: the data folder's, or a Neo4j that it was loaded into."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from pipelines.cli.common import Command, Session

if TYPE_CHECKING:
    from graph.stores.base import Store


def neo4j_option(command: Command) -> Command:
    """Adds `--neo4j`, given to the command as `neo4j`."""
    return click.option("--neo4j", metavar="URL", help="Ask this Neo4j, as bolt://host:7687, instead of the file.")(
        command
    )


def open_store(session: Session, neo4j: str | None) -> Store:
    """The store to ask, a context manager. Raises StoreMissingError or StoreUnreachableError."""
    if neo4j is None:
        from graph.stores.embedded import open_ladybug

        return open_ladybug(session.paths.graph)
    from graph.stores.bolt import open_neo4j

    settings = session.settings.neo4j
    password = settings.password.get_secret_value()
    return open_neo4j(neo4j, settings.user, password, settings.database, prefix=settings.label_prefix)
