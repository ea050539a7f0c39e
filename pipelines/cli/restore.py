"""`linkatlas restore`: a backup in the place of the catalogue."""

from __future__ import annotations

from pathlib import Path

import click

from pipelines.cli.common import Session, session_options


@click.command()
@session_options
@click.argument("source", type=click.Path(path_type=Path))
def command(session: Session, source: Path) -> None:
    """Put the backup SOURCE in the place of the catalogue, and draw the graph and the reports from it.

    A damaged backup is refused, and nothing is touched.
    """
    from pipelines.backup import restore
    from pipelines.catalogue import Catalogue
    from pipelines.catalogue.engine import make_engine

    with Catalogue(make_engine(session.catalogue_url)) as catalogue:
        many = restore(catalogue, session.paths, session.settings, source)
    click.echo(f"{many} resources are back")
