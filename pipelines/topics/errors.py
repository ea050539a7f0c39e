"""What can go wrong with a taxonomy.

LinkAtlasError
└── TaxonomyError    the taxonomy cannot be read or contradicts itself (exit 2)
"""

from __future__ import annotations

from crawler.records import LinkAtlasError


class TaxonomyError(LinkAtlasError):
    """A taxonomy that cannot be used; the message names file and topic."""

    exit_code = 2
