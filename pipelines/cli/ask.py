"""`linkatlas ask`: a question in words, answered from the graph, with the Cypher that answered it."""

from __future__ import annotations

import json

import click

from pipelines.cli.common import Session, json_option, session_options
from pipelines.cli.stores import neo4j_option, open_store


@click.command(short_help='Answer a question in words, as in: linkatlas ask "what covers attention?"')
@click.argument("question", nargs=-1, required=True)
@click.option("--limit", type=click.IntRange(1, 1000), default=10, show_default=True, help="Rows at most.")
@click.option("--propose", is_flag=True, help="Let the configured language model propose the Cypher.")
@click.option("--yes", is_flag=True, help="Run what is proposed without asking.")
@json_option
@neo4j_option
@session_options
def command(
    session: Session,
    question: tuple[str, ...],
    limit: int,
    propose: bool,
    yes: bool,
    as_json: bool,
    neo4j: str | None,
) -> None:
    """Answer QUESTION from the graph, and print the Cypher that found the answer.

    \b
    Examples:
      linkatlas ask "what covers attention?"
      linkatlas ask "courses on reinforcement learning that are not videos"
      linkatlas ask "what should I learn before transformers?"
      linkatlas ask "what does stage Math lack?"
      linkatlas ask "what is dead in Deep Learning?"
    """
    if propose:
        from pipelines.cli.proposal import ask_model

        ask_model(session, " ".join(question), limit, yes=yes, as_json=as_json, neo4j=neo4j)
        return
    from graph.ask import ask
    from graph.plain import escape_invisible

    with open_store(session, neo4j) as store:
        answer = ask(store, session.paths.search, " ".join(question), limit=limit)
    if as_json:
        click.echo(escape_invisible(json.dumps(answer.to_json(), ensure_ascii=False, indent=2)))
        return
    from pipelines.cli.answers import show

    show(answer)
