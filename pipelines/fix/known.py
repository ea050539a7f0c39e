"""What the last run knows that fixes rest on: where resources moved for good, and what stands for the dead ones."""

from __future__ import annotations

from crawler.records import Facts, State
from crawler.urls import identify
from graph.redact import redact

# Suggestions that are the same page elsewhere; living resources of the same topic are another page, and a choice.
_SAME_PAGE = frozenset({"archived", "same_title"})


def moved_addresses(facts: Facts) -> dict[str, str]:
    """Key → lasting address of each resource whose last check found it moved. Addresses that hold secrets are not
    written into anybody's notes."""
    return {
        key: address
        for key, standing in facts.standings.items()
        if standing.check.state is State.MOVED and (address := _lasting(standing.check.final_url))
    }


def _lasting(final_url: str) -> str:
    identity = identify(final_url)
    if identity.url is None or redact(identity.url) != identity.url:
        return ""
    return identity.url


def replaced_addresses(facts: Facts) -> dict[str, str]:
    """Key → address to put for each resource confirmed dead that the report knows the same page of elsewhere."""
    from graph.build import build
    from graph.reports import make_report

    found: dict[str, str] = {}
    for row in make_report(facts, build(facts)).links:
        for suggestion in row.suggestions:
            if row.key and row.confirmed and suggestion.kind in _SAME_PAGE and "REDACTED" not in suggestion.url:
                found.setdefault(row.key, suggestion.url)
    return found
