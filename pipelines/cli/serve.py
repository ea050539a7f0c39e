"""`linkatlas serve`: the data folder's pages in a browser, with live questions."""

from __future__ import annotations

import secrets

import click

from pipelines.cli.common import Session, session_options
from pipelines.serve.errors import ServeError


@click.command(short_help="Serve the pages on this machine, with live questions.")
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option("--port", type=click.IntRange(0, 65535), default=8765, show_default=True, help="0 takes a free one.")
@click.option("--token", envvar="LINKATLAS_TOKEN", help="What others must know; needed beyond loopback.")
@click.option("--new-token", is_flag=True, help="Make up a token for this time and print it.")
@session_options
def command(session: Session, host: str, port: int, token: str | None, new_token: bool) -> None:
    """Serve the graph page, the report, questions and read-only Cypher until interrupted.

    Only this machine can reach it. To listen elsewhere, give a token: whoever knows it can read your notes' links.
    """
    from pipelines.serve import make_server
    from pipelines.serve.guard import is_loopback

    token = secrets.token_urlsafe(24) if new_token else token or ""
    if not is_loopback(host) and not token:
        raise ServeError(f"{host} can be reached from other machines", hint="add --new-token, or --token TOKEN")
    try:
        server = make_server(session.paths, host=host, port=port, token=token)
    except OSError as problem:
        raise ServeError(
            f"cannot listen on {host}:{port}: {problem.strerror}", hint="another --port, maybe"
        ) from problem
    click.echo(f"{server.address}\nstop with Ctrl-C")
    try:
        server.serve_forever()
    finally:
        server.server_close()
