"""The server itself: the standard library's, a thread a request, with the guard before everything."""

from __future__ import annotations

from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

from pipelines.data_folder import DataFolder
from pipelines.serve import answers
from pipelines.serve.answers import HEADERS, Answer, say
from pipelines.serve.guard import COOKIE, Guard

LONGEST_BODY = 64 * 1024
PATIENCE_S = 15.0
"""A client that sends nothing for so long is let go."""


class Server(ThreadingHTTPServer):
    """Listens on one address for one data folder."""

    daemon_threads = True

    def __init__(self, folder: DataFolder, host: str, port: int, token: str) -> None:
        self.folder = folder
        super().__init__((host, port), _Handler)
        self.guard = Guard(host, self.server_address[1], token)

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
        parts = urlsplit(self.path)
        if (given := parse_qs(parts.query).get("token")) and self.server.guard.knows(given[0]):
            cookie = f"{COOKIE}={given[0]}; HttpOnly; SameSite=Strict; Path=/"
            return Answer(303, b"", headers={"Location": "/", "Set-Cookie": cookie})
        if refusal := self.server.guard.refuse(dict(self.headers.items())):
            return say(refusal.status, refusal.reason)
        if parts.path == "/":
            return answers.home()
        if parts.path in answers.FILES:
            return answers.file(self.server.folder, parts.path)
        return say(404, "There is no such page here.")

    def _post(self) -> Answer:
        if refusal := self.server.guard.refuse(dict(self.headers.items()), changes=True):
            return say(refusal.status, refusal.reason)
        if self.path not in answers.POSTS:
            return say(404, "There is no such page here.")
        length = self.headers.get("Content-Length", "")
        if not length.isdecimal() or int(length) > LONGEST_BODY:
            return say(413, "That is too long a question.")
        return answers.post(self.server.folder, self.path, self.rfile.read(int(length)))

    def _send(self, answer: Answer) -> None:
        self.close_connection = True
        self.send_response(answer.status)
        for name, value in {**HEADERS, **answer.headers}.items():
            self.send_header(name, value)
        self.send_header("Content-Type", answer.type)
        self.send_header("Content-Length", str(len(answer.body)))
        self.send_header("Connection", "close")
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(answer.body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class's signature
        """Nothing: addresses with the token in them do not belong on a terminal."""
