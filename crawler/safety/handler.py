"""The download handler: one GET over a checked address, with a verified certificate and a capped body.

Built on aiohttp (which Scrapy itself depends on) instead of Scrapy's default handler, because Python's `ssl` names each
certificate fault exactly and checks host names itself (Twisted 26.10 skips that check where a certificate has an
over-wide wildcard), and because the resolver and the socket factory see the very address that is connected to.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Iterable
from typing import Any, Self

import aiohttp
import yarl
from scrapy import Request
from scrapy.core.downloader.handlers.base import BaseDownloadHandler
from scrapy.crawler import Crawler
from scrapy.http import Response

from crawler.middlewares.headers import own_headers
from crawler.options import CrawlOptions
from crawler.records import Failure
from crawler.safety.addresses import AddressPolicy
from crawler.safety.body import CUT, SLOW, Inflater
from crawler.safety.failures import STOP, StoppedError, VisitError, from_client
from crawler.safety.resolver import SafeResolver
from crawler.safety.second_reading import read_again
from crawler.safety.tls import client_context

MAX_HEADER_BYTES = 262_144  # one header line; browsers take as much, and nobody can fill memory with it
MAX_HEADERS = 500
READ_BUFFER = 65_536
_MEGABYTE = 1_000_000
RawHeaders = Iterable[tuple[str, str]] | Iterable[tuple[bytes, bytes]]
_WIRE_TROUBLE = (aiohttp.ClientError, OSError, ValueError, TimeoutError, RuntimeError)


class _Clock:
    """A time limit that is listed while it runs, so that a stop of the run can end it."""

    __slots__ = ("_limit", "_listed")

    def __init__(self, seconds: float, listed: set[asyncio.Timeout]) -> None:
        self._limit = asyncio.timeout(seconds)
        self._listed = listed

    async def __aenter__(self) -> None:
        self._listed.add(await self._limit.__aenter__())

    async def __aexit__(self, *raised: Any) -> None:
        self._listed.discard(self._limit)
        await self._limit.__aexit__(*raised)


class SafeDownloadHandler(BaseDownloadHandler):
    """Fetches `http:` and `https:` addresses for Scrapy.

    `request.meta`: `cap` (bytes of body), `last` (close the connection afterwards). Raises VisitError for requests
    without an answer, and StoppedError for those that a stop of the run broke off.
    """

    lazy = True

    def __init__(self, crawler: Crawler, options: CrawlOptions) -> None:
        super().__init__(crawler)
        self._timeout_s = options.timeout_s
        self._cap = int(options.max_body_mb * _MEGABYTE)
        self._resolver = SafeResolver(
            AddressPolicy(options.allow_networks), options.connect_to, min(options.timeout_s, 15.0)
        )
        self._headers = own_headers(options)
        self._clocks: set[asyncio.Timeout] = set()
        self._stopping = False
        self._session = aiohttp.ClientSession(
            connector=aiohttp.TCPConnector(
                limit=0,
                use_dns_cache=False,
                resolver=self._resolver,
                socket_factory=self._resolver.guarded_socket,
                keepalive_timeout=10,
            ),
            cookie_jar=aiohttp.DummyCookieJar(),
            auto_decompress=False,
            timeout=aiohttp.ClientTimeout(total=None, sock_connect=None),
            skip_auto_headers=("Accept", "Accept-Encoding", "User-Agent", "Content-Type"),
            read_bufsize=READ_BUFFER,
            max_line_size=MAX_HEADER_BYTES,
            max_field_size=MAX_HEADER_BYTES,
            max_headers=MAX_HEADERS,
        )
        # aiohttp asks a second time at once where a connection breaks; when and how often is the retry middleware's
        self._session._retry_connection = False

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """As Scrapy makes its components; the options are in the settings."""
        handler = cls(crawler, crawler.settings["LINKATLAS_OPTIONS"])
        crawler.signals.connect(handler.stop, STOP)
        return handler

    async def download_request(self, request: Request) -> Response:
        """The answer to `request`, its body decompressed and capped; flags name what was wrong with the body."""
        try:
            return await self._fetch(request)
        except VisitError:
            raise
        except (aiohttp.ClientResponseError, aiohttp.http_exceptions.HttpProcessingError) as problem:
            again = await self._second_reading(request)
            if again is None:
                raise from_client(problem) from problem
            return again
        except _WIRE_TROUBLE as problem:
            raise self._translated(problem) from problem

    def _translated(self, problem: Exception) -> Exception:
        return StoppedError() if self._stopping else from_client(problem)

    async def _fetch(self, request: Request) -> Response:
        url = _wire_url(request.url)
        self._resolver.check_literal(url.raw_host or "")
        response, whole = None, False
        inflater = Inflater("", self._cap_of(request))
        try:
            async with self._clock():
                response = await self._session.get(
                    url,
                    headers=self._wire_headers(request),
                    allow_redirects=False,
                    ssl=client_context() if url.scheme == "https" else True,
                )
                inflater.expect(response.headers.get("Content-Encoding", ""))
                await _read(response, inflater)
                whole = not inflater.damage
        except TimeoutError:
            if self._stopping or response is None:
                raise
            inflater.damage = SLOW
        finally:
            if response is not None:
                self._part(response, keep=whole and not request.meta.get("last"))
        body = inflater.result()
        return _response(request, response.status, response.raw_headers, body, inflater.damage)

    @staticmethod
    def _part(response: aiohttp.ClientResponse, *, keep: bool) -> None:
        if keep:
            response.release()
        else:
            response.close()

    async def _second_reading(self, request: Request) -> Response | None:
        try:
            async with self._clock():
                answer = await read_again(
                    _wire_url(request.url),
                    self._wire_headers(request),
                    self._resolver,
                    client_context(),
                    self._cap_of(request),
                )
        except _WIRE_TROUBLE as problem:
            raise self._translated(problem) from problem
        if answer is None:
            return None
        status, headers, body, damage = answer
        return _response(request, status, headers, body, damage)

    def _wire_headers(self, request: Request) -> list[tuple[str, str]]:
        # aiohttp keeps a connection whose answer is read, whatever is asked of the answer afterwards; idle connections
        # to hosts that are done with would use up the descriptors
        closing = [("Connection", "close")] if request.meta.get("last") else []
        own = [
            (name.decode("latin-1"), value.decode("latin-1"))
            for name, values in request.headers.items()
            for value in values
        ]
        return [*self._headers, *closing, *own]

    def _cap_of(self, request: Request) -> int:
        return int(request.meta.get("cap") or self._cap)

    def _clock(self) -> _Clock:
        """The time limit of one exchange; a stop of the run ends it at once."""
        if self._stopping:
            raise StoppedError
        return _Clock(self._timeout_s, self._clocks)

    def stop(self) -> None:
        """Break off what is under way."""
        self._stopping = True
        now = asyncio.get_running_loop().time()
        for clock in tuple(self._clocks):
            with contextlib.suppress(RuntimeError):
                clock.reschedule(now)

    async def close(self) -> None:
        """Close all connections."""
        await self._session.close()
        await self._resolver.close()


async def _read(response: aiohttp.ClientResponse, inflater: Inflater) -> None:
    """As much of the body as is wanted; what breaks it off is its damage."""
    try:
        async for chunk in response.content.iter_any():
            inflater.feed(chunk)
            if inflater.full:
                break
    except (aiohttp.ClientError, OSError) as problem:
        if isinstance(problem, TimeoutError):
            raise
        inflater.damage = inflater.damage or CUT


def _response(request: Request, status: int, headers: RawHeaders, body: bytes, damage: str) -> Response:
    return Response(request.url, status=status, headers=headers, body=body, flags=[damage] if damage else [])


def _wire_url(text: str) -> yarl.URL:
    """`text` as it goes out, byte for byte; VisitError where it is no address."""
    try:
        url = yarl.URL(text, encoded=True)
        if url.raw_host and url.scheme in ("http", "https") and url.port:
            return url
    except ValueError:
        pass
    raise VisitError(Failure.BAD_ANSWER, "the address cannot be asked for")
