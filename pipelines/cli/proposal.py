"""`linkatlas ask --propose`: a language model's query, shown first, then run as any stranger's."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING

import click

from pipelines.cli.common import Session

if TYPE_CHECKING:
    from graph.stores.base import Table

TIMEOUT_S = 30.0


def ask_model(session: Session, question: str, limit: int, *, yes: bool, as_json: bool, neo4j: str | None) -> None:
    """Shows what the model proposes on standard error, and its rows on standard output. Raises ProposalError."""
    from graph.plain import escape_invisible, plain
    from pipelines.cli.tables import render
    from pipelines.propose import propose

    cypher = propose(session.settings.language_model, question)
    shown = "\n".join(plain(line, 500) for line in cypher.splitlines())
    click.echo(f"proposed by {plain(session.settings.language_model.model)}:\n\n{shown}\n", err=True)
    if not yes and not (sys.stdin.isatty() and click.confirm("Run it?", err=True)):
        click.echo("not run; --yes runs it without asking", err=True)
        return
    table = _run(session, cypher, limit, neo4j)
    if as_json:
        told = {"question": question, "intent": "proposed", "cypher": cypher, "params": {}, "rows": table.dicts()}
        click.echo(escape_invisible(json.dumps(told, ensure_ascii=False, indent=2, default=str)))
    else:
        click.echo(render(table, "table"))


def _run(session: Session, cypher: str, limit: int, neo4j: str | None) -> Table:
    if neo4j is None:
        from pipelines.apart import run_apart

        return run_apart(session.paths.graph, cypher, limit=limit, timeout_s=TIMEOUT_S)
    from pipelines.cli.limits import bounded
    from pipelines.cli.stores import open_store

    # one row can be as large as all memory; the server's own limits know nothing of this process
    with open_store(session, neo4j) as store, bounded(2 * TIMEOUT_S):
        return store.run(cypher, limit=limit, timeout_s=TIMEOUT_S)
