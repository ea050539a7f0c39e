"""What went wrong on the wire, in our own words: every foreign exception becomes a `VisitError`, by tables."""

from __future__ import annotations

import errno
import socket
import ssl
from collections.abc import Callable
from typing import Any

import aiohttp
from aiohttp import http_exceptions

from crawler.records import Failure


class VisitError(Exception):
    """A request that got no answer. `failure` says of what sort, `detail` in words, `tls_code` is OpenSSL's."""

    def __init__(
        self, failure: Failure, detail: str, *, tls_code: int | None = None, retry_after: float | None = None
    ) -> None:
        super().__init__(detail)
        self.failure = failure
        self.detail = detail
        self.tls_code = tls_code
        self.retry_after = retry_after


class StoppedError(Exception):
    """The run is being stopped: this request says nothing about the web."""


class ElsewhereError(Exception):
    """The visit goes on at `url`, whose host another crawler has (crawler.parcels).

    Where `robots_of` names an origin, it is that origin's robots.txt that stands there, after so many `hops`.
    """

    def __init__(self, url: str, robots_of: str = "", hops: int = 0) -> None:
        super().__init__(url)
        self.url, self.robots_of, self.hops = url, robots_of, hops


STOP = object()
"""The signal, on Scrapy's dispatcher, that the run is to end now."""


# errno → (failure, words)
_ERRNO: dict[int, tuple[Failure, str]] = {
    errno.ECONNREFUSED: (Failure.REFUSED, "the connection was refused"),
    errno.ECONNRESET: (Failure.RESET, "the connection was reset"),
    errno.EPIPE: (Failure.RESET, "the connection was closed while we asked"),
    errno.ECONNABORTED: (Failure.RESET, "the connection was broken off"),
    errno.ETIMEDOUT: (Failure.TIMEOUT, "the host did not answer the connection"),
    errno.EHOSTUNREACH: (Failure.UNREACHABLE, "there is no route to the host"),
    errno.EHOSTDOWN: (Failure.UNREACHABLE, "the host is down"),
    errno.ENETUNREACH: (Failure.UNREACHABLE, "the network is unreachable"),
    errno.ENETDOWN: (Failure.LOCAL, "the network of this machine is down"),
    errno.EMFILE: (Failure.LOCAL, "this process has no free descriptors"),
    errno.ENFILE: (Failure.LOCAL, "this machine has no free descriptors"),
    errno.ENOBUFS: (Failure.LOCAL, "this machine has no buffer space"),
    errno.ENOMEM: (Failure.LOCAL, "this machine is out of memory"),
    errno.EADDRNOTAVAIL: (Failure.LOCAL, "this machine has no free local port"),
    errno.EACCES: (Failure.UNREACHABLE, "a firewall forbids the connection"),
    errno.EPERM: (Failure.UNREACHABLE, "a firewall forbids the connection"),
}

# getaddrinfo's codes → (failure, words); a code that is not here is treated as EAI_AGAIN
_RESOLVER: dict[int, tuple[Failure, str]] = {
    socket.EAI_NONAME: (Failure.NAME_UNKNOWN, "the name does not exist"),
    getattr(socket, "EAI_NODATA", -5): (Failure.NAME_UNKNOWN, "the name has no address"),
    getattr(socket, "EAI_ADDRFAMILY", -9): (Failure.NAME_UNKNOWN, "the name has no address"),
    socket.EAI_FAIL: (Failure.NAME_SERVER_FAILED, "the name server failed"),
    socket.EAI_AGAIN: (Failure.NAME_SERVER_FAILED, "the name server did not answer"),
    socket.EAI_SYSTEM: (Failure.LOCAL, "this machine could not ask for the name"),
    socket.EAI_MEMORY: (Failure.LOCAL, "this machine is out of memory"),
}


def from_resolver(host: str, problem: OSError) -> VisitError:
    """What a failed look-up of `host` means."""
    failure, words = _RESOLVER.get(problem.errno or 0, _RESOLVER[socket.EAI_AGAIN])
    return VisitError(failure, f"{host}: {words}")


def from_os(problem: OSError) -> VisitError:
    """What an error of the operating system means."""
    failure, words = _ERRNO.get(problem.errno or 0, (Failure.RESET, "the connection broke"))
    return VisitError(failure, words)


def _from_certificate(problem: ssl.SSLCertVerificationError) -> VisitError:
    return VisitError(
        Failure.TLS, problem.verify_message or "the certificate is not valid", tls_code=problem.verify_code
    )


def _from_tls(problem: ssl.SSLError) -> VisitError:
    words = (problem.reason or "").replace("_", " ").lower()
    return VisitError(Failure.BAD_ANSWER, f"no TLS connection could be made ({words or 'handshake failed'})")


def _from_connector(problem: aiohttp.ClientConnectorError) -> VisitError:
    return from_os(problem.os_error)


def from_client(problem: Exception) -> VisitError:
    """What an exception of the HTTP client or of Python's network code means."""
    for kind, translate in _TRANSLATIONS:
        if isinstance(problem, kind):
            return translate(problem)
    return VisitError(Failure.BAD_ANSWER, f"the answer could not be read ({type(problem).__name__})")


def _always(failure: Failure, words: str) -> Callable[[Any], VisitError]:
    return lambda _: VisitError(failure, words)


def _from_runtime(problem: RuntimeError) -> VisitError:
    """Python's own complaints: threads that cannot be started are trouble of this machine."""
    if "thread" in str(problem):
        return VisitError(Failure.LOCAL, "this machine cannot start another thread")
    return VisitError(Failure.RESET, f"the connection broke ({str(problem)[:80]})")


_NO_HTTP = _always(Failure.BAD_ANSWER, "what the host sent is no HTTP answer")


# first match counts: subclasses stand before their parents
_TRANSLATIONS: tuple[tuple[type[Exception], Callable[[Any], VisitError]], ...] = (
    (aiohttp.ClientConnectorCertificateError, lambda p: from_client(p.certificate_error)),
    (ssl.SSLCertVerificationError, _from_certificate),
    (ssl.CertificateError, _from_certificate),
    (aiohttp.ClientConnectorSSLError, lambda p: from_client(p.os_error)),
    (ssl.SSLError, _from_tls),
    (aiohttp.ClientConnectorError, _from_connector),
    (aiohttp.ServerDisconnectedError, _always(Failure.RESET, "the host closed without an answer")),
    (aiohttp.ClientResponseError, _NO_HTTP),
    (http_exceptions.HttpProcessingError, _NO_HTTP),
    (aiohttp.InvalidURL, _always(Failure.BAD_ANSWER, "the address cannot be asked for")),
    (TimeoutError, _always(Failure.TIMEOUT, "the host did not answer in time")),
    (OSError, from_os),
    (aiohttp.ClientPayloadError, _NO_HTTP),
    (RuntimeError, _from_runtime),
)
