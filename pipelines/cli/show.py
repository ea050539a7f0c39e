"""`linkatlas show`: everything known about one resource."""

from __future__ import annotations

import json
from typing import Any

import click

from pipelines.cli.common import Session, json_option, session_options

# The text on a terminal is a look at the page; --json has all of it.
_TEXT_SHOWN = 1200
_CHECKS_SHOWN = 10


@click.command()
@session_options
@click.argument("what")
@json_option
def command(session: Session, what: str, as_json: bool) -> None:
    """Tell everything known about one resource. WHAT is its address, its key or part of its title."""
    from graph.plain import escape_invisible
    from pipelines.known import known

    with session.catalogue() as catalogue:
        found = known(catalogue, what)
    if as_json:
        click.echo(escape_invisible(json.dumps(found, ensure_ascii=False, indent=2)))
    else:
        click.echo("\n".join(_lines(found)))


def _lines(found: dict[str, Any]) -> list[str]:
    from graph.plain import plain

    lines = [plain(found["title"]), f"  {plain(found['url'], 2000)}", f"  {found['kind']}"]
    lines += _verdict(found)
    lines += _block("Facts", [f"{name}: {plain(_said(value), 200)}" for name, value in found["facts"].items()])
    lines += _block("Topics", [line for topic in found["topics"] for line in _topic(topic)])
    places = [
        f"{plain(p['note'])}:{p['line']}  {plain(' › '.join(p['stage']))}" + _box(p["task"]) for p in found["places"]
    ]
    lines += _block("In the notes", places)
    checks = [f"{c['at'][:16]}  {c['state']}  {plain(c['reason'])}" for c in found["history"][-_CHECKS_SHOWN:]]
    lines += _block("Checks", checks)
    return lines + _block("Text", [plain(found["text"], _TEXT_SHOWN)] if found["text"] else [])


def _said(value: object) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list | tuple) else str(value)


def _verdict(found: dict[str, Any]) -> list[str]:
    from graph.plain import plain

    said = f"  {found['health'] or 'not visited'}: {plain(found['reason'])}"
    if not found["health"]:
        return [said]
    since = f"  since {found['since'][:10]}" + (f", {found['failures']} checks in a row" if found["failures"] else "")
    return [said, since]


def _topic(topic: dict[str, Any]) -> list[str]:
    from graph.plain import plain

    return [f"{topic['score']:.2f}  {plain(topic['name'])}", f"      {plain(topic['evidence'], 160)}"]


def _box(task: str) -> str:
    return {"open": "  [ ]", "done": "  [x]"}.get(task, "")


def _block(title: str, lines: list[str]) -> list[str]:
    return ["", title, *(f"  {line}" for line in lines)] if lines else []
