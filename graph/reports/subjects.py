"""What a dead link was about, as far as anything still tells: earlier coverage, else the words of note and address."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping

from crawler.records import Link
from graph.reports.index import COVERS, Index

SAYS_ENOUGH = COVERS / 3
"""Score from which a topic of a dead page counts: often only the note's words speak for it, and they are few."""
_NAMED = 0.4
"""What a topic's name in the link's words, the sentence or the address is worth beside coverage scores."""
_SHORTEST = 4
"""Names of fewer letters stand in too many addresses by chance."""
_WORD = re.compile(r"\w+")
MOST_WORDS = 60


class Subjects:
    """Topics by resource and link; arranges the names of topics once."""

    def __init__(self, look: Index) -> None:
        self._covered: dict[str, dict[str, float]] = defaultdict(dict)
        for coverage in look.facts.coverages:
            if coverage.score >= SAYS_ENOUGH:
                self._covered[coverage.resource][coverage.topic] = coverage.score
        self._names = {
            f" {folded(name)} ": topic.id
            for topic in look.facts.topics
            for name in (topic.name, *topic.aliases)
            if len(folded(name)) >= _SHORTEST
        }

    def of(self, link: Link) -> Mapping[str, float]:
        """Topics with how strongly they are meant (0…1); empty where nothing tells."""
        return self._covered.get(link.key or "") or self._named(link)

    def _named(self, link: Link) -> dict[str, float]:
        words = f" {folded(f'{link.text} {link.context}')} {folded(link.url or link.raw)} "
        return {topic: _NAMED for name, topic in self._names.items() if name in words}


def folded(text: str) -> str:
    """Words in lower case, single spaces between, at most `MOST_WORDS`."""
    return " ".join(_WORD.findall(text.casefold().replace("_", " ")[:1000])[:MOST_WORDS])
