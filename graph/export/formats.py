"""What can be exported: a row a format. Imported by the command line's help, so without heavy parts."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Format:
    """A format: the module below `graph.export` whose `write` writes it, its usual file or folder, who reads it."""

    module: str
    file: str
    about: str


FORMATS: dict[str, Format] = {
    "graphml": Format("graphml", "graph.graphml", "yEd, Gephi, Cytoscape, networkx"),
    "gexf": Format("gexf", "graph.gexf", "Gephi"),
    "json-ld": Format("jsonld", "graph.jsonld", "schema.org LearningResource"),
    "turtle": Format("turtle", "graph.ttl", "RDF stores; the topics as SKOS"),
    "cypher": Format("cypher", "graph.cypher", "cypher-shell, Neo4j Browser"),
    "neo4j-csv": Format("neo4j_csv", "neo4j-csv", "a folder for neo4j-admin database import"),
    "obsidian": Format("obsidian", "vault", "a vault with a page per topic, stage and resource"),
    "json-canvas": Format("canvas", "canvas", "a folder with a canvas per roadmap"),
}
