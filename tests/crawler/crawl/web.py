"""A small web on loopback, over real sockets: what each address does is a function of one request."""

from __future__ import annotations

import asyncio
import contextlib
import socket
import ssl
import struct
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Asked:
    """One request as the server saw it."""

    host: str
    path: str
    method: str
    headers: dict[str, str]
    at_once: int
    number: int
    """How often this address was asked for before."""


Act = Callable[[Asked], "bytes | Drop | Hang | Slow"]


class Drop:
    """Resets the connection."""


class Raw(bytes):
    """Bytes that are sent as they are; then the connection is closed."""


class Hang:
    """Never answers."""


@dataclass(frozen=True)
class Slow:
    """Sends the head and then a byte now and again."""

    head: bytes


def answer(status: int = 200, body: bytes | str = b"", **headers: str) -> bytes:
    """A whole answer; header names with `_` for `-`."""
    data = body.encode() if isinstance(body, str) else body
    lines = {"Content-Type": "text/html; charset=utf-8", "Content-Length": str(len(data))}
    lines |= {name.replace("_", "-"): value for name, value in headers.items()}
    head = "".join(f"{name}: {value}\r\n" for name, value in lines.items())
    return f"HTTP/1.1 {status} Said\r\n{head}\r\n".encode() + data


PROSE = "<p>Gradient descent walks downhill on the loss surface, one small step against the gradient at a time.</p>" * 6
PAGE = f"<html><head><title>Gradient descent</title></head><body><h1>Gradient descent</h1>{PROSE}</body></html>"


@dataclass
class Web:
    """Routes by (host, path); a path that is not there answers 404."""

    routes: dict[tuple[str, str], Act | bytes] = field(default_factory=dict)
    requests: list[Asked] = field(default_factory=list)
    connections: int = 0
    port: int = 0
    _writers: list[asyncio.StreamWriter] = field(default_factory=list)
    _open: dict[str, int] = field(default_factory=dict)
    _seen: dict[tuple[str, str], int] = field(default_factory=dict)

    def page(self, host: str, path: str = "/", act: Act | bytes = b"") -> str:
        """Add a page; its address."""
        self.routes[host, path] = act or answer(body=PAGE)
        return f"http://{host}{path}"

    def asked(self, host: str, path: str | None = None) -> list[Asked]:
        """The requests to a host, robots.txt left out."""
        return [r for r in self.requests if r.host == host and r.path != "/robots.txt" and path in (None, r.path)]

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.connections += 1
        self._writers.append(writer)
        with contextlib.suppress(ConnectionError, asyncio.IncompleteReadError, ssl.SSLError):
            while await self._one(reader, writer):
                pass
        writer.close()
        with contextlib.suppress(ConnectionError, ssl.SSLError):
            await writer.wait_closed()

    async def _one(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> bool:
        lines = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
        method, path, _ = lines[0].split(" ", 2)
        headers = {n.lower(): v.strip() for n, _, v in (line.partition(":") for line in lines[1:] if line)}
        host = headers["host"].rpartition(":")[0] if ":" in headers["host"] else headers["host"]
        number = self._seen.get((host, path), 0)
        self._seen[host, path] = number + 1
        self._open[host] = self._open.get(host, 0) + 1
        asked = Asked(host, path, method, headers, self._open[host], number)
        self.requests.append(asked)
        try:
            await asyncio.sleep(0)
            act = self.routes.get((host, path), answer(404, "<title>Not found</title>"))
            return await self._do(act(asked) if callable(act) else act, writer)
        finally:
            self._open[host] -= 1

    async def _do(self, said: bytes | Drop | Hang | Slow, writer: asyncio.StreamWriter) -> bool:
        if isinstance(said, Drop):
            sock = writer.get_extra_info("socket")
            sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            writer.transport.abort()
            return False
        if isinstance(said, Hang):
            await asyncio.sleep(30)
            return False
        if isinstance(said, Slow):
            writer.write(said.head)
            for _ in range(300):
                writer.write(b"x")
                await writer.drain()
                await asyncio.sleep(0.1)
            return False
        writer.write(said)
        await writer.drain()
        return not isinstance(said, Raw) and b"connection: close" not in said[:2000].lower()


@contextlib.contextmanager
def running(web: Web, context: ssl.SSLContext | None = None) -> Iterator[Web]:
    """Serve `web` on a free loopback port, in a thread of its own."""
    loop = asyncio.new_event_loop()
    ready = threading.Event()
    ending: asyncio.Future[None] = loop.create_future()

    async def serve() -> None:
        server = await asyncio.start_server(web.serve, "127.0.0.1", 0, ssl=context, limit=1 << 20)
        web.port = server.sockets[0].getsockname()[1]
        ready.set()
        await ending
        server.close()
        tasks = [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]
        for writer in web._writers:
            writer.transport.abort()
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        await asyncio.sleep(0)

    thread = threading.Thread(target=lambda: loop.run_until_complete(serve()))
    thread.start()
    ready.wait(60)
    try:
        yield web
    finally:
        loop.call_soon_threadsafe(ending.set_result, None)
        thread.join(10)
        loop.close()
