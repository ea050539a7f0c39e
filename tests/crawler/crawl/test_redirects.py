"""Chains are followed hop by hop, and every hop is kept."""

from __future__ import annotations

import pytest

from tests.crawler.crawl.conftest import Crawl
from tests.crawler.crawl.web import PAGE, Asked, Web, answer


@pytest.mark.parametrize(
    ("status", "state"), [(301, "moved"), (308, "moved"), (302, "redirected"), (303, "redirected"), (307, "redirected")]
)
def test_a_redirect_is_followed_and_kept(web: Web, visit_all: Crawl, status: int, state: str) -> None:
    goal = web.page("new.example", "/lesson")
    url = web.page("old.example", "/lesson", answer(status, Location=goal))
    crawled = visit_all(url)
    check = crawled.checks[url]
    assert (check.state, check.final_url) == (state, goal)
    assert [(hop.url, hop.status, hop.by) for hop in check.hops] == [(url, status, "header")]


def test_one_temporary_hop_makes_the_chain_temporary(web: Web, visit_all: Crawl) -> None:
    end = web.page("c.example", "/end")
    middle = web.page("b.example", "/middle", answer(302, Location=end))
    url = web.page("a.example", "/start", answer(301, Location=middle))
    check = visit_all(url).checks[url]
    assert check.state == "redirected"
    assert [hop.status for hop in check.hops] == [301, 302]


@pytest.mark.parametrize(
    "head", ["<meta http-equiv=refresh content='0; url=/new'>", '<META HTTP-EQUIV="Refresh" CONTENT="2;URL=new">']
)
def test_meta_refresh_is_a_redirect(web: Web, visit_all: Crawl, head: str) -> None:
    web.page("a.example", "/new")
    url = web.page("a.example", "/old", answer(body=f"<html><head>{head}</head></html>"))
    check = visit_all(url).checks[url]
    assert check.final_url == "http://a.example/new"
    assert check.hops[0].by == "meta"


@pytest.mark.parametrize(
    "script",
    [
        'window.onload=function(){window.location.href="/new"}',
        "location.replace('/new');",
        'setTimeout(function () { document.location = "/new"; }, 100);',
        'self.location.assign("http://a.example/new")',
        r'window.opener = null; location.replace("http:\/\/a.example\/new")',
        r'location.href = "\x2fnew";',
    ],
)
def test_a_page_that_is_nothing_but_a_script_that_sends_on_is_a_redirect(
    web: Web, visit_all: Crawl, script: str
) -> None:
    web.page("a.example", "/new")
    body = f"<html><head><title>a.example</title><script>{script}</script></head><body>Redirecting...</body></html>"
    url = web.page("a.example", "/old", answer(body=body))
    check = visit_all(url).checks[url]
    assert check.final_url == "http://a.example/new"
    assert check.hops[0].by == "script"


@pytest.mark.parametrize(
    "body",
    [
        '<script>if (!window.fetch) { location.href = "/new" }</script><div id=root></div>',
        '<script src=/app.js></script><script>window.location = "/new";</script>',
        '<button onclick="go()">Go</button><script>b.on("click", () => { location.href = "/new"; })</script>',
        "<script>location.href = next + '/new';</script>",
        '<script>location.href = "/old";</script>',
        PAGE + '<script>location.href = "/new";</script>',
    ],
)
def test_a_script_that_may_send_on_is_none(web: Web, visit_all: Crawl, body: str) -> None:
    web.page("a.example", "/new")
    url = web.page("a.example", "/old", answer(body=f"<html>{body}</html>"))
    assert visit_all(url).checks[url].final_url == url


def test_a_parking_page_behind_a_script_is_seen(web: Web, visit_all: Crawl) -> None:
    web.page("a.example", "/lander", answer(body="<title>a.example</title><h1>This domain is for sale</h1>"))
    body = '<html><head><script>window.onload=function(){window.location.href="/lander"}</script></head></html>'
    url = web.page("a.example", "/lesson", answer(body=body))
    assert visit_all(url).state(url) == "parked"


def test_a_page_that_reloads_itself_later_is_no_redirect(web: Web, visit_all: Crawl) -> None:
    url = web.page(
        "a.example", "/news", answer(body=PAGE.replace("<title>", "<meta http-equiv=refresh content=300><title>"))
    )
    assert visit_all(url).state(url) == "ok"


def test_circles_are_dead_and_end(web: Web, visit_all: Crawl) -> None:
    ping = web.page("a.example", "/ping", answer(301, Location="/pong"))
    web.page("a.example", "/pong", answer(301, Location="/ping"))
    crawled = visit_all(ping)
    assert crawled.state(ping) == "redirect_loop"
    assert len(web.asked("a.example")) == 2


def test_an_endless_chain_ends(web: Web, visit_all: Crawl) -> None:
    for number in range(40):
        web.page("a.example", f"/{number}", answer(302, Location=f"/{number + 1}"))
    url = "http://a.example/0"
    crawled = visit_all(url)
    assert crawled.state(url) == "redirect_loop"
    assert len(web.asked("a.example")) <= 21


def test_a_site_that_wants_its_cookie_back_is_no_circle(web: Web, visit_all: Crawl) -> None:
    def act(asked: Asked) -> bytes:
        if "ok=1" in asked.headers.get("cookie", ""):
            return answer(body=PAGE)
        return answer(302, Location="/lesson", Set_Cookie="ok=1; Path=/")

    url = web.page("a.example", "/lesson", act)
    crawled = visit_all(url)
    assert crawled.checks[url].health == "alive"


def test_cookies_of_one_chain_are_not_sent_in_another(web: Web, visit_all: Crawl) -> None:
    first = web.page("a.example", "/one", answer(302, Location="/end", Set_Cookie="seen=1; Path=/"))
    second = web.page("a.example", "/two")
    web.page("a.example", "/end")
    visit_all(first, second)
    assert web.asked("a.example", "/end")[0].headers["cookie"] == "seen=1"
    assert "cookie" not in web.asked("a.example", "/two")[0].headers


@pytest.mark.parametrize(
    ("goal", "state"),
    [
        ("javascript:alert(1)", "blocked"),
        ("myapp://open/1", "blocked"),
        ("mailto:a@b.example", "blocked"),
        ("http://[::1/x", "blocked"),
        ("http://a b.example:99999/", "blocked"),
        ("file:///etc/passwd", "blocked"),
    ],
)
def test_goals_that_are_not_of_the_web_leave_the_link_uncertain(
    web: Web, visit_all: Crawl, goal: str, state: str
) -> None:
    url = web.page("a.example", "/old", answer(302, Location=goal))
    check = visit_all(url).checks[url]
    assert check.health == "uncertain"
    assert check.state in (state, "connection_failed")


def test_a_redirect_without_a_goal_is_the_hosts_trouble(web: Web, visit_all: Crawl) -> None:
    url = web.page("a.example", "/old", answer(302, "moved, but where?"))
    assert visit_all(url).state(url) == "server_error"


def test_a_deep_link_sent_to_the_front_page_is_dead(web: Web, visit_all: Crawl) -> None:
    web.page("a.example", "/")
    url = web.page("a.example", "/2019/05/a-post", answer(301, Location="/"))
    assert visit_all(url).state(url) == "soft_404"
