"""A second reading of answers that a strict parser refuses and every browser shows.

Servers send more bytes than they announced, or a body after 204. The standard library's parser takes such answers; it
reads from bytes that we fetched over a checked address, as the first reading did.
"""

from __future__ import annotations

import asyncio
import contextlib
import http.client
import io
import re
import socket
import ssl

import yarl

from crawler.safety.body import Inflater
from crawler.safety.resolver import SafeResolver

_HEAD_AT_MOST = 300_000
_LENGTH = re.compile(rb"\r?\ncontent-length:\s*(\d{1,12})", re.IGNORECASE)

Answer = tuple[int, list[tuple[str, str]], bytes, str]


class _Bytes:
    """Bytes that look like a socket to `http.client`."""

    def __init__(self, data: bytes) -> None:
        self._data = data

    def makefile(self, *_: object) -> io.BytesIO:
        """The bytes as a file."""
        return io.BytesIO(self._data)


async def read_again(
    url: yarl.URL, headers: list[tuple[str, str]], resolver: SafeResolver, tls: ssl.SSLContext, cap: int
) -> Answer | None:
    """Status, headers, body and damage of one more GET; None where this parser finds no HTTP either.

    Raises what connecting raises: VisitError, OSError.
    """
    reader, writer = await _connect(url, resolver, tls)
    try:
        writer.write(_request(url, headers))
        data = await _collect(reader, cap)
    finally:
        writer.close()
    return parse(data, cap)


def parse(data: bytes, cap: int) -> Answer | None:
    """Take an answer apart; None where it is none."""
    response = http.client.HTTPResponse(_Bytes(data), method="GET")  # type: ignore[arg-type]
    inflater = None
    try:
        response.begin()
        inflater = Inflater(response.headers.get("Content-Encoding", ""), cap)
        inflater.feed(response.read())
    except http.client.IncompleteRead as problem:
        assert inflater is not None
        inflater.feed(problem.partial)
        inflater.damage = inflater.damage or "cut"
    except (http.client.HTTPException, ValueError):
        return None
    body = inflater.result()
    return response.status, list(response.headers.items()), body, inflater.damage


async def _connect(
    url: yarl.URL, resolver: SafeResolver, tls: ssl.SSLContext
) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
    assert url.raw_host is not None
    assert url.port is not None
    loop = asyncio.get_running_loop()
    problem: OSError | None = None
    for place in await resolver.resolve(url.raw_host, url.port):
        goal = (place["host"], place["port"])
        sock = resolver.guarded_socket((place["family"], socket.SOCK_STREAM, 0, "", goal))
        sock.setblocking(False)
        try:
            await loop.sock_connect(sock, goal)
        except OSError as failed:
            sock.close()
            problem = failed
            continue
        secure = {"ssl": tls, "server_hostname": url.raw_host} if url.scheme == "https" else {}
        return await asyncio.open_connection(sock=sock, limit=1 << 20, **secure)  # type: ignore[arg-type]
    raise problem or OSError("no address")


def _request(url: yarl.URL, headers: list[tuple[str, str]]) -> bytes:
    host = url.raw_host if url.is_default_port() else f"{url.raw_host}:{url.port}"
    lines = [f"GET {url.raw_path_qs} HTTP/1.1", f"Host: {host}", "Connection: close"]
    lines += [f"{name}: {value}" for name, value in headers]
    return ("\r\n".join(lines) + "\r\n\r\n").encode("latin-1", "replace")


async def _collect(reader: asyncio.StreamReader, cap: int) -> bytes:
    data = bytearray()
    with contextlib.suppress(OSError):
        while len(data) < cap + _HEAD_AT_MOST and not _whole(data):
            chunk = await reader.read(65_536)
            if not chunk:
                break
            data += chunk
    return bytes(data)


def _whole(data: bytearray) -> bool:
    head, mark, _ = bytes(data[:_HEAD_AT_MOST]).partition(b"\r\n\r\n")
    length = _LENGTH.search(head) if mark else None
    return length is not None and len(data) - len(head) - 4 >= int(length[1])
