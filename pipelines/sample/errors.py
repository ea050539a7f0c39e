"""What can go wrong with the sample.

LinkAtlasError
└── SampleError   site.toml is broken, or the port is taken
"""

from __future__ import annotations

from crawler.records import LinkAtlasError


class SampleError(LinkAtlasError):
    """The sample web cannot be served."""
