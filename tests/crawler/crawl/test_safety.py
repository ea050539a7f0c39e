"""Nothing private is reached, at no hop, in no spelling; the telltale is a server that must hear nothing."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from crawler.records import Failure
from crawler.settings import DOWNLOAD_HANDLERS
from tests.crawler.crawl.conftest import Crawl
from tests.crawler.crawl.web import PAGE, Web, answer, running

# each reaches 127.0.0.1 on a machine that lets it
SPELLINGS = [
    "127.0.0.1", "127.1", "2130706433", "0x7f.1", "0x7f000001", "017700000001", "0177.0.0.1", "0.0.0.0", "0", "[::1]",
    "[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "localhost", "LOCALHOST", "localhost.", "127.0.0.1.", "127.2.0.1",
    "①②⑦.⓪.⓪.①", "%31%32%37.0.0.1", "[0:0:0:0:0:ffff:127.0.0.1]", "[::127.0.0.1]", "[64:ff9b::7f00:1]",
]  # fmt: skip


@pytest.fixture
def canary() -> Iterator[Web]:
    """A server that nobody should call."""
    with running(Web()) as served:
        yield served


def no_calls(canary: Web) -> bool:
    return canary.connections == 0


@pytest.mark.parametrize("host", SPELLINGS)
def test_a_link_to_this_machine_is_not_followed(canary: Web, visit_all: Crawl, host: str) -> None:
    url = f"http://{host}:{canary.port}/"
    crawled = visit_all(url, robots=True, retries=0)
    assert no_calls(canary)
    assert crawled.checks[url].health != "alive"


@pytest.mark.parametrize("host", SPELLINGS)
@pytest.mark.parametrize("how", ["header", "meta", "refresh"])
def test_a_detour_to_this_machine_is_not_followed(web: Web, canary: Web, visit_all: Crawl, host: str, how: str) -> None:
    goal = f"http://{host}:{canary.port}/"
    said = {
        "header": answer(302, Location=goal),
        "meta": answer(body=f'<meta http-equiv="refresh" content="0;url={goal}">'),
        "refresh": answer(body="<p>x</p>", Refresh=f"0; url={goal}"),
    }[how]
    url = web.page("a.example", "/lesson", said)
    crawled = visit_all(url, robots=True, retries=0)
    assert no_calls(canary)
    assert crawled.checks[url].health != "alive"


def test_robots_txt_leads_nowhere_private(web: Web, canary: Web, visit_all: Crawl) -> None:
    web.page("a.example", "/robots.txt", answer(302, Location=f"http://127.0.0.1:{canary.port}/robots.txt"))
    url = web.page("a.example", "/lesson")
    crawled = visit_all(url, robots=True)
    assert no_calls(canary)
    assert crawled.state(url) == "ok"


def test_the_made_up_address_of_a_suspect_stays_on_its_host(web: Web, canary: Web, visit_all: Crawl) -> None:
    body = PAGE.replace("<title>Gradient descent", "<title>Page not found")
    url = web.page("a.example", "/lesson", answer(body=body))
    visit_all(url)
    assert no_calls(canary)
    assert all(r.host == "a.example" for r in web.requests)


@pytest.mark.parametrize(
    "scheme", ["file:///etc/passwd", "ftp://127.0.0.1/x", "data:text/html,x", "gopher://127.0.0.1/"]
)
def test_other_schemes_are_not_fetched(visit_all: Crawl, scheme: str) -> None:
    crawled = visit_all(scheme)
    assert crawled.calls == 1
    assert crawled.checks[scheme].health != "alive"
    assert crawled.checks[scheme].http_status is None


def test_scrapys_own_handlers_are_all_replaced() -> None:
    assert {scheme for scheme, path in DOWNLOAD_HANDLERS.items() if path} == {"http", "https"}
    assert all("Safe" in path for path in DOWNLOAD_HANDLERS.values() if path)


def test_credentials_of_an_address_are_not_sent_and_not_kept(web: Web, visit_all: Crawl) -> None:
    web.page("a.example", "/lesson")
    url = "http://me:hunter2@a.example/lesson?token=swordfish"
    web.page("a.example", "/lesson?token=swordfish")
    crawled = visit_all(url)
    assert crawled.state(url) == "ok"
    assert "authorization" not in web.asked("a.example")[0].headers
    check = crawled.checks[url]
    told = repr((check.reason, check.evidence, check.final_url, check.hops))
    assert "hunter2" not in told
    assert "swordfish" not in told


def test_cookies_of_a_site_are_not_kept(web: Web, visit_all: Crawl) -> None:
    url = web.page("a.example", "/lesson", answer(body=PAGE, Set_Cookie="session=hunter2"))
    assert "hunter2" not in repr(visit_all(url).visits[url])


def test_a_name_that_only_a_private_network_knows_is_not_dead(visit_all: Crawl) -> None:
    crawled = visit_all("http://wiki/start", "http://wiki.lan/start", "http://box.local/")
    assert {check.state.value for check in crawled.checks.values()} <= {"excluded", "dns_failed"}
    assert {visit.failure for visit in crawled.visits.values()} <= {
        Failure.FORBIDDEN_ADDRESS,
        Failure.NAME_SERVER_FAILED,
    }
