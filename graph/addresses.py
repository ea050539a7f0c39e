"""Addresses compared loosely, as people mean them: scheme, `www.`, fragment and trailing slash make no difference."""

from __future__ import annotations

from urllib.parse import urlsplit


def loose(url: str) -> str:
    """What two spellings of an address have in common; an address that cannot be parsed is its own."""
    try:
        parts = urlsplit(url.strip())
        host = (parts.hostname or "").removeprefix("www.")
    except ValueError:
        return url.strip()
    path = parts.path.rstrip("/")
    return f"{host}{path}?{parts.query}" if parts.query else f"{host}{path}"


def host_of(url: str) -> str:
    """The host of a web address without `www.`, in lower case; empty where it has none."""
    try:
        return (urlsplit(url.strip()).hostname or "").removeprefix("www.")
    except ValueError:
        return ""
