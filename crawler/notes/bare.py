"""Addresses that stand bare in the text, by GFM's rules (§6.9) but looser about what stands before and after them."""

from __future__ import annotations

import re

from markdown_it.rules_inline import StateInline

# An address ends at space, seen or not, at signs that no address holds, at quotes, and at the full stops and brackets
# of CJK text.
_END = (
    r"\s\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff<>\"`\x00-\x1f\x7f"
    "，。；：！？、（）《》「」『』【】“”„’«»‹›…"
)
_HTTP = re.compile(rf"(?:https?|\bftp)://[^{_END}]+", re.IGNORECASE)
_WWW = re.compile(rf"www\.[^{_END}.][^{_END}]*\.[^{_END}]+", re.IGNORECASE)
_SCHEME_BEFORE = re.compile(r"(?:https?|\bftp)$", re.IGNORECASE)
_MAILTO_BEFORE = re.compile(r"\bmailto:$", re.IGNORECASE)
_LOCAL_PART = re.compile(r"[\w.+-]+$", re.ASCII)
_DOMAIN = re.compile(r"(?:[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?\.)+[A-Za-z]{1,24}(?![\w@])", re.ASCII)
_WORD_BEFORE = re.compile(r"[A-Za-z0-9@/._-]$", re.ASCII)
_TRAILING = frozenset("?!.,:*_~'\"|\\^=;")
_LOCAL_LIMIT = 64  # octets of a mail address before its @, RFC 5321 §4.5.3.1.1
_PAIRS = {")": "(", "]": "[", "}": "{"}
_ENTITY = re.compile(r"&[A-Za-z0-9#]+;$")


def trimmed(address: str) -> str:
    """The address without the punctuation around it: signs at its end, and brackets that it did not open."""
    address = address.partition("](")[0]
    while address:
        last = address[-1]
        if entity := _ENTITY.search(address):
            address = address[: entity.start()]
        elif last in _TRAILING or (last in _PAIRS and address.count(last) > address.count(_PAIRS[last])):
            address = address[:-1]
        else:
            break
    return address


def find_addresses(text: str) -> list[tuple[int, str]]:
    """Offset and spelling of each bare web address in a text that is not Markdown."""
    found = []
    for match in _HTTP.finditer(text):
        address = trimmed(match[0])
        if not address.endswith("://"):
            found.append((match.start(), address))
    return found


def bare_address(state: StateInline, silent: bool) -> bool:
    """Inline rule: at `:`, `w` or `@`, take the address that the sign stands in."""
    # Silent is a link's search for its closing bracket: an address must not hide it.
    if silent or state.linkLevel > 0:
        return False
    sign = state.src[state.pos]
    if sign == ":":
        return _http(state)
    if sign in "wW":
        return _www(state)
    return sign == "@" and _email(state)


def _http(state: StateInline) -> bool:
    before = _SCHEME_BEFORE.search(state.pending)
    if not before or not state.src.startswith("://", state.pos):
        return False
    start = state.pos - len(before[0])
    found = _HTTP.match(state.src, start, state.posMax)
    address = trimmed(found[0]) if found else ""
    if not address or address.endswith("://"):
        return False
    return _take(state, start, address)


def _www(state: StateInline) -> bool:
    found = _WWW.match(state.src, state.pos, state.posMax)
    if not found or _WORD_BEFORE.search(state.pending[-1:]):
        return False
    return _take(state, state.pos, trimmed(found[0]))


def _email(state: StateInline) -> bool:
    before = _LOCAL_PART.search(state.src, max(state.pos - _LOCAL_LIMIT, 0), state.pos)
    after = _DOMAIN.match(state.src, state.pos + 1, state.posMax)
    local = before[0].lstrip("_") if before else ""
    start = state.pos - len(local)
    if scheme := _MAILTO_BEFORE.search(state.src, 0, start) if local else None:
        local, start = scheme[0] + local, scheme.start()
    if not local or not after or state.src[max(start - 1, 0) : start] in ("/", ":", "@") or not _reopened(state, local):
        return False
    return _take(state, start, local + "@" + after[0])


def _reopened(state: StateInline, read: str) -> bool:
    """Make all of `read` pending again: underscores in it were taken for signs of emphasis, each a token of its own."""
    while len(state.pending) < len(read):
        last = state.tokens[-1] if state.tokens else None
        if last is None or last.type != "text":
            return False
        state.pending = last.content + state.pending
        state.tokens.pop()
        state.delimiters[:] = [one for one in state.delimiters if one.token < len(state.tokens)]
    return state.pending.endswith(read)


def _take(state: StateInline, start: int, address: str) -> bool:
    """Push the address as a link; its beginning is taken back from the text that was already read."""
    end = start + len(address)
    read = state.pos - start
    if read:
        state.pending = state.pending[:-read]
    opening = state.push("link_open", "a", 1)
    opening.attrs = {"href": address}
    opening.meta = {"at": (start, end), "dest": (start, end)}
    opening.info = "bare"
    state.push("text", "", 0).content = address
    state.push("link_close", "a", -1)
    state.pos = end
    return True
