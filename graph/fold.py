"""Names folded, so that every spelling of the same words meets: case, accents, hyphens, plurals, British and American.

The same folding goes into the search index and over every question.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_WORDS = re.compile(r"[^\W_]+(?:[+#](?![^\W_])|['’](?=s\b))*", re.UNICODE)

# plural ending → singular ending, first match wins; words of three letters and fewer are left
_PLURALS: tuple[tuple[str, str], ...] = (
    ("matrices", "matrix"),
    ("vertices", "vertex"),
    ("indices", "index"),
    ("theses", "thesis"),
    ("lyses", "lysis"),
    ("ss", "ss"),
    ("us", "us"),
    ("sis", "sis"),
    ("sses", "ss"),
    ("xes", "x"),
    ("ches", "ch"),
    ("shes", "sh"),
    ("ies", "y"),
    ("s", ""),
)
# ending → ending in which both spellings meet (British to American, -ing noun kept)
_SPELLINGS: tuple[tuple[str, str], ...] = (
    ("isation", "ization"),
    ("ising", "izing"),
    ("ised", "ized"),
    ("iser", "izer"),
    ("ise", "ize"),
    ("yse", "yze"),
    ("lling", "ling"),
    ("lled", "led"),
    ("aviour", "avior"),
    ("ghbour", "ghbor"),
    ("colour", "color"),
)
_KEPT = frozenset(
    {"bias", "gas", "lens", "pandas", "keras", "series", "species", "kubernetes", "aws", "ios", "css", "dns", "news"}
)
_SAME = {"tradeoff": "trade off", "sklearn": "scikit learn", "colouring": "coloring"}
_SAME |= {"net": "network", "nets": "network", "stats": "statistic", "algo": "algorithm", "algos": "algorithm"}
_SAME |= {"param": "parameter", "params": "parameter", "hyperparams": "hyperparameter"}
_SAME |= {word + "s": word for word in ("cpu", "gpu", "tpu", "npu", "gru", "relu", "gelu")} | {"corpora": "corpus"}


def fold(text: str) -> str:
    """`text` as folded words with single spaces: "Convolutional-Neural Networks!" → "convolutional neural network"."""
    return " ".join(words(text))


def words(text: str) -> list[str]:
    """The folded words of `text`, in order."""
    plain = text.casefold()
    if not plain.isascii():
        # casefold again: some signs are capital letters only once they are taken apart
        plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", plain).casefold())
        plain = "".join(c for c in plain if not unicodedata.combining(c))
    return [part for word in _WORDS.findall(plain) for part in fold_word(word.removesuffix("'s")).split()]


@lru_cache(maxsize=50_000)
def fold_word(word: str) -> str:
    """One lower-case word folded."""
    if word in _SAME:
        return _SAME[word]
    if len(word) > 3 and word not in _KEPT:
        word = _swap(word, _PLURALS)
    if len(word) > 5:
        word = _swap(word, _SPELLINGS)
    return _SAME.get(word, word)


def _swap(word: str, endings: tuple[tuple[str, str], ...]) -> str:
    for ending, other in endings:
        if word.endswith(ending) and (len(word) > len(ending) or len(other) > 3):
            return word[: -len(ending)] + other
    return word
