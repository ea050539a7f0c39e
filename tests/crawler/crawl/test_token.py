"""The token for GitHub's interface goes there alone, and nothing hangs on it."""

from __future__ import annotations

import json
import logging
import ssl
from collections.abc import Iterator
from pathlib import Path

import pytest
import trustme

from crawler.crawl import crawl
from crawler.options import CrawlOptions
from crawler.records import Check, Target, Visit
from tests.crawler.crawl.web import PAGE, Asked, Web, answer, running

TOKEN = "ghp_kept-in-one-place"
FACTS = json.dumps({"full_name": "octo/nets", "stargazers_count": 3})
PATH = "/repos/octo/nets"


@pytest.fixture
def github(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Web]:
    """A web of GitHub's hosts, over TLS."""
    authority = trustme.CA()
    authority.cert_pem.write_to_path(tmp_path / "ca.pem")
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "ca.pem"))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("github.com", "*.github.com", "*.githubusercontent.com", "elsewhere.example").configure_cert(
        context
    )
    with running(Web({("github.com", "/octo/nets"): answer(body=PAGE)}), context) as web:
        web.page("api.github.com", PATH, answer(body=FACTS, Content_Type="application/json"))
        yield web


def visit(web: Web, token: str = TOKEN) -> tuple[Visit, Check]:
    """The visit of a repository's page, and its verdict."""
    place = f"127.0.0.1:{web.port}"
    options = CrawlOptions(delay_s=0, timeout_s=5, retries=0, robots=False, connect_to={"*": place}, github_token=token)
    told: list[tuple[Visit, Check]] = []
    crawl([Target("k", "https://github.com/octo/nets")], options, lambda *both: told.append(both))
    return told[0]


def tokens(web: Web, host: str) -> list[str]:
    """What the host was shown."""
    return [asked.headers.get("authorization", "") for asked in web.asked(host)]


def test_the_token_goes_to_the_interface_alone(github: Web, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        seen, check = visit(github)
    assert tokens(github, "api.github.com") == [f"Bearer {TOKEN}"]
    assert set(tokens(github, "github.com") + tokens(github, "raw.githubusercontent.com")) == {""}
    assert json.loads(seen.companions["repository"])["full_name"] == "octo/nets"
    assert TOKEN not in repr((seen, check, CrawlOptions(github_token=TOKEN))) + caplog.text


def test_without_a_token_nothing_is_sent(github: Web) -> None:
    seen, check = visit(github, "")
    assert tokens(github, "api.github.com") == [""]
    assert check.state == "ok"
    assert "repository" in seen.companions


def test_a_token_that_is_refused_is_done_without(github: Web) -> None:
    def act(asked: Asked) -> bytes:
        if "authorization" in asked.headers:
            return answer(401, '{"message": "Bad credentials"}')
        return answer(body=FACTS, Content_Type="application/json")

    github.page("api.github.com", PATH, act)
    seen, check = visit(github)
    assert tokens(github, "api.github.com") == [f"Bearer {TOKEN}", ""]
    assert check.state == "ok"
    assert "repository" in seen.companions


@pytest.mark.parametrize("status", [401, 403, 429, 404, 500])
def test_a_refusal_makes_no_link_dead(github: Web, status: int) -> None:
    github.page("api.github.com", PATH, answer(status, '{"message": "API rate limit exceeded"}', Retry_After="3600"))
    assert visit(github)[1].state == "ok"


@pytest.mark.parametrize("goal", ["https://elsewhere.example/steal", "http://api.github.com/repos/octo/nets"])
def test_a_redirect_takes_the_token_nowhere(github: Web, goal: str) -> None:
    github.page("api.github.com", PATH, answer(302, Location=goal))
    github.page("elsewhere.example", "/steal", answer(body="{}"))
    assert visit(github)[1].state == "ok"
    assert tokens(github, "elsewhere.example") in ([""], [])
    assert tokens(github, "api.github.com") == [f"Bearer {TOKEN}"]
