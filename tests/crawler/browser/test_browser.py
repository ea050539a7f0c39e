"""Real pages in the real Chromium: what it may reach, how long and with how much memory, and what is told of it."""

from __future__ import annotations

import os
import shutil
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace

import psutil
import pytest

from crawler.browser.browser import HeldBrowser, chromium
from crawler.browser.crawl import MARK, RenderingCrawl, needs_browser
from crawler.browser.options import BrowserOptions
from crawler.browser.processes import memory, tree
from crawler.crawl import crawl
from crawler.errors import CrawlOptionsError
from crawler.options import CrawlOptions
from crawler.records import Check, State, Target, Visit
from crawler.verdicts import judge
from tests.crawler.crawl.web import Web, answer, running

pytestmark = [pytest.mark.chromium, pytest.mark.timeout(120)]
LESSON = "Backpropagation carries the error backwards through the layers, and each weight learns its share of it. " * 4
QUICK = BrowserOptions(pages=5, timeout_s=8.0, sandbox=os.geteuid() != 0)


@dataclass
class Canary:
    """Ports of this machine that nobody may knock at."""

    port: int
    knocks: list[bytes] = field(default_factory=list)


@contextmanager
def listening() -> Iterator[Canary]:
    with socket.create_server(("127.0.0.1", 0)) as server:
        canary = Canary(server.getsockname()[1])

        def serve() -> None:
            while True:
                try:
                    connection, _ = server.accept()
                except OSError:
                    return
                with connection:
                    canary.knocks.append(connection.recv(100))
                    connection.sendall(answer(body="the secret of this machine"))

        thread = threading.Thread(target=serve, daemon=True)
        thread.start()
        yield canary
        server.shutdown(socket.SHUT_RDWR)
        thread.join()


@pytest.fixture(scope="module")
def _program() -> None:
    if not shutil.which("chromium"):
        pytest.skip("this machine lacks Debian's Chromium")


@pytest.fixture(scope="module")
def web(_program: None) -> Iterator[Web]:
    with running(Web()) as served:
        yield served


@pytest.fixture(scope="module")
def held(web: Web) -> Iterator[HeldBrowser]:
    """One browser for all tests that do it no harm; each has hosts of its own."""
    with HeldBrowser(options(web), QUICK) as browser:
        yield browser


@pytest.fixture
def canary() -> Iterator[Canary]:
    with listening() as one:
        yield one


def options(web: Web) -> CrawlOptions:
    return CrawlOptions(delay_s=0, robots=False, retries=0, connect_to={"*.example": f"127.0.0.1:{web.port}"})


def shell(script: str) -> bytes:
    """A page without a word of its own."""
    return answer(
        body=f"<html><head><title>App</title></head><body><div id=root></div><script>{script}</script></body>"
    )


WRITES = f"document.getElementById('root').innerHTML = '<h1>Backpropagation</h1><p>{LESSON}</p>';"


@pytest.mark.parametrize(
    "script",
    [WRITES, "fetch('/words').then(r => r.text()).then(t => { document.getElementById('root').textContent = t; });"],
    ids=["at once", "fetched"],
)
def test_a_page_that_its_scripts_write_is_read(web: Web, held: HeldBrowser, script: str) -> None:
    web.page("app.example", "/words", answer(body=LESSON, Content_Type="text/plain"))
    url = web.page("app.example", "/", shell(script))
    rendered = held.render(url)
    assert (rendered.url, rendered.status, rendered.problem) == (url, 200, "")
    assert b"Backpropagation carries the error" in rendered.body


# what a page may try, with {port} for a port of this machine
ATTEMPTS = {
    "fetch of loopback": "fetch('http://127.0.0.1:{port}/', {mode: 'no-cors'})",
    "fetch of localhost": "fetch('http://localhost:{port}/', {mode: 'no-cors'})",
    "odd spelling": "fetch('http://0x7f.1:{port}/', {mode: 'no-cors'})",
    "IPv6": "fetch('http://[::ffff:127.0.0.1]:{port}/', {mode: 'no-cors'})",
    "private": "fetch('http://10.0.0.1:{port}/', {mode: 'no-cors'})",
    "redirect": "fetch('/redirect', {mode: 'no-cors'})",
    "image": "document.body.appendChild(new Image()).src = 'http://127.0.0.1:{port}/i.png'",
    "script": "document.head.appendChild(document.createElement('script')).src = 'http://127.0.0.1:{port}/s.js'",
    "frame": "document.body.appendChild(document.createElement('iframe')).src = 'http://127.0.0.1:{port}/'",
    "web socket": "new WebSocket('ws://127.0.0.1:{port}/')",
    "event source": "new EventSource('http://127.0.0.1:{port}/')",
    "beacon": "navigator.sendBeacon('http://127.0.0.1:{port}/', 'x')",
    "worker": "new Worker(URL.createObjectURL(new Blob([`fetch('http://127.0.0.1:{port}/', {mode: 'no-cors'})`])))",
    "worker's socket": "new Worker(URL.createObjectURL(new Blob([`new WebSocket('ws://127.0.0.1:{port}/')`])))",
    "service worker": "navigator.serviceWorker.register('/worker.js')",
    "prefetch": "document.head.insertAdjacentHTML('beforeend', '<link rel=preconnect href=http://127.0.0.1:{port}>')",
    "form": "document.body.innerHTML += '<form id=f target=_blank action=http://127.0.0.1:{port}/>', f.submit()",
    "window": "window.open('http://127.0.0.1:{port}/')",
    "stun": "new RTCPeerConnection({iceServers: [{urls: 'turn:127.0.0.1:{port}?transport=tcp', username: 'a',"
    " credential: 'b'}]}).createDataChannel('x')",
}


def test_nothing_inside_a_page_reaches_this_machine(web: Web, held: HeldBrowser, canary: Canary) -> None:
    web.page("app.example", "/redirect", answer(302, Location=f"http://127.0.0.1:{canary.port}/"))
    tries = ";".join(
        f"try {{ {script.replace('{port}', str(canary.port))} }} catch (_) {{}}" for script in ATTEMPTS.values()
    )
    web.page("app.example", "/worker.js", answer(body="fetch('/from-service-worker')", Content_Type="text/javascript"))
    url = web.page("app.example", "/", shell(f"{WRITES}{tries}"))
    rendered = held.render(url)
    assert canary.knocks == []
    assert b"Backpropagation" in rendered.body
    assert {"127.0.0.1", "10.0.0.1"} <= set(rendered.refused)
    assert b"secret" not in rendered.body
    assert not web.asked("app.example", "/from-service-worker")


@pytest.mark.parametrize(
    "script", ["location = 'http://127.0.0.1:{port}/'", "location = '/redirect'", "location = 'file:///etc/passwd'"]
)
def test_a_page_that_leads_to_this_machine_gives_nothing_of_it(
    web: Web, held: HeldBrowser, canary: Canary, script: str
) -> None:
    web.page("app.example", "/redirect", answer(302, Location=f"http://localhost:{canary.port}/"))
    url = web.page("app.example", "/", shell(script.replace("{port}", str(canary.port))))
    rendered = held.render(url)
    assert canary.knocks == []
    assert b"secret" not in rendered.body
    assert b"root:" not in rendered.body


def works(process: int) -> bool:
    """Whether a process runs; one that ended may still be listed, until its parent has heard of it."""
    try:
        return psutil.Process(process).status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


@pytest.mark.parametrize(
    ("script", "problem"),
    [
        ("while (true) {}", "too long"),
        ("const kept = []; while (true) { const a = new Uint8Array(5e7); a.fill(7); kept.push(a); }", ""),
        ("location.reload()", ""),
        ("alert(1); while (confirm('more?')) {}; " + WRITES, None),
    ],
    ids=["endless loop", "two gigabytes", "reloads for ever", "dialogs"],
)
def test_what_takes_too_much_is_ended_and_the_next_page_is_read(web: Web, script: str, problem: str | None) -> None:
    bad, good = web.page("app.example", "/bad", shell(script)), web.page("app.example", "/good", shell(WRITES))
    with HeldBrowser(options(web), replace(QUICK, timeout_s=4.0, memory_mb=900)) as browser:
        rendered = browser.render(bad)
        assert (problem is None) == (rendered.problem == "")
        assert (problem or "") in rendered.problem
        assert b"Backpropagation" in browser.render(good).body
        assert browser._child is not None
        processes = tree(browser._child.pid)
        assert 0 < memory(processes) < 900_000_000
    assert len(processes) > 3
    deadline = time.monotonic() + 20
    while any(map(works, processes)) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not [process for process in processes if works(process)]


def test_nothing_is_sent_and_nothing_is_saved(web: Web, held: HeldBrowser) -> None:
    web.page("sent.example", "/file", answer(body="x" * 100, Content_Disposition="attachment; filename=x.exe"))
    script = "fetch('/posted', {method: 'POST', body: 'x'}); location = '/file'"
    held.render(web.page("sent.example", "/", shell(script)))
    assert web.asked("sent.example")
    assert not web.asked("sent.example", "/posted")
    assert {request.method for request in web.requests} == {"GET"}


def crawled(web: Web, urls: list[str], browser: BrowserOptions, known: str = "") -> dict[str, tuple[Visit, Check]]:
    found: dict[str, tuple[Visit, Check]] = {}

    def keep(visit: Visit, check: Check) -> None:
        assert visit.key not in found
        found[visit.key] = visit, check

    RenderingCrawl(crawl, browser, lambda key: key == known)([Target(url, url) for url in urls], options(web), keep)
    return found


def test_only_empty_pages_are_rendered_up_to_the_cap_and_the_verdict_says_so(web: Web) -> None:
    static = web.page("static.example", "/", answer(body=f"<script>1</script><p>{LESSON}</p>"))
    empty = [web.page(f"app{number}.example", "/", shell(WRITES)) for number in range(3)]
    known = web.page("known.example", "/", shell(WRITES))
    found = crawled(web, [known, static, *empty], replace(QUICK, pages=2), known)
    rendered = [url for url, (visit, _) in found.items() if visit.body.startswith(MARK)]
    assert len(found) == 5
    assert len(rendered) == 2
    assert set(rendered) < set(empty)
    assert all("rendered" in found[url][1].evidence["browser"] for url in rendered)
    assert "browser" not in found[static][1].evidence
    assert (found[known][0].body, found[known][0].not_modified) == (b"", True)
    assert {check.state for _, check in found.values()} == {State.OK}


def test_an_empty_page_that_cannot_be_rendered_stays_as_it_came(web: Web) -> None:
    url = web.page("app.example", "/", shell("while (true) {}"))
    visit, check = crawled(web, [url], replace(QUICK, timeout_s=2.0))[url]
    assert b"while (true)" in visit.body
    assert check.state is State.OK
    assert "could not render it" in check.evidence["browser"]


@pytest.mark.parametrize(
    ("body", "content_type", "needs"),
    [
        (
            b"<script src=app.js></script><div id=app></div><noscript>Please enable scripts</noscript>",
            "text/html",
            True,
        ),
        (b"<script src=app.js></script><p>" + LESSON.encode(), "text/html", False),
        (b"<div></div>", "text/html", False),
        (b"<script src=app.js></script>", "application/json", False),
    ],
)
def test_what_needs_a_browser(body: bytes, content_type: str, *, needs: bool) -> None:
    from datetime import UTC, datetime

    visit = Visit("k", "http://a.example/x", datetime.now(UTC), status=200, content_type=content_type, body=body)
    assert needs_browser(visit, judge(visit)) is needs


def test_a_missing_browser_is_told_before_anything_is_asked() -> None:
    with pytest.raises(CrawlOptionsError, match="no-such-browser"):
        chromium(BrowserOptions(pages=1, program="no-such-browser"))
