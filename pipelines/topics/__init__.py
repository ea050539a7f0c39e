"""Topics: the taxonomy, the tagger that finds them on pages, and the pass over the whole collection."""

from __future__ import annotations

from pipelines.topics.errors import ModelError, TaxonomyError
from pipelines.topics.loading import load_taxonomy
from pipelines.topics.settle import settle, settled
from pipelines.topics.tagger import Tagger
from pipelines.topics.taxonomy import Taxonomy

__all__ = ["VERSION", "ModelError", "Tagger", "Taxonomy", "TaxonomyError", "load_taxonomy", "settle", "settled"]

VERSION = "5"
"""Raised when the same document and taxonomy would give other coverages."""
