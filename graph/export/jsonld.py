"""JSON-LD with the terms of schema.org: resources are LearningResources that teach DefinedTerms."""

from __future__ import annotations

import json
from pathlib import Path
from urllib.parse import quote

import networkx as nx

from graph.export.rows import Data, given, nodes_of, out_of

CONTEXT = {
    "@vocab": "https://schema.org/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "atlas": "urn:linkatlas:",
    "url": {"@id": "https://schema.org/url", "@type": "@id"},
}
# our kind → schema.org's type beside LearningResource
_TYPES = {
    "video": "VideoObject",
    "paper": "ScholarlyArticle",
    "book": "Book",
    "course": "Course",
    "repo": "SoftwareSourceCode",
    "blog": "BlogPosting",
}


def iri(label: str, key: str) -> str:
    """The address of a node in exports: `urn:linkatlas:topic:attention`."""
    return f"urn:linkatlas:{label.lower()}:{quote(key, safe='/:._-~')}"


def write(graph: nx.MultiDiGraph[str], path: Path) -> None:
    """Writes `graph` to `path` as one JSON-LD document."""
    nodes = [_topic(graph, name, data) for name, data in nodes_of(graph, "Topic")]
    nodes += [_resource(graph, name, data) for name, data in nodes_of(graph, "Resource")]
    nodes += [_stage(graph, name, data) for name, data in nodes_of(graph, "Stage")]
    nodes += [_roadmap(graph, name, data) for name, data in nodes_of(graph, "Roadmap")]
    text = json.dumps({"@context": CONTEXT, "@graph": nodes}, ensure_ascii=False, indent=1)
    path.write_text(text + "\n", "utf-8")


def _ids(graph: nx.MultiDiGraph[str], name: str, kind: str) -> list[Data]:
    targets = sorted({target for target, _ in out_of(graph, name, kind)})
    return [{"@id": iri(graph.nodes[t]["label"], graph.nodes[t]["id"])} for t in targets]


def _topic(graph: nx.MultiDiGraph[str], name: str, data: Data) -> Data:
    node: Data = {
        "@id": iri("Topic", data["id"]),
        "@type": ["DefinedTerm", "skos:Concept"],
        "name": data["name"],
        "termCode": data["id"],
    }
    node |= given({"description": data["description"] or None, "alternateName": data["aliases"] or None})
    for kind, term in (("BROADER", "skos:broader"), ("REQUIRES", "atlas:requires")):
        if found := _ids(graph, name, kind):
            node[term] = found
    return node


def _resource(graph: nx.MultiDiGraph[str], name: str, data: Data) -> Data:
    kind = _TYPES.get(data["kind"] or "")
    node: Data = {"@id": iri("Resource", data["id"]), "@type": ["LearningResource", *([kind] if kind else [])]}
    node |= given(
        {
            "url": data["url"],
            "name": data["title"],
            "author": {"@type": "Person", "name": data["author"]} if data["author"] else None,
            "datePublished": data["published"],
            "inLanguage": data["language"],
            "abstract": data["summary"],
            "educationalLevel": data["level"],
            "timeRequired": f"PT{round(data['minutes'])}M" if data["minutes"] else None,
            "wordCount": data["words"],
            "atlas:health": data["health"],
            "atlas:state": data["state"],
            "atlas:checkedAt": data["checked_at"],
        }
    )
    teaches = sorted(out_of(graph, name, "COVERS"), key=lambda row: (-row[1]["score"], row[0]))
    if teaches:
        node["teaches"] = [
            {"@id": iri("Topic", graph.nodes[topic]["id"])} for topic, edge in teaches if edge["score"] >= 0.5
        ]
    if stages := _ids(graph, name, "LISTED_IN"):
        node["isPartOf"] = stages
    return node


def _stage(graph: nx.MultiDiGraph[str], name: str, data: Data) -> Data:
    node: Data = {
        "@id": iri("Stage", data["id"]),
        "@type": "Syllabus",
        "name": data["title"],
        "position": data["position"],
    }
    node |= given({"description": data["summary"] or None})
    if topics := _ids(graph, name, "TEACHES"):
        node["teaches"] = topics
    return node


def _roadmap(graph: nx.MultiDiGraph[str], name: str, data: Data) -> Data:
    node: Data = {"@id": iri("Roadmap", data["id"]), "@type": "Course", "name": data["title"]}
    if stages := _ids(graph, name, "HAS_STAGE"):
        node["hasPart"] = stages
    return node
