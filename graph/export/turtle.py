"""Turtle: the JSON-LD's statements with the topics as SKOS concepts, by rdflib."""

from __future__ import annotations

import tempfile
import warnings
from pathlib import Path

import networkx as nx

from graph.export import jsonld
from graph.export.rows import nodes_of

SKOS = "http://www.w3.org/2004/02/skos/core#"


def write(graph: nx.MultiDiGraph[str], path: Path) -> None:
    """Writes `graph` to `path` as Turtle."""
    import rdflib

    with tempfile.TemporaryDirectory() as folder:
        document = Path(folder) / "graph.jsonld"
        jsonld.write(graph, document)
        with warnings.catch_warnings():
            # rdflib 7.6's own JSON-LD parser still uses what rdflib deprecates
            warnings.filterwarnings("ignore", "ConjunctiveGraph", DeprecationWarning)
            triples = rdflib.Graph().parse(document, format="json-ld")
    skos = rdflib.Namespace(SKOS)
    scheme = rdflib.URIRef("urn:linkatlas:topics")
    triples.add((scheme, rdflib.RDF.type, skos.ConceptScheme))
    for _, data in nodes_of(graph, "Topic"):
        concept = rdflib.URIRef(jsonld.iri("Topic", data["id"]))
        triples.add((concept, skos.inScheme, scheme))
        triples.add((concept, skos.prefLabel, rdflib.Literal(data["name"], lang="en")))
        for alias in data["aliases"] or ():
            if alias != data["name"]:
                triples.add((concept, skos.altLabel, rdflib.Literal(alias, lang="en")))
    triples.bind("skos", skos)
    triples.bind("schema", rdflib.Namespace("https://schema.org/"), replace=True)
    triples.serialize(path, format="turtle", encoding="utf-8")
