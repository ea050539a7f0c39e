"""Which hosts are handed out together: a site's own, and those that one link may need at the same time.

One parcel at a time has a family. What stays within it needs no hand-over: `www.` before a name, a site's log-in, the
interfaces that `crawler.companions` and `crawler.verdicts.adapters` ask.
"""

from __future__ import annotations

from functools import lru_cache

from crawler.hosts import site

# ending of the host → its family; the first that fits
_TOGETHER: tuple[tuple[str, str], ...] = (
    ("colab.research.google.com", "github.com"),
    ("colab.sandbox.google.com", "github.com"),
    ("nbviewer.org", "github.com"),
    ("nbviewer.jupyter.org", "github.com"),
    ("githubusercontent.com", "github.com"),
    ("youtu.be", "youtube.com"),
    ("consent.google.com", "youtube.com"),
    ("accounts.google.com", "youtube.com"),
    ("x.com", "twitter.com"),
)


@lru_cache(50_000)
def family(host: str) -> str:
    """The family of a host: its registered domain by the public suffix list, its own name where it has none."""
    for ending, name in _TOGETHER:
        if host == ending or host.endswith(f".{ending}"):
            return name
    return site(f"http://{host}/")
