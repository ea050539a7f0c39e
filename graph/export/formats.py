"""What can be exported: a row a format. Imported by the command line's help, so without heavy parts."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Format:
    """A format: the module below `graph.export` whose `write` writes it, its usual file name, who reads it."""

    module: str
    file: str
    about: str


FORMATS: dict[str, Format] = {
    "graphml": Format("graphml", "graph.graphml", "yEd, Gephi, Cytoscape, networkx"),
}
