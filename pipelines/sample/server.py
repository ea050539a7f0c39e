"""The sample web: a small HTTP server for `data/sample/web`, on loopback, told apart by the Host header."""

from __future__ import annotations

import contextlib
import socket
import struct
import threading
import time
from collections import Counter
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import TracebackType
from typing import Self

from pipelines.resources import shipped
from pipelines.sample.behaviours import BEHAVIOURS, Answer, Asked, answer
from pipelines.sample.errors import SampleError
from pipelines.sample.site import Site, load_site

LOOPBACK = "127.0.0.1"
DEFAULT_PORT = 8811  # the port of data/sample/linkatlas.toml
IDLE_S = 30.0  # an idle connection is closed then


@dataclass(frozen=True, slots=True)
class Request:
    """One request that was answered. `status` 0: the connection was reset instead."""

    method: str
    host: str
    path: str
    status: int
    conditional: bool


class SampleWeb:
    """Serves the sample from `__enter__` to `__exit__`, in threads of this process.

    `port` 0 takes any free one; `folder` is where `site.toml` stands (None: the shipped one).
    Raises SampleError where the port is taken or the folder is broken.
    """

    def __init__(self, port: int = DEFAULT_PORT, folder: Path | None = None) -> None:
        self._port = port
        self._site = load_site(folder or shipped("sample") / "web", BEHAVIOURS)
        self._turns: Counter[tuple[str, str]] = Counter()
        self._lock = threading.Lock()
        self._server: _Server | None = None
        self._thread: threading.Thread | None = None
        self.requests: list[Request] = []

    @property
    def site(self) -> Site:
        """What is served."""
        return self._site

    @property
    def port(self) -> int:
        """The port that is listened on; only while it serves."""
        assert self._server is not None, "the sample web is not running"
        return int(self._server.server_address[1])

    @property
    def address(self) -> str:
        """`127.0.0.1:port`, as a value of `crawl.connect_to`."""
        return f"{LOOPBACK}:{self.port}"

    def __enter__(self) -> Self:
        try:
            self._server = _Server(self, self._port)
        except OSError as problem:
            raise SampleError(
                f"port {self._port} on loopback: {problem.strerror}", hint="port 0 takes any free one"
            ) from problem
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.05,), name="sample-web")
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None
    ) -> None:
        assert self._server is not None
        assert self._thread is not None
        self._server.shutdown()
        self._thread.join()
        self._server.close_connections()
        self._server.server_close()

    def answer(self, asked: Asked) -> Answer:
        """The site's answer; counts the turns of each address."""
        key = (asked.host, asked.path)
        with self._lock:
            self._turns[key] += 1
            turn = self._turns[key]
        return answer(self._site, Asked(asked.host, asked.path, turn, asked.if_none_match, asked.if_modified_since))

    def note(self, request: Request) -> None:
        """Writes one request down."""
        with self._lock:
            self.requests.append(request)


class _Server(ThreadingHTTPServer):
    """Knows its open connections, so that leaving it leaves no thread behind."""

    daemon_threads = False
    request_queue_size = 128

    def __init__(self, web: SampleWeb, port: int) -> None:
        self.web = web
        self._open: set[socket.socket] = set()
        super().__init__((LOOPBACK, port), _Handler)

    def process_request(self, request: socket.socket, client_address: tuple[str, int]) -> None:  # type: ignore[override]
        self._open.add(request)
        super().process_request(request, client_address)

    def shutdown_request(self, request: socket.socket) -> None:  # type: ignore[override]
        self._open.discard(request)
        super().shutdown_request(request)

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that went away is no news."""

    def close_connections(self) -> None:
        for connection in list(self._open):
            with contextlib.suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server_version = "linkatlas-sample"
    sys_version = ""
    timeout = IDLE_S
    server: _Server

    def do_GET(self) -> None:
        self._respond(with_body=True)

    def do_HEAD(self) -> None:
        self._respond(with_body=False)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """The log is `SampleWeb.requests`."""

    def _respond(self, *, with_body: bool) -> None:
        asked = self._asked()
        given = self.server.web.answer(asked)
        conditional = bool(asked.if_none_match or asked.if_modified_since)
        self.server.web.note(Request(self.command, asked.host, asked.path, given.status, conditional))
        if given.reset:
            self._reset()
            return
        time.sleep(given.delay_s)
        self._send(given, with_body=with_body)

    def _asked(self) -> Asked:
        host = (self.headers.get("Host") or "").partition(":")[0].lower()
        return Asked(
            host=host,
            path=self.path,
            if_none_match=self.headers.get("If-None-Match", ""),
            if_modified_since=self.headers.get("If-Modified-Since", ""),
        )

    def _send(self, given: Answer, *, with_body: bool) -> None:
        self.send_response(given.status)
        for name, value in given.headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(given.body) if given.promised is None else given.promised))
        self.end_headers()
        if with_body:
            self.wfile.write(given.body)
        if given.promised is not None:
            self.close_connection = True

    def _reset(self) -> None:
        """Breaks the connection: a linger of nothing makes the kernel send RST."""
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.connection.close()
        self.close_connection = True
