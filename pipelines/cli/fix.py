"""`linkatlas fix`: shows what it would change in the notes, and changes it where it is told to."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from crawler.records import Note
from pipelines.cli.common import Session, session_options
from pipelines.cli.exits import Exit

if TYPE_CHECKING:
    from pipelines.fix.notes import Plan
    from pipelines.fix.rules import Rules


@click.command(name="fix")
@click.argument("notes", nargs=-1, type=click.Path(path_type=Path))
@session_options
@click.option("--write", is_flag=True, help="Change the notes; without it the changes are only shown.")
@click.option("--dead", is_flag=True, help="Also put the same page's other address for confirmed dead links.")
@click.option("--unwrap", is_flag=True, help="Also open wrappers such as youtube.com/redirect?q=.")
@click.option("--untrack", is_flag=True, help="Also take out trackers such as utm_source.")
@click.option("--undo", type=click.Path(path_type=Path, dir_okay=False), help="Take back what a patch tells.")
def command(
    session: Session,
    notes: tuple[Path, ...],
    *,
    write: bool,
    dead: bool,
    unwrap: bool,
    untrack: bool,
    undo: Path | None,
) -> int:
    """Put the new address of moved links into NOTES (the last run's, where none are named).

    \b
    linkatlas fix                        show what would change
    linkatlas fix --write                change it, and leave a patch to take it back
    linkatlas fix --unwrap --untrack     clean addresses, too
    linkatlas fix --undo data/out/undo/2026-11-22T23-15-00.patch
    """
    if undo:
        return _take_back(undo)
    rules, known = _rules(session, dead=dead, unwrap=unwrap, untrack=untrack)
    from pipelines.fix.notes import plan
    from pipelines.fix.show import show_plans, show_refused

    plans, refused = plan(_chosen(notes, known), rules)
    show_plans(plans)
    show_refused(refused)
    changing = [one for one in plans if one.fixed.changes]
    if not changing:
        click.echo("Nothing to fix.")
        return Exit.OK
    _say_uncommitted(changing)
    count = sum(len(one.fixed.changes) for one in changing)
    if not write:
        click.echo(f"{_number(count, len(changing))} would change. Nothing was written; --write does it.")
        return Exit.OK
    return _write(session, changing, count)


def _rules(session: Session, *, dead: bool, unwrap: bool, untrack: bool) -> tuple[Rules, tuple[Note, ...]]:
    """What to change, and the notes of the last run. Wrappers and trackers need no run. Raises NoRunYetError."""
    from pipelines.errors import NoRunYetError
    from pipelines.fix.known import moved_addresses, replaced_addresses
    from pipelines.fix.rules import Rules

    try:
        with session.catalogue() as catalogue:
            facts = catalogue.facts()
    except NoRunYetError:
        if not (unwrap or untrack):
            raise
        return Rules(unwrap=unwrap, untrack=untrack), ()
    replaced = replaced_addresses(facts) if dead else {}
    return Rules(moved_addresses(facts), replaced, unwrap, untrack), facts.scan.notes


def _chosen(paths: Sequence[Path], known: Sequence[Note]) -> list[Note]:
    """The notes to look at: those named, with the bytes that the last run saw where it saw them. Raises NotesError."""
    if not paths:
        return list(known)
    import hashlib

    from crawler.notes.files import list_notes

    seen = {note.source: note for note in known}
    notes: list[Note] = []
    for file in list_notes(paths).notes:
        digest = hashlib.sha256(Path(file.path).read_bytes()).hexdigest()
        notes.append(seen.get(file.path) or Note(file.id, file.id, digest, source=file.path))
    return notes


def _say_uncommitted(plans: Sequence[Plan]) -> None:
    from graph.plain import plain
    from pipelines.fix.notes import uncommitted

    for path in uncommitted([one.path for one in plans]):
        click.echo(plain(f"note: {path} has changes that are not committed to git"), err=True)


def _write(session: Session, plans: Sequence[Plan], count: int) -> int:
    from pipelines.fix.notes import write

    name = datetime.now(UTC).strftime("%Y-%m-%dT%H-%M-%S.%f")
    undo = session.paths.root / "undo" / f"{name}.patch"
    write(plans, undo)
    click.echo(f"{_number(count, len(plans))} changed.")
    click.echo(f"To take it back: linkatlas fix --undo {undo}")
    return Exit.OK


def _number(links: int, notes: int) -> str:
    return f"{links} link{'' if links == 1 else 's'} in {notes} note{'' if notes == 1 else 's'}"


def _take_back(patch: Path) -> int:
    from graph.plain import plain
    from pipelines.fix.notes import take_back

    for path in take_back(patch):
        click.echo(plain(f"{path}: as it was"))
    return Exit.OK
