"""What every worker needs, loaded once into the process that workers are copied from."""

from __future__ import annotations

import spacy
import trafilatura

from pipelines.extract import extract
from pipelines.topics import Tagger

__all__ = ["Tagger", "extract", "spacy", "trafilatura"]
