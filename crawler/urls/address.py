"""A web address taken apart by the WHATWG rules, changed in parts and put together again."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import lru_cache
from urllib.parse import unquote_plus

import ada_url

# What browsers mend silently and nobody can have meant: `https:///x`, `http:x` (the WHATWG parser takes `x` as host).
_WEB = re.compile(r"https?://[^/?#\\]", re.IGNORECASE)
_UNRESERVED = re.compile(r"%(2[DdEe]|3[0-9]|4[1-9A-Fa-f]|5[0-9Aa]|5[Ff]|6[1-9A-Fa-f]|7[0-9Aa]|7[Ee])")
_ESCAPE = re.compile(r"%[0-9a-fA-F]{2}")
_LABEL_LIMIT, _HOST_LIMIT = 63, 253  # octets, RFC 1035 §2.3.4


@dataclass(frozen=True, slots=True)
class Address:
    """A parsed http(s) address. `query` and `fragment` come without `?` and `#`, spelled as written."""

    scheme: str
    host: str
    port: str
    path: str
    query: str
    fragment: str

    @property
    def site(self) -> str:
        """The host without `www.`: what tables of rules are keyed by."""
        return self.host.removeprefix("www.")

    def value(self, name: str) -> str | None:
        """The first value of a query parameter, decoded; None where it is absent."""
        for pair in self.pairs():
            if _name(pair) == name:
                return unquote_plus(pair.partition("=")[2])
        return None

    def pairs(self) -> list[str]:
        """The query's `name=value` parts, spelled as written; empty ones are left out."""
        return [pair for pair in self.query.split("&") if pair]

    def without(self, unwanted: Callable[[str], bool]) -> Address:
        """The same address without the query parameters whose decoded name is unwanted."""
        if not self.query:
            return self
        kept = [pair for pair in self.query.split("&") if not unwanted(_name(pair))]
        return replace(self, query="&".join(kept))

    def __str__(self) -> str:
        """The address to fetch."""
        port = f":{self.port}" if self.port else ""
        query = f"?{self.query}" if self.query else ""
        fragment = f"#{self.fragment}" if self.fragment else ""
        return f"{self.scheme}://{self.host}{port}{self.path}{query}{fragment}"


def _name(pair: str) -> str:
    return unquote_plus(pair.partition("=")[0])


@lru_cache(maxsize=4096)
def parse(text: str) -> Address | None:
    """`text` taken apart, host in ASCII and lower case, credentials left out; None where no browser could visit it."""
    if not _WEB.match(text):
        return None
    try:
        url = ada_url.URL(text)
    except ValueError:
        return None
    if not _possible_host(url.hostname):
        return None
    return Address(
        scheme=url.protocol.rstrip(":"),
        host=url.hostname.rstrip("."),
        port=url.port,
        path=url.pathname,
        query=url.search[1:],
        fragment=url.hash[1:],
    )


def _possible_host(host: str) -> bool:
    labels = host.rstrip(".").split(".")
    return len(host) <= _HOST_LIMIT and all(0 < len(label) <= _LABEL_LIMIT or ":" in host for label in labels)


def folded(text: str) -> str:
    """Percent-encoding in one spelling: unreserved characters decoded, digits in upper case (RFC 3986 §6.2.2)."""
    decoded = _UNRESERVED.sub(lambda found: bytes.fromhex(found[1]).decode("ascii"), text)
    return _ESCAPE.sub(lambda found: found[0].upper(), decoded)
