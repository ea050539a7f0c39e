"""`linkatlas show`: everything known about one resource."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from typing import Any

import click

from graph.plain import address, escape_invisible, plain
from graph.wrapping import wrap
from pipelines.cli.common import Session, json_option, session_options

# The text on a terminal is a look at the page; --json has all of it.
_TEXT_SHOWN = 1200
_CHECKS_SHOWN = 10
# Below, a topic is only named in passing, as on the graph page.
_WORTH = 0.2


@click.command()
@session_options
@click.argument("what")
@json_option
def command(session: Session, what: str, as_json: bool) -> None:
    """Tell everything known about one resource. WHAT is its address, its key or part of its title."""
    from graph.reports.open_in import links_work
    from pipelines.known import known

    with session.catalogue() as catalogue:
        found = known(catalogue, what)
    if as_json:
        click.echo(escape_invisible(json.dumps(found, ensure_ascii=False, indent=2)))
    else:
        click.echo("\n".join(told(found, hyperlinks=links_work(sys.stdout))))


def told(found: dict[str, Any], *, hyperlinks: bool) -> Iterator[str]:
    """What is known (`pipelines.known`) as lines of at most 80 columns, addresses excepted."""
    yield from wrap(plain(found["title"]))
    yield f"  {address(found['url'])[:2000]}"
    yield f"  {found['kind']}"
    yield from _verdict(found)
    facts = (f"{name}: {plain(_said(value), 200)}" for name, value in found["facts"].items())
    yield from _block("Facts", [line for fact in facts for line in wrap(fact, "  ", hanging="    ")])
    yield from _block("Topics", list(_topics(found["topics"])))
    yield from _block("In the notes", [line for place in found["places"] for line in _place(place, hyperlinks)])
    yield from _block("Checks", [line for check in found["history"][-_CHECKS_SHOWN:] for line in _check(check)])
    yield from _block("Text", wrap(plain(found["text"], _TEXT_SHOWN), "  ") if found["text"] else [])


def _said(value: object) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list | tuple) else str(value)


def _verdict(found: dict[str, Any]) -> Iterator[str]:
    yield from wrap(f"{found['health'] or 'not visited'}: {plain(found['reason'])}", "  ")
    if found["health"]:
        failures = found["failures"]
        row = "1 failed check" if failures == 1 else f"{failures} failed checks in a row"
        yield f"  since {found['since'][:10]}" + (f", {row}" if failures else "")


def _topics(topics: list[dict[str, Any]]) -> Iterator[str]:
    for topic in topics:
        if topic["score"] >= _WORTH:
            yield from wrap(f"{topic['score']:.2f}  {plain(topic['name'])}", "  ", hanging=" " * 8)
            yield from wrap(plain(topic["evidence"], 240), " " * 8)
    passing = [plain(topic["name"]) for topic in topics if topic["score"] < _WORTH]
    if passing:
        yield from wrap(f"named in passing: {', '.join(passing)}", "  ", hanging="    ")


def _place(place: dict[str, Any], hyperlinks: bool) -> Iterator[str]:
    from graph.reports.open_in import place_link

    where = f"{plain(place['note'])}:{place['line']}"
    yield "  " + (place_link(where, place["file"]) if hyperlinks else where) + _box(place["task"])
    if place["stage"]:
        yield from wrap(plain(" › ".join(place["stage"])), "    ")


def _check(check: dict[str, Any]) -> list[str]:
    return wrap(f"{check['at'][:16]}  {check['state']}  {plain(check['reason'])}", "  ", hanging="    ")


def _box(task: str) -> str:
    return {"open": "  [ ]", "done": "  [x]"}.get(task, "")


def _block(title: str, lines: list[str]) -> list[str]:
    return ["", title, *lines] if lines else []
