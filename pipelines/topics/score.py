"""From signals to a score: one table of weights, one logistic curve."""

from __future__ import annotations

import math
from collections.abc import Mapping

from pipelines.topics.signals import Signals

# signal → weight on the logit. Set by hand from how teaching pages are written, then fitted on judged pages
# (docs/understanding.md has the curve and the pages held out).
WEIGHTS: Mapping[str, float] = {
    "title": 1.6,
    "title_share": 1.2,
    "slug": 0.5,
    "tags": 0.8,
    "context": 0.6,
    "summary": 0.5,
    "lead": 0.5,
    "head": 1.6,
    "top_head": 0.5,
    "count": 1.2,
    "density": 1.8,
    "spread": 1.0,
    "rank": 0.8,
    "defined": 0.6,
    "cues": 1.0,
    "cue_density": 0.6,
    "under": 0.8,
    "section": 0.8,
    "burst": 0.6,
    "narrower": 1.0,
}
BIAS = -4.2
WEAK = -1.0
"""On the logit, for themes that are covered only where they are central."""
INDEX = -2.0
"""On the logit, for pages that only lead to others."""
FLOOR = 0.02
"""Coverages below it are not kept."""


def logit_of(signals: Signals, *, weak: bool = False, index: bool = False) -> float:
    """The sum that the curve turns into a score."""
    total = BIAS + sum(weight * float(getattr(signals, name)) for name, weight in WEIGHTS.items())
    return total + WEAK * weak + INDEX * index


def squash(logit: float) -> float:
    """The logistic curve, rounded so that a stored score reads well."""
    return round(1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, logit)))), 4)
