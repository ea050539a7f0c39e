"""The words in which learners ask lead to the topic that they mean."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

from graph.fold import fold
from pipelines.topics import Taxonomy

TABLE = Path(__file__).with_name("wordings.tsv")


def _rows() -> list[tuple[str, str]]:
    lines = TABLE.read_text("utf-8").splitlines()
    return [(topic, words) for topic, words in (line.split("\t") for line in lines if not line.startswith("#"))]


def test_each_wording_is_a_name_of_its_topic(machine_learning: Taxonomy) -> None:
    names: dict[str, set[str]] = defaultdict(set)
    for topic in machine_learning.topics:
        for name in (topic.name, *topic.aliases, *topic.acronyms, *topic.asked):
            names[fold(name)].add(topic.id)
    found = {words: names.get(fold(words.removeprefix("the ")), set()) for _, words in _rows()}
    assert [(words, found[words]) for topic, words in _rows() if found[words] != {topic}] == []


def test_questions_fold_every_name_to_something(machine_learning: Taxonomy) -> None:
    for topic in machine_learning.topics:
        assert all(fold(name) for name in (topic.name, *topic.aliases, *topic.acronyms, *topic.asked)), topic.id
