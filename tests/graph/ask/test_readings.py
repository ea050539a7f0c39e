"""What stands between a question and its names: idioms, second questions, what is counted, titles of topics' names."""

from __future__ import annotations

import pytest

from tests.graph.ask.conftest import Ask


def test_of_two_clear_questions_the_first_is_answered_and_the_second_told(wide_ask: Ask) -> None:
    answer = wide_ask("what covers attention and what is dead?")
    assert (answer.intent, answer.topics) == ("covers", ("attention",))
    assert answer.note.endswith("a second question must be asked apart: “what is dead”")


@pytest.mark.parametrize("question", ["books on attention and softmax", "I know calculus; what comes next?"])
def test_one_question_of_two_parts_is_one(wide_ask: Ask, question: str) -> None:
    assert "second question" not in wide_ask(question).note


def test_an_idiom_names_no_topic(wide_ask: Ask) -> None:
    answer = wide_ask("which entries of Maths still await my attention?")
    assert (answer.intent, answer.topics) == ("unread", ())


def test_a_level_in_the_name_of_a_topic_is_no_level(wide_ask: Ask) -> None:
    assert wide_ask("papers about mixture of experts").topics == ("mixture-of-experts",)


@pytest.mark.parametrize(
    ("question", "note"),
    [
        ("how many notes do I have?", "2 notes"),
        ("total number of stages", "3 stages"),
        ("how many links are there?", "9"),
        ("how many items have I completed?", "1 (ticked off)"),
    ],
)
def test_what_is_counted(wide_ask: Ask, question: str, note: str) -> None:
    answer = wide_ask(question)
    assert (answer.intent, answer.note) == ("count", note)


def test_what_an_author_wrote_on_a_topic(wide_ask: Ask) -> None:
    answer = wide_ask("what did Ada Byte write about attention?")
    assert (answer.intent, answer.topics) == ("wrote", ("attention",))
    assert "on Attention mechanism" in answer.note


def test_an_arrow_leads_from_one_topic_to_another(wide_ask: Ask) -> None:
    assert wide_ask("softmax -> transformers").topics == ("softmax", "transformers")
