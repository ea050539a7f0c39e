"""A long note read in pieces says what it says read as a whole."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it.token import Token

from crawler.notes import blocks, pieces
from crawler.notes.grammar import grammar
from crawler.records import Scan

_LINES = st.sampled_from(
    ["", "", "words", "[w][a] [b]", "[a]: u1", "[b]:", "u2", "'title'", "[a]: u3", "# h", "---", "===", "- x", "  y",
     "    z", "1. x", "> q", "```", "~~~", "%%", "%% c %%", "%% c %% d", "$$", "$$ x $$", "<!--", "-->", "<div>",
     "</div>", "| a |", "| - |", "[^1]: note", "    more"]
)  # fmt: skip


def _shape(tokens: list[Token]) -> list[tuple[object, ...]]:
    return [(one.type, one.level, one.map, one.content, one.hidden, one.info) for one in tokens]


@settings(max_examples=300)
@given(st.lists(_LINES, min_size=1, max_size=30), st.integers(1, 6))
def test_pieces_make_the_whole(lines: list[str], size: int) -> None:
    together: dict[str, Any] = {}
    whole = _shape(grammar(False).parse("\n".join(lines), together))
    env: dict[str, Any] = {}
    assert [row for piece in pieces.read_in_pieces(lines, env, size) for row in _shape(piece)] == whole
    assert env["references"] == together.get("references", {})


def test_links_of_a_long_note_stand_where_they_stand(
    scan: Callable[..., Scan], monkeypatch: pytest.MonkeyPatch
) -> None:
    part = "# H {0}\n\n[w][late] and https://a.example/{0}\n\n- [ ] [x](https://b.example/{0})\n\n%%\nhttps://c.example/{0}\n%%\n\n"
    text = (
        "".join(part.format(number) for number in range(60))
        + "> " * 120
        + "https://deep.example\n\n[late]: https://d.example"
    )
    whole = scan(text)
    monkeypatch.setattr(blocks, "LONG", 100)
    monkeypatch.setattr(pieces.read_in_pieces, "__defaults__", (7,))
    assert scan(text) == whole
    assert len(whole.links) == 4 * 60 + 1
