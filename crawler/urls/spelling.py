"""Addresses changed in the spelling they have in a note: wrappers opened, trackers taken out, all else as written."""

from __future__ import annotations

from urllib.parse import unquote_plus

from crawler.urls.address import parse
from crawler.urls.trackers import is_tracker
from crawler.urls.wrappers import unwrapped


def without_wrapper(written: str) -> str:
    """The address that a wrapper leads to; the same text where it is no wrapper."""
    address = parse(written)
    if address is None:
        return written
    inner = unwrapped(address)
    return written if inner is address else str(inner)


def without_trackers(written: str) -> str:
    """The address without query parameters that only track; every other byte of it stays."""
    address = parse(written)
    if address is None or "?" not in written:
        return written
    front, mark, fragment = written.partition("#")
    path, _, query = front.partition("?")
    kept = [pair for pair in query.split("&") if not is_tracker(unquote_plus(pair.partition("=")[0]), address.site)]
    if kept == query.split("&"):
        return written
    return path + ("?" + "&".join(kept) if kept else "") + mark + fragment


def with_fragment_of(address: str, written: str) -> str:
    """`address` at the place on the page that `written` points to, as a browser keeps it over a redirect."""
    fragment = written.partition("#")[2]
    return f"{address}#{fragment}" if fragment and "#" not in address else address


def is_safer(address: str, other: str) -> bool:
    """Whether of two addresses of one resource only this one is to be fetched encrypted: sites that have both spellings
    let the old one lapse."""
    return address.startswith("https:") and other.startswith("http:")
