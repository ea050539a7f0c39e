# ruff: noqa: E501 - the rows of a table stay on one line
"""What pages say of themselves, in many languages, decides; what they are about does not."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.records import Health, Hop, Probe, State, Visit
from crawler.verdicts import is_suspect, judge
from tests.crawler.verdicts.samples import ALIVE, BOTS, CONSENT, LOGIN, MISSING, PARKED, PROSE, Row

NOW = datetime(2027, 3, 1, tzinfo=UTC)
URL = "https://courses.example.org/guide/gradient-descent-basics"


def visit(body: str = "", *, url: str = URL, final: str = "", status: int = 200, **more: object) -> Visit:
    """A visit that ended with an HTML page."""
    base = {"content_type": "text/html", "charset": "utf-8", "body": body.encode()}
    return Visit("k", url, NOW, final_url=final or url, status=status, **{**base, **more})  # type: ignore[arg-type]


def page(row: Row) -> str:
    """A page with a menu, a title, a headline and what comes after it."""
    title, headline, rest = row
    menu = "<nav><a href=/>Home</a> <a href=/c>Courses</a></nav>"
    return f"<html><head><title>{title}</title></head><body>{menu}<h1>{headline}</h1>{rest}</body></html>"


def name(row: Row) -> str:
    return f"{row[0]} / {row[1]}"[:60].encode("ascii", "backslashreplace").decode()


@pytest.mark.parametrize("row", MISSING, ids=name)
def test_a_page_that_says_that_it_is_not_there_is_dead(row: Row) -> None:
    check = judge(visit(page(row)))
    assert check.state is State.SOFT_404
    assert check.evidence["words"]


@pytest.mark.parametrize("row", ALIVE, ids=name)
def test_a_page_with_something_to_say_is_alive(row: Row) -> None:
    title, headline, rest = row
    assert judge(visit(page((title, headline or title, rest)))).state is State.OK


@pytest.mark.parametrize("row", LOGIN, ids=name)
def test_a_log_in_wall_is_uncertain(row: Row) -> None:
    assert judge(visit(page(row))).state is State.LOGIN_REQUIRED


@pytest.mark.parametrize("row", PARKED, ids=name)
def test_a_parked_domain_is_dead(row: Row) -> None:
    assert judge(visit(page(row))).state is State.PARKED


@pytest.mark.parametrize("status", [200, 403, 503])
@pytest.mark.parametrize("row", BOTS, ids=name)
def test_a_wall_against_robots_is_uncertain_whatever_the_status(row: Row, status: int) -> None:
    assert judge(visit(page(row), status=status)).state is State.BLOCKED


@pytest.mark.parametrize("row", CONSENT, ids=name)
def test_a_consent_wall_is_uncertain(row: Row) -> None:
    assert judge(visit(page(row))).state is State.BLOCKED


@pytest.mark.parametrize("row", [*LOGIN, *PARKED, *BOTS, *CONSENT, *MISSING], ids=name)
def test_an_article_under_the_same_title_is_not_dead(row: Row) -> None:
    """With the same words and a long text below them nothing is certain, so nothing is dead."""
    article = page((row[0], row[1], PROSE * 5))
    assert judge(visit(article)).health is not Health.DEAD


def probe(body: str, *, status: int = 200, final: str = "") -> Probe:
    """What the host answered for a made-up address."""
    title = body.partition("<title>")[2].partition("</title>")[0]
    text = body.partition("<body>")[2].replace("<p>", " ").replace("</p>", " ")
    return Probe(URL + "-made-up", status, final or URL + "-made-up", title, text)


CATALOGUE = f"<html><head><title>Page not found</title></head><body>{PROSE * 5}</body></html>"


def test_a_rich_error_page_is_a_suspect_and_the_made_up_address_decides() -> None:
    seen = visit(CATALOGUE)
    assert is_suspect(seen)
    assert judge(visit(CATALOGUE, probe=probe(CATALOGUE))).state is State.SOFT_404
    assert judge(visit(CATALOGUE, probe=probe(CATALOGUE, status=404))).state is State.OK


@pytest.mark.parametrize("row", ALIVE[-8:], ids=name)
def test_ordinary_pages_are_no_suspects(row: Row) -> None:
    assert not is_suspect(visit(page((row[0], row[0], PROSE * 5))))


@pytest.mark.parametrize(
    ("url", "final", "state"),
    [
        ("https://a.example.org/2019/05/a-post", "https://a.example.org/", State.SOFT_404),
        ("https://a.example.org/how-to-train-nets", "https://www.a.example.org/", State.SOFT_404),
        ("https://a.example.org/courses/databases/", "https://a.example.org/en/", State.SOFT_404),
        ("https://a.example.org/p/12345.html", "https://a.example.org/index.html", State.SOFT_404),
        ("http://a.example.org/", "https://a.example.org/", State.MOVED),
        ("https://a.example.org/home", "https://a.example.org/", State.MOVED),
        ("https://bit.ly/abc", "https://fast.example.com/", State.MOVED),
        ("https://old.example.org/keras", "https://keras.example.com/", State.MOVED),
        ("https://a.example.org/blog", "https://a.example.org/", State.MOVED),
        ("https://a.example.org/lesson", "https://a.example.org/404", State.SOFT_404),
        ("https://a.example.org/lesson", "https://a.example.org/errors/not-found.html", State.SOFT_404),
        ("https://a.example.org/lesson", "https://a.example.org/seite-nicht-gefunden/", State.SOFT_404),
        ("https://a.example.org/lesson", "https://a.example.org/login?next=/lesson", State.LOGIN_REQUIRED),
        ("https://a.example.org/lesson", "https://accounts.example.org/v2/start", State.LOGIN_REQUIRED),
        ("https://a.example.org/lesson", "https://school.okta.com/app", State.LOGIN_REQUIRED),
        ("https://a.example.org/lesson", "https://consent.youtube.com/m?continue=x", State.BLOCKED),
        ("https://a.example.org/lesson", "https://www.hugedomains.com/domain_profile.cfm?d=a", State.PARKED),
        ("https://a.example.org/lesson", "https://dan.com/buy-domain/a.example.org", State.PARKED),
        ("https://a.example.org/lesson", "https://b.example.net/lesson", State.MOVED),
    ],
)
def test_where_a_link_leads_tells(url: str, final: str, state: State) -> None:
    body = page(("Lessons for all", "Lessons for all", PROSE * 5))
    assert judge(visit(body, url=url, final=final, hops=(Hop(url, 301),))).state is state


def test_a_lesson_sent_to_the_list_of_lessons_asks_the_made_up_address() -> None:
    url, above = "https://a.example.org/lessons/trees", "https://a.example.org/lessons/"
    body = page(("Lessons", "Lessons", PROSE))
    sent = visit(body, url=url, final=above, hops=(Hop(url, 302),))
    assert is_suspect(sent)
    made_up = Probe(url, 200, above, "", "")
    assert judge(visit(body, url=url, final=above, hops=(Hop(url, 302),), probe=made_up)).state is State.SOFT_404
    missing = Probe(url, 404, url, "", "")
    assert judge(visit(body, url=url, final=above, hops=(Hop(url, 302),), probe=missing)).state is State.REDIRECTED


def test_a_short_path_sent_home_asks_the_made_up_address() -> None:
    url, home = "https://a.example.org/blog", "https://a.example.org/"
    body = page(("Lessons", "Lessons", PROSE))
    sent = visit(body, url=url, final=home, hops=(Hop(url, 301),))
    assert is_suspect(sent)
    sent_too = visit(body, url=url, final=home, hops=(Hop(url, 301),), probe=Probe(url, 200, home, "", ""))
    assert judge(sent_too).state is State.SOFT_404


@pytest.mark.parametrize(
    ("status", "state"),
    [
        (200, State.OK), (204, State.OK), (206, State.OK), (304, State.OK), (400, State.BLOCKED), (401, State.LOGIN_REQUIRED),
        (402, State.BLOCKED), (403, State.BLOCKED), (404, State.NOT_FOUND), (405, State.BLOCKED), (406, State.BLOCKED),
        (408, State.TIMEOUT), (410, State.GONE), (418, State.BLOCKED), (429, State.RATE_LIMITED), (451, State.BLOCKED),
        (500, State.SERVER_ERROR), (502, State.SERVER_ERROR), (503, State.SERVER_ERROR), (504, State.SERVER_ERROR),
        (522, State.SERVER_ERROR), (530, State.SERVER_ERROR), (999, State.BLOCKED), (302, State.SERVER_ERROR),
    ],
)  # fmt: skip
def test_a_status_means_what_the_table_says(status: int, state: State) -> None:
    assert judge(visit("<html><body></body></html>", status=status)).state is state


@pytest.mark.parametrize(
    ("headers", "status", "state"),
    [
        ({"cf-mitigated": "challenge"}, 403, State.BLOCKED),
        ({"cf-mitigated": "challenge"}, 200, State.BLOCKED),
        ({"x-amzn-waf-action": "challenge"}, 202, State.BLOCKED),
        ({"x-datadome": "protected"}, 403, State.BLOCKED),
        ({"x-datadome": "protected"}, 200, State.OK),
        ({"server": "AkamaiGHost"}, 404, State.BLOCKED),
        ({"server": "cloudflare"}, 404, State.NOT_FOUND),
    ],
)
def test_headers_give_walls_away(headers: dict[str, str], status: int, state: State) -> None:
    body = "<title>Denied</title>" if headers.get("server") == "AkamaiGHost" else ""
    assert judge(visit(body, status=status, headers=headers)).state is state


@pytest.mark.parametrize("kind", ["application/pdf", "application/json", "text/css", "image/png", "video/mp4"])
def test_what_is_no_page_is_not_read_as_one(kind: str) -> None:
    assert judge(visit("404 page not found", content_type=kind)).state is State.OK


@pytest.mark.parametrize(
    "shell",
    [
        '<div id="app"></div><script src=/main.js></script>',
        "<noscript>Enable JavaScript</noscript><div id=root></div>",
        "",
        " ",
    ],
)
def test_a_page_that_scripts_fill_is_alive(shell: str) -> None:
    assert judge(visit(f"<html><head><title>CourseHub</title></head><body>{shell}</body></html>")).state is State.OK


def test_an_article_with_a_log_in_box_is_alive() -> None:
    box = "<form action=/login><input type=password><button>Log in</button></form>"
    assert judge(visit(page(("Gradient descent", "Gradient descent", box + PROSE)))).state is State.OK


def test_a_link_to_a_log_in_page_is_what_it_is() -> None:
    body = page(("Log in", "Log in", "<form><input type=password></form>"))
    assert judge(visit(body, url="https://a.example.org/login")).state is State.OK


@given(st.binary(max_size=4000), st.sampled_from(["", "utf-8", "latin-1", "nonsense", "utf-16"]))
def test_no_page_breaks_the_judge(body: bytes, charset: str) -> None:
    odd = Visit(
        "k", URL, NOW, final_url=URL, status=200, content_type="text/html", charset=charset, body=b"<html>" + body
    )
    assert judge(odd).reason
    is_suspect(odd)


@given(
    st.lists(
        st.sampled_from(["<title>", "</title>", "<h1>", "<script>", "<!--", "-->", "404", "not found", "<p>", " "]),
        max_size=60,
    )
)
def test_no_markup_breaks_the_judge(parts: list[str]) -> None:
    assert judge(visit("".join(parts))).reason
