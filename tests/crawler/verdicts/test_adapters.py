# ruff: noqa: E501 - the rows of a table stay on one line
"""Sites that answer 200 for everything, told by their own marks and answers."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from crawler.records import Health, Probe, State, Visit
from crawler.verdicts import judge
from crawler.verdicts.adapters import PAGE_MARKS, QUESTIONS, question

NOW = datetime(2027, 3, 1, tzinfo=UTC)
VIDEO = "https://www.youtube.com/watch?v=abcdefghijk"


def visit(url: str, body: str, **more: object) -> Visit:
    """A page of a site."""
    base = {"final_url": url, "status": 200, "content_type": "text/html", "charset": "utf-8", "body": body.encode()}
    return Visit("k", url, NOW, **{**base, **more})  # type: ignore[arg-type]


def player(status: str, reason: str = "") -> str:
    """The part of a video page that tells whether it plays."""
    inner = f'{{"playabilityStatus": {{"status": "{status}", "reason": "{reason}"}}}}'
    return f"<html><head><title>A video - YouTube</title></head><body><script>var r = {inner};</script></body></html>"


@pytest.mark.parametrize(
    ("url", "body", "state"),
    [
        (VIDEO, player("OK"), State.OK),
        (VIDEO, player("ERROR", "Video unavailable"), State.SOFT_404),
        (VIDEO, player("LOGIN_REQUIRED", "This is a private video"), State.LOGIN_REQUIRED),
        ("https://www.youtube.com/@channel", player("ERROR"), State.OK),
        ("https://x.com/a/status/1", "<p>This Post was deleted by the Post author.</p>", State.SOFT_404),
        ("https://medium.com/@a/b-1", "<h1>410</h1><p>The author's account has been deactivated: user deactivated or deleted their account.</p>", State.SOFT_404),
        ("https://www.coursera.org/learn/ml", "<p>This course is no longer available</p>", State.SOFT_404),
        ("https://www.coursera.org/learn/ml", "<script>x='this course is no longer available'</script><p>Machine learning</p>", State.OK),
        ("https://gitlab.com/a/b", "<p>You need to sign in or sign up before continuing.</p>", State.LOGIN_REQUIRED),
        ("https://a.example.org/", "<p>This Post was deleted by its author.</p>", State.SOFT_404),
        ("https://a.blogspot.com/", "<title>Blog not found</title>", State.SOFT_404),
        ("https://en.wikipedia.org/wiki/Nothing", "<div class=\"noarticletext\">Wikipedia does not have this</div>", State.NOT_FOUND),
    ],
)  # fmt: skip
def test_a_sites_own_marks_decide(url: str, body: str, state: State) -> None:
    assert judge(visit(url, body)).state is state


def test_a_video_page_that_says_enough_is_not_asked_about() -> None:
    assert question(visit(VIDEO, player("OK"))) == ""
    assert question(visit(VIDEO, "", status=404)) == ""
    assert question(visit("https://a.example.org/", "")) == ""


@pytest.mark.parametrize("final", [VIDEO, "https://consent.youtube.com/m?continue=x"])
def test_a_video_page_that_says_nothing_is_asked_about(final: str) -> None:
    asked = question(visit(VIDEO, "<title>Before you continue</title>", final_url=final))
    assert asked.startswith(
        "https://www.youtube.com/oembed?url=https%3A%2F%2Fwww.youtube.com%2Fwatch%3Fv%3Dabcdefghijk"
    )


@pytest.mark.parametrize(
    ("status", "health"), [(200, Health.ALIVE), (404, Health.DEAD), (403, Health.UNCERTAIN), (401, Health.ALIVE), (429, Health.ALIVE), (500, Health.ALIVE)]
)  # fmt: skip
def test_the_sites_answer_decides_and_a_refusal_does_not(status: int, health: Health) -> None:
    told = Probe("https://www.youtube.com/oembed?url=x", status, "", "", "")
    assert judge(visit(VIDEO, "<title>YouTube</title>", asked=told)).health is health


@pytest.mark.parametrize("row", [*PAGE_MARKS, *QUESTIONS], ids=lambda row: row.site)
def test_every_row_names_its_source(row: object) -> None:
    assert row.source  # type: ignore[attr-defined]
