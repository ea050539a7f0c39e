"""The data folder's pages on this machine, with live questions and read-only Cypher."""

from pipelines.serve.server import make_server

__all__ = ["make_server"]
