"""Hosts by what an address says, and the sites that they belong to. Imports next to nothing."""

from __future__ import annotations

import re
from functools import cache
from urllib.parse import urlsplit

_ORIGIN = re.compile(r"([^:/?#]*://)(?:[^/?#]*@)?([^/?#]*)")
_HOST = re.compile(r"[^:/?#]*://(?:[^/?#]*@)?(\[[^\]/?#]*\]|[^:/?#]*)")
_LITERAL = re.compile(r"[0-9.]+|.*:.*")
_PLAIN = re.compile(r"https?://([a-z0-9.-]+)(?::[0-9]{1,4})?(?:/[!-Z\\^-~]*)?", re.ASCII)
"""Addresses in which nothing is to be escaped, mended or refused before the host can be told."""


def host(url: str) -> str:
    """The host of `url` without `www.`; empty where there is none."""
    plain = _PLAIN.fullmatch(url)
    if plain is not None:
        return plain[1].removeprefix("www.")
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def host_in(url: str) -> str:
    """The host of an address, as the key of its queue, without taking the address apart."""
    found = _HOST.match(url)
    return found[1].lower() if found else ""


def origin_of(url: str) -> str:
    """Scheme, host and port of an address."""
    found = _ORIGIN.match(url)
    return (found[1] + found[2]).lower() if found else ""


@cache
def _extractor():  # type: ignore[no-untyped-def]  # tldextract has no types
    import tldextract

    return tldextract.TLDExtract(suffix_list_urls=(), cache_dir=None, include_psl_private_domains=True)


def site(url: str) -> str:
    """The registered domain of `url`, by the public suffix list; the host where it has none."""
    return site_of(host(url))


def site_of(name: str) -> str:
    """The registered domain of the host `name`; `name` itself where it has none, as addresses in figures."""
    if _LITERAL.fullmatch(name):
        return name
    found = str(_extractor()(name).top_domain_under_public_suffix)
    return found or name
