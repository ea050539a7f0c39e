"""The pass over the whole collection: what one page alone cannot know."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from crawler.records import Coverage
from pipelines.topics.score import squash

COMMON = 0.5
"""On the logit, for a topic that stands on every page; falls to nothing for one that stands on few."""
ENOUGH = 20
"""Documents from which a collection can tell what is common in it."""


def settle(coverages: Sequence[Coverage], documents: Collection[str]) -> tuple[Coverage, ...]:
    """The coverages with their scores set against the collection: a topic that every page names says little of each.

    Gives the same answer whatever the order of the coverages; a collection of under 20 documents is left as it is.
    """
    return tuple(settled(coverages, len(documents)))


def settled(coverages: Sequence[Coverage], documents: int) -> Iterator[Coverage]:
    """The same one at a time, of a collection of so many documents."""
    if documents < ENOUGH:
        yield from coverages
        return
    spread = Counter(one.topic for one in coverages if one.source == "page")
    for one in coverages:
        share = spread[one.topic] / documents
        logit = math.log(max(one.score, 1e-6) / max(1e-6, 1 - one.score))
        yield replace(one, score=squash(logit - COMMON * share))
