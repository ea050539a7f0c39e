"""`linkatlas status`: the last runs, what is due next, and sizes."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

import click

from graph.plain import plain
from graph.wrapping import wrap
from pipelines.cli.common import Session, json_option, session_options
from pipelines.cli.exits import Exit


@click.command()
@session_options
@click.option("--check", is_flag=True, help="Also read all that is kept; exit with 1 where something is damaged.")
@json_option
def command(session: Session, check: bool, as_json: bool) -> int:
    """Tell the last runs, what is due next, and sizes."""
    from pipelines.overview import overview

    with session.catalogue() as catalogue:
        found = overview(catalogue, session.paths, session.settings, datetime.now(UTC))
        if check:
            from pipelines.integrity import problems

            found["problems"] = problems(catalogue, session.paths)
    click.echo(json.dumps(found, indent=2) if as_json else "\n".join(_lines(found)))
    return Exit.FAILED if found.get("problems") else Exit.OK


def _lines(found: dict[str, Any]) -> list[str]:
    lines = ["Runs"]
    lines += [f"  {_run(run)}" for run in found["runs"]] or ["  none is finished"]
    if found["unfinished"]:
        lines.append(f"  run {found['unfinished']['id']} was cut short: the next one takes it up")
    health = " · ".join(f"{count} {name}" for name, count in found["health"].items())
    malformed = f" and {found['malformed']} malformed" if found["malformed"] else ""
    lines += ["", f"{found['resources']} resources{malformed}: {health}", f"  due now: {found['due_now']}"]
    lines += [f"  due on {day}: {count}" for day, count in found["due_on"].items()]
    sizes = [f"  {_size(name, size)}" for name, size in found["sizes"].items() if size]
    parts = [f"  {_size(name, size)}" for name, size in found["parts"].items() if size]
    lines += ["", "Sizes", *sizes, "", "Of the catalogue", *parts]
    if "problems" in found:
        lines += ["", "Problems", *(f"  {plain(words, 500)}" for words in found["problems"] or ["none"])]
    return [line for said in lines for line in wrap(said, hanging=" " * 8)]


def _run(run: dict[str, Any]) -> str:
    counts = run["counts"]
    said = f"{run['id']:>4}  {run['started'][:16]}  {counts.get('visited', 0)} visited"
    said += f", {counts.get('alive', 0)} alive, {counts.get('dead', 0)} dead, {counts.get('uncertain', 0)} uncertain"
    return said if run["conclusive"] else f"{said}  (inconclusive: {run['reason']})"


# what a row of sizes is called where its name is not a file's
_NAMES = {"checks": "checks", "pages": "pages", "page_bytes": "the pages' text and code, before compression"}


def _size(name: str, size: int) -> str:
    if name in ("checks", "pages"):
        return f"{size:>9,}    {_NAMES[name]}"
    amount, unit = (size / 1e6, "MB") if size >= 100_000 else (size / 1e3, "kB")
    return f"{amount:>9.1f} {unit} {_NAMES.get(name, name)}"
