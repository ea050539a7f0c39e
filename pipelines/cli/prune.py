"""`linkatlas prune`: lets go of what years have piled up."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import click

from pipelines.cli.common import Session, json_option, session_options

if TYPE_CHECKING:
    from pipelines.prune import Pruned, Rules


@click.command()
@session_options
@click.option("--bodies-older-than", metavar="365d", help="Bodies of pages fetched before; their texts stay.")
@click.option("--runs-older-than", metavar="2y", help="Of runs before: all that tells no turn and no change.")
@click.option("--gone-for", metavar="90d", help="Resources that stand in no note, not looked at for so long.")
@click.option("--archive-over", metavar="2GB", help="The oldest WARC files, until the rest is no larger.")
@click.option("--yes", is_flag=True, help="Do it. Without it, what would go is only told.")
@json_option
def command(
    session: Session,
    bodies_older_than: str | None,
    runs_older_than: str | None,
    gone_for: str | None,
    archive_over: str | None,
    yes: bool,
    as_json: bool,
) -> None:
    """Let go of what years have piled up, by rule; no change that was ever told is lost.

    Ages are written 90d, 12w or 2y. Rules that are not given are those of the settings (table `prune`).
    """
    from pipelines.prune import prune

    rules = _rules(session, bodies_older_than, runs_older_than, gone_for, archive_over)
    if not rules:
        raise click.UsageError("name a rule: --bodies-older-than, --runs-older-than, --gone-for or --archive-over")
    with session.catalogue() as catalogue:
        done = prune(catalogue, session.paths, rules, datetime.now(UTC), really=yes)
    click.echo(_as_json(done, yes) if as_json else "\n".join(_lines(done, yes)))
    if done.warning:
        click.echo(f"warning: {done.warning}", err=True)


def _rules(session: Session, bodies: str | None, runs: str | None, gone: str | None, archive: str | None) -> Rules:
    from pipelines.budget import parse
    from pipelines.prune import Rules, parse_age

    said = session.settings.prune

    def age(words: str | None, days: float) -> timedelta | None:
        return parse_age(words) if words else timedelta(days=days) if days else None

    over = parse([archive], option="--archive-over").size if archive else said.archive_gb * 1e9
    return Rules(age(bodies, said.bodies_days), age(runs, said.runs_days), age(gone, said.gone_days), over or None)


def _lines(done: Pruned, yes: bool) -> list[str]:
    lines = []
    for rule, found in done.took:
        parts = [f"{gone.rows:,} {gone.what}" for gone in found if gone.rows]
        size = sum(gone.size for gone in found) / 1e6
        lines.append(f"{rule}: " + (f"{', '.join(parts)} ({size:.1f} MB)" if parts else "nothing"))
    if done and not yes:
        lines.append("nothing was touched: say --yes to let them go")
    return lines


def _as_json(done: Pruned, yes: bool) -> str:
    took = {rule: {gone.what: {"rows": gone.rows, "bytes": gone.size} for gone in found} for rule, found in done.took}
    return json.dumps({"done": yes, "bytes": done.size, "rules": took}, indent=2)
