"""What the classifier sees of a question: its words, what they mean (`senses.toml`), their neighbours, their letters.

Names in the question are masked before: a token in capitals (`TOPIC`, `PLACE`, …) stands for each.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from itertools import pairwise

from graph.ask.tables import table
from graph.fold import fold_word, words

PLACE_WORDS = frozenset(table("needs")["beside_places"])
"""Words that stand beside a place's name and say what it is."""
_ENDINGS = ("ing", "ed", "es", "s", "ly", "e")
_SHORTEST_STEM = 3
_LETTERS = (3, 4, 5)


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """A folded word without its ending, as the senses are looked up: "moving", "moved" and "moves" are one."""
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST_STEM:
            word = word[: -len(ending)]
            break
    return word[:-1] if len(word) > _SHORTEST_STEM and word[-1] == word[-2] else word


@cache
def senses() -> Mapping[str, tuple[str, ...]]:
    """Stem → the senses that it may have."""
    found: dict[str, list[str]] = defaultdict(list)
    for sense, said in table("senses").items():
        for one in words(said):
            if sense not in found[stem(one)]:
                found[stem(one)].append(sense)
    return {one: tuple(many) for one, many in found.items()}


def is_mask(token: str) -> bool:
    """Whether a token stands for a name."""
    return token.isupper()


def meaning(token: str) -> str:
    """The token, or the first sense of a word that has one."""
    if is_mask(token):
        return token
    found = senses().get(stem(token))
    return f"~{found[0]}" if found else stem(token)


def tokens_of(masked: str) -> list[str]:
    """The tokens of a masked question."""
    parts = [part for word in masked.split() for part in ([word] if is_mask(word) and len(word) > 1 else words(word))]
    return without_place_words(parts)


def without_place_words(tokens: Sequence[str]) -> list[str]:
    """The tokens without "stage" and the like beside a place: "stage PLACE" asks nothing of stages."""
    beside = ["", *tokens, ""]
    return [
        token
        for number, token in enumerate(tokens)
        if token not in PLACE_WORDS or "PLACE" not in {beside[number], beside[number + 2]}
    ]


def features(tokens: Sequence[str]) -> list[str]:
    """The names of all that a masked question shows, each once."""
    meant = ["^", *(meaning(token) for token in tokens), "$"]
    found = dict.fromkeys(f"w {fold_word(token)}" for token in tokens)
    found |= dict.fromkeys(f"s {sense}" for token in tokens for sense in senses().get(stem(token), ()))
    found |= dict.fromkeys(f"m {one}" for one in meant)
    found |= dict.fromkeys(f"2 {one} {two}" for one, two in pairwise(meant))
    found |= dict.fromkeys(f"3 {a} {b} {c}" for a, b, c in zip(meant, meant[1:], meant[2:], strict=False))
    found |= dict.fromkeys(f"_ {a} {c}" for a, c in zip(meant, meant[2:], strict=False))
    masks = [token for token in tokens if is_mask(token)]
    found |= dict.fromkeys(f"n {mask} {min(masks.count(mask), 2)}" for mask in masks)
    found |= dict.fromkeys([f"n no {mask}" for mask in ("TOPIC", "PLACE", "TITLE", "AUTHOR") if mask not in masks])
    found |= dict.fromkeys(f"c {piece}" for token in tokens if not is_mask(token) for piece in _letters(token))
    return list(found)


@lru_cache(maxsize=20_000)
def _letters(word: str) -> tuple[str, ...]:
    whole = f"<{word}>"
    return tuple(whole[i : i + n] for n in _LETTERS for i in range(len(whole) - n + 1))
