"""What can go wrong with topics.

LinkAtlasError
├── TaxonomyError    the taxonomy cannot be read or contradicts itself (exit 2)
└── ModelError       the model that the settings name is not there (exit 2)
"""

from __future__ import annotations

from crawler.records import LinkAtlasError


class TaxonomyError(LinkAtlasError):
    """A taxonomy that cannot be used; the message names file and topic."""

    exit_code = 2


class ModelError(LinkAtlasError):
    """A model that the settings name and this machine has not."""

    exit_code = 2
