"""How alike two resources sound: the rarer a word that both titles have, the more it says."""

from __future__ import annotations

import math
from collections import Counter
from sys import intern
from urllib.parse import unquote, urlsplit

from crawler.records import Link
from graph.reports.index import Index
from graph.reports.subjects import folded

_SHORTEST = 3
"""Shorter words join others and say nothing themselves."""
_WORTH = 1.4
"""What a word that no other living page has in its title adds."""


class Wording:
    """Counts the words of living resources' titles once."""

    def __init__(self, look: Index) -> None:
        self._look = look
        living = [key for key in look.links_of if look.alive(key)]
        self._words = {key: tuple(map(intern, set(_words(look.title(key))))) for key in living}
        self._having = Counter(word for words in self._words.values() for word in words)

    def of(self, link: Link) -> frozenset[str]:
        """Words of the title that is known of a link's page, of the link and of its address."""
        path = unquote(urlsplit(link.url or "").path).replace("-", " ")
        return frozenset(_words(f"{self._look.title(link.key)} {link.text} {path}"))

    def bonus(self, words: frozenset[str], key: str) -> float:
        """1 where no word is shared, more the more and the rarer they are."""
        shared = words.intersection(self._words.get(key, ()))
        return 1.0 + sum(_WORTH / math.log2(1 + self._having[word]) for word in shared)


def _words(text: str) -> list[str]:
    return [word for word in folded(text).split() if len(word) >= _SHORTEST and not word.isdigit()]
