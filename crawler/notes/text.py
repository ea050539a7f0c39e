"""Bytes of a note → its text: encoding found, mojibake mended, cut into lines. The file on disk is left alone."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

# What CommonMark calls a line ending (§2.1); str.splitlines knows more, and would shift line numbers.
LINE_END = re.compile(r"\r\n|\n|\r")
_NON_ASCII = re.compile(r"[^\x00-\x7f]")
# Characters that begin what UTF-8 looks like when read as cp1252, latin-1, cp1251 or macroman.
_SUSPICIOUS = re.compile(
    "[\u0080-\u009f\u00c2-\u00f4\u0102\u0103\u010e\u010f\u0178\u0192\u02c6\u02dc\u0393\u03b2\u0420\u0421\u0432\u2020-\u2026\u2030\u20ac\u2122\u221a\u00ac]"
)
_DAMAGED_AT_MOST = 0.002  # share of bytes that may be wrong in a file still called UTF-8
_SAMPLE = 4096  # bytes looked at for UTF-16 without a mark


@dataclass(frozen=True, slots=True)
class Decoded:
    """A note's text as it stands in the file, and the codec that gives the same bytes back."""

    text: str
    encoding: str
    errors: str = "strict"
    problem: str = ""

    def encoded(self, text: str) -> bytes:
        """`text` in the note's own encoding, its mark included. Raises UnicodeEncodeError where it cannot."""
        if self.encoding in _MARKED:
            mark, codec = _MARKED[self.encoding]
            return mark + text.encode(codec, self.errors)
        return text.encode(self.encoding, self.errors)


_MARKED = {
    "utf-8-sig": (codecs.BOM_UTF8, "utf-8"),
    "utf-16-le-bom": (codecs.BOM_UTF16_LE, "utf-16-le"),
    "utf-16-be-bom": (codecs.BOM_UTF16_BE, "utf-16-be"),
    "utf-32-le-bom": (codecs.BOM_UTF32_LE, "utf-32-le"),
    "utf-32-be-bom": (codecs.BOM_UTF32_BE, "utf-32-be"),
}
# utf-32's mark begins with utf-16's, so it is asked first
_MARK_ORDER = ("utf-8-sig", "utf-32-le-bom", "utf-32-be-bom", "utf-16-le-bom", "utf-16-be-bom")


def decode(data: bytes) -> Decoded:
    """The text of a note in whatever encoding it is; never fails, and always encodes back to the same bytes."""
    for name in _MARK_ORDER:
        mark, codec = _MARKED[name]
        if data.startswith(mark):
            return _strictly(data[len(mark) :], codec, name) or _single_byte(data)
    wide = _wide_codec(data)
    if wide and (decoded := _strictly(data, wide, wide)):
        return decoded
    return _strictly(data, "utf-8", "utf-8") or _damaged_utf8(data) or _single_byte(data)


def _strictly(data: bytes, codec: str, name: str) -> Decoded | None:
    try:
        return Decoded(data.decode(codec), name)
    except UnicodeDecodeError:
        return None


def _wide_codec(data: bytes) -> str:
    """UTF-16 without a mark shows in Latin text as a zero in every other byte."""
    sample = data[:_SAMPLE]
    if len(sample) < 4 or b"\0" not in sample:
        return ""
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    if odd > len(sample) // 5 and even * 10 < odd:
        return "utf-16-le"
    if even > len(sample) // 5 and odd * 10 < even:
        return "utf-16-be"
    return ""


def _damaged_utf8(data: bytes) -> Decoded | None:
    text = data.decode("utf-8", "surrogateescape")
    wrong = sum("\udc80" <= char <= "\udcff" for char in text)
    sound = len(_NON_ASCII.findall(text)) - wrong
    if wrong <= len(data) * _DAMAGED_AT_MOST and sound > wrong:
        return Decoded(text, "utf-8", "surrogateescape", f"{wrong} bytes are not UTF-8")
    return None


def _single_byte(data: bytes) -> Decoded:
    """cp1252, the commonest of the old encodings; latin-1, which has a character for every byte, where that fails."""
    for codec in ("cp1252", "latin-1"):
        decoded = _strictly(data, codec, codec)
        if decoded:
            return Decoded(decoded.text, codec, "strict", f"not UTF-8: read as {codec}")
    raise AssertionError("latin-1 decodes every byte")


def mended(text: str) -> str:
    """The text with mojibake turned back, line by line, so that lines keep their numbers."""
    if text.isascii() or not _SUSPICIOUS.search(text):
        return text
    import ftfy

    parts = re.split("(\r\n|\n|\r)", text)
    for place in range(0, len(parts), 2):
        if _SUSPICIOUS.search(parts[place]):
            parts[place] = _one_line(ftfy.fix_encoding(parts[place]))
    return "".join(parts)


def _one_line(text: str) -> str:
    return LINE_END.sub(" ", text)


def lines_of(text: str) -> list[str]:
    """The lines without their endings."""
    return LINE_END.split(text)
