"""The quick way for plain paragraphs gives the blocks that the parser's own rules give."""

from __future__ import annotations

from functools import cache

from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from crawler.notes.grammar import grammar

# beginnings of lines and their rests, such as decide between blocks
_BEGINNINGS = [
    "",
    "",
    "a",
    "é",
    "[w](u)",
    "[x]: ",
    "[^1]: ",
    "- ",
    "* ",
    "+ [",
    "- [ ] ",
    "1. ",
    "> ",
    "# ",
    "```",
    "$$",
    "%%",
    "<p>",
]
_INDENTS = ["", "", "", " ", "  ", "   ", "    ", "\t", "      "]
_RESTS = ["", " ", "b", " b c", "| b", " | b |", "---", "--- | ---", "-", "=", "===", "]: u", "\\", "  ", " `x"]
_LINES = st.builds(lambda *parts: "".join(parts), *map(st.sampled_from, (_INDENTS, _BEGINNINGS, _RESTS)))


@cache
def _slow() -> MarkdownIt:
    markdown = grammar.__wrapped__(False)
    markdown.block.ruler.disable("plain_paragraph")
    return markdown


def _shape(tokens: list[Token]) -> list[tuple[object, ...]]:
    return [(one.type, one.level, one.map, one.content, one.hidden, one.info) for one in tokens]


@settings(max_examples=400)
@given(st.lists(_LINES, min_size=1, max_size=8).map("\n".join))
def test_the_quick_way_gives_the_same_blocks(text: str) -> None:
    quick: dict[str, object] = {}
    slow: dict[str, object] = {}
    assert _shape(grammar(False).parse(text, quick)) == _shape(_slow().parse(text, slow))
    assert quick == slow
