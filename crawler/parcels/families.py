"""Which hosts are handed out together: a site's own, and those that one link may need at the same time.

One parcel at a time has a family. What stays within it needs no hand-over: `www.` before a name, a site's log-in, the
interfaces that `crawler.companions` and `crawler.verdicts.adapters` ask.
"""

from __future__ import annotations

import re
from functools import lru_cache

from crawler.hosts import site

_FIGURES = re.compile(r"[0-9.]+|.*:.*")
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
    return _kin(host) or site(f"http://{host}/")


@lru_cache(50_000)
def large_family(host: str) -> str:
    """The same without the list, which takes longer to read than a short crawl: all hosts whose last two names agree.

    No family is split so; those of `co.uk`, say, are one.
    """
    return _kin(host) or (
        host if _FIGURES.fullmatch(host) else ".".join(host.rstrip(".").removeprefix("www.").split(".")[-2:])
    )


def everybody(_host: str) -> str:
    """One family of all hosts, for a crawler who is alone."""
    return ""


def _kin(host: str) -> str:
    return next((name for ending, name in _TOGETHER if host == ending or host.endswith(f".{ending}")), "")
