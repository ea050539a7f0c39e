"""The search index: finds words, survives any text, is swapped in whole."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.errors import StoreMissingError
from graph.fold import fold
from graph.search import search, write_index
from tests.graph.facts import key_of, small_facts, small_texts


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("index") / "search.sqlite"
    write_index(path, small_facts(), small_texts())
    return path


def test_finds_a_word_of_the_text_and_shows_where(index: Path) -> None:
    (hit,) = search(index, "knitting")
    assert hit.key == key_of("loose")
    assert "quantum knitting" in hit.snippet


def test_a_title_goes_before_a_text(index: Path) -> None:
    assert search(index, "attention")[0].key == key_of("attention")


def test_the_notes_own_words_are_found_for_pages_that_cannot_be_read(index: Path) -> None:
    assert search(index, "the old page")[0].key == key_of("old-attention")


def test_all_words_go_before_some_words(index: Path) -> None:
    keys = [hit.key for hit in search(index, "slope convolution")]
    assert {key_of("descent"), key_of("convnets")} <= set(keys)


def test_a_snippet_shows_the_words_that_tell(index: Path) -> None:
    """Not the "of the" of a question: pages are full of them."""
    (hit, *_) = search(index, "what are some of the pages about the knitting that is in there")
    assert hit.key == key_of("loose")
    assert "knitting" in hit.snippet


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=60))
def test_no_question_is_a_syntax_error(index: Path, words: str) -> None:
    assert isinstance(search(index, words, 3), list)


@pytest.mark.parametrize(
    "words", ['"', "a OR", "NEAR(", "title:x", "* ^", "'; DROP TABLE page; --", "AND NOT", "\x00", "-", "{a b}"]
)
def test_words_are_never_query_language(index: Path, words: str) -> None:
    assert isinstance(search(index, words), list)
    assert search(index, "knitting")


def test_a_missing_or_broken_index_is_told_in_words(tmp_path: Path) -> None:
    with pytest.raises(StoreMissingError, match="no run yet"):
        search(tmp_path / "none.sqlite", "x")
    (tmp_path / "bad.sqlite").write_bytes(b"not a database" * 100)
    with pytest.raises(StoreMissingError):
        search(tmp_path / "bad.sqlite", "x")


def test_a_new_index_takes_the_place_of_the_old_one_at_once(tmp_path: Path) -> None:
    path = tmp_path / "search.sqlite"
    write_index(path, small_facts(), [])
    write_index(path, small_facts(), small_texts())
    assert search(path, "knitting")
    assert [file.name for file in tmp_path.iterdir()] == ["search.sqlite"]


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("Convolutional-Neural Networks!", "convolutional neural network"),
        ("Over-fitting", "over fitting"),
        ("LLMs", "llm"),
        ("policies", "policy"),
        ("optimisation", "optimization"),
        ("Data labelling", "data labeling"),
        ("naïve Bayes", "naive bayes"),
        ("t‑SNE", "t-SNE"),
        ("Bayes’ theorem", "Bayes theorem"),
        ("matrices", "matrix"),
        ("loss", "losses"),
        ("C++", "c++"),
        ("bias", "Bias"),
        ("pandas", "Pandas"),
        ("hypotheses", "hypothesis"),
        ("k-nearest neighbours", "k nearest neighbors"),
    ],
)
def test_spellings_of_the_same_words_meet(one: str, two: str) -> None:
    assert fold(one) == fold(two)


@pytest.mark.parametrize(
    ("one", "two"),
    [("bias", "bia"), ("C", "C++"), ("news", "new"), ("analysis", "analyst"), ("Q-learning", "e-learning")],
)
def test_different_words_stay_apart(one: str, two: str) -> None:
    assert fold(one) != fold(two)


@given(st.text(max_size=50))
def test_folded_text_is_words_with_single_spaces(text: str) -> None:
    folded = fold(text)
    assert folded == " ".join(folded.split())
    assert folded == folded.casefold()
