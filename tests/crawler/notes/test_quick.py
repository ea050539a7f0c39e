"""The quick ways for plain paragraphs and links give the blocks and links that the parser's own rules give."""

from __future__ import annotations

from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from crawler.notes.grammar import grammar
from crawler.notes.quick import plain_links

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


# what link texts, targets and the words around them are made of, and the signs at which a rule begins
_PIECES = [
    "a", "b", "é", "7", " ", "  ", "_", "-", ".", ",", ":", "://", "@", "/", "(", ")", "!", "?", "=", "'", "–", ";",
    "[", "]", "](", "[a](b)", "[a b](http://c/d_e?f=g&h)", "[x]", "[[a]]", "^", "*", "**", "`", "~", "<", ">", "&amp;",
    "&", "\\", "%%", "$", "#", "|", "{", "\n", "\t", "\u00a0", "w", "www.", "http", "漢", "\u200b",
]  # fmt: skip


@settings(max_examples=3000)
@given(st.lists(st.sampled_from(_PIECES), min_size=1, max_size=12).map("".join).map(str.strip))
def test_the_quick_way_gives_the_same_links(content: str) -> None:
    quick = plain_links(content)
    slow: list[Token] = []
    markdown = grammar("www." in content.lower())
    markdown.inline.parse(content, markdown, {}, slow)
    assert quick is None or quick == slow


@pytest.mark.parametrize(
    "content",
    [
        "[Lesson 1: how_to](https://a.example/x_y)",
        "Read [the guide](http://a.example/?a=1&b=2) (free), then [that](b.md)!",
        "[http://a.example/x](http://a.example/x)",
    ],
)
def test_plain_links_are_taken_the_quick_way(content: str) -> None:
    assert plain_links(content)
