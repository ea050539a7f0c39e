"""`linkatlas report`: the last run's findings in one of the formats."""

from __future__ import annotations

import click

from pipelines.cli.common import Session, session_options


def _formats() -> list[str]:
    from graph.reports.render import FORMATS

    return list(FORMATS)


@click.command()
@session_options
@click.option(
    "--format", "format_", type=click.Choice(_formats()), default="text", show_default=True, help="How to print it."
)
def command(session: Session, format_: str) -> None:
    """Print the last run's report: what changed, what is dead and what to put instead, what stages lack."""
    from graph.build import build
    from graph.reports import make_report, render

    with session.catalogue() as catalogue:
        facts = catalogue.facts()
    click.echo(render(make_report(facts, build(facts)), format_), nl=False)
