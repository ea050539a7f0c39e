"""The server itself: the standard library's, a thread a request, with the guard before everything."""

from __future__ import annotations

import sys
import threading
from collections.abc import Mapping
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs

from pipelines.data_folder import DataFolder
from pipelines.serve import answers
from pipelines.serve.answers import HEADERS, Answer, say
from pipelines.serve.guard import COOKIE, Guard

LONGEST_BODY = 64 * 1024
PATIENCE_S = 15.0
"""A client that sends nothing for so long is let go."""
AT_ONCE = 4
"""Questions and queries that are worked on at the same time; others wait their turn for `PATIENCE_S`."""


class Server(ThreadingHTTPServer):
    """Listens on one address for one data folder."""

    daemon_threads = True

    def __init__(self, folder: DataFolder, host: str, port: int, token: str) -> None:
        self.folder = folder
        super().__init__((host, port), _Handler)
        self.guard = Guard(host, self.server_address[1], token)
        self.turns = threading.BoundedSemaphore(AT_ONCE)

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that hangs up is no news; anything else is said in one line."""
        problem = sys.exception()
        if not isinstance(problem, ConnectionError):
            sys.stderr.write(f"a request failed: {type(problem).__name__}\n")

    @property
    def address(self) -> str:
        """Where a browser finds it, with the token where there is one."""
        query = f"?token={self.guard.token}" if self.guard.token else ""
        host = f"[{self.guard.host}]" if ":" in self.guard.host else self.guard.host
        return f"http://{host}:{self.guard.port}/{query}"


def make_server(folder: DataFolder, *, host: str = "127.0.0.1", port: int = 0, token: str = "") -> Server:
    """A server that listens already; run it with `serve_forever`. Port 0 takes a free one. Raises OSError."""
    return Server(folder, host, port, token)


class _Handler(BaseHTTPRequestHandler):
    """One request: refused, or answered by a row of the tables in `answers`."""

    server: Server
    timeout = PATIENCE_S
    server_version = "linkatlas"
    sys_version = ""

    def do_GET(self) -> None:
        """The pages and files."""
        self._send(self._get())

    def do_HEAD(self) -> None:
        """As GET, without the body."""
        self._send(self._get())

    def do_POST(self) -> None:
        """Questions and queries, from our own pages only."""
        self._send(self._post())

    def _get(self) -> Answer:
        path, _, query = self.path.partition("?")
        if (given := parse_qs(query).get("token")) and self.server.guard.knows(given[0]):
            cookie = f"{COOKIE}={given[0]}; HttpOnly; SameSite=Strict; Path=/"
            return Answer(303, b"", headers={"Location": "/", "Set-Cookie": cookie})
        if refusal := self.server.guard.refuse(self._headers()):
            return say(refusal.status, refusal.reason)
        if path == "/":
            return answers.home()
        if path in answers.FILES:
            return answers.file(self.server.folder, path)
        return say(404, "There is no such page here.")

    def _post(self) -> Answer:
        if refusal := self.server.guard.refuse(self._headers(), changes=True):
            return say(refusal.status, refusal.reason)
        if self.path not in answers.POSTS:
            return say(404, "There is no such page here.")
        length = self.headers.get("Content-Length", "")
        if not length.isdecimal() or int(length) > LONGEST_BODY:
            return say(413, "That is too long a question.")
        body = self.rfile.read(int(length))
        if not self.server.turns.acquire(timeout=PATIENCE_S):
            return say(503, "Other questions are still being worked on. Ask again in a moment.")
        try:
            return answers.post(self.server.folder, self.path, body)
        finally:
            self.server.turns.release()

    def _headers(self) -> Mapping[str, str]:
        """By name, however it is spelled; of several of one name all, which then match nothing."""
        return {name.title(): ", ".join(self.headers.get_all(name, ())) for name in self.headers}

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """What the base class refuses (odd methods, broken requests), in our own words and with our headers."""
        self._send(say(code, HTTPStatus(code).phrase))

    def _send(self, answer: Answer) -> None:
        self.close_connection = True
        self.send_response(answer.status)
        for name, value in {**HEADERS, **answer.headers}.items():
            self.send_header(name, value)
        self.send_header("Content-Type", answer.type)
        self.send_header("Content-Length", str(len(answer.body)))
        self.send_header("Connection", "close")
        self.end_headers()
        if getattr(self, "command", None) != "HEAD":
            self.wfile.write(answer.body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class's signature
        """Nothing: addresses with the token in them do not belong on a terminal."""
