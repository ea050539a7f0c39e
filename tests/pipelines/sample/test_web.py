"""The sample web over real sockets: each behaviour of the table, and the manners of the server."""

from __future__ import annotations

import http.client
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipelines.sample.behaviours import BEHAVIOURS
from pipelines.sample.errors import SampleError
from pipelines.sample.server import SampleWeb

SITE = """
domain = "test.example"
[hosts.a]
robots = "User-agent: *\\nDisallow: /x\\n"
[hosts.b]
missing_status = 200
missing_file = "page.html"
[[rows]]
host = "a"
path = "/page"
file = "page.html"
etag = true
last_modified = "Thu, 03 Feb 2022 12:00:00 GMT"
[[rows]]
host = "a"
path = "/watch?v=1"
file = "page.html"
"""

# what, more fields, status of the first answer, status of the second, header, its value
CASES = [
    ("page", 'file = "page.html"', 200, 200, "Content-Type", "text/html; charset=utf-8"),
    ("moved", 'to = "/page"', 301, 301, "Location", "/page"),
    ("moved_308", 'to = "/page"', 308, 308, "Location", "/page"),
    ("redirected", 'to = "/page"', 302, 302, "Location", "/page"),
    ("login", 'to = "/login"', 302, 302, "Location", "/login"),
    ("meta_refresh", 'to = "/page"', 200, 200, "Content-Type", "text/html; charset=utf-8"),
    ("redirect_loop", "", 302, 302, "Location", "/it?again=1"),
    ("not_found", "", 404, 404, "Content-Type", "text/html; charset=utf-8"),
    ("gone", "", 410, 410, "Content-Type", "text/html; charset=utf-8"),
    ("soft_404", "", 404, 404, "Content-Type", "text/html; charset=utf-8"),
    ("parked", 'file = "page.html"', 200, 200, "Content-Type", "text/html; charset=utf-8"),
    ("bot_wall", 'file = "page.html"', 403, 403, "Content-Type", "text/html; charset=utf-8"),
    ("rate_limited", 'file = "page.html"\nfails = 1\nretry_after = 7', 429, 200, "Retry-After", "7"),
    ("flaky", 'file = "page.html"\nfails = 1', 503, 200, "Content-Type", "text/html; charset=utf-8"),
    ("server_error", "", 500, 500, "Content-Type", "text/html; charset=utf-8"),
    ("slow", 'file = "page.html"\ndelay_s = 0.01', 200, 200, "Content-Type", "text/html; charset=utf-8"),
]


def write_site(folder: Path, rows: str = "") -> Path:
    (folder / "page.html").write_text("<title>A page</title>", "utf-8")
    (folder / "site.toml").write_text(SITE + rows, "utf-8")
    return folder


@pytest.fixture
def web(tmp_path: Path) -> Iterator[SampleWeb]:
    with SampleWeb(port=0, folder=write_site(tmp_path)) as running:
        yield running


def ask(
    web: SampleWeb, path: str, host: str = "a.test.example", method: str = "GET", **headers: str
) -> tuple[int, dict[str, str], bytes]:
    connection = http.client.HTTPConnection(web.address, timeout=10)
    try:
        connection.request(method, path, headers={"Host": host, **headers})
        response = connection.getresponse()
        return response.status, dict(response.getheaders()), response.read()
    finally:
        connection.close()


@pytest.mark.parametrize(("what", "more", "first", "second", "header", "value"), CASES, ids=[c[0] for c in CASES])
def test_each_behaviour_answers_as_the_table_says(
    tmp_path: Path, what: str, more: str, first: int, second: int, header: str, value: str
) -> None:
    folder = write_site(tmp_path, f'[[rows]]\nhost = "a"\npath = "/it"\nwhat = "{what}"\n{more}\n')
    with SampleWeb(port=0, folder=folder) as web:
        status, headers, _ = ask(web, "/it")
        assert (status, headers[header]) == (first, value)
        assert ask(web, "/it")[0] == second


def test_every_behaviour_has_a_case() -> None:
    assert {case[0] for case in CASES} | {"cut", "reset"} == set(BEHAVIOURS)


def test_a_circle_is_the_same_each_night(tmp_path: Path) -> None:
    folder = write_site(tmp_path, '[[rows]]\nhost = "a"\npath = "/it"\nwhat = "redirect_loop"\n')
    with SampleWeb(port=0, folder=folder) as web:
        assert len({ask(web, path)[1]["Location"] for path in ("/it", "/it?again=1") * 3}) == 1


def test_a_cut_page_promises_more_than_it_sends(tmp_path: Path) -> None:
    folder = write_site(tmp_path, '[[rows]]\nhost = "a"\npath = "/it"\nwhat = "cut"\nfile = "page.html"\n')
    with SampleWeb(port=0, folder=folder) as web, pytest.raises(http.client.IncompleteRead):
        ask(web, "/it")


def test_a_reset_breaks_the_connection(tmp_path: Path) -> None:
    folder = write_site(tmp_path, '[[rows]]\nhost = "a"\npath = "/it"\nwhat = "reset"\n')
    with SampleWeb(port=0, folder=folder) as web, pytest.raises(ConnectionError):
        ask(web, "/it")


@pytest.mark.parametrize(
    ("host", "path", "status"),
    [
        ("a.test.example", "/robots.txt", 200),
        ("b.test.example", "/robots.txt", 200),  # b answers everything with its page, as such hosts do
        ("a.test.example", "/nothing", 404),
        ("b.test.example", "/nothing", 200),
        ("A.TEST.EXAMPLE", "/page", 200),
        ("stranger.example", "/page", 421),
        ("", "/page", 421),
        ("a.test.example", "/page?utm_source=x", 200),
        ("a.test.example", "/watch?t=5&v=1", 200),
        ("a.test.example", "/watch?v=2", 404),
        ("a.test.example", "/watch", 404),
    ],
)
def test_the_host_header_and_the_address_decide(web: SampleWeb, host: str, path: str, status: int) -> None:
    assert ask(web, path, host)[0] == status


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"If-Modified-Since": "Thu, 03 Feb 2022 12:00:00 GMT"}, 304),
        ({"If-Modified-Since": "Fri, 04 Feb 2022 12:00:00 GMT"}, 200),
        ({"If-None-Match": '"other"', "If-Modified-Since": "Thu, 03 Feb 2022 12:00:00 GMT"}, 200),
    ],
)
def test_unchanged_pages_are_not_sent_again(web: SampleWeb, headers: dict[str, str], status: int) -> None:
    assert ask(web, "/page", **headers)[0] == status
    etag = ask(web, "/page")[1]["ETag"]
    assert ask(web, "/page", **{"If-None-Match": etag})[0] == 304


def test_head_sends_no_body_and_requests_are_written_down(web: SampleWeb) -> None:
    status, headers, body = ask(web, "/page", method="HEAD")
    assert (status, int(headers["Content-Length"]) > 0, body) == (200, True, b"")
    request = web.requests[-1]
    assert (request.method, request.host, request.path, request.status, request.conditional) == (
        "HEAD", "a.test.example", "/page", 200, False,
    )  # fmt: skip


def test_it_listens_on_loopback_only_and_leaves_no_port_behind(web: SampleWeb) -> None:
    assert web.address == f"127.0.0.1:{web.port}"
    with pytest.raises(SampleError, match=f"port {web.port}"), SampleWeb(port=web.port, folder=web.site.folder):
        pass


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ('[[rows]]\nhost = "a"\npath = "/it"\nwhat = "dance"\n', "'dance' is no behaviour"),
        ('[[rows]]\nhost = "z"\npath = "/it"\n', "no \\[hosts\\] entry"),
        ('[[rows]]\nhost = "a"\npath = "/it"\nfile = "no.html"\n', "no file 'no.html'"),
        ('[[rows]]\nhost = "a"\npath = "/it"\ncolour = 1\n', "unknown field 'colour'"),
        ("[[rows", "site.toml"),
    ],
)
def test_a_broken_site_is_an_error_with_words(tmp_path: Path, rows: str, words: str) -> None:
    with pytest.raises(SampleError, match=words):
        SampleWeb(port=0, folder=write_site(tmp_path, rows))


def test_a_missing_site_is_an_error_with_words(tmp_path: Path) -> None:
    with pytest.raises(SampleError, match=r"site\.toml"):
        SampleWeb(port=0, folder=tmp_path)
