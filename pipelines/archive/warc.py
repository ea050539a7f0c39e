"""WARC records (ISO 28500, 1.1) by warcio: written one gzip member each, so that a file is readable up to its last."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from datetime import UTC, datetime
from http import HTTPStatus
from importlib.metadata import version
from io import BytesIO
from typing import Any, BinaryIO

from crawler.records import Check, Page, Visit
from graph.redact import redact

DIGEST = "Linkatlas-Page-Digest"
"""The record's own field: the digest by which the catalogue names the body and its type."""

# Of how a body travelled, and it stands here unpacked; and what may hold a secret, should any have come this far.
_TRAVEL = frozenset({"content-encoding", "transfer-encoding", "content-length", "connection", "keep-alive", "trailer"})
_SECRET = frozenset({"set-cookie", "set-cookie2", "cookie", "authorization", "proxy-authorization", "www-authenticate"})

_NAMED = frozenset(HTTPStatus)
_CHUNK = 1 << 16
_GZIP = 31  # zlib's word for: a gzip member


class WarcFile:
    """Writes records to an open file. Raises ImportError where warcio is not installed, OSError for a full disk."""

    def __init__(self, file: BinaryIO) -> None:
        from warcio.warcwriter import WARCWriter

        self._file = file
        self._writer: Any = WARCWriter(file, gzip=True, warc_version="WARC/1.1")

    def begin(self, name: str) -> None:
        """The first record of a file: who wrote it, and what it is."""
        said = {"software": f"linkatlas/{version('linkatlas')}", "format": "WARC File Format 1.1"}
        self._write(self._writer.create_warcinfo_record(name, said))

    def answer(self, visit: Visit, check: Check, digest: str) -> tuple[int, int]:
        """A response, and beside it what led there; where the response begins and ends in the file (bytes)."""
        fields = {"WARC-Date": _date(visit.at), DIGEST: digest}
        if visit.damage:
            fields["WARC-Truncated"] = "unspecified"
        url = redact(visit.final_url or visit.url)
        record = self._writer.create_warc_record(
            url,
            "response",
            payload=BytesIO(visit.body),
            length=len(visit.body),
            warc_headers_dict=fields,
            http_headers=_http(visit),
        )
        place = self._write(record)
        beside = {
            "WARC-Date": _date(visit.at),
            "WARC-Concurrent-To": record.rec_headers.get_header("WARC-Record-ID"),
        }
        words = _fields(visit, check).encode("utf-8", "replace")
        self._write(
            self._writer.create_warc_record(
                url,
                "metadata",
                payload=BytesIO(words),
                length=len(words),
                warc_content_type="application/warc-fields",
                warc_headers_dict=beside,
            )
        )
        return place

    def page(self, page: Page, digest: str, at: datetime) -> tuple[int, int]:
        """A body of which only itself is known, as a resource; where it begins and ends in the file (bytes)."""
        return self._write(
            self._writer.create_warc_record(
                redact(page.url),
                "resource",
                payload=BytesIO(page.body),
                length=len(page.body),
                warc_content_type=page.content_type or "application/octet-stream",
                warc_headers_dict={"WARC-Date": _date(at), DIGEST: digest},
            )
        )

    def _write(self, record: Any) -> tuple[int, int]:
        start = self._file.tell()
        self._writer.write_record(record)
        self._file.flush()
        return start, self._file.tell()


def _http(visit: Visit) -> Any:
    from warcio.statusandheaders import StatusAndHeaders

    status = visit.status or 200
    phrase = HTTPStatus(status).phrase if status in _NAMED else ""
    kept = [
        (name, redact(" ".join(value.split())))
        for name, value in visit.headers.items()
        if name.lower() not in _TRAVEL | _SECRET
    ]
    if visit.content_type and "content-type" not in {name.lower() for name, _ in kept}:
        kept.append(("content-type", visit.content_type))
    kept.append(("content-length", str(len(visit.body))))
    return StatusAndHeaders(f"{status} {phrase}".strip(), kept, protocol="HTTP/1.1")


def _fields(visit: Visit, check: Check) -> str:
    """How the answer was come by, as the WARC standard's own fields where it has them."""
    said = [("fetchTimeMs", str(round(visit.elapsed * 1000)))]
    said += [("via", f"{redact(hop.url)} {hop.status} {hop.by}") for hop in visit.hops]
    said += [("linkatlas-verdict", check.state.value), ("linkatlas-damage", visit.damage)]
    return "".join(f"{name}: {' '.join(value.split())}\r\n" for name, value in said if value)


def _date(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def body_at(file: BinaryIO, offset: int) -> tuple[str, bytes]:
    """The digest by which the record at `offset` is known, empty for one that holds no page, and its payload."""
    from warcio.archiveiterator import ArchiveIterator

    file.seek(offset)
    record: Any = next(ArchiveIterator(file))
    return record.rec_headers.get_header(DIGEST) or "", record.content_stream().read()


def read_at(file: BinaryIO, offset: int) -> tuple[str, bytes]:
    """As `body_at`; both empty where no whole record stands at `offset`."""
    from warcio.exceptions import ArchiveLoadFailed

    if next(members(file, offset), None) is None:
        return "", b""
    try:
        return body_at(file, offset)
    except (ArchiveLoadFailed, StopIteration):
        return "", b""


def members(file: BinaryIO, start: int) -> Iterator[tuple[int, int]]:
    """Where each whole gzip member begins and ends, from `start` on, up to the file's end or the first broken one."""
    position = start
    while True:
        file.seek(position)
        length = _member_length(file)
        if not length:
            return
        yield position, position + length
        position += length


def _member_length(file: BinaryIO) -> int:
    inflate = zlib.decompressobj(_GZIP)
    taken = 0
    try:
        while chunk := file.read(_CHUNK):
            inflate.decompress(chunk)
            taken += len(chunk)
            if inflate.eof:
                return taken - len(inflate.unused_data)
    except zlib.error:
        return 0
    return 0
