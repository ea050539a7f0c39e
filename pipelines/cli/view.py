"""`linkatlas view`: writes the graph page anew from the catalogue."""

from __future__ import annotations

from pathlib import Path

import click

from pipelines.cli.common import Session, session_options


@click.command()
@session_options
@click.option(
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Where to write it.  [default: graph.html in the data folder]",
)
def command(session: Session, output: Path | None) -> None:
    """Write the graph page, one HTML file that works offline, from what is stored."""
    from graph.build import build
    from graph.view import write_view
    from pipelines.steps.publish import to_show

    with session.catalogue() as catalogue:
        facts = to_show(catalogue.facts(), session.settings)
    path = output or session.paths.graph_page
    write_view(build(facts), path, run=facts.run, facts=facts, max_nodes=session.settings.view.max_nodes)
    click.echo(str(path))
