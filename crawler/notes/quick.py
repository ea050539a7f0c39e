"""Plain paragraphs and plain links, taken at once: most of a note is of them, and a dozen rules would look at each."""

from __future__ import annotations

import re

from markdown_it.rules_block import StateBlock
from markdown_it.token import Token

_DEEPEST_INDENT = 3  # columns before a line that is no indented code, CommonMark 0.31 §4.4
# no inline rule begins at these; an underscore between letters opens nothing (CommonMark 0.31 §6.2)
_PLAIN = r"[^\x00-\x1f\x7f\\`*_~\[\]!<>&$%:^@]++|!(?!\[)"
_LINK = re.compile(
    rf"(?P<before>(?:{_PLAIN})*+)"
    rf"\[(?P<label>(?:{_PLAIN}|[:@]|(?<=[A-Za-z0-9])_(?=[A-Za-z0-9]))++)\]"
    r"\((?P<goal>[^\s()<>\\;\x00-\x1f\x7f]++)\)"
)
_REST = re.compile(rf"(?:{_PLAIN})*+")


def plain_links(content: str) -> list[Token] | None:
    """The tokens of a block that is plain words and plain links, `[words](target)`; None for what is less plain."""
    tokens: list[Token] = []
    end = 0
    while found := _LINK.match(content, end):
        if found["before"]:
            tokens.append(Token("text", "", 0, content=found["before"]))
        place = {"at": (found.start("label") - 1, found.end()), "dest": found.span("goal")}
        tokens += (
            Token("link_open", "a", 1, attrs={"href": found["goal"]}, meta=place),
            Token("text", "", 0, level=1, content=found["label"]),
            Token("link_close", "a", -1),
        )
        end = found.end()
    if not tokens or _REST.fullmatch(content, end) is None or "www." in content.lower():
        return None
    if end < len(content):
        tokens.append(Token("text", "", 0, content=content[end:]))
    return tokens


def plain_paragraph(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Block rule: a paragraph whose lines all begin with a letter or `[`, up to a blank line or an item of a list.

    No other block begins so, but a heading by what underlines it, a table by its second line (neither is a blank line
    or an item), and definitions, which have `]:`. All that is less plain is left to the rules that come after.
    """
    if silent or state.is_code_block(start) or not _is_plain(state, start):
        return False
    after = start + 1
    while after < end and _is_plain(state, after):
        after += 1
    if after < end and not state.isEmpty(after) and not _is_item(state, after):
        return False
    if state.src.find("]:", state.bMarks[start], state.eMarks[after - 1]) >= 0:
        return False
    state.line = after
    opening = state.push("paragraph_open", "p", 1)
    opening.map = [start, after]
    inline = state.push("inline", "", 0)
    inline.content = state.getLines(start, after, state.blkIndent, False).strip()
    inline.map = [start, after]
    inline.children = []
    state.push("paragraph_close", "p", -1)
    return True


def _is_plain(state: StateBlock, line: int) -> bool:
    first = state.bMarks[line] + state.tShift[line]
    return first < state.eMarks[line] and (state.src[first] == "[" or state.src[first].isalpha())


def _is_item(state: StateBlock, line: int) -> bool:
    """Whether the line is an item that ends the paragraph before it wherever that stands: `- words`."""
    first, indent = state.bMarks[line] + state.tShift[line], state.sCount[line]
    if not 0 <= indent <= state.blkIndent + _DEEPEST_INDENT or first + 2 >= state.eMarks[line]:
        return False
    if 0 <= state.listIndent <= indent - _DEEPEST_INDENT - 1 and indent < state.blkIndent:
        return False  # too far in for its own list: goes on with the paragraph
    word = state.src[first + 2]
    return state.src[first] in "-+*" and state.src[first + 1] == " " and (word == "[" or word.isalnum())
