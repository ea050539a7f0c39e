"""`linkatlas check`: a link checker for notes, on its own or in CI."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from pipelines.cli.bars import step_bar
from pipelines.cli.common import Session, session_options
from pipelines.cli.exits import Exit

if TYPE_CHECKING:
    from crawler.nursery import Nursery
    from pipelines.check.exclude import Excludes
    from pipelines.check.model import Report


@dataclass(frozen=True, slots=True)
class _Flags:
    """The command's own flags, as click gives them."""

    format_: str
    as_json: bool
    output: Path | None
    fail_on: str
    exclude_file: Path | None
    exclude: tuple[str, ...]
    baseline: Path | None
    write_baseline: Path | None


_FORMATS = ("text", "json", "junit", "sarif", "github")


@click.command()
@session_options
@click.argument("notes", nargs=-1, type=click.Path(path_type=Path))
@click.option(
    "--format", "format_", type=click.Choice(_FORMATS), default="text", show_default=True, help="How to tell."
)
@click.option("--json", "as_json", is_flag=True, help="The same as --format json.")
@click.option("--output", type=click.Path(path_type=Path, dir_okay=False), help="Write to this file instead.")
@click.option(
    "--fail-on",
    type=click.Choice(["dead", "confirmed", "uncertain", "never"]),
    default="dead",
    show_default=True,
    help="What makes the exit code 3; confirmed: what the runs of --data have confirmed.",
)
@click.option(
    "--exclude-file",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Patterns of links not to visit, one a line.  [default: .linkatlas-exclude where there is one]",
)
@click.option("--exclude", multiple=True, metavar="PATTERN", help="One more pattern; may be given several times.")
@click.option("--baseline", type=click.Path(path_type=Path, dir_okay=False), help="Dead links that are known.")
@click.option("--write-baseline", type=click.Path(path_type=Path, dir_okay=False), help="Write the dead links there.")
def command(session: Session, notes: tuple[Path, ...], **options: Any) -> int:
    """Visit every link of NOTES (files or folders) once and tell which are dead.

    \b
    Exit codes: 0 nothing to mend, 3 dead links (see --fail-on), 4 the run proves nothing (offline, say),
    1 stopped, 2 wrong usage. Patterns for --exclude: *://intranet.example.org/*, example.org, re:/drafts?/
    """
    from crawler.cycles import seldom_searched
    from crawler.nursery import Nursery

    # while we read settings and notes, it imports what visits links
    started = click.get_current_context().obj
    with seldom_searched(), started if isinstance(started, Nursery) else Nursery() as nursery:
        return _checked(session, notes, _Flags(**options), nursery)


def _checked(session: Session, notes: tuple[Path, ...], flags: _Flags, nursery: Nursery) -> Exit:
    from pipelines.check.baseline import read_baseline, write_baseline
    from pipelines.check.formats import FORMATS
    from pipelines.check.model import FailOn
    from pipelines.check.run import check_notes

    known = read_baseline(flags.baseline) if flags.baseline else frozenset()
    excludes = _excludes(flags.exclude_file, flags.exclude)
    paths = notes or tuple(Path(note) for note in session.settings.notes)
    if not paths:
        raise click.UsageError("name the notes to check: a file, a folder or a vault")
    crawl, fail_on = session.settings.crawl, FailOn(flags.fail_on)
    with step_bar() as show:
        progress = (lambda done, of: show("visiting", done, of)) if show else (lambda _done, _of: None)
        report = check_notes(paths, crawl, excludes=excludes, fail_on=fail_on, progress=progress, nursery=nursery)
    report = report.marked(known, _confirmed(session))
    _tell(FORMATS["json" if flags.as_json else flags.format_](report), flags.output)
    if flags.write_baseline and not report.outcome.inconclusive:
        written = write_baseline(flags.write_baseline, report)
        click.echo(f"{written} dead links written to {flags.write_baseline}", err=True)
    return _exit(report)


def _exit(report: Report) -> Exit:
    if report.outcome.inconclusive:
        return Exit.INCONCLUSIVE
    if report.outcome.stopped:
        return Exit.FAILED
    return Exit.DEAD_LINKS if report.failing else Exit.OK


def _tell(text: str, output: Path | None) -> None:
    from pipelines.errors import OutputError

    if output is None:
        click.echo(text)
        return
    try:
        output.write_text(text + "\n", "utf-8")
    except OSError as problem:
        raise OutputError(f"{output}: {problem.strerror}", hint="--output names the file to write") from problem


def _excludes(file: Path | None, patterns: tuple[str, ...]) -> Excludes:
    from pipelines.check.exclude import FILE_NAME, compile_excludes, read_excludes

    path = file or Path(FILE_NAME)
    from_file = read_excludes(path) if file or path.is_file() else compile_excludes((), "")
    from_flags = compile_excludes(patterns, "--exclude")
    return lambda url: from_flags(url) or from_file(url)


def _confirmed(session: Session) -> frozenset[str]:
    """The keys of the deaths that the runs of the data folder have confirmed; none where there is no run."""
    if not session.paths.catalogue.exists() and not session.settings.catalogue.url:
        return frozenset()
    with session.catalogue() as catalogue:
        standings = catalogue.facts().standings
    return frozenset(key for key, standing in standings.items() if standing.confirmed)
