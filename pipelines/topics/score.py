"""From signals to a score: one table of weights, one logistic curve."""

from __future__ import annotations

import math
from collections.abc import Mapping

from pipelines.topics.signals import Signals

# signal → weight on the logit. Set by hand from how teaching pages are written, then fitted on judged pages
# (docs/understanding.md has the curve and the pages held out).
WEIGHTS: Mapping[str, float] = {
    "title": 0.9,
    "title_share": 0.3,
    "title_start": 0.7,
    "bare": 2.9,
    "slug": 0.15,
    "tags": 0.8,
    "context": 0.5,
    "summary": 1.2,
    "lead": 0.65,
    "head": 0.35,
    "top_head": 0.35,
    "count": 1.35,
    "density": 0.5,
    "spread": 0.2,
    "rank": 0.5,
    "defined": 0.9,
    "denied": -2.0,
    "cues": 1.2,
    "cue_density": 1.45,
    "under": 0.3,
    "section": 1.45,
    "burst": 0.95,
    "narrower": 1.3,
}
BIAS = -4.15
WEAK = -0.6
"""On the logit, for themes that are covered only where they are central."""
INDEX = -1.9
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
