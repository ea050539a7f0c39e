"""`linkatlas load`: the graph into Neo4j."""

from __future__ import annotations

from datetime import UTC, datetime

import click

from pipelines.cli.common import Session, session_options


@click.command(short_help="Load the graph into Neo4j.")
@click.option("--neo4j", "url", help="The server's address, as bolt://host:7687.  [default: neo4j.url of the settings]")
@click.option("--user", help="The user.  [default: neo4j.user of the settings]")
@click.option("--database", help="The database.  [default: neo4j.database of the settings]")
@click.option("--label-prefix", help="Put before every label.  [default: neo4j.label_prefix of the settings]")
@click.option("--allow-shrink", is_flag=True, help="Load even though the graph has shrunk sharply.")
@session_options
def command(
    session: Session,
    url: str | None,
    user: str | None,
    database: str | None,
    label_prefix: str | None,
    allow_shrink: bool,
) -> None:
    """Make a Neo4j database hold the graph: new and changed parts are merged, stale ones of ours removed last.

    The password is read from LINKATLAS_NEO4J__PASSWORD.
    """
    settings = session.settings.neo4j
    address = url or settings.url
    if not address:
        raise click.UsageError("where is Neo4j? --neo4j bolt://host:7687, or neo4j.url in the settings")
    from graph.build import build
    from graph.stores.bolt_writer import load_neo4j

    with session.catalogue() as catalogue:
        graph = build(catalogue.facts())
    summary = load_neo4j(
        graph,
        address,
        user or settings.user,
        settings.password.get_secret_value(),
        database or settings.database,
        datetime.now(UTC).isoformat(),
        prefix=settings.label_prefix if label_prefix is None else label_prefix,
        allow_shrink=allow_shrink,
    )
    for kind, count in (*summary.nodes.items(), *summary.relations.items()):
        click.echo(f"{kind:14} {count:>8}")
    removed = f"{summary.removed_nodes} nodes and {summary.removed_relations} relationships"
    click.echo(f"stale, removed: {removed}")
