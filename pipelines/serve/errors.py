"""What can stop the server from starting."""

from __future__ import annotations

from crawler.records import LinkAtlasError


class ServeError(LinkAtlasError):
    """The server cannot, or should not, listen where it was told to."""

    exit_code = 2
