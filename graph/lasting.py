"""What of a check the graph tells: not by which of two ways the web said the same."""

from __future__ import annotations

from dataclasses import replace

from crawler.records import Check, State

_NOT_SENT_AGAIN = 304
_ANSWERS = "The page answers."


def lasting(check: Check) -> Check:
    """The check, where a page was not sent again (304) with the words of when it was: nothing changed by that."""
    if check.http_status != _NOT_SENT_AGAIN:
        return check
    reason = _ANSWERS if check.state is State.OK else check.reason
    return replace(check, http_status=200, reason=reason)
