"""Questions in free wording, each with the intent and the topics that are right (`questions.tsv`)."""

from __future__ import annotations

from pathlib import Path

from tests.graph.ask.conftest import Ask

_LINES = (Path(__file__).parent / "questions.tsv").read_text("utf-8").splitlines()
QUESTIONS = [[*line.split("\t"), ""][:3] for line in _LINES]


def test_at_least_95_of_100_questions_are_understood(wide_ask: Ask) -> None:
    wrong: list[str] = []
    for question, intent, topics in QUESTIONS:
        answer = wide_ask(question)
        wanted = set(filter(None, topics.split(",")))
        if answer.intent != intent or (wanted and set(answer.topics) != wanted):
            wrong.append(f"{question!r}: {answer.intent} {answer.topics} ({answer.note})")
    assert len(wrong) <= 0.05 * len(QUESTIONS), "\n".join(wrong)


def test_what_is_no_topic_is_never_answered_with_confidence(wide_ask: Ask) -> None:
    for question, intent, _ in QUESTIONS:
        answer = wide_ask(question)
        if intent == "words":
            assert not answer.sure, question
            assert answer.topics == (), question
            assert "no topic" in answer.note, question
