"""What a dead link was about, as far as anything still tells: earlier coverage, else the words of note and address."""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Mapping
from sys import intern
from urllib.parse import unquote

from crawler.records import Link
from graph.reports.index import COVERS, Index

SAYS_ENOUGH = COVERS / 3
"""Score from which a topic of a dead page counts: often only the note's words speak for it, and they are few."""
_NAMED = 0.4
"""What a topic's name in the link's words, the sentence or the address is worth beside coverage scores."""
_NAMED_BY_STAGE = 0.2
"""What it is worth in the titles of the stages around it."""
_THEME = 0.15
"""What "courses and books", say, weighs beside a subject."""
_SHORTEST = 4
"""Names of fewer letters stand in too many addresses by chance."""
_WORD = re.compile(r"\w+")
MOST_WORDS = 60


class Subjects:
    """Topics by resource and link; arranges the names of topics once."""

    def __init__(self, look: Index) -> None:
        self._look = look
        self._covered: dict[str, dict[str, float]] = defaultdict(dict)
        for coverage in look.facts.coverages:
            if coverage.score >= SAYS_ENOUGH:
                self._covered[coverage.resource][intern(coverage.topic)] = coverage.score
        self._names = {
            f" {folded(name)} ": topic.id
            for topic in look.facts.topics
            for name in (topic.name, *topic.aliases)
            if len(folded(name)) >= _SHORTEST
        }
        self._acronyms = {name: topic.id for topic in look.facts.topics for name in topic.acronyms}
        self._narrower = _narrower(look)
        needs = [(topic.id, need.topic) for topic in look.facts.topics for need in topic.requires]
        self._near = _neighbours(look)
        self._learned = frozenset(topic for pair in needs for topic in pair)

    def of(self, link: Link) -> Mapping[str, float]:
        """Topics with how strongly they are meant (0…1), broad ones less; empty where nothing tells."""
        covered = self._covered.get(link.key or "")
        address = unquote(link.url or link.raw)
        meant = covered or self._named(f"{link.text} {link.context}", address, _NAMED)
        return self._weighed(meant)

    def of_stage(self, link: Link) -> Mapping[str, float]:
        """As `of`, by the titles of the stages that the link stands in."""
        meant = self._named(" ".join(self._look.stage_path(link.stage)), "", _NAMED_BY_STAGE)
        return self._weighed(meant)

    def differ(self, one: Link, other: Link) -> bool:
        """Whether the words of two links name topics, and topics that have nothing to do with each other."""
        ours, theirs = (set(self._named(link.text, "", _NAMED)) for link in (one, other))
        return bool(ours and theirs) and not any(a == b or b in self._near[a] for a in ours for b in theirs)

    def _weighed(self, meant: Mapping[str, float]) -> Mapping[str, float]:
        """Broad topics less than narrow ones, and beside what is learned in an order, what stands in none: themes."""
        learned = bool(self._learned.intersection(meant))
        return {
            topic: weight * self._narrowness(topic) * (_THEME if learned and topic not in self._learned else 1.0)
            for topic, weight in meant.items()
        }

    def _named(self, text: str, address: str, worth: float) -> dict[str, float]:
        words = f" {folded(text)} {folded(address)} "
        topics = [topic for name, topic in self._names.items() if name in words]
        topics += [self._acronyms[word] for word in _WORD.findall(text[:1000]) if word in self._acronyms]
        return dict.fromkeys(topics, worth)

    def _narrowness(self, topic: str) -> float:
        """1 for a topic that nothing is narrower than: sharing a whole field says little."""
        return 1 / (1 + math.log2(1 + self._narrower.get(topic, 0)))


def _neighbours(look: Index) -> Mapping[str, set[str]]:
    """For each topic those that it stands below or requires, and those that stand below it or require it."""
    near: dict[str, set[str]] = defaultdict(set)
    for topic in look.facts.topics:
        for other in (*topic.broader, *(need.topic for need in topic.requires)):
            near[topic.id].add(other)
            near[other].add(topic.id)
    return near


def _narrower(look: Index) -> Mapping[str, int]:
    """How many topics stand below each."""
    below: dict[str, set[str]] = defaultdict(set)
    for topic in look.facts.topics:
        above = list(topic.broader)
        while above:
            one = above.pop()
            if topic.id not in below[one]:
                below[one].add(topic.id)
                above += look.topics[one].broader if one in look.topics else ()
    return {topic: len(found) for topic, found in below.items()}


def folded(text: str) -> str:
    """Words in lower case, single spaces between, at most `MOST_WORDS`."""
    return " ".join(_WORD.findall(text.casefold().replace("_", " ")[:1000])[:MOST_WORDS])
