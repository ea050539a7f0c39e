"""`linkatlas scan`: what stands in the notes, as a list for people or as JSON Lines."""

from __future__ import annotations

import gc
import json
import os
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import click

from crawler.records import Link, Scan
from pipelines.cli.common import Session, json_option, session_options

_LINES_AT_ONCE = 2000  # written together: a call for each line takes longer than making it


@click.command(name="scan")
@click.argument("notes", nargs=-1, required=True, type=click.Path(path_type=Path))
@session_options
@json_option
@click.pass_context
def command(context: click.Context, session: Session, notes: tuple[Path, ...], *, as_json: bool) -> None:
    """List the links in NOTES: files, folders, vaults. Visits nothing.

    \b
    linkatlas scan ~/vault
    linkatlas scan roadmap.md --json | jq .key
    """
    from crawler.notes import read_notes

    scan = read_notes(notes, cache=_cache(context, session))
    gc.freeze()  # what was read stays to the end: looking through it for cycles would double the time of printing it
    if as_json:
        _write(json_lines(scan))
        return
    from pipelines.cli.scan_text import text_lines

    _write(text_lines(scan))


def _cache(context: click.Context, session: Session) -> Path:
    """Where notes already read are kept: the data folder where one is meant, else the user's folder for caches.

    A plain scan must not make a data folder, least of all where the notes stand.
    """
    named = context.get_parameter_source("data") not in (None, click.core.ParameterSource.DEFAULT)
    if named or session.data.exists():
        return session.paths.notes_cache
    home = Path(os.environ.get("XDG_CACHE_HOME") or "~/.cache").expanduser()
    return home / "linkatlas" / "notes-cache.sqlite"


def _write(lines: Iterator[str]) -> None:
    while chunk := list(islice(lines, _LINES_AT_ONCE)):
        click.echo("\n".join(chunk))


def json_lines(scan: Scan) -> Iterator[str]:
    """The links as `DESIGN.md` §6 has them, one JSON object a line, invisible marks written as escapes."""
    from graph.plain import escape_invisible

    encode = json.JSONEncoder(ensure_ascii=False).encode
    return (escape_invisible(encode(row)) for row in rows(scan))


def rows(scan: Scan) -> Iterator[dict[str, object]]:
    """A row a link: roadmap is a title, stage the titles from the outermost to the innermost."""
    roadmaps = {roadmap.id: roadmap.title for roadmap in scan.roadmaps}
    paths: dict[str, list[str]] = {}
    for stage in scan.stages:  # a stage stands behind the one it is nested in
        paths[stage.id] = [*paths.get(stage.parent or "", []), stage.title]
    return (_row(link, roadmaps.get(link.roadmap or ""), paths.get(link.stage or "", [])) for link in scan.links)


def _row(link: Link, roadmap: str | None, stage: list[str]) -> dict[str, object]:
    return {
        "note": link.note,
        "line": link.line,
        "column": link.column,
        "raw": link.raw,
        "text": link.text,
        "url": link.url,
        "key": link.key,
        "kind": str(link.kind),
        "roadmap": roadmap,
        "stage": stage,
        "task": str(link.task),
        "skipped": str(link.state) if link.state else None,
    }
