"""One request at a time per host, robots.txt, patience and its limits."""

from __future__ import annotations

import pytest

from crawler.records import Target
from tests.crawler.crawl.conftest import PLENTY_S, Crawl
from tests.crawler.crawl.web import PAGE, Act, Asked, Drop, Hang, Web, answer


def test_a_host_gets_one_request_at_a_time_and_each_page_once(web: Web, visit_all: Crawl) -> None:
    urls = [web.page(f"{host}.example", f"/{page}") for host in "abc" for page in range(20)]
    crawled = visit_all(*urls, robots=True)
    assert {check.state for check in crawled.checks.values()} == {"ok"}
    assert max(request.at_once for request in web.requests) == 1
    assert sorted(f"http://{r.host}{r.path}" for r in web.requests if r.path != "/robots.txt") == sorted(urls)
    assert {request.method for request in web.requests} == {"GET"}


def test_robots_txt_is_asked_once_and_obeyed(web: Web, visit_all: Crawl) -> None:
    web.page("a.example", "/robots.txt", answer(body="User-agent: *\nDisallow: /private\n", Content_Type="text/plain"))
    free, closed = web.page("a.example", "/free"), web.page("a.example", "/private/page")
    crawled = visit_all(free, closed, robots=True)
    assert crawled.state(free) == "ok"
    assert crawled.state(closed) == "robots_disallowed"
    assert [r.path for r in web.requests].count("/robots.txt") == 1
    assert not web.asked("a.example", "/private/page")


def test_a_byte_order_mark_hides_no_rule(web: Web, visit_all: Crawl) -> None:
    web.page("a.example", "/robots.txt", answer(body="\ufeffUser-agent: *\nDisallow: /\n", Content_Type="text/plain"))
    url = web.page("a.example", "/lesson")
    assert visit_all(url, robots=True).state(url) == "robots_disallowed"


def test_robots_txt_of_a_redirects_goal_is_obeyed_too(web: Web, visit_all: Crawl) -> None:
    web.page("b.example", "/robots.txt", answer(body="User-agent: linkatlas\nDisallow: /\n"))
    url = web.page("a.example", "/old", answer(301, Location="http://b.example/new"))
    crawled = visit_all(url, robots=True)
    assert crawled.state(url) == "robots_disallowed"
    assert not web.asked("b.example")


@pytest.mark.parametrize(
    "robots",
    [answer(500, "broken"), answer(404, ""), answer(302, Location="/robots.txt"), answer(body=b"\xff\xfe\x00binary")],
)
def test_a_robots_txt_that_says_nothing_forbids_nothing(web: Web, visit_all: Crawl, robots: bytes) -> None:
    web.page("a.example", "/robots.txt", robots)
    url = web.page("a.example", "/lesson")
    assert visit_all(url, robots=True).state(url) == "ok"


def failing(times: int, fail: Act | bytes) -> Act:
    """Fails so often, then is a page."""

    def act(asked: Asked) -> bytes | Drop | Hang:
        if asked.number < times:
            return fail(asked) if callable(fail) else fail  # type: ignore[return-value]
        return answer(body=PAGE)

    return act


@pytest.mark.parametrize(
    "fail",
    [
        answer(500),
        answer(503, Retry_After="1"),
        answer(429),
        answer(520),
        lambda _: Drop(),
        b"",
        b"\x00\x01 no HTTP\r\n\r\n",
    ],
    ids=["500", "503 with wait", "429", "520", "reset", "silence", "garbage"],
)
def test_what_passes_is_tried_again(web: Web, visit_all: Crawl, fail: Act | bytes) -> None:
    url = web.page("a.example", "/lesson", failing(1, fail))
    crawled = visit_all(url, timeout_s=4.0 if fail == b"" else PLENTY_S)
    assert crawled.state(url) == "ok"
    assert len(web.asked("a.example")) == 2


def test_what_does_not_pass_is_told_after_the_last_try(web: Web, visit_all: Crawl) -> None:
    url = web.page("a.example", "/lesson", answer(503))
    assert visit_all(url, retries=1).state(url) == "server_error"
    assert len(web.asked("a.example")) == 2


def test_a_dead_page_is_not_asked_twice(web: Web, visit_all: Crawl) -> None:
    url = web.page("a.example", "/gone", answer(410))
    assert visit_all(url).state(url) == "gone"
    assert len(web.asked("a.example")) == 1


def test_a_wait_beyond_the_cap_sets_the_link_aside_and_the_run_goes_on(web: Web, visit_all: Crawl) -> None:
    patient = web.page("a.example", "/limited", answer(429, Retry_After="7200"))
    other = web.page("b.example", "/lesson")
    crawled = visit_all(patient, other, retry_after_cap_s=5)
    check = crawled.checks[patient]
    assert check.state == "rate_limited"
    assert check.next_check_at is not None
    assert 7000 < (check.next_check_at - check.at).total_seconds() < 7300
    assert crawled.state(other) == "ok"
    assert len(web.asked("a.example")) == 1


def test_a_host_whose_first_visits_all_fail_is_left_alone(web: Web, visit_all: Crawl) -> None:
    urls = [web.page("a.example", f"/{number}", lambda _: Drop()) for number in range(30)]
    crawled = visit_all(*urls, retries=0)
    assert {check.state for check in crawled.checks.values()} == {"connection_failed"}
    assert len(web.asked("a.example")) == 3
    assert sum("left alone" in check.reason for check in crawled.checks.values()) == 27


def test_a_host_that_answers_is_not_left_alone(web: Web, visit_all: Crawl) -> None:
    urls = [web.page("a.example", "/0")]
    urls += [web.page("a.example", f"/{number}", lambda _: Drop()) for number in range(1, 10)]
    visit_all(*urls, retries=0)
    assert len(web.asked("a.example")) == 10


def test_a_host_that_hangs_costs_the_others_nothing(web: Web, visit_all: Crawl) -> None:
    hanging = web.page("slow.example", "/", lambda _: Hang())
    urls = [web.page(f"h{number}.example", "/") for number in range(30)]
    crawled = visit_all(hanging, *urls, retries=0, concurrency=2, timeout_s=6.0)
    assert crawled.state(hanging) == "timeout"
    assert all(crawled.state(url) == "ok" for url in urls)


def test_an_unchanged_page_is_not_sent_again(web: Web, visit_all: Crawl) -> None:
    def act(asked: Asked) -> bytes:
        return (
            answer(304, ETag='"v1"') if asked.headers.get("if-none-match") == '"v1"' else answer(body=PAGE, ETag='"v1"')
        )

    url = web.page("a.example", "/lesson", act)
    first = visit_all(url).visits[url]
    assert first.headers["etag"] == '"v1"'
    again = visit_all(Target(url, url, etag='"v1"'))
    assert again.visits[url].not_modified
    assert again.state(url) == "ok"


def test_we_say_who_we_are(web: Web, visit_all: Crawl) -> None:
    url = web.page("a.example", "/lesson")
    visit_all(url, contact="https://notes.example/contact")
    agent = web.requests[0].headers["user-agent"]
    assert "linkatlas/" in agent
    assert "https://notes.example/contact" in agent


def test_a_host_that_cannot_be_reached_for_robots_txt_is_not_visited_without_it(web: Web, visit_all: Crawl) -> None:
    web.page("a.example", "/robots.txt", failing(1, lambda _: Drop()))
    url = web.page("a.example", "/lesson")
    assert visit_all(url, robots=True).state(url) == "ok"
    assert [request.path for request in web.requests] == ["/robots.txt", "/robots.txt", "/lesson"]


def test_rules_that_come_at_the_second_asking_are_obeyed(web: Web, visit_all: Crawl) -> None:
    def act(asked: Asked) -> bytes | Drop:
        return answer(body="User-agent: *\nDisallow: /\n") if asked.number else Drop()

    web.page("a.example", "/robots.txt", act)
    url = web.page("a.example", "/lesson")
    assert visit_all(url, robots=True).state(url) == "robots_disallowed"
    assert not web.asked("a.example")
