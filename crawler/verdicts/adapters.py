# ruff: noqa: E501 - the rows of a table stay on one line
"""Sites that answer 200 for everything: what on their pages, or in their own interfaces, tells that a thing is gone."""

from __future__ import annotations

import re
from dataclasses import dataclass

from crawler.records import State, Visit
from crawler.verdicts.page import PageView


@dataclass(frozen=True, slots=True)
class PageMark:
    """A site (pattern of the final address), what its page carries (pattern of the source), and what that means."""

    site: str
    address: str
    mark: str
    state: State
    reason: str
    source: str


_YOUTUBE = r"^https?://(?:www\.|m\.)?youtube\.com/(?:watch|shorts/|live/|embed/|playlist)"

PAGE_MARKS: tuple[PageMark, ...] = (
    PageMark("YouTube", _YOUTUBE, r'"playabilityStatus"\s*:\s*\{\s*"status"\s*:\s*"ERROR"', State.SOFT_404, "The video is gone: YouTube calls it unavailable.", "ytInitialPlayerResponse of removed videos"),
    PageMark("YouTube", _YOUTUBE, r'"playabilityStatus"\s*:\s*\{\s*"status"\s*:\s*"LOGIN_REQUIRED"[^}]{0,200}private', State.LOGIN_REQUIRED, "The video is private.", "ytInitialPlayerResponse of private videos"),
    PageMark("YouTube", _YOUTUBE, r'"alerts"\s*:\s*\[\s*\{\s*"alertRenderer"\s*:\s*\{\s*"type"\s*:\s*"ERROR"', State.SOFT_404, "The playlist is gone: YouTube says that it does not exist.", "ytInitialData of removed playlists"),
)  # fmt: skip


def verdict(visit: Visit, page: PageView | None) -> tuple[State, str, dict[str, str]] | None:
    """State, reason and evidence by the site's own marks; None where no row speaks."""
    if page is None:
        return None
    url = visit.final_url or visit.url
    for row in PAGE_MARKS:
        if re.match(row.address, url, re.IGNORECASE):
            found = re.search(row.mark, page.markup, re.IGNORECASE)
            if found:
                return row.state, row.reason, {"site": row.site, "mark": found[0][:200]}
    return None
