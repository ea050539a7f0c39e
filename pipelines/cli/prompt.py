"""The prompt of `linkatlas cypher`: many queries in one sitting, with history and completion."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import click

from crawler.records import LinkAtlasError

_KEYWORDS = """
MATCH OPTIONAL WHERE RETURN DISTINCT WITH UNWIND ORDER BY SKIP LIMIT AND OR NOT IN IS NULL CONTAINS STARTS ENDS EXISTS
COUNT CASE WHEN THEN ELSE END AS ASC DESC UNION count collect coalesce max min sum avg size length nodes
"""
KEYWORDS = tuple(_KEYWORDS.split())
HISTORY = Path.home() / ".local" / "state" / "linkatlas" / "cypher_history"
MOST_HISTORY = 1000


def prompt(run: Callable[[str], str], topics: Iterable[str]) -> None:
    """Reads queries until `:quit` or the end of input; each ends with `;` or an empty line. Errors do not end it."""
    click.echo("Cypher, read-only. A query ends with ; or an empty line. Tab completes; :quit leaves.")
    with _line_editing(list(topics)):
        while (query := _read()) is not None:
            if query:
                _answer(run, query)


def _answer(run: Callable[[str], str], query: str) -> None:
    try:
        click.echo(run(query))
    except LinkAtlasError as problem:
        click.echo(f"error: {problem}", err=True)
        if problem.hint:
            click.echo(f"  {problem.hint}", err=True)
    except KeyboardInterrupt:
        click.echo("stopped", err=True)


def _read() -> str | None:
    """The next query; empty for none, None at the end."""
    lines: list[str] = []
    while True:
        try:
            line = input("... " if lines else "cypher> ")
        except EOFError:
            click.echo()
            return None
        except KeyboardInterrupt:
            click.echo()
            return ""
        if not lines and line.strip().lower() in {":quit", ":q", ":exit", "exit", "quit"}:
            return None
        lines.append(line)
        if not line.strip() or line.rstrip().endswith(";"):
            return "\n".join(lines).strip().rstrip(";").strip()


@contextlib.contextmanager
def _line_editing(topics: list[str]) -> Iterator[None]:
    """History and completion where the system has readline."""
    try:
        import readline
    except ImportError:
        yield
        return
    with contextlib.suppress(OSError):
        readline.read_history_file(HISTORY)
    complete = completer(topics)
    found: list[str] = []

    def step(text: str, state: int) -> str | None:
        if state == 0:
            found[:] = complete(readline.get_line_buffer()[: readline.get_endidx()], text)
        return found[state] if state < len(found) else None

    readline.set_completer(step)
    readline.set_completer_delims(" \t\n()[]{},='\"<>-|")
    readline.parse_and_bind("tab: complete")
    try:
        yield
    finally:
        readline.set_completer(None)
        readline.set_history_length(MOST_HISTORY)
        with contextlib.suppress(OSError):
            HISTORY.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            readline.write_history_file(HISTORY)
            HISTORY.chmod(0o600)


def completer(topics: list[str]) -> Callable[[str, str], list[str]]:
    """A function from the line so far and its last word to the words that may stand there."""
    from graph.schema import NODES, RELATIONS

    properties = {"id"}
    for table in (NODES, RELATIONS):
        for kind in table.values():
            properties |= set(kind.properties)

    def complete(line: str, word: str) -> list[str]:
        before, colon, part = word.rpartition(":")
        if colon:
            inside = re.search(r"\[[^\]]*$", line)
            names: Iterable[str] = RELATIONS if inside else NODES
            return [f"{before}:{name}" for name in names if name.lower().startswith(part.lower())]
        before, dot, part = word.rpartition(".")
        if dot:
            return sorted(f"{before}.{name}" for name in properties if name.startswith(part))
        if line.count("'") % 2 or line.count('"') % 2:
            return sorted(topic for topic in topics if topic.lower().startswith(word.lower()))
        return [keyword for keyword in KEYWORDS if keyword.lower().startswith(word.lower())]

    return complete
