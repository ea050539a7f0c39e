"""`linkatlas export`: the graph in another program's format."""

from __future__ import annotations

from pathlib import Path

import click

from graph.export.formats import FORMATS
from pipelines.cli.common import Session, session_options


@click.command(short_help="Write the graph in another program's format.")
@click.argument("form", metavar="FORMAT", type=click.Choice(sorted(FORMATS)))
@click.option(
    "--output", "-o", type=click.Path(path_type=Path), help="The file or folder.  [default: in the data folder]"
)
@session_options
def command(session: Session, form: str, output: Path | None) -> None:
    """Write the graph as FORMAT.

    \b
    graphml      yEd, Gephi, Cytoscape, networkx
    gexf         Gephi
    json-ld      schema.org LearningResource
    turtle       RDF stores; the topics as SKOS
    cypher       cypher-shell, Neo4j Browser
    neo4j-csv    a folder for neo4j-admin database import
    obsidian     a vault with a page per topic, stage and resource
    json-canvas  a folder with a canvas per roadmap
    """
    from graph.build import build
    from graph.export import write

    path = output or session.data / FORMATS[form].file
    with session.catalogue() as catalogue:
        graph = build(catalogue.facts())
    write(graph, form, path)
    click.echo(str(path))
