# ruff: noqa: E501 - the rows of a table stay on one line
"""What a page leaves unsaid is asked of its site, at most once, and never changes a verdict."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from crawler import companions
from crawler.companions import COMPANIONS, Companion, wanted
from crawler.hosts import host_in
from crawler.parcels.families import family
from crawler.records import Probe, Visit
from tests.crawler.crawl.conftest import Crawl
from tests.crawler.crawl.web import PAGE, Act, Drop, Hang, Web, answer

REPO = "https://github.com/owner/thing"
API = "https://api.github.com/repos/owner/thing"
RAW = "https://raw.githubusercontent.com/owner/thing"


def visit(url: str, body: str = "<html><title>Thing</title>") -> Visit:
    return Visit("k", url, datetime(2026, 11, 1, tzinfo=UTC), status=200, final_url=url, body=body.encode())


@pytest.mark.parametrize(
    ("url", "body", "asked"),
    [
        (REPO, "<p>", [("readme", f"{RAW}/HEAD/README.md"), ("repository", API)]),
        (REPO + ".git", "<p>", [("readme", f"{RAW}/HEAD/README.md"), ("repository", API)]),
        (REPO, '<article class="markdown-body entry-content">', [("repository", API)]),
        (REPO + "/blob/main/a/b.ipynb", "<p>", [("file", f"{RAW}/main/a/b.ipynb")]),
        (REPO + "/issues/7", "<p>", []),
        ("https://github.com/topics/python", "<p>", []),
        ("https://colab.research.google.com/github/owner/thing/blob/main/x.ipynb", "<p>", [("file", f"{RAW}/main/x.ipynb")]),
        ("https://youtu.be/abc", "<p>", [("oembed", "https://www.youtube.com/oembed?url=https%3A%2F%2Fyoutu.be%2Fabc&format=json")]),
        ("https://www.youtube.com/watch?v=abc", '{"videoDetails": {"author": "Ada"}}', []),
        ("https://lessons.example/github.com/owner/thing", "<p>", []),
        ("https://gitlab.com/group/sub/thing", "<p>", [("readme", "https://gitlab.com/group/sub/thing/-/raw/HEAD/README.md"), ("project", "https://gitlab.com/api/v4/projects/group%2Fsub%2Fthing?license=true")]),
        ("https://gitlab.com/owner/thing/-/issues/3", "<p>", []),
        ("https://gitlab.com/explore/projects", "<p>", []),
        ("https://huggingface.co/owner/model-7b", "<p>", [("readme", "https://huggingface.co/owner/model-7b/raw/main/README.md"), ("hub", "https://huggingface.co/api/models/owner/model-7b")]),
        ("https://huggingface.co/owner/model-7b", '<div class="model-card-content prose">', [("hub", "https://huggingface.co/api/models/owner/model-7b")]),
        ("https://huggingface.co/datasets/squad", "<p>", [("readme", "https://huggingface.co/datasets/squad/raw/main/README.md"), ("hub", "https://huggingface.co/api/datasets/squad")]),
        ("https://huggingface.co/blog/rlhf", "<p>", []),
        ("https://huggingface.co/spaces/owner/demo", "<p>", []),
        ("https://arxiv.org/pdf/1706.03762v5.pdf", "%PDF-", [("abstract", "https://arxiv.org/abs/1706.03762")]),
        ("https://arxiv.org/abs/1706.03762", "<p>", []),
        ("https://nbviewer.org/github/o/r/blob/main/x.ipynb", "<p>", [("file", "https://raw.githubusercontent.com/o/r/main/x.ipynb")]),
        ("https://nbviewer.org/github/o/r/blob/main/x.ipynb", '<div id="notebook">', []),
        ("https://colab.research.google.com/gist/ada/0a1b/x.ipynb", "<p>", [("file", "https://gist.githubusercontent.com/ada/0a1b/raw/x.ipynb")]),
    ],
)  # fmt: skip
def test_only_what_the_page_leaves_open_is_asked(url: str, body: str, asked: list[tuple[str, str]]) -> None:
    assert list(wanted(visit(url, body))) == asked
    # who visits the page may ask its questions: their hosts are never another process's
    assert {family(host_in(question)) for _, question in asked} <= {family(host_in(url))}


def test_a_thing_that_moved_is_asked_about_where_it_is() -> None:
    moved = replace(visit("https://github.com/old/name", '<article class="markdown-body">'), final_url=REPO)
    assert wanted(moved) == (("repository", API),)
    walled = replace(visit("https://youtu.be/abc"), final_url="https://consent.youtube.com/m?continue=x")
    assert "youtu.be" in wanted(walled)[0][1]


def test_an_unchanged_page_asks_nothing() -> None:
    assert wanted(replace(visit(REPO), not_modified=True)) == ()


def test_what_the_verdict_asked_is_not_asked_again() -> None:
    address = "https://www.youtube.com/oembed?url=x"
    known = replace(visit("https://youtu.be/x"), asked=Probe(address, 200, address, "", '{"title": "T"}'))
    assert companions.told_already(known, address) == '{"title": "T"}'
    assert companions.told_already(known, address + "y") is None


@pytest.fixture
def site(web: Web, monkeypatch: pytest.MonkeyPatch) -> Web:
    """A video site whose interface stands on another host."""
    row = Companion("oembed", r"^http://videos\.example/(\d+)", "http://api.example/about/{0}", "", "here")
    monkeypatch.setattr(companions, "COMPANIONS", (row,))
    companions._any_site.cache_clear()
    monkeypatch.setattr(companions, "_any_site", companions._any_site.__wrapped__)
    return web


def test_the_answer_travels_with_the_visit(site: Web, visit_all: Crawl) -> None:
    url = site.page("videos.example", "/1")
    site.page("api.example", "/about/1", answer(body=json.dumps({"author_name": "Ada"})))
    crawled = visit_all(url)
    assert json.loads(crawled.visits[url].companions["oembed"]) == {"author_name": "Ada"}
    assert len(site.asked("videos.example", "/1")) == 1
    assert len(site.asked("api.example", "/about/1")) == 1


@pytest.mark.parametrize(
    ("act", "told"),
    [
        (answer(404), {"oembed": ""}),
        (answer(403, "limit"), {}),
        (answer(503, "", Retry_After="3600"), {}),
        (lambda _: Hang(), {}),
    ],
)
def test_no_answer_costs_nothing_and_is_not_asked_again(
    site: Web, visit_all: Crawl, act: Act | bytes, told: dict[str, str]
) -> None:
    url = site.page("videos.example", "/1")
    site.page("api.example", "/about/1", act)
    crawled = visit_all(url, timeout_s=5.0)
    assert crawled.state(url) == "ok"
    assert crawled.visits[url].companions == told
    assert len(site.asked("api.example", "/about/1")) == 1


def test_a_connection_that_the_host_closed_meanwhile_is_no_answer(site: Web, visit_all: Crawl) -> None:
    url = site.page("videos.example", "/1")
    site.page("api.example", "/about/1", lambda asked: answer(body="{}") if asked.number else Drop())
    assert visit_all(url).visits[url].companions == {"oembed": "{}"}
    assert len(site.asked("api.example", "/about/1")) == 2


def test_a_host_that_leaves_questions_open_is_asked_no_more(site: Web, visit_all: Crawl) -> None:
    urls = [site.page("videos.example", f"/{number}", answer(body=PAGE)) for number in range(9)]
    for number in range(9):
        site.page("api.example", f"/about/{number}", answer(403, "limit"))
    crawled = visit_all(*urls)
    assert {check.state.value for check in crawled.checks.values()} == {"ok"}
    assert crawled.calls == 9
    assert len(site.asked("api.example")) == 3


def test_robots_txt_holds_for_questions_too(site: Web, visit_all: Crawl) -> None:
    url = site.page("videos.example", "/1")
    site.page("api.example", "/robots.txt", answer(body="User-agent: *\nDisallow: /\n", Content_Type="text/plain"))
    site.page("api.example", "/about/1")
    crawled = visit_all(url, robots=True)
    assert crawled.state(url) == "ok"
    assert not site.asked("api.example", "/about/1")


def test_who_wants_verdicts_alone_asks_nothing(site: Web, visit_all: Crawl) -> None:
    url = site.page("videos.example", "/1")
    assert visit_all(url, companions=False).state(url) == "ok"
    assert not site.asked("api.example")


def test_dead_pages_ask_nothing(site: Web, visit_all: Crawl) -> None:
    url = site.page("videos.example", "/1", answer(404))
    visit_all(url)
    assert not site.asked("api.example")


def test_every_row_names_its_source() -> None:
    assert all(row.source and row.name for row in COMPANIONS)
