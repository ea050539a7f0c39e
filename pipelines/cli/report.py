"""`linkatlas report`: the last run's findings in one of the formats."""

from __future__ import annotations

import sys

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
    report = make_report(facts, build(facts))
    if format_ == "text" and sys.stdout.isatty():
        from graph.reports.as_text import render as as_text

        click.echo(as_text(report, hyperlinks=True), nl=False)
    else:
        click.echo(render(report, format_), nl=False)
