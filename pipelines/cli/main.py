"""`linkatlas`: finds the command, runs it, and turns what went wrong into words and an exit code."""

from __future__ import annotations

import contextlib
import importlib
import io
import os
import sys

import click

from crawler.records import LinkAtlasError
from pipelines.cli.exits import Exit

# name → module below pipelines.cli, help line; loaded only when called, so that --help stays quick
COMMANDS: dict[str, tuple[str, str]] = {
    "scan": ("scan", "List the links in the notes."),
    "nightly": ("nightly", "Do the whole run: scan, crawl what is due, understand, build, report."),
    "check": ("check", "Scan and visit only: a link checker."),
    "report": ("report", "Print the last run's report."),
    "ask": ("ask", 'Answer a question in words, as in: linkatlas ask "what covers attention?"'),
    "cypher": ("cypher", "Run a read-only Cypher query on the graph."),
    "load": ("load", "Load the graph into Neo4j."),
    "view": ("view", "Write the graph page."),
    "serve": ("serve", "Serve the pages on this machine, with live questions."),
    "topics": ("topics", "List, find, check and propose topics."),
    "show": ("show", "Tell everything known about one resource."),
    "replay": ("replay", "Read, tag and draw again from the archive, without the web."),
    "status": ("status", "Tell the last runs, what is due next, and sizes."),
    "prune": ("prune", "Let go of what years have piled up, by rule."),
    "backup": ("backup", "Copy the catalogue, also while a run works."),
    "restore": ("restore", "Put a backup in the catalogue's place."),
    "fix": ("fix", "Put the new address of moved links into the notes."),
    "export": ("export", "Write the graph in another program's format."),
    "mcp": ("mcp", "Serve the graph to an LLM assistant."),
}


class LazyCommands(click.Group):
    """A group whose commands are imported when they are named."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Names in the order of the table: that of a first evening with the product."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command, imported now; None for an unknown name."""
        if cmd_name not in COMMANDS:
            return None
        module = importlib.import_module(f"pipelines.cli.{COMMANDS[cmd_name][0]}")
        command = module.command
        assert isinstance(command, click.Command)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """As click does, with the nearest name for an unknown one."""
        try:
            return super().resolve_command(ctx, args)
        except click.UsageError as problem:
            import difflib

            near = difflib.get_close_matches(args[0], COMMANDS, n=1) if args else []
            hint = f" Did you mean {near[0]!r}?" if near else ""
            raise click.UsageError(problem.message + hint, ctx) from problem

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The table of commands, without importing one of them."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, line) for name, (_, line) in COMMANDS.items()])


@click.group(cls=LazyCommands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="linkatlas", prog_name="linkatlas")
def linkatlas() -> None:
    """Read the links in your notes, visit them each night, and answer what covers what.

    \b
    First steps:
      linkatlas nightly ~/notes                  read, visit, understand, draw
      linkatlas ask "what covers attention?"     ask the graph
      linkatlas report                           which links are dead, and what to put instead
    """


def _forgive_signs() -> None:
    """Titles are in any script: a terminal that lacks a sign shows a question mark, and the command goes on."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")


def _let_go_of_output() -> None:
    """What could not be written is not tried again at the end of the process."""
    with contextlib.suppress(OSError, ValueError, AttributeError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def main(argv: list[str] | None = None, started: object = None) -> None:
    """The command, with what was `started` for it before. Never shows a traceback for what a person can mend."""
    _forgive_signs()
    try:
        code = linkatlas.main(args=argv, standalone_mode=False, obj=started)
    except click.exceptions.Exit as ended:
        sys.exit(ended.exit_code)
    except click.ClickException as problem:
        problem.show()
        sys.exit(Exit.USAGE)
    except (click.Abort, KeyboardInterrupt):
        click.echo("stopped", err=True)
        sys.exit(130)
    except LinkAtlasError as problem:
        click.echo(f"error: {problem}", err=True)
        if problem.hint:
            click.echo(f"  {problem.hint}", err=True)
        sys.exit(problem.exit_code)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(Exit.FAILED)
    except OSError as problem:
        click.echo(f"error: {problem.filename or 'the system'}: {problem.strerror or problem}", err=True)
        _let_go_of_output()
        sys.exit(Exit.FAILED)
    sys.exit(code if isinstance(code, int) else Exit.OK)
