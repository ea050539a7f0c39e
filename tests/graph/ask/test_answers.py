"""What the answers say: the right rows, with evidence, and the Cypher that found them."""

from __future__ import annotations

from datetime import date

import pytest

from graph.ask.filters import read_filters
from graph.ask.intents import intents
from graph.ask.reading import day_of
from graph.stores.guard import check
from tests.graph.ask.conftest import Ask

ROW = {"url", "title", "score", "health", "stages", "evidence"}

# question → intent, titles of the rows in order
ANSWERS = [
    ("what covers attention?", "covers", ["Attention from scratch", "Transformers, slowly"]),
    ("what covers sequence models?", "covers", ["Attention from scratch", "Transformers, slowly"]),
    ("videos about attention", "covers", ["Transformers, slowly"]),
    ("resources on attention that are not videos", "covers", ["Attention from scratch"]),
    ("gradient descent for beginners", "covers", ["Going downhill", "A repository of exercises"]),
    ("gradient descent under 10 minutes", "covers", ["A repository of exercises"]),
    ("gradient descent, no repositories", "covers", ["Going downhill"]),
    ("unread resources on calculus", "covers", ["Going downhill"]),
    (
        "what should I learn before transformers?",
        "prerequisites",
        ["Attention mechanism", "Gradient descent", "Calculus", "Softmax"],
    ),
    ("how do I get from softmax to transformers?", "path", ["Softmax", "Attention mechanism", "Transformers"]),
    (
        "learning path to transformers",
        "learning_path",
        ["Softmax", "Attention mechanism", "Gradient descent", "Transformers"],
    ),
    ("what can I learn after softmax?", "next_topics", ["Attention mechanism", "Transformers"]),
    ("what is in stage Maths?", "stage_contents", ["Slopes and sums", "Going downhill"]),
    ("what does Sequences lack?", "gaps", ["Convolutional neural networks"]),
    ("what is dead in Sequences?", "dead", ["the old page", "failed once"]),
    ("what is dead in Maths?", "dead", []),
    ("what links are suspected?", "suspected", ["failed once"]),
    ("which links moved?", "moved", ["Transformers, slowly"]),
    ("what could not be checked?", "uncertain", ["Behind a wall"]),
    ("what have I finished?", "finished", ["Slopes and sums"]),
    ("what is unread in Maths?", "unread", ["Going downhill"]),
    ("what did Ada Byte write?", "wrote", ["Attention from scratch", "Going downhill", "A repository of exercises"]),
    ("articles by Ada Byte", "wrote", ["Attention from scratch"]),
    ("who wrote Going downhill?", "author_of", ["Going downhill"]),
    ("what is like Going downhill?", "similar", ["A repository of exercises"]),
    ("what does Attention from scratch cover?", "topics_of", ["Attention mechanism", "Softmax"]),
    ("which notes mention attention?", "mentions", ["Learning ML", "Other"]),
    ("which links stand in several notes?", "duplicates", ["Attention from scratch"]),
    ("what are the longest reads?", "longest", ["Slopes and sums", "Transformers, slowly", "Seeing with convolutions"]),
    ("which topics have no resource?", "uncovered", ["Deep learning", "Sequence modelling"]),
    ("what can replace the old page?", "replacements", ["Attention from scratch"]),
    ("what changed since 2026-11-19?", "changed", ["the old page", "failed once"]),
    ("how many videos are there?", "count", ["alive"]),
]


@pytest.mark.parametrize(("question", "intent", "titles"), ANSWERS, ids=[row[0] for row in ANSWERS])
def test_gives_the_right_rows(small_ask: Ask, question: str, intent: str, titles: list[str]) -> None:
    answer = small_ask(question)
    assert answer.intent == intent, answer.note
    rows = [row for row in answer.rows if row.get("match") != "words"]
    found = [row["title"] for row in rows]
    assert sorted(map(str, found[: len(titles)])) == sorted(titles), found
    for row in answer.rows:
        assert row.keys() >= ROW


@pytest.mark.parametrize("question", [row[0] for row in ANSWERS])
def test_shows_cypher_that_only_reads_and_keeps_what_was_said_in_parameters(small_ask: Ask, question: str) -> None:
    answer = small_ask(question)
    check(answer.cypher)
    for name in answer.params:
        assert f"${name}" in answer.cypher


def test_every_intent_is_understood_by_its_own_example(small_ask: Ask) -> None:
    known = {"learning_path", "next_topics"}
    for intent in intents():
        answer = small_ask(intent.example)
        if intent.name not in known:
            assert answer.intent in {intent.name, "words"}, intent.example


def test_evidence_is_the_sentence_that_shows_it(small_ask: Ask) -> None:
    assert small_ask("what covers attention?").rows[0]["evidence"] == "Attention weighs every word by its use."


def test_a_learning_path_leaves_out_what_is_done_and_says_so(small_ask: Ask) -> None:
    answer = small_ask("learning path to transformers")
    titles = [row["title"] for row in answer.rows]
    assert titles.index("Softmax") < titles.index("Attention mechanism") < titles.index("Transformers")
    assert "without what you have done: Calculus" in answer.note
    assert answer.rows[0]["reason"] == "Attention mechanism: weights are a softmax over scores"


def test_a_gap_names_where_to_find_it(small_ask: Ask) -> None:
    (row,) = small_ask("what does Sequences lack?").rows
    assert row["url"] == "https://lessons.linkatlas.example/convnets"
    assert row["resource"] == "Seeing with convolutions"


def test_dead_links_tell_where_they_stand_and_why(small_ask: Ask) -> None:
    row = small_ask("what is dead in Sequences?").rows[0]
    assert row["places"] == [{"note": "roadmap.md", "line": 21, "text": "the old page", "done": None}]
    assert (row["state"], row["confirmed"], row["since"]) == ("not_found", True, "2026-11-16T02:00:00Z")


def test_several_topics_rank_what_covers_most_of_them_first(small_ask: Ask) -> None:
    answer = small_ask("what covers attention and transformers?")
    assert set(answer.topics) == {"attention", "transformers"}
    assert answer.rows[0]["title"] == "Transformers, slowly"


def test_what_no_filter_leaves_is_told_with_what_there_is_without(small_ask: Ask) -> None:
    answer = small_ask("papers on attention")
    assert answer.rows == []
    assert answer.note.endswith("(only paper): nothing fits; 2 without only paper")


def test_ways_of_the_same_length_are_always_the_same_way(small_ask: Ask) -> None:
    ways = {tuple(str(row["title"]) for row in small_ask("from calculus to transformers").rows) for _ in range(5)}
    assert ways == {("Calculus", "Gradient descent", "Transformers")}


def test_each_dead_link_of_a_place_gets_something_in_its_place(small_ask: Ask) -> None:
    answer = small_ask("alternatives for the dead links in Sequences")
    assert {row["dead_title"] for row in answer.rows} == {"the old page", "failed once"}
    assert all(row["health"] == "alive" for row in answer.rows)


def test_a_slip_of_the_pen_is_told(small_ask: Ask) -> None:
    assert "read as Attention mechanism" in small_ask("what covers attenton?").note


def test_what_is_no_topic_gets_words_and_says_so(small_ask: Ask) -> None:
    answer = small_ask("what covers quantum knitting?")
    assert not answer.sure
    assert "no topic" in answer.note
    assert answer.rows[0]["match"] == "words"
    assert "quantum knitting" in str(answer.rows[0]["evidence"])


def test_reading_time_is_filled_and_not_overrun(small_ask: Ask) -> None:
    answer = small_ask("what can I read in 40 minutes?")
    assert sum(float(str(row["minutes"])) for row in answer.rows) <= 40
    assert answer.rows


def test_a_limit_is_kept_and_how_many_there_are_is_told(small_ask: Ask) -> None:
    answer = small_ask("what is new since 2026-01-01", limit=3)
    assert len(answer.rows) == 3
    assert answer.note.startswith("the first 3 of 9")


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("2026-11-01", date(2026, 11, 1)),
        ("", date(2026, 11, 15)),
        ("yesterday", date(2026, 11, 21)),
        ("3 days ago", date(2026, 11, 19)),
        ("two moons ago", None),
        ("last 2 weeks", date(2026, 11, 8)),
        ("Monday", date(2026, 11, 16)),
        ("last friday", date(2026, 11, 20)),
        ("2026-13-45", None),
        ("999999 years", date(1, 1, 2)),
    ],
)
def test_days_in_words(words: str, day: date | None) -> None:
    assert day_of(words, date(2026, 11, 22)) == day


@pytest.mark.parametrize(
    ("question", "rest", "said"),
    [
        ("videos about X that are not on arxiv", "videos about X that are not on arxiv", ()),
        ("courses on RL that are not videos", "courses on RL", ("no video",)),
        ("X but no papers or books", "X", ("no paper, book",)),
        ("X for absolute beginners", "X", ("introductory",)),
        ("X in under half an hour", "X", ("at most 30 minutes",)),
        ("X longer than 2 hours", "X", ("longer than 120 minutes",)),
        ("X in German that I haven't read", "X", ("not done yet", "in German")),
        ("X since 2024", "X", ("published since 2024",)),
        ("only videos on X", "on X", ("only video",)),
    ],
)
def test_filters_are_read_and_taken_out(question: str, rest: str, said: tuple[str, ...]) -> None:
    text, filters = read_filters(question)
    assert (text, filters.said) == (rest, said)


@pytest.mark.parametrize(
    ("question", "topic"),
    [
        ("what covers 强化学习?", "reinforcement-learning"),
        ("what covers bestärkendes Lernen?", "reinforcement-learning"),
        ("papers on apprentissage par renforcement", "reinforcement-learning"),
        ("what should I learn before градиент политики?", "policy-gradient"),
    ],
)
def test_a_topic_is_known_by_its_names_in_other_languages(wide_ask: Ask, question: str, topic: str) -> None:
    assert wide_ask(question).topics == (topic,)
