"""Extraction: a stored answer becomes a `Document`. Pure, picklable, harmless to its neighbours."""

from __future__ import annotations

from crawler.records import Document, Page
from pipelines.extract.adapters import adapter_for
from pipelines.extract.draft import Draft, finish

__all__ = ["BROKE", "VERSION", "extract"]

VERSION = "6"
"""Raised when the same page would give another document; part of what decides whether a stored one is still good."""


BROKE = "the page broke its reader"
"""How the problem of a document begins whose reader failed: a fault of ours, not the page's word."""


def extract(page: Page) -> Document:
    """What the page says. Never raises: where it could not be read, `problem` says why and the rest stays empty."""
    if not page.body.strip():
        return finish(Draft(problem="the answer was empty"), page, "none")
    adapter = adapter_for(page)
    if adapter is None:
        kind = page.content_type.split(";")[0].strip() or "an unknown type"
        return finish(Draft(problem=f"no text can be had of {kind}"), page, "none")
    try:
        draft = adapter.read(page)
        if page.companions:
            from pipelines.extract.companions import accompany

            draft = accompany(draft, page)
        return finish(draft, page, adapter.name)
    except RecursionError:
        return finish(Draft(problem="the page is nested too deeply to be read"), page, adapter.name)
    except Exception as problem:  # noqa: BLE001 - a page must cost only itself; which page and what broke is kept
        return finish(Draft(problem=f"{BROKE} ({type(problem).__name__})"), page, adapter.name)
