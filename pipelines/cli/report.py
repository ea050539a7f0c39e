"""`linkatlas report`: the last run's findings in one of the formats."""

from __future__ import annotations

import dataclasses
import sys
from typing import TYPE_CHECKING

import click

from pipelines.cli.common import Session, session_options

if TYPE_CHECKING:
    from crawler.records import Change
    from pipelines.catalogue import Catalogue


def _formats() -> list[str]:
    from graph.reports.render import FORMATS

    return list(FORMATS)


@click.command()
@session_options
@click.option(
    "--format", "format_", type=click.Choice(_formats()), default="text", show_default=True, help="How to print it."
)
@click.option(
    "--since", type=click.IntRange(0), metavar="RUN", help="Tell what changed after this run, not only in the last."
)
@click.option("--until", type=click.IntRange(1), metavar="RUN", help="With --since: up to and with this run.")
def command(session: Session, format_: str, since: int | None, until: int | None) -> None:
    """Print the last run's report: what changed, what is dead and what to put instead, what stages lack."""
    from graph.build import build
    from graph.reports import make_report, render
    from graph.reports.as_text import render as as_text
    from graph.reports.open_in import links_work
    from pipelines.steps.publish import to_show

    if until is not None and since is None:
        raise click.UsageError("--until needs --since")
    with session.catalogue() as catalogue:
        facts = to_show(catalogue.facts(), session.settings)
        if since is not None:
            facts = dataclasses.replace(facts, changes=_changes(catalogue, since, until))
    report = make_report(facts, build(facts))
    if format_ == "text" and links_work(sys.stdout):
        click.echo(as_text(report, hyperlinks=True), nl=False)
    else:
        click.echo(render(report, format_), nl=False)


def _changes(catalogue: Catalogue, since: int, until: int | None) -> tuple[Change, ...]:
    """What is different between two runs, whatever happened and was undone between them."""
    from graph.reports.diff import net_changes
    from pipelines.catalogue.leads import joined_changes

    runs = [run.id for run in catalogue.runs.all() if run.id > since and (until is None or run.id <= until)]
    told = (change for run in sorted(runs) for change in catalogue.standings.changes(run=run))
    return joined_changes(net_changes(told), catalogue.leads())
