"""SKOS: the taxonomy as Turtle, and Turtle as a taxonomy.

prefLabel, altLabel, definition and broader are SKOS's own; acronyms, requirements and what only the tagger needs are
properties of ours, so that a round trip loses nothing.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from pipelines.topics.errors import TaxonomyError
from pipelines.topics.taxonomy import Entry, Taxonomy, taxonomy_of

OURS = "https://linkatlas.example/ns#"


def write_skos(taxonomy: Taxonomy, target: Path) -> None:
    """Writes the taxonomy as Turtle; the same taxonomy gives the same file."""
    from rdflib import Graph, Literal, Namespace, URIRef
    from rdflib.namespace import RDF, SKOS

    ours = Namespace(OURS)
    graph = Graph()
    graph.bind("skos", SKOS)
    graph.bind("la", ours)
    scheme = URIRef(taxonomy.base)
    graph.add((scheme, RDF.type, SKOS.ConceptScheme))
    graph.add((scheme, SKOS.prefLabel, Literal(taxonomy.title or "topics", lang="en")))
    for entry in taxonomy.entries:
        topic = entry.topic
        node = URIRef(taxonomy.base + topic.id)
        graph.add((node, RDF.type, SKOS.Concept))
        graph.add((node, SKOS.inScheme, scheme))
        graph.add((node, SKOS.notation, Literal(topic.id)))
        graph.add((node, SKOS.prefLabel, Literal(topic.name, lang="en")))
        if topic.description:
            graph.add((node, SKOS.definition, Literal(topic.description, lang="en")))
        for alias in topic.aliases:
            graph.add((node, SKOS.altLabel, Literal(alias, lang="en")))
        for language, labels in entry.labels.items():
            for label in labels:
                graph.add((node, SKOS.altLabel, Literal(label, lang=language)))
        for broader in topic.broader:
            graph.add((node, SKOS.broader, URIRef(taxonomy.base + broader)))
        for name, values in _extras(entry):
            for value in values:
                graph.add((node, ours[name], Literal(value)))
    target.write_text(graph.serialize(format="turtle"), "utf-8")


def _extras(entry: Entry) -> Iterator[tuple[str, list[str]]]:
    topic = entry.topic
    yield "acronym", list(topic.acronyms)
    yield "asked", list(topic.asked)
    yield "cue", list(entry.cues)
    yield (
        "requires",
        [json.dumps({"topic": one.topic, "reason": one.reason}, ensure_ascii=False) for one in topic.requires],
    )
    yield (
        "sense",
        [
            json.dumps({"alias": one.alias, "near": list(one.near), "refuse": list(one.refuse)}, ensure_ascii=False)
            for one in entry.senses
        ],
    )
    if entry.weak:
        yield "weak", ["true"]


def read_skos(path: Path) -> Taxonomy:
    """The taxonomy of a Turtle file, ours or another's. Raises TaxonomyError for a file that is no SKOS."""
    from rdflib import Graph
    from rdflib.namespace import RDF, SKOS

    graph = Graph()
    try:
        graph.parse(path, format="turtle")
    except Exception as problem:
        raise TaxonomyError(f"{path.name}: not Turtle that can be read ({type(problem).__name__})") from problem
    nodes = sorted(graph.subjects(RDF.type, SKOS.Concept), key=str)
    if not nodes:
        raise TaxonomyError(f"{path.name}: there is no skos:Concept in it")
    ids = {node: _id(graph, node) for node in nodes}
    return taxonomy_of([(path.name, _table(graph, node, ids)) for node in nodes], source=str(path))


def _id(graph: Any, node: Any) -> str:
    from rdflib.namespace import SKOS

    notation = graph.value(node, SKOS.notation)
    return str(notation) if notation else str(node).rstrip("/").rsplit("/", 1)[-1].rsplit("#", 1)[-1]


def _table(graph: Any, node: Any, ids: Mapping[Any, str]) -> dict[str, Any]:
    from rdflib import Namespace
    from rdflib.namespace import SKOS

    ours = Namespace(OURS)
    names = [*graph.objects(node, SKOS.prefLabel), *graph.objects(node, SKOS.altLabel)]
    plain = [label for label in names if (label.language or "en").split("-")[0] == "en"]
    labels: dict[str, list[str]] = {}
    for label in names:
        if label not in plain:
            labels.setdefault(label.language.split("-")[0], []).append(str(label))
    preferred = [str(label) for label in graph.objects(node, SKOS.prefLabel) if label in plain]
    return {
        "id": ids[node],
        "name": (preferred or [str(names[0]) if names else ids[node]])[0],
        "description": str(graph.value(node, SKOS.definition) or ""),
        "aliases": sorted({str(label) for label in plain if str(label) not in preferred}),
        "acronyms": sorted(str(one) for one in graph.objects(node, ours.acronym)),
        "asked": sorted(str(one) for one in graph.objects(node, ours.asked)),
        "broader": sorted(ids[one] for one in graph.objects(node, SKOS.broader) if one in ids),
        "requires": [json.loads(str(one)) for one in sorted(graph.objects(node, ours.requires))],
        "senses": [json.loads(str(one)) for one in sorted(graph.objects(node, ours.sense))],
        "cues": sorted(str(one) for one in graph.objects(node, ours.cue)),
        "labels": {language: sorted(words) for language, words in sorted(labels.items())},
        "weak": any(graph.objects(node, ours.weak)),
    }


def to_toml(taxonomy: Taxonomy) -> str:
    """The taxonomy as our own TOML. Strings are written as JSON strings, which are TOML strings too."""
    return "\n".join(_toml_table(entry) for entry in taxonomy.entries)


def _toml_table(entry: Entry) -> str:
    topic = entry.topic

    def words(values: object) -> str:
        return json.dumps(list(values) if isinstance(values, tuple) else values, ensure_ascii=False)

    requires = ", ".join(f"{{ topic = {words(one.topic)}, reason = {words(one.reason)} }}" for one in topic.requires)
    senses = ", ".join(
        f"{{ alias = {words(one.alias)}, near = {words(one.near)}, refuse = {words(one.refuse)} }}"
        for one in entry.senses
    )
    labels = ", ".join(f"{language} = {words(several)}" for language, several in entry.labels.items())
    lines = [
        "[[topic]]", f"id = {words(topic.id)}", f"name = {words(topic.name)}",
        f"description = {words(topic.description)}", f"aliases = {words(topic.aliases)}",
        f"acronyms = {words(topic.acronyms)}", f"asked = {words(topic.asked)}", f"broader = {words(topic.broader)}",
        f"requires = [{requires}]", f"senses = [{senses}]", f"cues = {words(entry.cues)}", f"labels = {{ {labels} }}",
        f"weak = {'true' if entry.weak else 'false'}",
    ]  # fmt: skip
    return "\n".join(lines) + "\n"
