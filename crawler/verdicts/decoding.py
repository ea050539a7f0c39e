"""The text of a page's bytes, by the rules that browsers follow, and a guess where nobody says."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator

READ_AT_MOST = 600_000
"""Bytes of a page that are looked at; what a verdict needs stands early."""
GUESSED_FROM = 10_000
_META_CHARSET = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([\w\-]{2,40})", re.IGNORECASE)
_UNREADABLE = "\ufffd"
_TOO_MANY = 0.005
"""Of a text's signs: so many unreadable ones come from a wrong label, fewer from a slip."""
# https://encoding.spec.whatwg.org/#decode: a byte order mark goes before every label
_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


def decode(body: bytes, charset: str) -> str:
    """The page's text by its mark, its header's charset, its own `meta`, as UTF-8, or by a guess; never raises.

    A label is left for the next where it makes the text unreadable.
    """
    head = body[:READ_AT_MOST]
    best: str | None = None
    for name in _labels(head, charset):
        try:
            text = head.decode(name, "replace")
        except (LookupError, ValueError):
            continue
        if _readable(text):
            return text
        best = text if best is None else best
    return best if best is not None else head.decode("latin-1")


def _readable(text: str) -> bool:
    return _UNREADABLE not in text or text.count(_UNREADABLE) <= max(2, _TOO_MANY * len(text))


def _labels(head: bytes, charset: str) -> Iterator[str]:
    for mark, name in _MARKS:
        if head.startswith(mark):
            yield name
    if charset:
        yield charset
    declared = _META_CHARSET.search(head[:2048])
    if declared:
        yield declared[1].decode("ascii")
    yield "utf-8"
    yield _guess(head)


def _guess(head: bytes) -> str:
    from charset_normalizer import from_bytes

    found = from_bytes(head[:GUESSED_FROM]).best()
    return found.encoding if found is not None else "latin-1"
