"""`linkatlas mcp`: the graph for an LLM assistant, on standard input and output."""

from __future__ import annotations

from typing import Any

import click

from pipelines.cli.common import Session, session_options


@click.command(short_help="Serve the graph to an LLM assistant.")
@session_options
def command(session: Session) -> None:
    """Serve questions, topics, dead links and read-only Cypher to an assistant over standard input and output.

    \b
    For example in an assistant's settings:
      {"mcpServers": {"linkatlas": {"command": "linkatlas", "args": ["mcp", "--data", "/path/to/data"]}}}
    """
    import importlib.util

    if importlib.util.find_spec("mcp") is None:
        raise click.ClickException("the MCP SDK is not installed: pip install 'linkatlas[mcp]'")
    from graph.stores.embedded import open_ladybug
    from pipelines.assistant import server

    def everything(words: str) -> dict[str, Any]:
        from pipelines.known import known

        with session.catalogue() as catalogue:
            return known(catalogue, words)

    # a missing graph is told now, not at the assistant's first call
    open_ladybug(session.paths.graph).close()
    server(session.paths, everything).run("stdio")
