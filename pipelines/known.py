"""Everything known about one resource, as plain values: what `linkatlas show` prints."""

from __future__ import annotations

from typing import Any

from crawler.records import Check, Coverage, Document, Link, Scan, Standing
from graph.redact import redact
from pipelines.catalogue import Catalogue, codec
from pipelines.catalogue.leads import Leads
from pipelines.catalogue.lookup import find
from pipelines.catalogue.scans import resources_of

# A mention is not a topic of the page; so low a score is not shown.
_SHOWN = 0.05


def known(catalogue: Catalogue, words: str) -> dict[str, Any]:
    """What is known of the resource that `words` mean. Raises NothingFoundError."""
    key = find(catalogue, words)
    scan = catalogue.scan()
    alike = _one_with(key, catalogue.leads())
    links = [link for link in scan.links if link.key in alike]
    document = catalogue.document(key) or Document(key)
    standing = catalogue.standings.of([key]).get(key)
    names = {topic.id: topic.name for topic in catalogue.understanding.topics()}
    covers = [c for c in catalogue.understanding.coverages() if c.resource == key and c.score >= _SHOWN]
    first = next(link for link in links if link.key == key)
    visited = {resource.key: resource.url for resource in resources_of(scan)}
    return {
        "url": redact(visited.get(key) or first.url or first.raw),
        "key": redact(key),
        "kind": document.kind if document.kind != "other" else first.kind,
        "title": document.title or first.text,
        **_verdict(first, standing),
        "facts": _facts(document),
        "topics": [_topic(coverage, names) for coverage in covers],
        "places": [_place(link, scan) for link in links],
        "history": [_sighting(check, conclusive) for check, conclusive in catalogue.visits.history(key)],
        "changes": [
            {
                "change": c.kind,
                "at": c.at.isoformat() if c.at else None,
                "from": redact(c.before),
                "to": redact(c.after),
            }
            for c in catalogue.standings.changes(key=key)
        ],
        "text": document.text,
    }


def _one_with(key: str, found: Leads) -> set[str]:
    """The keys of all addresses that lead to the same as this one."""
    led = found[key].key if key in found else key
    return {key, led or key, *(short for short, other in found.items() if other.key == led)}


def _verdict(link: Link, standing: Standing | None) -> dict[str, Any]:
    if standing is None:
        return {"health": None, "state": link.state, "reason": link.reason or "Not visited yet."}
    check = standing.check
    return {
        "health": check.health,
        "state": check.state,
        "status": check.http_status,
        "reason": check.reason,
        "final_url": redact(check.final_url),
        "confirmed": standing.confirmed,
        "since": standing.since.isoformat(),
        "failures": standing.failures,
        "checked_at": check.at.isoformat(),
        "evidence": {name: redact(value) for name, value in check.evidence.items()},
        "hops": [{"url": redact(hop.url), "status": hop.status, "by": hop.by} for hop in check.hops],
    }


def _facts(document: Document) -> dict[str, Any]:
    """What the page says of itself; what it does not say is left out."""
    data: dict[str, Any] = codec.dump(document)
    left_out = {"key", "title", "kind", "text", "facts", "links", "anchors", "sections"}
    facts = {name: value for name, value in data.items() if value and name not in left_out}
    if document.sections:
        facts["headings"] = [section.title for section in document.sections]
    return {**facts, **document.facts}


def _topic(coverage: Coverage, names: dict[str, str]) -> dict[str, Any]:
    return {
        "topic": coverage.topic,
        "name": names.get(coverage.topic, coverage.topic),
        "score": round(coverage.score, 3),
        "mentions": coverage.mentions,
        "source": coverage.source,
        "evidence": coverage.evidence,
        "heading": coverage.heading,
    }


def _place(link: Link, scan: Scan) -> dict[str, Any]:
    stages = {stage.id: stage for stage in scan.stages}
    file = next((note.source for note in scan.notes if note.path == link.note), "")
    path: list[str] = []
    at = link.stage
    while at and at in stages:
        path.insert(0, stages[at].title)
        at = stages[at].parent
    return {
        "note": link.note,
        "file": file,
        "line": link.line,
        "column": link.column,
        "text": link.text,
        "context": link.context,
        "stage": path,
        "task": link.task,
        "commented": link.commented,
    }


def _sighting(check: Check, conclusive: bool) -> dict[str, Any]:
    return {
        "at": check.at.isoformat(),
        "state": check.state,
        "health": check.health,
        "status": check.http_status,
        "reason": check.reason,
        "final_url": redact(check.final_url),
        "conclusive": conclusive,
    }
