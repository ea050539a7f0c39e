"""Notes as people write them → links, notes, roadmaps and stages."""

from crawler.notes.errors import NotesError
from crawler.notes.read import read_notes

__all__ = ["NotesError", "read_notes"]
