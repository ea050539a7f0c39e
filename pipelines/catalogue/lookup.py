"""Which resource somebody means by an address, a key or part of a title."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from crawler.records import Document, Scan
from crawler.urls import identify
from graph.plain import plain
from pipelines.catalogue.catalogue import Catalogue
from pipelines.errors import NothingFoundError

# So many candidates are named where words mean several.
_NAMED = 8


def find(catalogue: Catalogue, words: str) -> str:
    """The key that `words` mean. Raises NothingFoundError where they mean none, or several alike."""
    scan = catalogue.scan()
    addresses: dict[str, str] = {}
    for link in scan.links:
        if link.key:
            addresses.setdefault(link.key, link.url or link.raw)
    exact = [words, identify(words).key or ""]
    for key in exact:
        if key in addresses:
            return key
    for short, led in catalogue.leads().items():
        if led.key in exact:
            return short
    titles = _titles(scan, catalogue.understanding.documents(addresses))
    found = list(dict.fromkeys(_matches(words.casefold().strip(), addresses, titles)))
    if not found:
        raise NothingFoundError(f"nothing in the notes is called {words!r}", hint="linkatlas scan lists the links")
    if len(found) > 1:
        named = "\n  ".join(plain(f"{titles.get(key, '')}  {addresses[key]}") for key in found[:_NAMED])
        raise NothingFoundError(f"{words!r} means {len(found)} resources", hint=f"name one of them:\n  {named}")
    return found[0]


def _titles(scan: Scan, documents: dict[str, Document]) -> dict[str, str]:
    titles = {link.key: link.text for link in scan.links if link.key}
    return titles | {key: document.title for key, document in documents.items() if document.title}


def _matches(words: str, addresses: dict[str, str], titles: dict[str, str]) -> Iterator[str]:
    """The keys of the closest kind of match: the same title, its beginning, a part of it, a part of the address."""
    tests: tuple[Callable[[str], bool], ...] = (
        lambda key: titles.get(key, "").casefold() == words,
        lambda key: titles.get(key, "").casefold().startswith(words),
        lambda key: words in titles.get(key, "").casefold(),
        lambda key: words in addresses[key].casefold() or words in key.casefold(),
    )
    for test in tests:
        found = [key for key in addresses if test(key)]
        if found:
            yield from found
            return
