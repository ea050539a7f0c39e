"""What a link means: the address to fetch, and a key that is the same for every spelling of one resource."""

from crawler.urls.identity import RULES_VERSION, Identity, identify, known_identity
from crawler.urls.shorteners import is_shortener, settled_identity
from crawler.urls.spelling import is_safer, with_fragment_of, without_trackers, without_wrapper

__all__ = [
    "RULES_VERSION",
    "Identity",
    "identify",
    "is_safer",
    "is_shortener",
    "known_identity",
    "settled_identity",
    "with_fragment_of",
    "without_trackers",
    "without_wrapper",
]
