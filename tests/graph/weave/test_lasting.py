"""What the graph tells of a check does not depend on whether a page was sent again."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from crawler.records import Check, State, Visit
from crawler.verdicts import judge
from graph.lasting import lasting

NOW = datetime(2027, 3, 1, 2, tzinfo=UTC)
PAGE = b"<!doctype html><title>Lesson</title><h1>Lesson</h1><p>Gradient descent walks downhill, step by step.</p>"


@pytest.mark.parametrize("url", ["https://a.example.org/", "https://a.example.org/old"])
def test_a_page_that_was_not_sent_again_is_told_as_when_it_was(url: str) -> None:
    sent = Visit("a.example.org", url, NOW, final_url=url, status=200, body=PAGE, content_type="text/html")
    known = replace(sent, status=304, body=b"", not_modified=True)
    first, again = judge(sent), judge(known)
    assert (first.state, again.http_status) == (State.OK, 304)
    assert lasting(replace(again, at=first.at, evidence=first.evidence)) == replace(first, evidence=first.evidence)


def test_any_other_check_stays_as_it_is() -> None:
    check = Check("a.example.org", State.NOT_FOUND, "Not there.", NOW, 404)
    assert lasting(check) is check
