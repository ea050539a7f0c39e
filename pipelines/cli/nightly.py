"""`linkatlas nightly`: the whole run, and in a few lines what came of it."""

from __future__ import annotations

import json
import shlex
import shutil
import sys
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from pipelines.cli.common import DEFAULT_DATA, Session, json_option, session_options
from pipelines.cli.exits import Exit

if TYPE_CHECKING:
    from pipelines.nightly import Result
    from pipelines.settings import Settings


@dataclass(frozen=True, slots=True)
class _Told:
    """The flags that say how to tell what came of the night."""

    fail_on: str | None
    log_format: str | None
    quiet: bool
    as_json: bool


@click.command()
@session_options
@click.argument("notes", nargs=-1, type=click.Path(path_type=Path))
@click.option("--sample", is_flag=True, help="Run on the sample notes and the sample web that travel with linkatlas.")
@click.option("--all", "everything", is_flag=True, help="Visit every link, also those that are not due.")
@click.option(
    "--budget",
    multiple=True,
    metavar="30m|200MB",
    help="Visit no longer, or fetch no more, the most valuable first; may be given twice.",
)
@click.option(
    "--fail-on",
    type=click.Choice(["dead", "confirmed"]),
    help="Exit with 3 where links are dead, or where deaths are confirmed.",
)
@click.option(
    "--log-format", type=click.Choice(["text", "json"]), help="How nightly.log is written.  [default: log.format: text]"
)
@click.option("--quiet", is_flag=True, help="Print nothing but warnings and errors; the exit code tells the rest.")
@json_option
def command(
    session: Session,
    notes: tuple[Path, ...],
    sample: bool,
    everything: bool,
    budget: tuple[str, ...],
    **how: Any,
) -> int:
    """Do the whole run: read NOTES (files or folders), visit what is due, understand, build the graph, report.

    Without NOTES, those of the settings file. A run that died is taken up where it stopped.
    """
    from graph.plain import plain
    from pipelines.budget import parse
    from pipelines.cli.progress import shown_progress
    from pipelines.nightly import Night, budget_of, nightly

    told = _Told(**how)
    with ExitStack() as stack:
        if sample and notes:
            raise click.UsageError("--sample brings its own notes: name notes, or say --sample, but not both")
        settings, paths = _sample(stack, session) if sample else _own(session, notes)
        allowed = parse(budget, budget_of(settings))
        if told.log_format:
            log = settings.log.model_copy(update={"format": told.log_format})
            settings = settings.model_copy(update={"log": log})
        night = Night(paths, session.data, settings, everything=everything, budget=allowed)
        result = nightly(stack.enter_context(shown_progress(night, quiet=told.quiet)))
    if not told.quiet:
        click.echo(_as_json(result) if told.as_json else _as_text(result))
    for warning in result.warnings:
        click.echo(f"warning: {plain(warning, 500)}", err=True)
    return _exit(result, told.fail_on)


def _own(session: Session, notes: tuple[Path, ...]) -> tuple[Settings, tuple[Path, ...]]:
    """The settings and the notes to read. The sample's run makes room for them."""
    from pipelines.sample.folder import make_room

    settings = session.settings
    named = notes or tuple(Path(note) for note in settings.notes)
    if not named:
        raise click.UsageError(
            "name the notes to read: a file, a folder or a vault; or --sample to see the product at work"
        )
    if all(path.exists() for path in named) and make_room(session.paths):
        click.echo(f"the sample's run in {session.data} makes room for your notes", err=True)
    return settings, named


def _sample(stack: ExitStack, session: Session) -> tuple[Settings, tuple[Path, ...]]:
    from pipelines.sample.folder import claim
    from pipelines.sample.run import sample_run
    from pipelines.settings import load_settings

    run = stack.enter_context(sample_run())
    settings = load_settings(session.config or run.config, run.overrides)
    claim(session.paths)
    return settings, (run.notes,)


def _exit(result: Result, fail_on: str | None) -> Exit:
    if not result.run.conclusive:
        return Exit.INCONCLUSIVE
    if result.stopped:
        return Exit.FAILED
    if fail_on and result.dead(confirmed=fail_on == "confirmed"):
        return Exit.DEAD_LINKS
    return Exit.OK


def questions(result: Result) -> list[str]:
    """Three questions that this graph can answer."""
    from collections import Counter

    names = {topic.id: topic.name for topic in result.facts.topics}
    covers = Counter(c.topic for c in result.facts.coverages if c.score >= 0.5)
    ranked = [
        names[topic] for topic, _ in sorted(covers.items(), key=lambda item: (-item[1], item[0])) if topic in names
    ]
    needs = {topic.id for topic in result.facts.topics if topic.requires}
    deep = [names[topic] for topic, _ in sorted(covers.items(), key=lambda item: (-item[1], item[0])) if topic in needs]
    stages = [stage.title for stage in result.facts.scan.stages]
    asked = [f"what covers {ranked[0].lower()}?"] if ranked else []
    asked += [f"what should I learn before {deep[0].lower()}?"] if deep else []
    asked += [f"what does the stage {stages[0]} lack?"] if stages else []
    return [*asked, "what is dead?", "what is new?", "what is unread?"][:3]


def _files(result: Result) -> dict[str, Path]:
    paths = result.paths
    return {"graph": paths.graph_page, "report": paths.report_html, "json": paths.report_json}


def _as_json(result: Result) -> str:
    from graph.plain import escape_invisible

    run = result.run
    shape: dict[str, Any] = {
        "run": {
            "id": run.id,
            "started": run.started.isoformat(),
            "finished": run.finished.isoformat() if run.finished else None,
            "conclusive": run.conclusive,
            "reason": run.reason,
            "counts": dict(run.counts),
        },
        "resumed": result.resumed,
        "stopped": result.stopped,
        "budget_spent": result.spent or None,
        "changes": [{"change": c.kind, "url": c.url, "from": c.before, "to": c.after} for c in result.changes],
        "files": {name: str(path) for name, path in _files(result).items()},
        "questions": questions(result),
        "warnings": list(result.warnings),
    }
    return escape_invisible(json.dumps(shape, ensure_ascii=False, indent=2))


def _as_text(result: Result) -> str:
    from graph.plain import plain

    counts, scan = result.run.counts, result.facts.scan
    lines = [
        f"{_many(len(scan.links), 'link')} in {_many(len(scan.notes), 'note')}, "
        f"{_many(len(result.facts.resources), 'resource')}: {counts.get('visited', 0)} visited, "
        f"{counts.get('read', 0)} pages read" + (", taken up where the last run stopped" if result.resumed else ""),
        _healths(result),
    ]
    if not result.run.conclusive:
        lines.append(f"  inconclusive: {plain(result.run.reason)} Nothing was held against any link.")
    if result.spent:
        left = _many(counts.get("left", 0), "link")
        lines.append(f"  the budget of {result.spent} is spent: {left} wait for the next night, which begins with them")
    if result.stopped:
        lines.append("  stopped before its end: what is left stays due")
    lines += ["", "Look at", *(f"  {path}" for name, path in _files(result).items() if name != "json")]
    where = "" if result.paths.root == DEFAULT_DATA else f" --data {shlex.quote(str(result.paths.root))}"
    program = _program()
    lines += ["", "Ask", *(f"  {program} ask {_quoted(plain(question))}{where}" for question in questions(result))]
    return "\n".join(lines)


def _program() -> str:
    """What to type for this command: its path where it is not on the search path, as after `make nightly`."""
    own = Path(sys.argv[0])
    if shutil.which(own.name) or own.name != "linkatlas":
        return "linkatlas"
    here = Path.cwd()
    return shlex.quote(str(own.relative_to(here) if own.is_relative_to(here) else own))


def _quoted(question: str) -> str:
    """Safe to paste: a stage's title is anybody's text, and some signs mean something to a shell."""
    return shlex.quote(question) if set(question) & set('"$`\\!') else f'"{question}"'


def _healths(result: Result) -> str:
    counts = result.run.counts
    dead = f"{counts.get('dead', 0)} dead ({result.dead(confirmed=True)} confirmed)"
    return f"  {counts.get('alive', 0)} alive · {dead} · {counts.get('uncertain', 0)} uncertain"


def _many(number: int, noun: str) -> str:
    return f"{number} {noun}" + ("" if number == 1 else "s")
