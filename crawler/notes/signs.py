"""Obsidian's own signs as rules of the parser: comments, wikilinks, embeds, mathematics."""

from __future__ import annotations

import re

from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline

_WIKILINK = re.compile(r"\[\[([^\[\]\n]+?)\]\]")
_SPACED = re.compile(r"\[((?:[^\[\]\n\\]|\\.)+)\]\((https?://[^\s()<>\"']+(?: [^\s()<>\"']+)+)\)", re.IGNORECASE)
_MATH = re.compile(r"\$\$(?=[^$])(?:[^$]|\\\$)+?\$\$|\$(?![\s$])(?:[^$\n\\]|\\.)*?(?<![\s\\])\$(?!\d)")


def wikilink(state: StateInline, silent: bool) -> bool:
    """`[[target|alias]]` → a `wikilink` token; `meta`: `at`, `target`, `alias`."""
    found = _WIKILINK.match(state.src, state.pos, state.posMax)
    if not found:
        return False
    if not silent:
        _push_wikilink(state, "wikilink", state.pos, found)
    state.pos = found.end()
    return True


def embed(state: StateInline, silent: bool) -> bool:
    """`![[target]]` → an `embed` token."""
    if not state.src.startswith("![[", state.pos):
        return False
    found = _WIKILINK.match(state.src, state.pos + 1, state.posMax)
    if not found:
        return False
    if not silent:
        _push_wikilink(state, "embed", state.pos, found)
    state.pos = found.end()
    return True


def _push_wikilink(state: StateInline, kind: str, start: int, found: re.Match[str]) -> None:
    target, _, alias = found[1].partition("|")
    token = state.push(kind, "", 0)
    token.content = (alias or target).strip()
    token.meta = {"at": (start, found.end()), "target": target.strip().rstrip("\\")}


def spaced_link(state: StateInline, silent: bool) -> bool:
    """`[words](https://a.example/My File.pdf)`: no link for CommonMark, and yet what its writer meant."""
    found = _SPACED.match(state.src, state.pos, state.posMax)
    if not found:
        return False
    if not silent:
        opening = state.push("link_open", "a", 1)
        opening.attrs = {"href": found[2]}
        opening.meta = {"at": found.span(), "dest": found.span(2)}
        limit = state.posMax
        state.pos, state.posMax = found.span(1)
        state.linkLevel += 1
        state.md.inline.tokenize(state)
        state.linkLevel -= 1
        state.posMax = limit
        state.push("link_close", "a", -1)
    state.pos = found.end()
    return True


def comment(state: StateInline, silent: bool) -> bool:
    """`%% … %%` within a block; what stands in it is read, between `comment_open` and `comment_close`."""
    if not state.src.startswith("%%", state.pos):
        return False
    end = state.src.find("%%", state.pos + 2, state.posMax)
    if end < 0:
        return False
    if not silent:
        limit = state.posMax
        state.push("comment_open", "", 1)
        state.pos, state.posMax = state.pos + 2, end
        state.md.inline.tokenize(state)
        state.posMax = limit
        state.push("comment_close", "", -1)
    state.pos = end + 2
    return True


def math(state: StateInline, silent: bool) -> bool:
    """`$…$` and `$$…$$` hold no links, unless an address shows that the dollars were money."""
    if state.src[state.pos] != "$":
        return False
    found = _MATH.match(state.src, state.pos, state.posMax)
    if not found or "://" in found[0]:
        return False
    if not silent:
        state.push("math_inline", "", 0).content = found[0].strip("$")
    state.pos = found.end()
    return True


def _line(state: StateBlock, number: int) -> str:
    return state.src[state.bMarks[number] + state.tShift[number] : state.eMarks[number]]


def comment_block(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """`%%` at the beginning of a line, through to the line with the next `%%`, whatever blocks stand between."""
    if not state.src.startswith("%%", state.bMarks[start] + state.tShift[start]) or state.is_code_block(start):
        return False
    first = _line(state, start)
    if "%%" in first[2:]:
        if first[2:].partition("%%")[2].strip():
            return False  # words follow on the same line: the inline rule's case
        last = start
    else:
        later = (number for number in range(start + 1, end) if "%%" in _line(state, number))
        last = next(later, -1)
        if last < 0:
            return False
    if not silent:
        token = state.push("comment_block", "", 0)
        token.map = [start, last + 1]
        state.line = last + 1
    return True


def math_block(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """`$$` on a line of its own, through to the next one."""
    if not state.src.startswith("$$", state.bMarks[start] + state.tShift[start]):
        return False
    if _line(state, start).strip() != "$$" or state.is_code_block(start):
        return False
    last = next((number for number in range(start + 1, end) if _line(state, number).rstrip().endswith("$$")), -1)
    if last < 0:
        return False
    if not silent:
        state.push("math_block", "", 0).map = [start, last + 1]
        state.line = last + 1
    return True
