"""The pass over the whole collection: what one page alone cannot know."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from crawler.records import Coverage, Document
from pipelines.topics.score import squash

COMMON = 0.5
"""On the logit, for a topic that stands on every page; falls to nothing for one that stands on few."""
ENOUGH = 20
"""Documents from which a collection can tell what is common in it."""


def settle(coverages: Sequence[Coverage], documents: Mapping[str, Document]) -> tuple[Coverage, ...]:
    """The coverages with their scores set against the collection: a topic that every page names says little of each.

    Gives the same answer whatever the order of the coverages; a collection of under 20 documents is left as it is.
    """
    total = len(documents)
    if total < ENOUGH:
        return tuple(coverages)
    spread = Counter(one.topic for one in coverages if one.source == "page")
    settled = []
    for one in coverages:
        share = spread[one.topic] / total
        logit = math.log(max(one.score, 1e-6) / max(1e-6, 1 - one.score))
        settled.append(replace(one, score=squash(logit - COMMON * share)))
    return tuple(settled)
