"""Folded forms: one spelling for all the ways in which a term is written.

Lower case, no accents, singular, American spelling. Both the taxonomy's phrases and the pages' words go through here,
so a fold that is wrong as English ("series" → "sery") does no harm as long as it keeps different terms apart.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

# signs that part the halves of a term, made spaces, and one apostrophe for all; one for one, so that offsets stay
_PARTING = str.maketrans(dict.fromkeys("-‐‑‒–—/_\u00a0\u2009\u202f", " ") | dict.fromkeys("’‘ʼ", "'"))
# a line that goes on in the next: wrapped text, as in plain text, READMEs and PDF
_WRAPPED = re.compile(r"(?<=[a-z,])\n(?=[a-z])")
_IRREGULAR = {
    "matrices": "matrix",
    "indices": "index",
    "vertices": "vertex",
    "analyses": "analysis",
    "hypotheses": "hypothesis",
    "criteria": "criterion",
    "biases": "bias",
    "bias": "bias",
    "axes": "axis",
    "bases": "basis",
    "corpora": "corpus",
    "formulae": "formula",
    "caches": "cache",
    "gpus": "gpu",
    "tpus": "tpu",
    "cpus": "cpu",
    "npus": "npu",
    "grus": "gru",
    "relus": "relu",
    "gelus": "gelu",
    "menus": "menu",
    "priori": "priori",
    "data": "data",
    "media": "media",
    "centre": "center",
    "fibre": "fiber",
    "grey": "gray",
    "programme": "program",
    "catalogue": "catalog",
    "dialogue": "dialog",
}
# British → American, tried in this order at a word's end
_SPELLING: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"(?<=\w\w\w)isation$"), "ization"),
    (re.compile(r"(?<=\w\w\w)ise(?=$|d$|r$)"), "ize"),
    (re.compile(r"(?<=\w\w\w)ising$"), "izing"),
    (re.compile(r"(?<=\w\w\w)yse(?=$|d$|r$)"), "yze"),
    (re.compile(r"(?<=\w\w[bvi])our(?=$|ed$|ing$|ite$|al$)"), "or"),
    (re.compile(r"(?<=neighb)our"), "or"),
    (re.compile(r"(?<=col)our"), "or"),
    (re.compile(r"(?<=[^l][aeiou])ll(?=ing$|ed$|er$)"), "l"),
)
_SIBILANT = ("sses", "xes", "ches", "shes", "zes")
_KEPT_S = ("ss", "us", "is", "'s")


@lru_cache(maxsize=100_000)
def fold(word: str) -> str:
    """The folded form of one word."""
    word = word.lower()
    if not word.isascii():
        parts = unicodedata.normalize("NFKD", word)
        word = "".join(part for part in parts if not unicodedata.combining(part)) or word
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    word = _singular(word)
    for pattern, spelling in _SPELLING:
        word = pattern.sub(spelling, word)
    return word


def _singular(word: str) -> str:
    if len(word) < 4 or not word.endswith("s") or word.endswith(_KEPT_S):
        return word
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(_SIBILANT):
        return word[:-2]
    return word[:-1]


def part(text: str) -> str:
    """The text with hyphens, slashes, underscores and wraps as spaces; every character keeps its place."""
    return _WRAPPED.sub(" ", text.translate(_PARTING))


def fold_phrase(text: str) -> str:
    """A phrase's words folded, with single spaces: for keys and comparisons, not for offsets."""
    return " ".join(fold(word) for word in re.findall(r"[^\W_]+(?:[+#]+)?", part(text)))
