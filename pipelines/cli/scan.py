"""`linkatlas scan`: what stands in the notes, as a list for people or as JSON Lines."""

from __future__ import annotations

import json
from pathlib import Path

import click

from crawler.records import Link, Scan


@click.command(name="scan")
@click.argument("notes", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
def command(notes: tuple[Path, ...], as_json: bool) -> None:
    """List the links in NOTES: files, folders, vaults. Visits nothing and writes nothing.

    \b
    linkatlas scan ~/vault
    linkatlas scan roadmap.md --json | jq .key
    """
    from crawler.notes import read_notes
    from graph.plain import escape_invisible

    scan = read_notes(notes)
    if as_json:
        for row in rows(scan):
            click.echo(escape_invisible(json.dumps(row, ensure_ascii=False)))
        return
    from pipelines.cli.scan_text import show_scan

    show_scan(scan)


def rows(scan: Scan) -> list[dict[str, object]]:
    """The links as `DESIGN.md` §6 has them: roadmap is a title, stage the titles from the outermost to the innermost."""
    roadmaps = {roadmap.id: roadmap.title for roadmap in scan.roadmaps}
    stages = {stage.id: stage for stage in scan.stages}

    def path(stage: str | None) -> list[str]:
        titles: list[str] = []
        while stage:
            titles.insert(0, stages[stage].title)
            stage = stages[stage].parent
        return titles

    return [_row(link, roadmaps.get(link.roadmap or ""), path(link.stage)) for link in scan.links]


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
