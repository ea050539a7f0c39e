"""Fits the classifier to the examples: `python -m graph.ask.train` writes `weights.json` anew.

Softmax regression over the features of `features.py`, by Adam on the whole table; the same examples give the same file.
Run it after a change of `examples*.tsv` or `senses.toml`; a test says so where it was forgotten. `--across` writes
nothing: it leaves out the examples of each file, most of which are of one writer, and prints how many of them are read
right by the others, a minute each.
"""

from __future__ import annotations

import base64
import itertools
import json
import re
import sys
import zlib
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from graph.ask.classifier import WEIGHTS, made_of
from graph.ask.features import features, tokens_of
from graph.ask.guess import possible
from graph.ask.spelling import written_out

ROUNDS, RATE, DECAY, LEAST, WIDEST = 100, 0.1, 1e-5, 3, 8
SAID = 3
"""Examples that a word must stand in to be one of asking."""
_CHOICE = re.compile(r"\(([^()]*\|[^()]*)\)")
_MASK = re.compile(r"\{([a-z]+)\d?\}")
FOLDER = Path(__file__).parent
AROUND = "*"

Matrix = npt.NDArray[np.float32]


Row = tuple[str, list[str], float]


def examples(without: Path | None = None) -> Iterator[Row]:
    """Intent, tokens and weight of each example; one with choices "(a|b)" gives several that share its weight.

    What people say around a question (the rows of "*") is learnt with each example: one row, by turns, at half weight.
    """
    rows = [row for path in tables() if path != without for row in labelled(path)]
    around = itertools.cycle([said for intent, said in every_label() if intent == AROUND])
    for intent, said in rows:
        if intent != AROUND:
            versions = list(dict.fromkeys(_versions(said)))
            weight = 1 / len(versions) ** 0.7
            yield from ((intent, masked(version), weight) for version in versions)
            yield intent, masked(next(around).replace("…", versions[0])), 0.5


def tables() -> list[Path]:
    """The files of examples."""
    return sorted(FOLDER.glob("examples*.tsv"))


def labelled(path: Path) -> Iterator[tuple[str, str]]:
    """Intent and wording of each row of a table."""
    for line in path.read_text("utf-8").splitlines():
        intent, tab, said = line.partition("\t")
        if tab and not line.startswith("#"):
            yield intent, said


def every_label() -> list[tuple[str, str]]:
    """Intent and wording of each row of all tables."""
    return [row for path in tables() for row in labelled(path)]


def masked(said: str) -> list[str]:
    """The tokens of an example."""
    return tokens_of(_MASK.sub(lambda found: f" {found[1].upper()} ", written_out(said)))


def _versions(said: str) -> Iterator[str]:
    """The example with each of its choices in turn, at most `WIDEST` of them, spread over all."""
    parts = _CHOICE.split(said)
    choices = [part.split("|") if number % 2 else [part] for number, part in enumerate(parts)]
    every = ["".join(one) for one in itertools.islice(itertools.product(*choices), 2000)]
    step = max(1, len(every) // WIDEST)
    yield from every[:: step if len(every) % step or step == 1 else step + 1][:WIDEST]


class Table:
    """Examples as numbers: which features stand in which row, and how much each counts."""

    def __init__(self, rows: Sequence[Row], known: dict[str, int], intents: list[str]) -> None:
        found = [[known[name] for name in features(tokens) if name in known] for _, tokens, _ in rows]
        lengths = np.array([len(row) for row in found])
        self.ends = np.concatenate(([0], np.cumsum(lengths)[:-1]))
        self.columns = np.array([column for row in found for column in row])
        self.rows = np.repeat(np.arange(len(rows)), lengths)
        self.values = np.repeat(1 / np.sqrt(lengths), lengths).astype(np.float32)[:, None]
        self.order = np.argsort(self.columns, kind="stable")
        sorted_columns = self.columns[self.order]
        self.present, self.starts = np.unique(sorted_columns, return_index=True)
        self.truth = np.zeros((len(rows), len(intents)), np.float32)
        self.truth[np.arange(len(rows)), [intents.index(intent) for intent, *_ in rows]] = 1
        self.weights = np.array([weight for *_, weight in rows], np.float32)[:, None]

    def scores(self, weights: Matrix) -> Matrix:
        """Each row's sum of weights for each intent."""
        return np.add.reduceat(weights[self.columns] * self.values, self.ends, axis=0)

    def gradient(self, errors: Matrix, width: int) -> Matrix:
        """The change of each feature's weights that the rows' errors ask for."""
        each = (errors[self.rows] * self.values)[self.order]
        found = np.zeros((width, errors.shape[1]), np.float32)
        found[self.present] = np.add.reduceat(each, self.starts, axis=0)
        return found


def fit(rows: Sequence[Row]) -> tuple[list[str], list[str], Matrix]:
    """Intents, features and the weights of each feature for each intent."""
    counted = Counter(name for _, tokens, _ in rows for name in features(tokens))
    names = sorted(name for name, count in counted.items() if count >= LEAST)
    intents = sorted({intent for intent, *_ in rows})
    data = Table(rows, {name: number for number, name in enumerate(names)}, intents)
    weights = np.zeros((len(names), len(intents)), np.float32)
    first, second = np.zeros_like(weights), np.zeros_like(weights)
    for step in range(1, ROUNDS + 1):
        scores = data.scores(weights)
        likely = np.exp(scores - scores.max(axis=1, keepdims=True))
        likely /= likely.sum(axis=1, keepdims=True)
        change = data.gradient((likely - data.truth) * data.weights, len(names)) / data.weights.sum() + DECAY * weights
        first = 0.9 * first + 0.1 * change
        second = 0.99 * second + 0.01 * change**2
        weights -= RATE * (first / (1 - 0.9**step)) / (np.sqrt(second / (1 - 0.99**step)) + 1e-8)
    return intents, names, weights


def packed(intents: list[str], names: list[str], weights: Matrix, words: list[str]) -> dict[str, Any]:
    """The model as it is shipped: weights in 255 steps."""
    scale = float(np.abs(weights).max()) / 127
    steps = np.round(weights / scale).astype(np.int8)
    return {
        "made_of": made_of(),
        "intents": intents,
        "scale": scale,
        "features": names,
        "words": words,
        "weights": base64.b85encode(zlib.compress(steps.tobytes(), 9)).decode(),
    }


def across() -> None:
    """Prints for each table how many of its rows are read right by what is fitted to the other tables."""
    for path in tables():
        intents, names, weights = fit(list(examples(without=path)))
        rows = [(intent, masked(next(_versions(said))), 1.0) for intent, said in labelled(path) if intent != AROUND]
        table = Table(rows, {name: number for number, name in enumerate(names)}, intents)
        best = [
            max((score, intent) for score, intent in zip(scores, intents, strict=True) if possible(intent, tokens))[1]
            for scores, (_, tokens, _) in zip(table.scores(weights).tolist(), rows, strict=True)
        ]
        right = sum(one == intent for one, (intent, *_) in zip(best, rows, strict=True))
        print(f"{path.name}: {right} of {len(rows)} ({right / len(rows):.1%})", flush=True)  # noqa: T201


def main() -> None:
    """Writes the weights and prints how many examples, intents and features there are; or `across`."""
    if "--across" in sys.argv[1:]:
        across()
        return
    rows = list(examples())
    intents, names, weights = fit(rows)
    said = every_label()
    lines = Counter(token for intent, one in said for token in set(masked(one)) if intent != AROUND)
    lines.update(token for intent, one in said for token in [*set(masked(one))] * SAID if intent == AROUND)
    known = sorted(token for token, count in lines.items() if count >= SAID and not token.isupper())
    WEIGHTS.write_text(json.dumps(packed(intents, names, weights, known)) + "\n", "utf-8")
    print(f"{len(rows)} examples, {len(intents)} intents, {len(names)} features")  # noqa: T201


if __name__ == "__main__":
    main()
