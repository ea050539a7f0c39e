"""Bodies are capped, decompressed and kept, whatever is wrong with them."""

from __future__ import annotations

import gzip
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.safety.body import Inflater
from crawler.safety.second_reading import parse

TEXT = b"attention " * 500


def read(data: bytes, encoding: str = "", cap: int = 1_000_000, step: int = 700) -> tuple[bytes, str]:
    inflater = Inflater(encoding, cap)
    for start in range(0, len(data), step):
        inflater.feed(data[start : start + step])
        if inflater.full:
            break
    return inflater.result(), inflater.damage


def raw_deflate(data: bytes) -> bytes:
    machine = zlib.compressobj(wbits=-15)
    return machine.compress(data) + machine.flush()


@pytest.mark.parametrize(
    ("data", "encoding", "damage"),
    [
        (TEXT, "", ""),
        (TEXT, "identity", ""),
        (gzip.compress(TEXT), "gzip", ""),
        (gzip.compress(TEXT), "x-gzip", ""),
        (zlib.compress(TEXT), "deflate", ""),
        (raw_deflate(TEXT), "deflate", ""),
        (gzip.compress(TEXT)[:-20], "gzip", "cut"),
        (b"this is no gzip data", "gzip", "badly compressed"),
    ],
    ids=["plain", "identity", "gzip", "x-gzip", "zlib", "raw deflate", "cut gzip", "no gzip"],
)
def test_what_can_be_read_is_kept_and_what_was_wrong_is_said(data: bytes, encoding: str, damage: str) -> None:
    body, said = read(data, encoding)
    assert said == damage
    assert body[:10] in (TEXT[:10], data[:10])


def test_a_bomb_stops_at_the_cap() -> None:
    body, damage = read(gzip.compress(b" " * 50_000_000, 6), "gzip", cap=100_000)
    assert (len(body), damage) == (100_000, "oversized")


def test_a_long_body_stops_at_the_cap() -> None:
    body, damage = read(b"x" * 5_000, cap=1_000)
    assert (len(body), damage) == (1_000, "oversized")


@given(st.binary(max_size=3000), st.sampled_from(["", "gzip", "deflate", "br", "nonsense"]))
def test_no_bytes_break_the_reader(data: bytes, encoding: str) -> None:
    body, _ = read(data, encoding, cap=2000)
    assert len(body) <= 2000


@pytest.mark.parametrize(
    ("data", "status", "body"),
    [
        (b"HTTP/1.1 204 No Content\r\nContent-Length: 1\r\n\r\n ", 204, b""),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nabcdef", 200, b"ab"),
        (b"HTTP/1.0 200 OK\r\n\r\nabc", 200, b"abc"),
        (b"HTTP/1.1 200\r\n\r\nabc", 200, b"abc"),
    ],
    ids=["body after 204", "more than announced", "no length", "no phrase"],
)
def test_sloppy_answers_are_read_as_browsers_do(data: bytes, status: int, body: bytes) -> None:
    answer = parse(data, 1000)
    assert answer is not None
    assert (answer[0], answer[2]) == (status, body)


@pytest.mark.parametrize(
    "data",
    [b"", b"\x00\x01 SSH-2.0\r\n", b"HTTP/1.1 banana\r\n\r\n", b"hello"],
    ids=["nothing", "SSH", "banana", "a word"],
)
def test_what_is_no_answer_is_none(data: bytes) -> None:
    assert parse(data, 1000) is None
