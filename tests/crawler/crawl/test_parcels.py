"""Several processes: manners hold over all of them, also where redirects lead from one's hosts to another's."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections import Counter

import psutil
import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.nursery import Nursery
from crawler.options import CrawlOptions
from crawler.parcels import depot
from crawler.parcels.depot import Depot
from crawler.parcels.families import family, large_family
from crawler.parcels.records import Done, Errand, LaneMemory, Memory, Parcel, RobotsWish
from crawler.parcels.work import do_parcel
from crawler.records import CrawlOutcome, Hop, Target
from tests.crawler.crawl.conftest import Crawl
from tests.crawler.crawl.web import PAGE, Asked, Hang, Web, answer


def told(crawled: object) -> dict[str, tuple[object, ...]]:
    """What a crawl says of each address, without its moments."""
    return {
        url: (check.state, check.http_status, check.final_url, check.hops, check.reason)
        for url, check in crawled.checks.items()  # type: ignore[attr-defined]
    }


def nurseries() -> list[psutil.Process]:
    """The processes that fork those who crawl."""
    return [child for child in psutil.Process().children() if "crawler.nursery" in " ".join(child.cmdline())]


def children() -> list[int]:
    """Those who crawl."""
    return [child.pid for nursery in nurseries() for child in nursery.children()]


def varied_web(web: Web) -> list[str]:
    """Hosts whose redirects lead from one to the other, robots.txt that stand elsewhere, cookies, probes, walls."""
    hosts = [f"h{number}.example" for number in range(12)]
    urls = [web.page(host, f"/{page}") for host in hosts for page in range(3)]
    for number, host in enumerate(hosts):
        goal = hosts[(number * 5 + 3) % 12]
        urls.append(web.page(host, "/moved", answer(301, Location=f"http://{goal}/0")))
        urls.append(web.page(host, "/twice", answer(302, Location=f"http://{goal}/moved")))
        urls.append(web.page(host, "/lost", answer(302, Location=f"http://{goal}/nowhere")))
        urls.append(web.page(host, f"/gone/{number}/lesson", answer(body="<title>Not found</title><p>Sorry")))
    for host in ("guide.example", "rules.example"):
        web.page(host, "/0")
    web.page("h1.example", "/robots.txt", answer(302, Location="http://rules.example/robots.txt"))
    web.page("rules.example", "/robots.txt", answer(301, Location="http://guide.example/rules"))
    web.page("guide.example", "/rules", answer(body="User-agent: *\nDisallow: /1\n"))
    web.page("h2.example", "/robots.txt", answer(body="User-agent: *\nDisallow: /moved\n"))
    urls.append(web.page("a.example", "/in", answer(302, Location="http://b.example/door", Set_Cookie="a=1")))
    web.page("b.example", "/door", answer(302, Location="http://a.example/room", Set_Cookie="b=2"))
    web.page("a.example", "/room", lambda asked: answer(body=PAGE) if "a=1" in str(asked.headers) else answer(403))
    urls.append(web.page("a.example", "/circle", answer(302, Location="http://b.example/circle")))
    web.page("b.example", "/circle", answer(302, Location="http://a.example/circle"))
    return urls


@pytest.mark.parametrize("seconds", [20.0, 0.0])
def test_any_number_of_processes_tells_the_same_and_asks_the_same(
    web: Web, visit_all: Crawl, monkeypatch: pytest.MonkeyPatch, seconds: float
) -> None:
    """With parcels that end at once, everything is given back and gone on with by another."""
    monkeypatch.setattr(depot, "SECONDS", seconds)
    monkeypatch.setattr(depot, "FEWEST", 2)
    urls = varied_web(web)
    alone = visit_all(*urls, robots=True)
    asked_alone = Counter((r.host, r.path) for r in web.requests if "linkatlas-" not in r.path)
    web.requests.clear()
    together = visit_all(*urls, robots=True, processes=3)
    asked = Counter((r.host, r.path) for r in web.requests if "linkatlas-" not in r.path)
    assert told(together) == told(alone)
    assert together.calls == together.outcome.visited == len(urls)
    assert asked == asked_alone
    assert max(request.at_once for request in web.requests) == 1
    assert together.outcome.requests == alone.outcome.requests


@pytest.mark.parametrize("processes", [1, 3])
def test_children_that_were_made_ready_before_tell_the_same_and_ask_the_same(
    web: Web, visit_all: Crawl, processes: int
) -> None:
    urls = varied_web(web)
    alone = visit_all(*urls, robots=True)
    asked_alone = Counter((r.host, r.path) for r in web.requests if "linkatlas-" not in r.path)
    web.requests.clear()
    with Nursery() as nursery:
        ready = visit_all(*urls, robots=True, processes=processes, nursery=nursery)
    assert told(ready) == told(alone)
    assert ready.calls == ready.outcome.visited == len(urls)
    assert Counter((r.host, r.path) for r in web.requests if "linkatlas-" not in r.path) == asked_alone
    assert max(request.at_once for request in web.requests) == 1


def test_a_killed_process_loses_nothing_and_its_hosts_are_done_by_another(web: Web, visit_all: Crawl) -> None:
    killed = threading.Event()

    def kill_the_asker(asked: Asked) -> bytes | Hang:
        if asked.number == 0 and not killed.is_set():
            killed.set()
            os.kill(children()[0], signal.SIGKILL)
        return answer(body=PAGE)

    urls = [web.page(f"h{host}.example", f"/{page}") for host in range(30) for page in range(6)]
    urls.append(web.page("h7.example", "/deadly", kill_the_asker))
    crawled = visit_all(*urls, processes=2, robots=True)
    assert killed.is_set()
    assert crawled.calls == crawled.outcome.visited == len(urls)
    assert {check.state.value for check in crawled.checks.values()} == {"ok"}
    assert not crawled.outcome.stopped


def test_without_the_process_that_forked_them_children_go_on_and_new_ones_are_had(web: Web, visit_all: Crawl) -> None:
    killed = threading.Event()

    def kill_the_nursery(asked: Asked) -> bytes:
        if asked.number == 0 and not killed.is_set():
            killed.set()
            crawling = children()
            nurseries()[0].kill()
            os.kill(crawling[0], signal.SIGKILL)
        return answer(body=PAGE)

    urls = [web.page(f"h{host}.example", f"/{page}") for host in range(30) for page in range(6)]
    urls.append(web.page("h7.example", "/deadly", kill_the_nursery))
    crawled = visit_all(*urls, processes=2, robots=True)
    assert killed.is_set()
    assert crawled.calls == crawled.outcome.visited == len(urls)
    assert not crawled.outcome.stopped


def test_nobody_is_left_when_whoever_started_them_is_killed() -> None:
    code = (
        "import time; from crawler.nursery import Nursery; nursery = Nursery(); child = nursery.child();"
        "print(1, flush=True); time.sleep(99)"
    )
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE) as starter:
        assert starter.stdout is not None
        starter.stdout.readline()
        started = psutil.Process(starter.pid).children(recursive=True)
        while len(started) < 2:
            time.sleep(0.05)
            started = psutil.Process(starter.pid).children(recursive=True)
        starter.kill()
    assert not psutil.wait_procs(started, timeout=10)[1]


def test_hosts_that_kill_whoever_asks_them_are_left_for_another_run(web: Web, visit_all: Crawl) -> None:
    def kill_all(_: Asked) -> bytes:
        for child in children():
            os.kill(child, signal.SIGKILL)
        time.sleep(0.1)
        return answer(body=PAGE)

    url = web.page("a.example", "/", kill_all)
    crawled = visit_all(url, web.page("a.example", "/2"), processes=2)
    assert crawled.outcome.stopped
    assert crawled.calls < 2


def test_a_crawl_whose_processes_all_end_before_they_tell_proves_nothing(web: Web, visit_all: Crawl) -> None:
    def kill_all(_: Asked) -> bytes:
        for child in children():
            os.kill(child, signal.SIGKILL)
        time.sleep(0.1)
        return answer(body=PAGE)

    crawled = visit_all(web.page("a.example", "/", kill_all), web.page("b.example", "/", kill_all), processes=2)
    assert (crawled.calls, crawled.outcome.stopped) == (0, True)
    assert "ended by themselves" in crawled.outcome.inconclusive


def test_a_stop_reaches_all_processes(web: Web, visit_all: Crawl) -> None:
    urls = [web.page(f"h{number}.example", "/", lambda _: Hang()) for number in range(8)]
    threading.Timer(1.5, os.kill, (os.getpid(), signal.SIGTERM)).start()
    crawled = visit_all(*urls, processes=2, timeout_s=25.0)
    assert (crawled.outcome.stopped, crawled.outcome.visited) == (True, 0)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("www.site.example", "site.example", True),
        ("raw.githubusercontent.com", "github.com", True),
        ("youtu.be", "www.youtube.com", True),
        ("one.github.io", "two.github.io", False),
        ("site.example", "other.example", False),
        ("127.0.0.1", "127.0.0.2", False),
    ],
)
def test_what_asks_one_another_is_one_family(one: str, other: str, *, same: bool) -> None:
    assert (family(one) == family(other)) is same


_NAMES = st.sampled_from(["a", "www", "b", "co", "uk", "github", "io", "youtu", "be", "x", "com"])


@given(st.lists(_NAMES, min_size=1, max_size=4), _NAMES)
def test_a_large_family_splits_no_family(names: list[str], before: str) -> None:
    one, other = ".".join(names), ".".join([before, *names])
    assert family(one) != family(other) or large_family(one) == large_family(other)


def target(url: str) -> Target:
    return Target(url, url)


def done(*back: Errand, **memories: Memory) -> Done:
    from crawler.conclusive import Conclusiveness

    return Done(
        back, {f"{name}.example": memory for name, memory in memories.items()}, CrawlOutcome(), Conclusiveness()
    )


def test_a_family_is_with_one_crawler_at_a_time() -> None:
    store = Depot([target("http://a.example/1"), target("http://b.example/1")], CrawlOptions())
    first = store.next_parcel(1)
    assert first
    assert first.families == {"a.example", "b.example"}
    onward = Errand(target("http://a.example/1"), "http://b.example/2", hops=(Hop("http://a.example/1", 301),))
    assert store.next_parcel(1) is None
    store.take_back(first.number, done(onward))
    second = store.next_parcel(1)
    assert second
    assert (second.families, second.errands) == ({"b.example"}, (onward,))


def test_manners_are_handed_on_with_the_host() -> None:
    store = Depot([target("http://a.example/1")], CrawlOptions())
    first = store.next_parcel(1)
    assert first
    again = Errand(target("http://a.example/2"), "http://a.example/2")
    lane = LaneMemory(pause=1000.0, delay=7.0, failed_in_a_row=2)
    store.take_back(first.number, done(again, a=Memory({"a.example": lane}, {"http://a.example": b"x"})))
    second = store.next_parcel(1)
    assert second
    memory = second.memories["a.example"]
    assert memory.robots == {"http://a.example": b"x"}
    assert 900 < memory.lanes["a.example"].pause <= 1000
    assert memory.lanes["a.example"].delay == 7.0


def test_what_a_lost_crawler_had_told_is_not_done_again() -> None:
    targets = [target(f"http://a.example/{number}") for number in range(3)]
    store = Depot(targets, CrawlOptions())
    for _ in range(depot.LOSSES - 1):
        parcel = store.next_parcel(1)
        assert parcel
        assert store.lost(parcel.number, {targets[0].key})
    parcel = store.next_parcel(1)
    assert parcel
    assert [errand.target for errand in parcel.errands] == targets[1:]
    assert not store.lost(parcel.number, ())


def test_where_a_robots_txt_led_to_last_is_not_forgotten_for_where_it_led_first() -> None:
    near, far = (
        RobotsWish("http://a.example", f"http://{host}.example/robots.txt", hops) for host, hops in (("b", 1), ("c", 2))
    )
    memory = Memory()
    for wish in (far, near):
        memory.add(Memory(wishes={wish.origin: wish}))
    assert memory.wishes == {"http://a.example": far}


def test_a_visit_that_meets_an_old_redirect_of_a_robots_txt_does_not_undo_where_it_was_followed_to(web: Web) -> None:
    """One parcel holds the origin, whose memory is from before, and the host on which the first redirect is read."""
    origin, rules = "http://a.example", "http://b.example/robots.txt"
    web.page("b.example", "/robots.txt", answer(301, Location="http://c.example/rules"))
    wish = RobotsWish(origin, rules)
    options = CrawlOptions(delay_s=0, connect_to={"*.example": f"127.0.0.1:{web.port}"})
    later = Errand(target(f"{origin}/later"), f"{origin}/later", wait=1.0)
    parcel = Parcel(
        1,
        (Errand(target(f"{origin}/first"), f"{origin}/first", wish=wish), later),
        frozenset({"a.example", "b.example"}),
        {"a.example": Memory(wishes={origin: wish})},
        options,
        60.0,
        1e9,
        family,
    )
    came = do_parcel(parcel, lambda *_: None, lambda: False)
    assert came.memories["a.example"].wishes == {origin: RobotsWish(origin, "http://c.example/rules", 2)}
    assert [(one.target.key, one.wish.hops if one.wish else 0) for one in came.back] == [
        (f"{origin}/first", 2),
        (f"{origin}/later", 1),
    ]
    assert [(asked.host, asked.path) for asked in web.requests] == [("b.example", "/robots.txt")]
