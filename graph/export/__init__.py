"""The graph in other programs' formats: one file a format, each with a `write(graph, path)`."""

from __future__ import annotations

import importlib
from pathlib import Path

import networkx as nx

from graph.errors import GraphError
from graph.export.formats import FORMATS
from graph.export.secrets import without_secrets

__all__ = ["FORMATS", "write"]


def write(graph: nx.MultiDiGraph[str], form: str, path: Path) -> None:
    """Writes `graph`, without the secrets of its addresses, to `path` in a format of `FORMATS`.

    Raises GraphError where the file cannot be written.
    """
    module = importlib.import_module(f"graph.export.{FORMATS[form].module}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        module.write(without_secrets(graph), path)
    except OSError as problem:
        raise GraphError(f"{path} cannot be written: {problem.strerror or problem}") from problem
