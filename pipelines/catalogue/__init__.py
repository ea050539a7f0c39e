"""The catalogue: the record of all runs, in SQLite or PostgreSQL."""

from pipelines.catalogue.catalogue import Catalogue, open_catalogue

__all__ = ["Catalogue", "open_catalogue"]
