"""What a link means: the address to fetch, and a key that is the same for every spelling of one resource."""

from crawler.urls.identity import RULES_VERSION, Identity, identify

__all__ = ["RULES_VERSION", "Identity", "identify"]
