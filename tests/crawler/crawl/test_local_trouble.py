"""Trouble of this machine or its network, over real sockets: recognised, and nobody's death."""

from __future__ import annotations

import datetime as dt
import ssl
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
import trustme

from tests.crawler.crawl.conftest import Crawl
from tests.crawler.crawl.web import PAGE, Web, answer, running

NUMBER = 7
HOSTS = [f"h{number}.example" for number in range(NUMBER)]
URLS = [f"http://{host}/lesson" for host in HOSTS]
LOGIN = "<title>Hotel WiFi</title><form><input name=room></form>"


def test_a_portal_that_redirects_makes_the_run_inconclusive(web: Web, visit_all: Crawl) -> None:
    web.page("portal.example", "/login", answer(body=LOGIN))
    for number in range(NUMBER):
        web.page(f"h{number}.example", "/lesson", answer(302, Location="http://portal.example/login"))
    crawled = visit_all(*URLS)
    assert "portal.example" in crawled.outcome.inconclusive


def test_a_portal_that_answers_in_place_makes_the_run_inconclusive(web: Web, visit_all: Crawl) -> None:
    for number in range(NUMBER):
        web.page(f"h{number}.example", "/lesson", answer(body=LOGIN))
    assert "the same page" in visit_all(*URLS).outcome.inconclusive


def test_pages_of_their_own_are_no_portal(web: Web, visit_all: Crawl) -> None:
    for number in range(NUMBER):
        web.page(f"h{number}.example", "/lesson", answer(body=PAGE + str(number)))
    assert visit_all(*URLS).outcome.inconclusive == ""


TlsCrawl = Callable[[trustme.LeafCert], str]


@pytest.fixture
def behind(visit_all: Crawl, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[trustme.CA, TlsCrawl]:
    """An authority that is trusted, and a crawl of seven hosts behind one certificate; why it was inconclusive."""
    authority = trustme.CA()
    authority.cert_pem.write_to_path(tmp_path / "ca.pem")
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "ca.pem"))

    def crawl(certificate: trustme.LeafCert) -> str:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        certificate.configure_cert(context)
        with running(Web(), context) as served:
            urls = [url.replace("http:", "https:") for url in URLS]
            crawled = visit_all(*urls, connect_to={"*.example": f"127.0.0.1:{served.port}"}, retries=0)
        return crawled.outcome.inconclusive

    return authority, crawl


def test_a_wrong_clock_makes_the_run_inconclusive(behind: tuple[trustme.CA, TlsCrawl]) -> None:
    authority, crawl = behind
    past = dt.datetime.now(dt.UTC) - dt.timedelta(days=9)
    assert "clock" in crawl(authority.issue_cert(*HOSTS, not_before=past, not_after=past + dt.timedelta(days=1)))


def test_a_proxy_that_reads_along_makes_the_run_inconclusive(behind: tuple[trustme.CA, TlsCrawl]) -> None:
    _, crawl = behind
    assert "in their place" in crawl(trustme.CA().issue_cert(*HOSTS))


WITHOUT_DESCRIPTORS = """
import os, resource, sys
from crawler.crawl import crawl
from crawler.options import CrawlOptions
from crawler.records import Target
resource.setrlimit(resource.RLIMIT_NOFILE, (200, 200))
held, states = [], []
def keep(visit, check):
    states.append(check.health.value)
    try:
        while True:
            held.append(os.open("/dev/null", os.O_RDONLY))
    except OSError:
        pass
targets = [Target(f"k{n}", f"http://h{n}.example/lesson") for n in range(9)]
options = CrawlOptions(delay_s=0, timeout_s=20, retries=0, robots=False, concurrency=1,
                       connect_to={"*.example": sys.argv[1]})
outcome = crawl(targets, options, keep)
for number in held:
    os.close(number)
print(outcome.stopped, states, outcome.inconclusive, sep="|")
"""


def test_a_process_without_descriptors_stops_and_blames_itself(web: Web) -> None:
    for number in range(9):
        web.page(f"h{number}.example", "/lesson")
    line = [sys.executable, "-c", WITHOUT_DESCRIPTORS, f"127.0.0.1:{web.port}"]
    done = subprocess.run(line, capture_output=True, text=True, timeout=60)
    blame = "This machine had trouble of its own: this process has no free descriptors."
    assert done.stdout.strip() == f"True|['alive']|{blame}", done.stderr
