"""Facts → graph: the whole projection (`DESIGN.md` §5), built anew from what the catalogue knows.

It is woven into a scratch file, from which stores, index and page are written without ever holding it whole; `build`
gives it to programs as networkx has it. There a node's attributes are `label` and the properties of `graph.schema`; an
edge's key is its relationship's name (with a number after a space where several links make the same pair) and its
attribute `type` is the name alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from crawler.records import Facts
from graph.weave.measures import add_measures
from graph.weave.notes import add_links, add_notes
from graph.weave.resources import add_page_links, add_resources
from graph.weave.similar import add_similar
from graph.weave.topics import add_coverage, add_teaches, add_topics
from graph.woven import Woven, as_networkx

if TYPE_CHECKING:
    import networkx as nx


def weave(facts: Facts) -> Woven:
    """The graph of `facts`. Edges whose ends are unknown are left out: the graph is whole, whatever the facts lack."""
    graph = Woven()
    add_notes(graph, facts.scan)
    add_topics(graph, facts.topics)
    add_resources(graph, facts)
    add_links(graph, facts.scan)
    add_page_links(graph, facts)
    add_coverage(graph, facts.topics, facts.coverages)
    add_teaches(graph, facts.stage_coverages)
    add_similar(graph)
    add_measures(graph)
    return graph


def build(facts: Facts) -> nx.MultiDiGraph[str]:
    """The same graph in memory, some 2 kB an edge."""
    return as_networkx(weave(facts))
