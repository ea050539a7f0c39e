"""Bodies read with a cap, whatever they claim: too long, too slow, cut off or badly compressed is not dead."""

from __future__ import annotations

import zlib

CUT = "cut"
OVERSIZED = "oversized"
SLOW = "slow"
BADLY_COMPRESSED = "badly compressed"

_AUTO_HEADER = 32 + zlib.MAX_WBITS  # zlib: gzip or zlib, told by the header
_RAW_DEFLATE = -zlib.MAX_WBITS
COMPRESSED = frozenset({"gzip", "x-gzip", "deflate"})
_NOT_ASKED_FOR = frozenset({"br", "zstd", "compress", "x-compress", "dcb", "dcz"})
"""Codings that some servers send to everybody: such a body is no text."""


class Inflater:
    """Collects a body, decompressing it, up to `cap` bytes of result and as many of input."""

    def __init__(self, encoding: str, cap: int) -> None:
        self._cap = cap
        self._parts: list[bytes] = []
        self._size = 0
        self._taken = 0
        self.damage = ""
        self.expect(encoding)

    def expect(self, encoding: str) -> None:
        """Take what comes as compressed by `encoding` (the header's word; empty: not at all)."""
        name = encoding.strip().lower()
        self._machine = zlib.decompressobj(_AUTO_HEADER) if name in COMPRESSED else None
        self._deflate = name == "deflate"
        if name in _NOT_ASKED_FOR:
            self.damage = BADLY_COMPRESSED

    @property
    def full(self) -> bool:
        """Whether nothing more is wanted."""
        return self.damage in (OVERSIZED, BADLY_COMPRESSED)

    def feed(self, chunk: bytes) -> None:
        """Take the next bytes from the wire."""
        self._taken += len(chunk)
        if self._machine is None:
            self._keep(chunk)
        else:
            self._inflate(chunk)
        if self._taken > self._cap and not self.damage:
            self.damage = OVERSIZED

    def _inflate(self, chunk: bytes) -> None:
        assert self._machine is not None
        try:
            self._keep(self._machine.decompress(chunk, max(1, self._cap + 1 - self._size)))
        except zlib.error:
            if self._deflate and self._taken == len(chunk):  # old servers send deflate without its header
                self._deflate = False
                self._machine = zlib.decompressobj(_RAW_DEFLATE)
                self._inflate(chunk)
                return
            self.damage = BADLY_COMPRESSED
            if not self._parts:
                self._keep(chunk)

    def _keep(self, data: bytes) -> None:
        room = self._cap - self._size
        if len(data) > room:
            data = data[:room]
            self.damage = self.damage or OVERSIZED
        if data:
            self._parts.append(data)
            self._size += len(data)

    def result(self) -> bytes:
        """The body so far; notes a compressed stream that ended early."""
        if self._machine is not None and not self._machine.eof and not self.damage and self._taken:
            self.damage = CUT
        return b"".join(self._parts)
