"""Texts of pages come out as harmless words of a known length."""

from __future__ import annotations

import json
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.plain import escape_invisible, plain, sentence
from tests.graph.hostile import TEXTS

JOINERS = {"\u200c", "\u200d"}


def invisible(text: str) -> list[str]:
    return [
        sign for sign in text if unicodedata.category(sign) in {"Cc", "Cf", "Cs", "Zl", "Zp"} and sign not in JOINERS
    ]


@pytest.mark.parametrize("text", TEXTS, ids=range(len(TEXTS)))
def test_hostile_texts_become_plain(text: str) -> None:
    assert invisible(plain(text)) == []
    assert len(plain(text)) <= 300
    plain(text).encode("utf-8")


@given(st.text(st.characters(codec=None)), st.integers(1, 50))
def test_any_text_keeps_within_its_length(text: str, limit: int) -> None:
    out = plain(text, limit)
    assert len(out) <= limit
    assert "\n" not in out
    assert plain(out, limit) == out or out.endswith("…")


def test_words_of_other_scripts_stay() -> None:
    for text in ("Lineare Algebra für Anfänger", "注意力机制", "تعلم الآلة", "👩‍💻 code", "naïve — “quoted”"):
        assert plain(text) == text


@given(st.text(st.characters(codec="utf-8")))
def test_escaped_json_means_the_same(text: str) -> None:
    out = escape_invisible(json.dumps({"title": text}, ensure_ascii=False))
    assert json.loads(out) == {"title": text}
    assert invisible(out) == []


@pytest.mark.parametrize(("text", "said"), [("gone", "Gone."), ("Why?", "Why?"), ("", ""), ("It is so.", "It is so.")])
def test_sentences_end(text: str, said: str) -> None:
    assert sentence(text) == said
