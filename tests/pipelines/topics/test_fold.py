"""One spelling for all the ways in which a term is written."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.topics.fold import fold, fold_phrase, part

SAME = [
    ("embeddings", "embedding"),
    ("LLMs", "LLM"),
    ("matrices", "matrix"),
    ("Optimisation", "optimization"),
    ("optimisers", "optimizer"),
    ("modelling", "modeling"),
    ("labelled", "labeled"),
    ("behaviour", "behavior"),
    ("neighbours", "neighbor"),
    ("analyses", "analysis"),
    ("classes", "class"),
    ("Bézier", "bezier"),
    ("policies", "policy"),
    ("biases", "bias"),
    ("normalised", "normalized"),
]
DIFFERENT = [
    ("loss", "los"),
    ("GAN", "GANG"),
    ("four", "for"),
    ("pass", "pas"),
    ("our", "or"),
    ("bus", "bu"),
    ("call", "cal"),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_spellings_of_one_term_fold_together(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_different_words_stay_apart(one: str, other: str) -> None:
    assert fold(one) != fold(other)


def test_phrases_fold_across_hyphens_and_breaks() -> None:
    assert fold_phrase("Self-Attention  Mechanisms") == fold_phrase("self attention mechanism")


@settings(deadline=None)
@given(st.text(max_size=100))
def test_parting_keeps_every_character_at_its_place(text: str) -> None:
    assert len(part(text)) == len(text)


@settings(deadline=None)
@given(st.text(max_size=30))
def test_fold_never_fails(word: str) -> None:
    assert isinstance(fold(word), str)
