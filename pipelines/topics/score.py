"""From signals to a score: one table of weights, one logistic curve."""

from __future__ import annotations

import math
from collections.abc import Mapping

from pipelines.topics.signals import Signals

# signal → weight on the logit. Set by hand from how teaching pages are written, then fitted on judged pages
# (docs/understanding.md has the curve and the pages held out).
WEIGHTS: Mapping[str, float] = {
    "title": 0.8,
    "title_share": 0.5,
    "title_start": 0.6,
    "slug": 0.2,
    "tags": 0.8,
    "context": 0.5,
    "summary": 1.1,
    "lead": 0.7,
    "head": 0.5,
    "top_head": 0.3,
    "count": 1.6,
    "density": 1.0,
    "spread": 0.2,
    "rank": 0.1,
    "defined": 0.9,
    "cues": 0.6,
    "cue_density": 1.3,
    "under": 0.3,
    "section": 1.5,
    "burst": 1.3,
    "narrower": 0.7,
}
BIAS = -4.3
WEAK = -0.2
"""On the logit, for themes that are covered only where they are central."""
INDEX = -2.2
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
