"""Texts of the web and of notes as harmless words: no control or direction marks, one line, a known length."""

from __future__ import annotations

import re

from graph.redact import redact

# C0, DEL and C1 controls; line and paragraph separators; direction marks (Unicode TR 9) and other invisible format
# characters except the joiners U+200C and U+200D that scripts and emoji need; tag characters; lone surrogates.
_UNSAFE = (
    "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    "\U000e0000-\U000e007f\ud800-\udfff"
)
_REMOVED = re.compile(f"[{_UNSAFE}]")
_ESCAPED = re.compile(f"[{_UNSAFE}\u2028\u2029]")
_HIDDEN_IN_ADDRESS = re.compile(rf"[{_UNSAFE}\s\u2028\u2029]")
_SPACES = re.compile(r"[\s\u2028\u2029]+")
_STACKED = re.compile(r"([\u0300-\u036f\u1ab0-\u1aff\u20d0-\u20ff]{3})[\u0300-\u036f\u1ab0-\u1aff\u20d0-\u20ff]+")


def plain(text: str, limit: int = 300) -> str:
    """`text` on one line without invisible marks and secrets, at most `limit` characters (cut ends in "…")."""
    text = text[: limit * 8 + 200]
    if not (text.isascii() and text.isprintable()):
        text = _STACKED.sub(r"\1", _REMOVED.sub("", _SPACES.sub(" ", text)))
    elif "  " in text:
        text = _SPACES.sub(" ", text)
    text = redact(text.strip())
    return text if len(text) <= limit else text[: limit - 1].rstrip() + "…"


def address(url: str) -> str:
    """An address to show or to link to, without secrets; signs that nobody sees stand as `%XX`, as browsers do."""
    return _HIDDEN_IN_ADDRESS.sub(_as_percent, redact(url))


def _as_percent(match: re.Match[str]) -> str:
    return "".join(f"%{byte:02X}" for byte in match.group(0).encode("utf-8", "replace"))


def sentence(text: str) -> str:
    """`text` with a capital and a full stop."""
    text = text.strip()
    return text[:1].upper() + text[1:] + ("" if not text or text.endswith((".", "!", "?", "…")) else ".")


def escape_invisible(json_text: str) -> str:
    r"""JSON whose strings carry invisible marks as `\uXXXX`, so that it can be printed on a terminal as it is."""
    if json_text.isascii() and "\x7f" not in json_text:  # JSON escapes the other control signs itself
        return json_text
    return _ESCAPED.sub(_as_escape, json_text)


def _as_escape(match: re.Match[str]) -> str:
    units = match.group(0).encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{units[i]:02x}{units[i + 1]:02x}" for i in range(0, len(units), 2))
