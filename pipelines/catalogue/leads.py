"""Short links are what they lead to, once a visit has told: joined where facts are made, kept apart where they stand.

The catalogue visits and remembers each short link by itself, for that is what stands in the note. Pure.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import TypeVar

from crawler.records import Change, Check, Coverage, Document, Facts, Health, Link, Resource, Scan, Standing
from crawler.urls import Identity, is_shortener, known_identity, settled_identity
from graph.shelf import Rows, Shelf

_T = TypeVar("_T")

Leads = Mapping[str, Identity]
"""Key of a short link → the identity of where it leads."""


def leads(scan: Scan, standings: Mapping[str, Standing]) -> Leads:
    """Where the short links of the notes lead by their last check; those that lead to the same agree in health.

    A dead one stays by itself, and so does one whose health is not that of the page it leads to, or of the first short
    link to it: no verdict ever speaks for an address that answered otherwise.
    """
    found: dict[str, Identity] = {}
    healths: dict[str, Health] = {}
    for link in scan.links:
        if link.key is None or link.key in found or not is_followed(link):
            continue
        standing = standings.get(link.key)
        led = standing and _led(link.url or "", standing.check)
        if not standing or not led or led.key is None or led.key == link.key:
            continue
        health = standing.check.health
        own = standings.get(led.key)
        if health is (own.check.health if own else healths.setdefault(led.key, health)):
            found[link.key] = led
    return found


def is_followed(link: Link) -> bool:
    """Whether the link is a short one that is visited, so that it is told by where it leads."""
    return link.state is None and not link.commented and is_shortener(link.url or "")


def _led(url: str, check: Check) -> Identity | None:
    """What a living page's address means; of an uncertain one (a shop that turns crawlers away, say) only the first
    address on the way that names a book, a video, a paper by itself: a gate's address names nothing."""
    if check.health is Health.ALIVE:
        led = settled_identity(url, check.final_url)
        return led if led.state is None else None
    if check.health is Health.UNCERTAIN:
        way = [hop.url for hop in check.hops] + [check.final_url]
        return next((named for step in way if (named := known_identity(step))), None)
    return None


def ends(scan: Scan, standings: Mapping[str, Standing]) -> set[str]:
    """The keys of what the short links of the notes may lead to."""
    known = ((link.url or "", standings.get(link.key or "")) for link in scan.links if is_followed(link))
    led = (_led(url, standing.check) for url, standing in known if standing)
    return {identity.key for identity in led if identity and identity.key}


def joined(facts: Facts, found: Leads) -> Facts:
    """The facts with each short link under the key of what it leads to; links keep what and where they are."""
    if not found:
        return facts
    names = {key: led.key or key for key, led in found.items()}
    return replace(
        facts,
        scan=replace(
            facts.scan,
            links=tuple(_link(link, found.get(link.key or "")) for link in facts.scan.links),
        ),
        resources=_resources(facts.resources, found),
        standings=Shelf((name, _standing_of(name, standing)) for name, standing in _first(facts.standings, names)),
        documents=Shelf((name, _document_of(name, document)) for name, document in _first(facts.documents, names)),
        coverages=Rows(_coverages(facts.coverages, names)),
        changes=joined_changes(facts.changes, found),
    )


def _standing_of(name: str, standing: Standing) -> Standing:
    return replace(standing, key=name, check=replace(standing.check, resource=name))


def _document_of(name: str, document: Document) -> Document:
    return replace(document, key=name)


def _link(link: Link, led: Identity | None) -> Link:
    return replace(link, key=led.key, kind=led.kind) if led else link


def joined_changes(changes: Iterable[Change], found: Leads) -> tuple[Change, ...]:
    """The changes under the same keys as the facts."""
    return tuple(replace(c, key=found[c.key].key or c.key) if c.key in found else c for c in changes)


def joined_texts(texts: Iterable[tuple[str, str]], found: Leads) -> Iterator[tuple[str, str]]:
    """Key and text of each resource under the same keys as the facts, each once."""
    told: set[str] = set()
    for key, text in texts:
        name = (found[key].key if key in found else None) or key
        if name not in told:
            told.add(name)
            yield name, text


def _resources(resources: Iterable[Resource], found: Leads) -> tuple[Resource, ...]:
    """Each once, in the notes' order; one that stands in the notes by its own address keeps that address."""
    resources = list(resources)
    own = {resource.key: resource for resource in resources if resource.key not in found}
    return tuple({one.key: own.get(one.key, one) for one in (_resource(r, found) for r in resources)}.values())


def _resource(resource: Resource, found: Leads) -> Resource:
    led = found.get(resource.key)
    return Resource(led.key, led.url, led.kind) if led and led.key and led.url else resource


def _first(known: Mapping[str, _T], names: Mapping[str, str]) -> Iterator[tuple[str, _T]]:
    """What is known under each joined key: what its own address gave, else what the first short link gave."""
    yield from ((key, value) for key, value in known.items() if key not in names)
    given: set[str] = set()
    for key, name in names.items():
        if key in known and name not in given and (name not in known or name in names):
            given.add(name)
            yield name, known[key]


def _coverages(coverages: Iterable[Coverage], names: Mapping[str, str]) -> Iterator[Coverage]:
    """The strongest of each joined resource, topic and source, after those of all others."""
    joined_names = {*names, *names.values()}
    best: dict[tuple[str, str, str], Coverage] = {}
    for one in coverages:
        if one.resource not in joined_names:
            yield one
            continue
        name = names.get(one.resource, one.resource)
        place = (name, one.topic, one.source)
        if place not in best or best[place].score < one.score:
            best[place] = replace(one, resource=name)
    yield from best.values()
