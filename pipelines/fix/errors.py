"""Why notes were not changed.

FixError
├─ ChangedError
└─ PatchError
"""

from __future__ import annotations

from crawler.records import LinkAtlasError


class FixError(LinkAtlasError):
    """A note could not be changed; it stands as it stood."""


class ChangedError(FixError):
    """A note is not what it was when the links in it were looked at."""


class PatchError(FixError):
    """A patch cannot be read, or does not fit the note."""
