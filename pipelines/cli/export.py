"""`linkatlas export`: the graph in another program's format."""

from __future__ import annotations

from pathlib import Path

import click

from graph.export.formats import FORMATS
from pipelines.cli.common import Session, session_options


@click.command(short_help="Write the graph in another program's format.")
@click.argument("form", metavar="FORMAT", type=click.Choice(sorted(FORMATS)))
@click.option("--output", "-o", type=click.Path(path_type=Path), help="The file or folder.  [default: in the data folder]")
@session_options
def command(session: Session, form: str, output: Path | None) -> None:
    """Write the graph as FORMAT: graphml (yEd, Gephi, Cytoscape, networkx)."""
    from graph.build import build
    from graph.export import write

    path = output or session.data / FORMATS[form].file
    with session.catalogue() as catalogue:
        graph = build(catalogue.facts())
    write(graph, form, path)
    click.echo(str(path))
