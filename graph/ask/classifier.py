"""Which intent a question in unseen words has: weights fitted to examples (`train.py`), kept in `weights.json`."""

from __future__ import annotations

import base64
import hashlib
import json
import math
import zlib
from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from graph.ask.features import features

FOLDER = Path(__file__).parent
WEIGHTS = FOLDER / "weights.json"


@dataclass(frozen=True, slots=True)
class Guess:
    """An intent and how likely it is, 0…1."""

    intent: str
    likely: float


@dataclass(frozen=True)
class Classifier:
    """The shipped weights."""

    intents: tuple[str, ...]
    features: dict[str, int]
    weights: array[int]
    scale: float
    words: frozenset[str]
    """All words of the examples."""

    def guesses(self, tokens: Sequence[str]) -> list[Guess]:
        """All intents for a masked question, the likeliest first."""
        wide = len(self.intents)
        known = [self.features[name] for name in features(tokens) if name in self.features]
        sums = [0] * wide
        for row in known:
            sums = [total + one for total, one in zip(sums, self.weights[row * wide : row * wide + wide], strict=True)]
        scale = self.scale / math.sqrt(max(1, len(known)))
        most = max(sums)
        likely = [math.exp((one - most) * scale) for one in sums]
        whole = sum(likely)
        found = [Guess(intent, one / whole) for intent, one in zip(self.intents, likely, strict=True)]
        return sorted(found, key=lambda guess: (-guess.likely, guess.intent))


@cache
def classifier() -> Classifier:
    """The classifier, read once."""
    model = json.loads(WEIGHTS.read_text("utf-8"))
    weights = array("b", zlib.decompress(base64.b85decode(model["weights"])))
    names = {name: number for number, name in enumerate(model["features"])}
    return Classifier(tuple(model["intents"]), names, weights, float(model["scale"]), frozenset(model["words"]))


def made_of() -> str:
    """A fingerprint of the tables that the weights are fitted to."""
    paths = [*sorted(FOLDER.glob("examples*.tsv")), FOLDER / "senses.toml", FOLDER / "spellings.toml"]
    return hashlib.sha256(b"\0".join(path.read_bytes() for path in paths)).hexdigest()
