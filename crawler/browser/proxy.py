"""The only way out for the browser: a proxy on loopback that connects to what the crawler itself may connect to.

It sees every connection of a page, whatever made it: scripts, frames, redirects, WebSockets, workers. Names are looked
up here and never by the browser, so that a name which changes its address gains nothing.
"""

from __future__ import annotations

import asyncio
import contextlib
import re
import socket
from urllib.parse import urlsplit

from crawler.records import Failure
from crawler.safety.failures import VisitError
from crawler.safety.resolver import SafeResolver

MAX_HEAD = 65_536
CONNECT_S = 15.0
MOST_CONNECTIONS = 300
"""For one page; a page that wants more wants to do harm."""
_CHUNK = 65_536
_REQUEST = re.compile(rb"([A-Z]+) (\S+) HTTP/1\.[01]\r\n")
READING = (b"GET", b"HEAD", b"OPTIONS")
# what Chromium asks of its maker by itself, whatever its switches say; no page's words come from there
CHROMIUMS_OWN = frozenset(
    {
        "update.googleapis.com", "clients1.google.com", "clients2.google.com", "clients4.google.com",
        "clientservices.googleapis.com", "accounts.google.com", "android.clients.google.com", "mtalk.google.com",
        "optimizationguide-pa.googleapis.com", "content-autofill.googleapis.com", "safebrowsing.googleapis.com",
        "safebrowsingohttpgateway.googleapis.com", "redirector.gvt1.com", "edgedl.me.gvt1.com", "dl.google.com",
    }
)  # fmt: skip
_HOP_HEADERS = re.compile(rb"(?im)^(?:proxy-[a-z-]+|connection|keep-alive):[^\r\n]*\r\n")


class GuardedProxy:
    """Forwards `CONNECT` and plain requests to checked addresses. `refused` are the hosts that were not."""

    def __init__(self, resolver: SafeResolver, most_bytes: int) -> None:
        self._resolver, self._most_bytes = resolver, most_bytes
        self._server: asyncio.Server | None = None
        self._tasks: set[asyncio.Task[None]] = set()
        self.refused: dict[str, None] = {}
        self.received = 0
        self.connections = 0

    async def __aenter__(self) -> GuardedProxy:
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", 0, limit=MAX_HEAD)
        return self

    async def __aexit__(self, *_: object) -> None:
        assert self._server is not None
        self._server.close()
        for task in tuple(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    @property
    def port(self) -> int:
        """Where the browser finds it."""
        assert self._server is not None
        port: int = self._server.sockets[0].getsockname()[1]
        return port

    def fresh(self) -> None:
        """Another page begins."""
        self.refused, self.received, self.connections = {}, 0, 0

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._tasks.add(task)
        try:
            await self._one(reader, writer)
        except (OSError, asyncio.IncompleteReadError, asyncio.LimitOverrunError, TimeoutError, ValueError):
            pass  # a connection of a page broke: its own affair
        finally:
            self._tasks.discard(task)
            writer.close()

    async def _one(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = await asyncio.wait_for(reader.readuntil(b"\r\n\r\n"), CONNECT_S)
        request = _REQUEST.match(head)
        self.connections += 1
        if request is None or self.connections > MOST_CONNECTIONS:
            writer.write(_answer("400 Bad Request"))
            return
        method, goal = request[1], request[2].decode("latin-1")
        parts = urlsplit(f"//{goal}" if method == b"CONNECT" else goal)
        onward = await self._reached(writer, method, parts.hostname or "", parts.port or 80)
        if onward is None:
            return
        there, sender = onward
        if method == b"CONNECT":
            writer.write(_answer("200 Connection established"))
            await self._both_ways(reader, writer, there, sender)
            return
        sender.write(_forwarded(head, request, parts.path or "/", parts.query))
        try:
            writer.write(_last(await asyncio.wait_for(there.readuntil(b"\r\n\r\n"), CONNECT_S)))
            await self._down(there, writer)
        finally:
            sender.close()

    async def _reached(
        self, writer: asyncio.StreamWriter, method: bytes, host: str, port: int
    ) -> tuple[asyncio.StreamReader, asyncio.StreamWriter] | None:
        """A connection to the host; None where there is none, and the browser has been told."""
        if host in CHROMIUMS_OWN or (method != b"CONNECT" and method not in READING):
            writer.write(_answer("403 Forbidden"))
            return None
        try:
            return await asyncio.wait_for(self._connect(host, port), CONNECT_S)
        except VisitError as problem:
            if problem.failure is Failure.FORBIDDEN_ADDRESS:
                self.refused[host] = None
            writer.write(_answer("403 Forbidden"))
        except (OSError, TimeoutError):
            writer.write(_answer("502 Bad Gateway"))
        return None

    async def _connect(self, host: str, port: int) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        self._resolver.check_literal(host)
        problem: OSError | None = None
        for row in await self._resolver.resolve(host, port):
            goal = (row["host"], row["port"])
            place = (int(row["family"]), int(socket.SOCK_STREAM), 0, "", goal)
            sock = self._resolver.guarded_socket(place)
            sock.setblocking(False)
            try:
                await asyncio.get_running_loop().sock_connect(sock, goal)
                return await asyncio.open_connection(sock=sock)
            except OSError as failed:
                sock.close()
                problem = failed
        raise problem or OSError(f"{host} has no address")

    async def _both_ways(
        self,
        reader: asyncio.StreamReader,
        writer: asyncio.StreamWriter,
        there: asyncio.StreamReader,
        onward: asyncio.StreamWriter,
    ) -> None:
        up = asyncio.ensure_future(_pump(reader, onward))
        try:
            await self._down(there, writer)
        finally:
            up.cancel()
            onward.close()
            with contextlib.suppress(asyncio.CancelledError, OSError):
                await up

    async def _down(self, there: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while chunk := await there.read(_CHUNK):
            self.received += len(chunk)
            if self.received > self._most_bytes:
                return
            writer.write(chunk)
            await writer.drain()


async def _pump(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    while chunk := await reader.read(_CHUNK):
        writer.write(chunk)
        await writer.drain()


def _answer(status: str) -> bytes:
    return f"HTTP/1.1 {status}\r\n\r\n".encode()


def _last(head: bytes) -> bytes:
    """The head of an answer, as that of the connection's only one: the next request may be for another host."""
    status, _, rest = head.partition(b"\r\n")
    return status + b"\r\nConnection: close\r\n" + _HOP_HEADERS.sub(b"", rest)


def _forwarded(head: bytes, request: re.Match[bytes], path: str, query: str) -> bytes:
    """The request as the server itself wants it: its own path, one request for the connection."""
    target = f"{path}?{query}" if query else path
    rest = _HOP_HEADERS.sub(b"", head[request.end() :])
    return request[1] + b" " + target.encode("latin-1") + b" HTTP/1.1\r\nConnection: close\r\n" + rest
