"""Names to addresses: looked up once a run, checked, and then connected to as they were checked.

The connection is made to the very address that passed the check, so a name server that changes its answer between
look-up and connection (DNS rebinding) gains nothing; `guarded_socket` checks once more where the socket is made.
"""

from __future__ import annotations

import asyncio
import ipaddress
import socket
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from fnmatch import fnmatchcase

from aiohttp.abc import AbstractResolver, ResolveResult

from crawler.records import Failure
from crawler.safety.addresses import AddressPolicy, literal_address
from crawler.safety.failures import VisitError, from_resolver
from crawler.safety.places import Place, parse_connect_to

LOOKUP_THREADS = 32
CACHE_SIZE = 20_000
# RFC 6761, RFC 6762, RFC 8375, ICANN's reserved .internal, and what routers are set up with
PRIVATE_ENDINGS = frozenset({"localhost", "local", "internal", "arpa", "lan", "home", "intranet", "corp", "private"})


class SafeResolver(AbstractResolver):
    """Resolves names for the HTTP client, and refuses addresses that are not for us to reach.

    Raises VisitError from `resolve`: FORBIDDEN_ADDRESS, NAME_UNKNOWN, NAME_SERVER_FAILED or LOCAL.
    """

    def __init__(self, policy: AddressPolicy, connect_to: Mapping[str, str], timeout_s: float) -> None:
        self._policy = policy
        self._rows = parse_connect_to(connect_to)
        self._ours = frozenset(place for _, place in self._rows)
        self._timeout_s = timeout_s
        self._known: dict[str, list[str] | VisitError] = {}
        self._passed: set[str] = set()
        self._asking: dict[str, asyncio.Task[list[str]]] = {}
        self._threads = ThreadPoolExecutor(LOOKUP_THREADS, thread_name_prefix="names")

    def mapped(self, host: str) -> Place | None:
        """Where `crawl.connect_to` sends `host`."""
        name = host.strip("[]").lower()
        return next((place for pattern, place in self._rows if fnmatchcase(name, pattern)), None)

    def check_literal(self, host: str) -> None:
        """Raise VisitError where `host` spells an address that may not be reached; names pass."""
        if host in self._passed:
            return
        address = literal_address(host)
        if address is not None and self.mapped(host) is None and not self._policy.permits(address):
            raise VisitError(Failure.FORBIDDEN_ADDRESS, f"{host} is an address inside a private network")
        if len(self._passed) < CACHE_SIZE:
            self._passed.add(host)

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_UNSPEC
    ) -> list[ResolveResult]:
        """The checked addresses of `host`, IPv4 first."""
        place = self.mapped(host)
        if place is not None:
            return [_result(host, *place)]
        self.check_literal(host)
        literal = literal_address(host)
        addresses = [str(literal)] if literal is not None else await self._look_up(host.lower().rstrip("."))
        return [_result(host, address, port) for address in addresses]

    async def close(self) -> None:
        """Give the threads back; look-ups under way are not waited for."""
        self._threads.shutdown(wait=False, cancel_futures=True)

    async def _look_up(self, host: str) -> list[str]:
        known = self._known.get(host)
        if known is None:
            known = await self._ask_once(host)
        if isinstance(known, VisitError):
            raise known
        return known

    async def _ask_once(self, host: str) -> list[str] | VisitError:
        task = self._asking.get(host)
        if task is None:
            task = self._asking[host] = asyncio.ensure_future(self._ask(host))
        try:
            known: list[str] | VisitError = await asyncio.shield(task)
        except VisitError as problem:
            known = problem
        finally:
            if task.done():
                self._asking.pop(host, None)
        if not isinstance(known, VisitError) or known.failure in (Failure.NAME_UNKNOWN, Failure.FORBIDDEN_ADDRESS):
            if len(self._known) >= CACHE_SIZE:
                self._known.pop(next(iter(self._known)))
            self._known[host] = known
        return known

    async def _ask(self, host: str) -> list[str]:
        loop = asyncio.get_running_loop()
        # the final dot keeps the machine's search domains out: they could answer for a name that is gone
        question = loop.run_in_executor(
            self._threads, socket.getaddrinfo, host + ".", None, socket.AF_UNSPEC, socket.SOCK_STREAM
        )
        try:
            answers = await asyncio.wait_for(question, self._timeout_s)
        except TimeoutError as problem:
            raise VisitError(Failure.NAME_SERVER_FAILED, f"{host}: the name server did not answer") from problem
        except OSError as problem:
            raise _not_found(host, problem) from problem
        except UnicodeError as problem:
            raise VisitError(Failure.NAME_UNKNOWN, f"{host}: no such name can exist") from problem
        found = list(dict.fromkeys(str(answer[4][0]) for answer in sorted(answers, key=lambda a: a[0])))
        permitted = [text for text in found if self._policy.permits(ipaddress.ip_address(text.partition("%")[0]))]
        if not permitted:
            raise VisitError(Failure.FORBIDDEN_ADDRESS, f"{host} leads to {found[0]}, inside a private network")
        return permitted

    def guarded_socket(self, info: tuple[int, int, int, str, tuple[object, ...]]) -> socket.socket:
        """The socket for one connection; VisitError where its goal may not be reached, whoever chose it."""
        family, kind, protocol, _, goal = info
        host, port = str(goal[0]), goal[1]
        if (host, port) not in self._ours and not self._policy.permits(ipaddress.ip_address(host.partition("%")[0])):
            raise VisitError(Failure.FORBIDDEN_ADDRESS, f"{host} is an address inside a private network")
        return socket.socket(family, kind, protocol)


def _not_found(host: str, problem: OSError) -> VisitError:
    """What a failed look-up means; a name that only a private network knows is not dead for being unknown here."""
    known = from_resolver(host, problem)
    if known.failure is Failure.NAME_UNKNOWN and ("." not in host or host.rpartition(".")[2] in PRIVATE_ENDINGS):
        return VisitError(Failure.FORBIDDEN_ADDRESS, f"{host} is a name inside a private network")
    return known


def _result(host: str, address: str, port: int) -> ResolveResult:
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    return ResolveResult(hostname=host, host=address, port=port, family=family, proto=0, flags=socket.AI_NUMERICHOST)
