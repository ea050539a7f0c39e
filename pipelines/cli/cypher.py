"""`linkatlas cypher`: a query in Cypher, that can only read."""

from __future__ import annotations

import json
import sys

import click

from pipelines.cli.common import Session, session_options
from pipelines.cli.stores import neo4j_option, open_store


def _parameters(_: click.Context, __: click.Parameter, pairs: tuple[str, ...]) -> dict[str, object]:
    """`name=value` pairs; a value that is JSON is taken as JSON, any other as text."""
    found: dict[str, object] = {}
    for pair in pairs:
        name, sign, value = pair.partition("=")
        if not sign or not name.isidentifier():
            raise click.BadParameter(f"{pair!r} is not name=value")
        try:
            found[name] = json.loads(value, parse_constant=_no_number)
        except ValueError:
            found[name] = value
        except RecursionError as problem:
            raise click.BadParameter(f"the value of {name!r} is nested too deeply") from problem
    return found


def _no_number(word: str) -> object:
    """NaN and Infinity, which Python takes for JSON and JSON does not know."""
    raise ValueError(word)


@click.command(short_help="Run a read-only Cypher query on the graph.")
@click.argument("query", required=False)
@click.option("--param", "params", multiple=True, callback=_parameters, help="A parameter, name=value (JSON or text).")
@click.option("--format", "form", type=click.Choice(["table", "json", "csv", "md"]), default="table", show_default=True)
@click.option("--limit", type=click.IntRange(1), default=1000, show_default=True, help="Rows at most.")
@click.option("--timeout", type=click.FloatRange(0.1), default=30.0, show_default=True, help="Seconds at most.")
@click.option("--named", help="Run a shipped query by its name; without a query, --named list lists them.")
@click.option("--json", "form", flag_value="json", help="The same as --format json.")
@neo4j_option
@session_options
def command(
    session: Session,
    query: str | None,
    params: dict[str, object],
    form: str,
    limit: int,
    timeout: float,
    named: str | None,
    neo4j: str | None,
) -> None:
    """Run QUERY on the graph; it can only read. `-` reads it from standard input; without a query, a prompt.

    \b
    Examples:
      linkatlas cypher "MATCH (t:Topic) RETURN t.name ORDER BY t.name LIMIT 5"
      linkatlas cypher "MATCH (r:Resource {kind: \\$kind}) RETURN r.title" --param kind=video
      linkatlas cypher --named covers --param topic=attention --param limit=5
    """
    from graph.stores.dialect import differs
    from graph.stores.words import strangers
    from pipelines.cli.tables import render

    if named == "list":
        click.echo(_shipped())
        return
    with open_store(session, neo4j) as store:

        def run(text: str) -> str:
            from pipelines.cli.limits import bounded

            with bounded(timeout):
                table = store.run(text, params, limit=limit, timeout_s=timeout)
            for note in differs(text) if store.name == "ladybug" else strangers(text):
                click.echo(f"note: {note}", err=True)
            if table.cut:
                click.echo(f"only the first {limit} rows; --limit N shows more", err=True)
            return render(table, form)

        if query is None and named is None and sys.stdin.isatty():
            from pipelines.cli.prompt import prompt

            rows = store.run("MATCH (t:Topic) RETURN t.id AS id, t.name AS name").rows
            prompt(run, [str(name) for row in rows for name in row])
        else:
            click.echo(run(_text(query, named)))


def _shipped() -> str:
    """The queries that we ship, a line each."""
    from graph.queries import names
    from graph.queries import query as shipped

    return "\n".join(f"{name:16} {shipped(name).about}" for name in names())


def _text(query: str | None, named: str | None) -> str:
    """The query's text: as given, by its name, or from standard input."""
    if named is None:
        return sys.stdin.read() if query is None or query == "-" else query
    from graph.queries import names
    from graph.queries import query as shipped

    if named not in names():
        import difflib

        near = difflib.get_close_matches(named, names(), n=1)
        raise click.UsageError(f"no shipped query {named!r}" + (f"; did you mean {near[0]!r}?" if near else ""))
    return shipped(named).cypher
