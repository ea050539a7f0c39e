"""`linkatlas replay`: read, tag and draw again from the archive."""

from __future__ import annotations

import click

from pipelines.cli.common import Session, session_options


@click.command()
@session_options
def command(session: Session) -> None:
    """Read, tag and draw again from the archive, without the web.

    For a changed taxonomy or a new version, or to see that the same pages give the same graph.
    """
    from graph.plain import plain
    from pipelines.replay import replay

    with session.catalogue() as catalogue:
        done = replay(catalogue, session.paths, session.settings)
    click.echo(f"{done.read} pages read again")
    if done.missing:
        click.echo(f"  {done.missing} of them are not in the archive: read from the catalogue")
    for warning in done.warnings:
        click.echo(f"warning: {plain(warning, 500)}", err=True)
