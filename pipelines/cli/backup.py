"""`linkatlas backup`: a copy of the catalogue."""

from __future__ import annotations

from pathlib import Path

import click

from pipelines.cli.common import Session, session_options


@click.command()
@session_options
@click.argument("target", type=click.Path(path_type=Path))
def command(session: Session, target: Path) -> None:
    """Copy the catalogue into the file TARGET (in a folder: under the present time), also while a run works.

    The copy is one SQLite file, also of a catalogue on a server, and is checked by opening it. All
    other files of the data folder are made from the catalogue.
    """
    from pipelines.backup import backup

    with session.catalogue() as catalogue:
        many = backup(catalogue, target)
    click.echo(f"{many} resources stand in the copy")
