"""Questions in free wording, each with the intent and the topics that are right, written before looking at answers.

`questions.tsv`: question, intent, topics. `more_questions.tsv`: besides, intents that are right as well (parted by `/`)
and words of filters that the note must tell (by `;`). `foreign.tsv`: questions about other fields, and look-alikes.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.graph.ask.conftest import Ask

FOLDER = Path(__file__).parent


def lines(name: str) -> list[list[str]]:
    """The rows of a table, each of four cells."""
    text = (FOLDER / name).read_text("utf-8")
    return [[*line.split("\t"), "", "", ""][:4] for line in text.splitlines()]


FOREIGN = [row[0] for row in lines("foreign.tsv")]


@pytest.mark.parametrize("name", ["questions.tsv", "more_questions.tsv"])
def test_at_least_95_of_100_questions_are_understood(wide_ask: Ask, name: str) -> None:
    wrong: list[str] = []
    for question, intents, topics, told in lines(name):
        answer = wide_ask(question)
        wanted = set(filter(None, topics.split(",")))
        right = answer.intent in intents.split("/") and (not wanted or set(answer.topics) == wanted)
        if not right or not all(words in answer.note for words in told.split(";")):
            wrong.append(f"{question!r}: {answer.intent} {answer.topics} ({answer.note})")
    assert len(wrong) <= 0.05 * len(lines(name)), "\n".join(wrong)


def test_what_is_no_topic_is_never_answered_with_confidence(wide_ask: Ask) -> None:
    for question in [*FOREIGN, *(row[0] for row in lines("questions.tsv") if row[1] == "words")]:
        answer = wide_ask(question)
        assert not answer.sure, question


def test_what_is_no_topic_is_said_to_be_none(wide_ask: Ask) -> None:
    for question in [row[0] for row in lines("questions.tsv") if row[1] == "words"]:
        assert "no topic" in wide_ask(question).note, question
