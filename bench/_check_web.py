"""A generated web on loopback addresses, for measuring link checkers: each address is a host, each page 32 KB.

    python -m bench._check_web --hosts 200 --latency 200 --port 8600 [--tls FOLDER] [--etag]

Prints "ready" when it listens. Every answer comes after the same latency. It costs 0.1 ms of processor for a page, so
that on two cores it is no bottleneck for those who are measured.
"""

from __future__ import annotations

import argparse
import asyncio
import ssl
from pathlib import Path

from bench._server import Site, answer, path_of

NETWORK = "127.3"
PAGE_BYTES = 32_000
SENTENCE = "Gradient descent walks downhill on the loss surface, one small step against the gradient at a time. "
TEXT = "".join(f"<h2>Part {n}</h2><p>{SENTENCE * 8}</p>" for n in range(38)).encode()
END = b"</body></html>"


def address(host: int) -> str:
    """The loopback address of host number `host`."""
    return f"{NETWORK}.{host // 250}.{host % 250 + 1}"


def page(path: str) -> bytes:
    """A page of 32 KB, of its own title."""
    title = f"Lesson {path}"
    head = f"<!doctype html><html lang=en><head><title>{title}</title></head><body><h1>{title}</h1>".encode()
    return head + TEXT.ljust(PAGE_BYTES - len(head) - len(END)) + END


class Lessons(Site):
    """A page for each address below `/page`, and no robots.txt."""

    def page(self, head: bytes) -> bytes | None:
        """Every lesson is there."""
        path = path_of(head)
        return page(path) if path.startswith("/page") else None


class MarkedLessons(Lessons):
    """The same with an ETag: who asks with it hears that nothing changed."""

    def respond(self, head: bytes) -> None:
        """Write the answer."""
        if self.transport.is_closing():
            return
        if b"if-none-match" in head.lower():
            self.transport.write(b'HTTP/1.1 304 Not Modified\r\nETag: "1"\r\n\r\n')
            return
        body = self.page(head)
        self.transport.write(answer("404 Not Found", b"") if body is None else answer("200 OK", body, 'ETag: "1"\r\n'))


async def serve(args: argparse.Namespace) -> None:
    """Listen on every host's address until the process is ended."""
    loop = asyncio.get_running_loop()
    context = None
    if args.tls:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(args.tls / "server.pem", args.tls / "server.key")
    lessons = MarkedLessons if args.etag else Lessons
    for host in range(args.hosts):
        await loop.create_server(
            lambda: lessons(args.latency / 1000), address(host), args.port, ssl=context, backlog=1024
        )
    print("ready", flush=True)
    await asyncio.Event().wait()


def main() -> None:
    """Read the arguments and serve."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--hosts", type=int, default=200)
    parser.add_argument("--latency", type=float, default=0.0, help="milliseconds before each answer")
    parser.add_argument("--port", type=int, default=8600)
    parser.add_argument("--tls", type=Path, help="folder with server.pem and server.key")
    parser.add_argument("--etag", action="store_true", help="pages have one, and answer 304 to who knows it")
    import uvloop

    uvloop.run(serve(parser.parse_args()))


if __name__ == "__main__":
    main()
