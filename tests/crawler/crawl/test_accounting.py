"""Every target is accounted for: once each, or left because the run was stopped."""

from __future__ import annotations

import os
import signal
from collections import Counter
from datetime import UTC, datetime

import pytest

from crawler.conclusive import Conclusiveness
from crawler.crawl import crawl
from crawler.errors import CrawlOptionsError
from crawler.options import CrawlOptions
from crawler.records import Check, Failure, Hop, Target, Visit
from tests.crawler.crawl.conftest import PLENTY_S, Crawl
from tests.crawler.crawl.web import Asked, Drop, Hang, Raw, Slow, Web, answer

HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 90000\r\n\r\n"


def test_odd_addresses_are_accounted_for(web: Web, visit_all: Crawl) -> None:
    long = web.page("a.example", "/" + "x" * 6000)
    urls = [long, "http://", "http:///x", "https://", "nonsense", "", "http://a b.example/", "http://[::1/x"]
    urls += ["http://a.example:99999/x", "http://a.example:0/", "http://" + "a" * 300 + ".example/"]
    urls += ["http://a..example/", "http://-.example/", "http://xn--a.example/"]
    crawled = visit_all(*urls, retries=0)
    assert crawled.calls == len(urls) == crawled.outcome.visited
    assert crawled.state(long) == "ok"
    assert not crawled.outcome.stopped


@pytest.mark.parametrize(
    ("act", "damage"),
    [
        (Raw(HEAD + b"<html><p>The beginning of a page that never"), "cut"),
        (answer(body=b"x" * 400_000), "oversized"),
        (Slow(HEAD), "slow"),
        (answer(body=b"this is no gzip", Content_Encoding="gzip"), "badly compressed"),
        (answer(body=b"\x1b\x0f\x00\xf8", Content_Encoding="br"), "badly compressed"),
        (b"HTTP/1.1 200 OK\r\nX-Long: " + b"a" * 100_000 + b"\r\nContent-Length: 2\r\n\r\nok", ""),
        (b"HTTP/1.1 204 No Content\r\nContent-Length: 1\r\n\r\n ", ""),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\nok and more", ""),
        (b"HTTP/1.1 200 OK\r\nno colon here\r\nContent-Length: 2\r\n\r\nok", ""),
    ],
    ids=[
        "cut",
        "too long",
        "slow",
        "bad gzip",
        "a coding not asked for",
        "long header",
        "body after 204",
        "more than announced",
        "bad header",
    ],
)
def test_a_bad_body_is_no_dead_link(web: Web, visit_all: Crawl, act: bytes | Slow, damage: str) -> None:
    def said(_: object) -> bytes | Slow:
        return act

    url = web.page("a.example", "/lesson", said)
    crawled = visit_all(url, max_body_mb=0.2, retries=0, timeout_s=4.0 if damage == "slow" else PLENTY_S)
    assert crawled.state(url) == "ok"
    assert crawled.visits[url].damage == damage


@pytest.mark.parametrize(
    ("act", "state"),
    [
        (lambda _: Drop(), "connection_failed"),
        (lambda _: Hang(), "timeout"),
        (Raw(b"\x00\x01 SSH\r\n\r\n"), "connection_failed"),
        (Raw(b"HTTP/1.1 banana\r\n\r\n"), "connection_failed"),
    ],
    ids=["reset", "silence", "no HTTP", "no status"],
)
def test_no_answer_is_uncertain(web: Web, visit_all: Crawl, act: bytes, state: str) -> None:
    url = web.page("a.example", "/lesson", act)
    assert visit_all(url, retries=0, timeout_s=2.0 if state == "timeout" else PLENTY_S).state(url) == state


def test_a_closed_port_is_uncertain(visit_all: Crawl) -> None:
    url = "http://a.example/"
    assert visit_all(url, retries=0, connect_to={"*.example": "127.0.0.1:9"}).state(url) == "connection_failed"


def test_a_stop_ends_soon_and_leaves_the_rest_due(web: Web) -> None:
    urls = [web.page(f"h{number}.example", "/", (lambda _: Hang()) if number % 2 else b"") for number in range(40)]
    seen: list[Check] = []
    options = CrawlOptions(delay_s=0, timeout_s=20, robots=False, connect_to={"*.example": f"127.0.0.1:{web.port}"})
    targets = [Target(url, url) for url in urls]
    outcome = crawl(targets, options, lambda _, check: seen.append(check), stop=lambda: len(seen) >= 5)
    assert outcome.stopped
    assert 5 <= outcome.visited == len(seen) < 40
    assert {check.state for check in seen} == {"ok"}


def test_sigterm_is_a_stop(web: Web) -> None:
    def end_us(asked: Asked) -> Hang:
        if asked.host == "h0.example":
            os.kill(os.getpid(), signal.SIGTERM)
        return Hang()

    urls = [web.page(f"h{number}.example", "/", end_us) for number in range(5)]
    options = CrawlOptions(delay_s=0, timeout_s=20, robots=False, connect_to={"*.example": f"127.0.0.1:{web.port}"})
    outcome = crawl([Target(url, url) for url in urls], options, lambda _visit, _check: None)
    assert (outcome.stopped, outcome.visited) == (True, 0)


def test_what_the_sink_raises_is_raised(web: Web) -> None:
    url = web.page("a.example", "/")
    options = CrawlOptions(delay_s=0, robots=False, connect_to={"*.example": f"127.0.0.1:{web.port}"})

    def full(_visit: Visit, _check: Check) -> None:
        raise OSError("the disk is full")

    with pytest.raises(OSError, match="disk is full"):
        crawl([Target(url, url)], options, full)


def test_nothing_to_visit_is_no_crawl() -> None:
    assert crawl([], CrawlOptions(), lambda _visit, _check: None).visited == 0


@pytest.mark.parametrize("options", [CrawlOptions(allow_networks=("x",)), CrawlOptions(connect_to={"a": "b"})])
def test_options_that_make_no_sense_are_told_before_anything_is_visited(options: CrawlOptions) -> None:
    with pytest.raises(CrawlOptionsError):
        crawl([Target("k", "http://a.example/")], options, lambda _visit, _check: None)


def test_several_processes_have_hosts_of_their_own(web: Web, visit_all: Crawl) -> None:
    urls = [web.page(f"{host}.example", f"/{page}") for host in "abcdef" for page in range(5)]
    crawled = visit_all(*urls, processes=3, robots=True)
    assert crawled.calls == crawled.outcome.visited == 30
    assert {check.state.value for check in crawled.checks.values()} == {"ok"}
    assert max(request.at_once for request in web.requests) == 1
    assert Counter(r.path for r in web.requests)["/robots.txt"] == 6


def watched(*visits: tuple[str, Failure | None], before: bool = False, tls: int | None = None) -> str:
    watch = Conclusiveness()
    for host, failure in visits:
        url = f"https://{host}/"
        target = Target(url, url, answered_before=before)
        watch.note(target, Visit(url, url, at=None, final_url=url, failure=failure, tls_code=tls))  # type: ignore[arg-type]
    return watch.verdict()


def hosts(number: int, failure: Failure | None) -> list[tuple[str, Failure | None]]:
    return [(f"h{number}{failure}.example", failure) for number in range(number)]


@pytest.mark.parametrize(
    "failure", [Failure.NAME_SERVER_FAILED, Failure.UNREACHABLE, Failure.NAME_UNKNOWN, Failure.TIMEOUT]
)
def test_a_run_in_which_nobody_is_heard_proves_nothing(failure: Failure) -> None:
    assert "offline" in watched(*hosts(10, failure))


@pytest.mark.parametrize(
    "failure", [Failure.NAME_UNKNOWN, Failure.TIMEOUT, Failure.REFUSED, Failure.NAME_SERVER_FAILED]
)
@pytest.mark.parametrize("number", [1, 2])
def test_however_few_are_asked_silence_of_all_proves_nothing(number: int, failure: Failure) -> None:
    assert "cannot be told" in watched(*hosts(number, failure))


@pytest.mark.parametrize("witness", [None, Failure.TLS, Failure.ROBOTS, Failure.SET_ASIDE, Failure.REDIRECT_LOOP])
def test_a_name_that_is_gone_is_believed_beside_a_host_that_is_heard(witness: Failure | None) -> None:
    assert watched(("gone.example", Failure.NAME_UNKNOWN), ("here.example", witness)) == ""


@pytest.mark.parametrize("mute", [Failure.FORBIDDEN_ADDRESS, Failure.BAD_ANSWER])
def test_what_never_left_this_machine_is_no_witness(mute: Failure) -> None:
    assert "offline" in watched(*hosts(4, Failure.NAME_UNKNOWN), ("127.0.0.1", mute))
    assert watched(("127.0.0.1", mute)) == ""


def test_silence_of_nearly_all_of_many_is_the_networks() -> None:
    assert "19 of 20" in watched(*hosts(19, Failure.NAME_UNKNOWN), *hosts(1, None))
    assert watched(*hosts(14, Failure.NAME_UNKNOWN), *hosts(6, None)) == ""
    assert watched(*hosts(8, Failure.NAME_UNKNOWN), *hosts(1, None)) == ""


def test_most_hosts_lost_that_answered_before_prove_nothing() -> None:
    assert "answered before" in watched(*hosts(6, Failure.TIMEOUT), *hosts(4, None), before=True)
    assert watched(*hosts(3, Failure.TIMEOUT), *hosts(7, None), before=True) == ""


def test_many_expired_certificates_mean_a_wrong_clock() -> None:
    assert "clock" in watched(*hosts(6, Failure.TLS), tls=10)
    assert watched(*hosts(4, Failure.TLS), *hosts(1, None), tls=62) == ""
    assert watched(*hosts(6, Failure.TLS), *hosts(6, None), tls=62) == ""


def test_many_certificates_of_somebody_else_mean_a_reader_between() -> None:
    assert "in their place" in watched(*hosts(6, Failure.TLS), *hosts(5, None), tls=62)


def test_three_certificates_of_somebody_else_and_not_one_good_prove_nothing() -> None:
    assert "in their place" in watched(*hosts(3, Failure.TLS), tls=62)
    assert watched(*hosts(2, Failure.TLS), tls=62) == ""
    assert watched(*hosts(3, Failure.TLS), *hosts(1, None), tls=62) == ""


def test_a_network_that_asks_for_a_log_in_says_nothing_of_its_hosts() -> None:
    watch = Conclusiveness()
    for number in range(6):
        url = f"http://h{number}.example/"
        watch.note(Target(url, url), Visit(url, url, datetime.now(UTC), final_url=url, status=511))
    assert "log-in page" in watch.verdict()


def test_many_hosts_that_lead_to_one_mean_a_portal() -> None:
    watch = Conclusiveness()
    now = datetime.now(UTC)
    for number in range(6):
        url = f"http://h{number}.example/"
        final = "http://hotspot.example/login"
        watch.note(Target(url, url), Visit(url, url, now, final_url=final, status=200, hops=(Hop(url, 302),)))
    assert "hotspot.example" in watch.verdict()


def test_trouble_of_this_machine_proves_nothing() -> None:
    assert "trouble of its own" in watched(*hosts(1, Failure.LOCAL), *hosts(9, None))


def test_what_two_processes_watched_is_added_up() -> None:
    first, second = Conclusiveness(), Conclusiveness()
    for watch in (first, second):
        for number in range(2):
            url = f"http://h{number}{id(watch)}.example/"
            watch.note(Target(url, url), Visit(url, url, at=None, failure=Failure.UNREACHABLE))  # type: ignore[arg-type]
    first.add(second)
    assert "4 hosts" in first.verdict()


def test_a_page_of_plain_text_is_a_page(web: Web, visit_all: Crawl) -> None:
    url = web.page("a.example", "/notes.txt", answer(body="Page not found is a phrase.", Content_Type="text/plain"))
    assert visit_all(url).state(url) == "ok"
