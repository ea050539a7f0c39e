"""What the classifier of unseen questions is made of, and what is said where it is not sure."""

from __future__ import annotations

import json
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.ask.classifier import WEIGHTS, classifier, made_of
from graph.ask.features import senses, tokens_of
from graph.ask.intents import answering, intents
from graph.ask.spelling import written_out
from graph.ask.spoken import day_said, minutes_of
from graph.ask.train import AROUND, every_label, examples
from tests.graph.ask.conftest import Ask


def test_the_weights_are_fitted_to_the_tables_as_they_stand() -> None:
    fitted = json.loads(WEIGHTS.read_text("utf-8"))["made_of"]
    assert fitted == made_of(), "run: python -m graph.ask.train"


def test_every_intent_has_examples_and_an_answer() -> None:
    counted = Counter(intent for intent, _ in every_label() if intent != AROUND)
    assert {intent.name for intent in intents()} | {"shortest"} == set(counted) == set(classifier().intents)
    assert min(counted.values()) >= 30
    assert all(answering(intent) for intent in counted)


def test_examples_are_read_as_what_they_are() -> None:
    wrong = rows = 0
    for intent, tokens, _ in list(examples())[::20]:
        rows += 1
        wrong += classifier().guesses(tokens)[0].intent != intent
    assert wrong <= 0.05 * rows


def test_guesses_are_likelihoods() -> None:
    guesses = classifier().guesses(tokens_of("what covers TOPIC"))
    assert guesses[0].intent == "covers"
    assert sum(guess.likely for guess in guesses) == pytest.approx(1.0)


@given(st.text(max_size=60))
def test_any_text_is_guessed_at(text: str) -> None:
    assert len(classifier().guesses(tokens_of(written_out(text)))) == len(classifier().intents)


def test_a_word_meets_its_sense_in_all_its_forms() -> None:
    assert {senses()[word][0] for word in ("kaput", "defunct", "rot")} == {"dead"}


@pytest.mark.parametrize(
    ("said", "plain"),
    [
        ("whats in level 2 pls", "what is in level 2 please"),
        ("w/o vids", "without videos"),
        ("“whats new pls” by u", "“whats new pls” by you"),
        ("https://a.example/vs/re", "https://a.example/vs/re"),
    ],
)
def test_what_is_short_is_written_out(said: str, plain: str) -> None:
    assert written_out(said) == plain


@pytest.mark.parametrize(
    ("said", "minutes"),
    [("20 min", 20), ("half an hour", 30), ("three quarters of an hour", 45), ("1h", 60), ("an hour and a half", 90)],
)
def test_lengths_in_words(said: str, minutes: float) -> None:
    assert minutes_of(said) == minutes


def test_days_lose_the_words_before_them() -> None:
    assert [day_said(said) for said in ("since 2023", "in the past week", "tonight")] == [
        "2023-01-01",
        "last week",
        "today",
    ]


def test_a_word_that_nobody_knows_makes_an_answer_unsure_and_is_told(wide_ask: Ask) -> None:
    answer = wide_ask("the transformers movie")
    assert (answer.intent, answer.topics, answer.sure) == ("covers", ("transformers",), False)
    assert answer.note.startswith("not understood: “movie”; perhaps you ask for covers")


def test_a_topic_can_be_left_out(wide_ask: Ask) -> None:
    answer = wide_ask("gradient descent without calculus")
    assert answer.topics == ("gradient-descent",)
    assert "not on Calculus" in answer.note
    assert "$without" in answer.cypher


def test_two_topics_may_share_their_last_word(wide_ask: Ask) -> None:
    assert wide_ask("books on linear or logistic regression").topics == ("linear-regression", "logistic-regression")


def test_a_place_and_a_topic_narrow_together(wide_ask: Ask) -> None:
    answer = wide_ask("dead links about attention in Sequences")
    assert answer.intent == "dead"
    assert "in Sequences" in answer.note
    assert "on Attention mechanism" in answer.note
