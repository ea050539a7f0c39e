"""Plain paragraphs, taken at once: most of a note's blocks are, and fourteen rules would look at each of them."""

from __future__ import annotations

from markdown_it.rules_block import StateBlock

_DEEPEST_INDENT = 3  # columns before a line that is no indented code, CommonMark 0.31 §4.4


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
