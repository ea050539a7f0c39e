"""Encodings are found, mojibake is mended line by line, and the same bytes come back."""

from __future__ import annotations

import codecs
from collections.abc import Callable

import pytest

from crawler.notes.text import decode, lines_of, mended
from crawler.records import Scan

Read = Callable[..., Scan]
WORDS = "Grüße – [w](https://a.example/ü) “quoted”"

ENCODED = {
    "utf-8": (WORDS.encode(), "utf-8"),
    "utf-8 with a mark": (WORDS.encode("utf-8-sig"), "utf-8-sig"),
    "utf-16 with a mark": (WORDS.encode("utf-16"), "utf-16-le-bom"),
    "utf-16, big end first": (codecs.BOM_UTF16_BE + WORDS.encode("utf-16-be"), "utf-16-be-bom"),
    "utf-16 without a mark": (WORDS.encode("utf-16-le"), "utf-16-le"),
    "utf-32": (WORDS.encode("utf-32"), "utf-32-le-bom"),
    "cp1252": (WORDS.encode("cp1252"), "cp1252"),
}


@pytest.mark.parametrize(("data", "encoding"), ENCODED.values(), ids=ENCODED)
def test_encodings_are_found_and_given_back(data: bytes, encoding: str) -> None:
    decoded = decode(data)
    assert (decoded.text, decoded.encoding) == (WORDS, encoding)
    assert decoded.encoded(decoded.text) == data


def test_a_few_wrong_bytes_do_not_make_a_file_another_encoding() -> None:
    data = ("é" * 2000).encode() + b"\xff" + b" end"
    decoded = decode(data)
    assert (decoded.encoding, decoded.problem) == ("utf-8", "1 bytes are not UTF-8")
    assert decoded.encoded(decoded.text) == data


def test_notes_that_are_not_utf8_are_a_finding(scan: Read) -> None:
    found = scan("Gr\xfc\xdfe https://a.example/x".encode("latin-1"))
    assert found.links[0].raw == "https://a.example/x"
    assert [finding.message for finding in found.findings] == ["not UTF-8: read as cp1252"]


def garbled(text: str) -> str:
    """What UTF-8 looks like when it was read as cp1252."""
    return text.encode().decode("cp1252")


def test_mojibake_is_mended_in_meaning_only(scan: Read) -> None:
    text = f"{garbled('it’s – a')} [{garbled('word’s')}](https://a.example/x)\nProper é stays"
    link = scan(text).links[0]
    assert (link.text, link.context) == ("word’s", "it’s – a word’s Proper é stays")
    assert link.raw == "https://a.example/x"


@pytest.mark.parametrize("text", ["naïve café", "Ångström ÷ 2", "Ich heiße Müller", "“quoted” – dash…", "日本語", "Ã"])
def test_sound_text_is_left_alone(text: str) -> None:
    assert mended(text) == text


def test_mending_keeps_the_number_of_lines() -> None:
    text = "\r\n".join([garbled("a\u2028b’"), "x", garbled("–")]) + "\r" + garbled("é’")
    assert len(lines_of(mended(text))) == len(lines_of(text))
