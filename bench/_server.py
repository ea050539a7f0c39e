"""A small HTTP server for the generated webs: GET only, one request of a connection after the other."""

from __future__ import annotations

import asyncio
from abc import ABC, abstractmethod
from typing import cast


def answer(status: str, body: bytes, fields: str = "") -> bytes:
    """A whole HTTP answer; `fields` are further lines of its head."""
    head = f"HTTP/1.1 {status}\r\nContent-Length: {len(body)}\r\nContent-Type: text/html; charset=utf-8\r\n"
    return f"{head}{fields}\r\n".encode() + body


def path_of(head: bytes) -> str:
    """What a request asks for."""
    return head.split(b" ", 2)[1].decode("latin-1")


class Site(asyncio.Protocol, ABC):
    """One connection. What is asked is answered after the latency, in seconds, by `page`."""

    def __init__(self, latency_s: float) -> None:
        self.latency_s = latency_s
        self.buffer = b""

    @abstractmethod
    def page(self, head: bytes) -> bytes | None:
        """The page that the request `head` asks for; None where there is none."""

    def asked(self, head: bytes) -> None:
        """A request has come; its answer is still to be waited for."""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Somebody came."""
        self.transport = cast("asyncio.Transport", transport)

    def data_received(self, data: bytes) -> None:
        """Answer each whole request after the latency."""
        self.buffer += data
        while b"\r\n\r\n" in self.buffer:
            head, _, self.buffer = self.buffer.partition(b"\r\n\r\n")
            self.asked(head)
            if self.latency_s:
                asyncio.get_running_loop().call_later(self.latency_s, self.respond, head)
            else:
                self.respond(head)

    def respond(self, head: bytes) -> None:
        """Write the answer."""
        body = self.page(head)
        if self.transport.is_closing():
            return
        self.transport.write(answer("404 Not Found", b"nothing here") if body is None else answer("200 OK", body))
        if b"connection: close" in head.lower():
            self.transport.close()
