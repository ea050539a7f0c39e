"""What can go wrong with the graph.

GraphError
├── StoreMissingError        there is no graph file yet, or it is not one
├── StoreUnreachableError    Neo4j does not answer, or refuses the password
├── LoadRefusedError         the new graph is suspiciously small
└── QueryError               a query cannot be run
    ├── WriteRefusedError    it would write, or reach for files or procedures
    └── QueryLimitError      it took too long or too much memory
"""

from __future__ import annotations

from crawler.records import LinkAtlasError


class GraphError(LinkAtlasError):
    """Trouble with the graph or its stores."""


class StoreMissingError(GraphError):
    """There is no graph to ask."""

    exit_code = 2


class StoreUnreachableError(GraphError):
    """The graph database cannot be used."""


class LoadRefusedError(GraphError):
    """Loading would delete so much that it is refused."""


class QueryError(GraphError):
    """A query that cannot be run, as its author can mend it."""

    exit_code = 2


class WriteRefusedError(QueryError):
    """Reading never writes."""


class QueryLimitError(QueryError):
    """Ended by a limit."""

    exit_code = 1
