"""Resources with what is known of them, the sites they stand on, and their links to each other."""

from __future__ import annotations

from crawler.records import HEALTH_OF, Document, Facts, Kind, Link, Resource, Standing
from graph.addresses import host_of, loose
from graph.lasting import lasting
from graph.weave.parts import add_edge, add_node, node_id, stamp
from graph.woven import Value, Woven

SUMMARY_CHARACTERS = 600
_EMPTY_WORDS = frozenset({"link", "here", "this", "github", "blog", "page"})
"""Link texts that say nothing of what they lead to."""


def add_resources(graph: Woven, facts: Facts) -> None:
    """Every resource of the facts and every one that a link of the notes names, each on its site."""
    links: dict[str, Link] = {}
    for link in facts.scan.links:
        if link.key and not link.commented:
            known = links.get(link.key)
            if known is None or (not _telling(known) and _telling(link)):
                links[link.key] = link
    resources = {r.key: r for r in facts.resources}
    for key, link in links.items():
        resources.setdefault(key, Resource(key, link.url or link.raw, link.kind))
    for key in sorted(resources):
        _add_resource(graph, resources[key], links.get(key), facts.documents.get(key), facts.standings.get(key))


def _add_resource(
    graph: Woven,
    resource: Resource,
    link: Link | None,
    document: Document | None,
    standing: Standing | None,
) -> None:
    properties: dict[str, Value] = {"url": resource.url or (link.raw if link else "")}
    properties |= _page(document, resource)
    properties["title"] = properties.get("title") or (link.text if link and _telling(link) else resource.url)
    properties |= _standing(standing) if standing else _unvisited(link)
    name = add_node(graph, "Resource", resource.key, **properties)
    if host := host_of(resource.url):
        site = node_id("Site", host)
        if site not in graph:
            add_node(graph, "Site", host)
        add_edge(graph, name, "HOSTED_BY", site)


def _telling(link: Link) -> bool:
    """Whether a link's own words name what it leads to: not the bare address, not "link" or "here"."""
    text = link.text.strip()
    return len(text) > 3 and text.lower() not in _EMPTY_WORDS and "://" not in text


def _page(document: Document | None, resource: Resource) -> dict[str, Value]:
    if document is None:
        return {"kind": resource.kind.value}
    kind = resource.kind if document.kind is Kind.OTHER else document.kind
    return {
        "title": document.title,
        "kind": kind.value,
        "author": document.author or None,
        "published": document.published or None,
        "language": document.language or None,
        "words": document.words,
        "minutes": document.minutes,
        "level": document.level or None,
        "summary": document.summary[:SUMMARY_CHARACTERS] or None,
    }


def _unvisited(link: Link | None) -> dict[str, Value]:
    if link is None or link.state is None:
        return {}
    return {"health": HEALTH_OF[link.state].value, "state": link.state.value, "reason": link.reason, "failures": 0}


def _standing(standing: Standing) -> dict[str, Value]:
    check = lasting(standing.check)
    changed_at, previous = _last_change(standing)
    return {
        "health": check.health.value,
        "state": check.state.value,
        "status": check.http_status,
        "reason": check.reason,
        "confirmed": standing.confirmed,
        "moved_to": standing.moved_to or None,
        "checked_at": stamp(check.at),
        "since": stamp(standing.since),
        "failures": standing.failures,
        "first_seen": stamp(standing.first_seen_at),
        "changed_at": changed_at,
        "previous": previous,
    }


def _last_change(standing: Standing) -> tuple[str | None, str | None]:
    """When the present state began, and the state before it; nothing where it has always been so."""
    began, previous = None, None
    for sighting in sorted(standing.history, key=lambda s: s.at):
        if previous is not None and sighting.state != previous:
            began = (sighting.at, previous)
        previous = sighting.state
    return (stamp(began[0]), began[1].value) if began else (None, None)


def add_page_links(graph: Woven, facts: Facts) -> None:
    """What a page's text links to, where that is a resource of the notes too."""
    keys: dict[str, str] = {}
    for resource in facts.resources:
        keys.setdefault(loose(resource.url), resource.key)
    for key, standing in facts.standings.items():
        if standing.check.final_url:
            keys.setdefault(loose(standing.check.final_url), key)
    for key in sorted(facts.documents):
        document = facts.documents[key]
        for target in dict.fromkeys(keys.get(loose(url)) for url in document.links):
            if target and target != key:
                add_edge(graph, node_id("Resource", key), "LINKS_TO", node_id("Resource", target))
