"""`linkatlas status`: the last runs, what is due next, and sizes."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

import click

from pipelines.cli.common import Session, json_option, session_options


@click.command()
@session_options
@json_option
def command(session: Session, as_json: bool) -> None:
    """Tell the last runs, what is due next, and sizes."""
    from pipelines.overview import overview

    with session.catalogue() as catalogue:
        found = overview(catalogue, session.paths, session.settings, datetime.now(UTC))
    click.echo(json.dumps(found, indent=2) if as_json else "\n".join(_lines(found)))


def _lines(found: dict[str, Any]) -> list[str]:
    lines = ["Runs"]
    lines += [f"  {_run(run)}" for run in found["runs"]] or ["  none is finished"]
    if found["unfinished"]:
        lines.append(f"  run {found['unfinished']['id']} was cut short: the next one takes it up")
    health = " · ".join(f"{count} {name}" for name, count in found["health"].items())
    malformed = f" and {found['malformed']} malformed" if found["malformed"] else ""
    lines += ["", f"{found['resources']} resources{malformed}: {health}", f"  due now: {found['due_now']}"]
    lines += [f"  due on {day}: {count}" for day, count in found["due_on"].items()]
    return [*lines, "", "Sizes", *(f"  {_size(name, size)}" for name, size in found["sizes"].items())]


def _run(run: dict[str, Any]) -> str:
    counts = run["counts"]
    said = f"{run['id']:>4}  {run['started'][:16]}  {counts.get('visited', 0)} visited"
    said += f", {counts.get('alive', 0)} alive, {counts.get('dead', 0)} dead, {counts.get('uncertain', 0)} uncertain"
    return said if run["conclusive"] else f"{said}  (inconclusive: {run['reason']})"


# what a row of sizes is called where its name is not a file's
_NAMES = {"checks": "checks", "pages": "pages", "page_bytes": "the pages' text and code, before compression"}


def _size(name: str, size: int) -> str:
    if name in ("checks", "pages"):
        return f"{size:>9,}  {_NAMES[name]}"
    return f"{size / 1e6:>9.1f}  MB {_NAMES.get(name, name)}"
