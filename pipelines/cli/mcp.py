"""`linkatlas mcp`: the graph for an LLM assistant, on standard input and output."""

from __future__ import annotations

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

    # a missing graph is told now, not at the assistant's first call
    open_ladybug(session.paths.graph).close()
    server(session.paths).run("stdio")
