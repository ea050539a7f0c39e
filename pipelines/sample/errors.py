"""What can go wrong with the sample.

LinkAtlasError
└── SampleError           site.toml is broken, or the port is taken
    └── FolderTakenError  the data folder holds a run on somebody's own notes
"""

from __future__ import annotations

from crawler.records import LinkAtlasError


class SampleError(LinkAtlasError):
    """The sample web cannot be served."""


class FolderTakenError(SampleError):
    """The sample would mix with somebody's own run."""

    exit_code = 2
