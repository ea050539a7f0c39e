"""What can be wrong with the notes that were named.

NotesError
"""

from __future__ import annotations

from crawler.records import LinkAtlasError


class NotesError(LinkAtlasError):
    """The notes that were named cannot be read at all: wrong usage."""

    exit_code = 2
