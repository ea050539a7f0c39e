"""What can stop a command, and what a person can do about it.

LinkAtlasError (exit 1)
├── ConfigError (2)              a settings file, a flag or the environment says something that cannot be
├── NoRunYetError (2)            the data folder holds no catalogue
├── CatalogueError (1)           the catalogue cannot be opened, read or written
│   └── NewerCatalogueError (1)  it was written by a later version
├── WorkersError (1)             the processes that read pages cannot start
├── OutputError (1)              a file of the data folder cannot be written
├── NothingFoundError (1)        no resource is meant by these words
├── ProposalError (1)            the language model gives no query
└── LockedError (5)              another run works on this data folder
"""

from __future__ import annotations

from crawler.records import LinkAtlasError


class ConfigError(LinkAtlasError):
    """A setting that cannot be: what, where, and the nearest right one."""

    exit_code = 2


class NoRunYetError(LinkAtlasError):
    """Asked about a run where there was none."""

    exit_code = 2


class CatalogueError(LinkAtlasError):
    """The catalogue cannot be used; the hint says what to look at."""


class NewerCatalogueError(CatalogueError):
    """A later version of linkatlas has upgraded this catalogue."""


class WorkersError(LinkAtlasError):
    """No worker process can start."""


class OutputError(LinkAtlasError):
    """A file of the data folder cannot be written."""


class NothingFoundError(LinkAtlasError):
    """Words that name no resource."""


class ProposalError(LinkAtlasError):
    """The language model cannot be asked, or proposes nothing that may be run."""


class LockedError(LinkAtlasError):
    """Another run holds the lock of the data folder."""

    exit_code = 5
