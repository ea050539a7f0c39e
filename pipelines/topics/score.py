"""From signals to a score: one table of weights, one logistic curve."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from itertools import pairwise

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


# what the curve says → the share of such pages that readers said cover the topic, on topics that the fit did not see
# (docs/understanding.md); rising throughout, so that no ranking changes
CALIBRATION: Sequence[tuple[float, float]] = (
    (0.0, 0.0), (0.08, 0.09), (0.15, 0.2), (0.25, 0.33), (0.35, 0.44), (0.42, 0.5), (0.55, 0.61), (0.75, 0.68),
    (0.85, 0.76), (0.95, 0.9), (1.0, 1.0),
)  # fmt: skip


def calibrated(score: float) -> float:
    """The curve's score as the share of readers who would agree, between the rows of the table in straight lines."""
    rows = pairwise(CALIBRATION)
    (low, from_), (high, to) = next(pair for pair in rows if score <= pair[1][0])
    return round(from_ + (to - from_) * (score - low) / (high - low), 4)


def squash(logit: float) -> float:
    """The logistic curve, rounded so that a stored score reads well."""
    return round(1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, logit)))), 4)
