"""Answers as odd servers give them, over real sockets, and what a careful person would say who looked with a browser."""

# ruff: noqa: E501 - the rows of a table stay on one line
from __future__ import annotations

import gzip
import zlib

import pytest

from tests.crawler.crawl.conftest import Crawl
from tests.crawler.crawl.web import PAGE, Act, Hang, Raw, Web, answer

BODY = PAGE.encode()
SAY = b"Content-Type: text/html; charset=utf-8\r\nContent-Length: " + str(len(BODY)).encode() + b"\r\n\r\n" + BODY
CHUNKED = b"Content-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n"


def chunk(data: bytes) -> bytes:
    return f"{len(data):x}\r\n".encode() + data + b"\r\n"


ODD: tuple[tuple[str, Act | bytes | Raw, str], ...] = (
    ("no reason phrase", b"HTTP/1.1 200\r\n" + SAY, "ok"),
    ("HTTP/1.0", Raw(b"HTTP/1.0 200 OK\r\nContent-Type: text/html\r\n\r\n" + BODY), "ok"),
    ("lines end in LF alone", Raw(b"HTTP/1.1 200 OK\nContent-Type: text/html\n\n" + BODY), "ok"),
    ("no length", Raw(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nConnection: close\r\n\r\n" + BODY), "ok"),
    ("two equal lengths", b"HTTP/1.1 200 OK\r\nContent-Length: " + str(len(BODY)).encode() + b"\r\n" + SAY, "ok"),
    ("two lengths that differ", Raw(b"HTTP/1.1 200 OK\r\nContent-Length: 3\r\n" + SAY), "ok"),
    ("a header without a name", Raw(b"HTTP/1.1 200 OK\r\n: nothing\r\n" + SAY), "ok"),
    ("a header with spaces in its name", Raw(b"HTTP/1.1 200 OK\r\nBad Name: x\r\n" + SAY), "ok"),
    ("a folded header", Raw(b"HTTP/1.1 200 OK\r\nX-Long: a\r\n b\r\n" + SAY), "ok"),
    ("bytes above ASCII in a header", b"HTTP/1.1 200 OK\r\nX-Name: \xe4\xf6\xfc\r\n" + SAY, "ok"),
    ("a cookie beyond all bounds", b"HTTP/1.1 200 OK\r\nSet-Cookie: a=" + b"x" * 30_000 + b"\r\n" + SAY, "ok"),
    ("two hundred headers", b"HTTP/1.1 200 OK\r\n" + b"".join(b"X-%d: y\r\n" % n for n in range(200)) + SAY, "ok"),
    ("chunks", Raw(b"HTTP/1.1 200 OK\r\n" + CHUNKED + chunk(BODY) + b"0\r\n\r\n"), "ok"),
    ("chunks without an end", Raw(b"HTTP/1.1 200 OK\r\n" + CHUNKED + chunk(BODY)), "ok"),
    ("a chunk of a broken length", Raw(b"HTTP/1.1 200 OK\r\n" + CHUNKED + chunk(BODY) + b"zz\r\nx"), "ok"),
    ("an early hint first", b"HTTP/1.1 103 Early Hints\r\nLink: </a.css>\r\n\r\nHTTP/1.1 200 OK\r\n" + SAY, "ok"),
    ("a 100 first", b"HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\n" + SAY, "ok"),
    ("gzip", answer(body=gzip.compress(BODY), Content_Encoding="gzip"), "ok"),
    ("gzip twice", answer(body=gzip.compress(gzip.compress(BODY)), Content_Encoding="gzip, gzip"), "ok"),
    ("deflate without its head", answer(body=zlib.compress(BODY)[2:-4], Content_Encoding="deflate"), "ok"),
    ("a coding nobody knows", answer(body=BODY, Content_Encoding="shrink"), "ok"),
    ("gzip of a page that is not there", answer(body=gzip.compress(b"<title>Page not found</title><h1>404</h1>"), Content_Encoding="gzip"), "soft_404"),
    ("an empty body", answer(body=""), "ok"),
    ("204", b"HTTP/1.1 204 No Content\r\n\r\n", "ok"),
    ("a part that was not asked for", answer(206, BODY, Content_Range="bytes 0-9/10"), "ok"),
    ("304 that was not asked for", b"HTTP/1.1 304 Not Modified\r\n\r\n", "ok"),
    ("300 with a list", answer(300, "<h1>Multiple choices</h1><ul><li><a href=/a>a</a></ul>"), "server_error"),
    ("418", answer(418), "blocked"),
    ("a status beyond the table", answer(799), "server_error"),
    ("a download", answer(body=b"%PDF-1.7", Content_Type="application/pdf", Content_Disposition="attachment"), "ok"),
    ("a 404 that is a good page", answer(404, PAGE), "not_found"),
    ("a 500 that is a good page", answer(500, PAGE), "server_error"),
    ("a 403 with the reason", answer(403, "<h1>This page was removed</h1>"), "blocked"),
    ("a type that is none", answer(body=BODY, Content_Type="garbage"), "ok"),
    ("a type in capitals", answer(body=b"<TITLE>PAGE NOT FOUND</TITLE>", Content_Type="TEXT/HTML;CHARSET=UTF-8"), "soft_404"),
)  # fmt: skip

# what stands in Location, and where a browser would go
GOALS: tuple[tuple[bytes, str], ...] = (
    (b"/new", "http://a.example/new"),
    (b"new", "http://a.example/new"),
    (b"?page=2", "http://a.example/old?page=2"),
    (b"//b.example/new", "http://b.example/new"),
    (b"HTTP://B.EXAMPLE/new", "http://b.example/new"),
    (b"  /new  ", "http://a.example/new"),
    (b"/n\xc3\xa9w", "http://a.example/n%C3%A9w"),
    (b"/a b", "http://a.example/a%20b"),
    (b"/new#part", "http://a.example/new"),
    (b"../new", "http://a.example/new"),
    (b"./new", "http://a.example/new"),
    (b"http://a.example:80/new", "http://a.example:80/new"),
    (b"\\new", "http://a.example/new"),
    (b"/%6eew", "http://a.example/%6eew"),
)


@pytest.mark.parametrize(("said", "state"), [row[1:] for row in ODD], ids=[row[0] for row in ODD])
def test_an_odd_answer_is_what_a_browser_shows(web: Web, visit_all: Crawl, said: Act | bytes | Raw, state: str) -> None:
    url = web.page("a.example", "/lesson", said if callable(said) else lambda _: said)
    assert visit_all(url, retries=0).state(url) == state


@pytest.mark.parametrize(("location", "goal"), GOALS, ids=[str(row[0]) for row in GOALS])
def test_a_redirect_leads_where_a_browser_goes(web: Web, visit_all: Crawl, location: bytes, goal: str) -> None:
    url = web.page(
        "a.example",
        "/old",
        Raw(b"HTTP/1.1 302 Found\r\nLocation: " + location + b"\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"),
    )
    for path in ("/new", "/old?page=2", "/n%C3%A9w", "/a%20b", "/%6eew"):
        web.page("a.example", path)
    web.page("b.example", "/new")
    check = visit_all(url, retries=0).checks[url]
    assert (check.state, check.final_url) == ("redirected", goal)


def test_a_wait_for_the_head_is_silence(web: Web, visit_all: Crawl) -> None:
    url = web.page("a.example", "/lesson", lambda _: Hang())
    assert visit_all(url, retries=0, timeout_s=2.0).state(url) == "timeout"
