"""The server answers its own pages on loopback, and nobody else."""

from __future__ import annotations

import http.client
import json
import socket
import struct
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from graph.build import build
from graph.reports import make_report, render
from graph.search import write_index
from graph.stores import write_ladybug
from graph.view import write_view
from pipelines.data_folder import DataFolder
from pipelines.serve import make_server
from pipelines.serve.guard import Guard, is_loopback
from pipelines.serve.server import Server
from tests.graph.facts import small_facts, small_texts

if TYPE_CHECKING:
    from playwright.sync_api import Page

JSON = {"Content-Type": "application/json"}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> DataFolder:
    """A data folder of the small world."""
    folder = DataFolder(tmp_path_factory.mktemp("served"))
    facts = small_facts()
    graph = build(facts)
    write_ladybug(graph, folder.graph)
    write_index(folder.search, facts, small_texts())
    write_view(graph, folder.graph_page, facts=facts)
    for path, name in ((folder.report_html, "html"), (folder.report_md, "md"), (folder.report_json, "json")):
        path.write_text(render(make_report(facts, graph), name), "utf-8")
    return folder


def running(folder: DataFolder, token: str = "") -> Iterator[Server]:
    server = make_server(folder, token=token)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture(scope="module")
def server(folder: DataFolder) -> Iterator[Server]:
    yield from running(folder)


@pytest.fixture(scope="module")
def guarded(folder: DataFolder) -> Iterator[Server]:
    yield from running(folder, "s3cret-token")


def send(
    server: Server, method: str, path: str, headers: Mapping[str, str] | None = None, body: str | None = None
) -> tuple[int, http.client.HTTPMessage, str]:
    connection = http.client.HTTPConnection("127.0.0.1", server.guard.port, timeout=20)
    connection.request(method, path, body, dict(headers or {}))
    answer = connection.getresponse()
    text = answer.read().decode("utf-8")
    connection.close()
    return answer.status, answer.msg, text


@pytest.mark.parametrize("path", ["/", "/graph.html", "/report.html", "/report.json", "/report.md"])
def test_every_page_comes_with_strict_headers(server: Server, path: str) -> None:
    status, headers, text = send(server, "GET", path)
    assert status == 200
    assert text
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "no-referrer"
    assert headers["X-Frame-Options"] == "DENY"
    assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]
    assert "unsafe" not in headers["Content-Security-Policy"]
    assert "Python" not in headers.get("Server", "")


def test_questions_are_answered_live(server: Server) -> None:
    status, _, text = send(server, "POST", "/api/ask", JSON, json.dumps({"question": "what covers attention?"}))
    answer = json.loads(text)
    assert status == 200
    assert answer["rows"][0]["title"] == "Attention from scratch"
    assert "MATCH" in answer["cypher"]


def test_cypher_reads(server: Server) -> None:
    query = {"query": "MATCH (t:Topic) RETURN t.name ORDER BY t.name LIMIT 2"}
    status, _, text = send(server, "POST", "/api/cypher", JSON, json.dumps(query))
    assert status == 200
    assert json.loads(text) == {"columns": ["t.name"], "rows": [["Attention mechanism"], ["Calculus"]]}


@pytest.mark.parametrize(
    "query",
    [
        "MATCH (n) DETACH DELETE n",
        "CREATE (:Site {id: 'x'})",
        "LOAD FROM '/etc/passwd' RETURN *",
        "COPY (MATCH (n:Topic) RETURN n.id) TO '/tmp/out.csv'",
        "ATTACH 'x.db' AS x",
        "nonsense",
        "",
    ],
)
def test_a_query_that_does_not_read_is_refused_in_words(server: Server, query: str) -> None:
    status, _, text = send(server, "POST", "/api/cypher", JSON, json.dumps({"query": query}))
    assert status == 400
    assert json.loads(text)["error"]


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Host": "evil.example"}, 421),
        ({"Host": "127.0.0.1:1"}, 421),
        ({"Host": "localhost.evil.example:{port}"}, 421),
        ({"Origin": "http://evil.example"}, 403),
        ({"Origin": "null"}, 403),
        ({"Host": "localhost:{port}"}, 200),
        ({"Host": "127.0.0.1:{port}", "Origin": "http://127.0.0.1:{port}"}, 200),
    ],
)
def test_host_and_origin_must_be_ours(server: Server, headers: dict[str, str], status: int) -> None:
    filled = {name: value.format(port=server.guard.port) for name, value in headers.items()}
    assert send(server, "GET", "/report.json", filled)[0] == status


@pytest.mark.parametrize(
    ("headers", "body", "status"),
    [
        ({"Content-Type": "text/plain"}, "{}", 415),
        ({**JSON, "Sec-Fetch-Site": "cross-site"}, "{}", 403),
        ({**JSON, "Content-Length": "999999999"}, None, 413),
        (JSON, "[1]", 400),
        (JSON, "{", 400),
    ],
)
def test_odd_questions_are_refused(server: Server, headers: dict[str, str], body: str | None, status: int) -> None:
    assert send(server, "POST", "/api/cypher", headers, body)[0] == status


@pytest.mark.parametrize(
    "path", ["/catalogue.sqlite", "/../etc/passwd", "/%2e%2e/etc/passwd", "/graph.lbug", "//x", "/lock"]
)
def test_nothing_else_of_the_folder_is_served(server: Server, path: str) -> None:
    assert send(server, "GET", path)[0] == 404


def test_a_token_is_asked_for_and_kept(guarded: Server) -> None:
    assert send(guarded, "GET", "/")[0] == 401
    assert send(guarded, "GET", "/?token=wrong")[0] == 401
    status, headers, _ = send(guarded, "GET", "/?token=s3cret-token")
    assert status == 303
    assert "HttpOnly" in headers["Set-Cookie"]
    assert "SameSite=Strict" in headers["Set-Cookie"]
    cookie = headers["Set-Cookie"].split(";")[0]
    assert send(guarded, "GET", "/", {"Cookie": cookie})[0] == 200
    assert send(guarded, "POST", "/api/ask", JSON, "{}")[0] == 401


@pytest.mark.parametrize(
    ("host", "inside"),
    [
        ("127.0.0.1", True),
        ("localhost", True),
        ("::1", True),
        ("127.8.8.8", True),
        ("0.0.0.0", False),
        ("192.168.1.2", False),
        ("atlas.example", False),
        ("", False),
    ],
)
def test_what_is_loopback(host: str, inside: bool) -> None:
    assert is_loopback(host) is inside


def test_a_guard_beyond_loopback_knows_only_its_own_name() -> None:
    guard = Guard("192.168.1.2", 80, "t")
    assert guard.hosts == {"192.168.1.2:80", "192.168.1.2"}


def test_listening_beyond_loopback_needs_a_token(tmp_path: Path) -> None:
    program = Path(sys.executable).parent / "linkatlas"
    done = subprocess.run(
        [program, "serve", "--host", "0.0.0.0", "--data", tmp_path], capture_output=True, text=True, timeout=60
    )
    assert done.returncode == 2
    assert "--new-token" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.chromium
def test_the_start_page_asks_and_shows_answers_as_text(page: Page, server: Server) -> None:
    page.set_default_timeout(10_000)
    page.goto(server.address)
    page.fill("#question", "what covers attention?")
    page.keyboard.press("Enter")
    page.wait_for_selector("#answer li a")
    assert "Attention from scratch" in page.locator("#answer").inner_text()
    page.locator("#own summary").click()
    page.fill("#query", "MATCH (t:Topic) RETURN '<img src=x onerror=alert(1)>' AS t LIMIT 1")
    page.get_by_role("button", name="Run").click()
    page.wait_for_selector("#answer th:has-text('t')")
    assert page.locator("#answer img").count() == 0
    page.goto(f"http://127.0.0.1:{server.guard.port}/graph.html")
    page.wait_for_selector("html[data-ready=yes]")


@pytest.mark.parametrize(
    ("request_", "status"),
    [
        ("GET /report.json HTTP/1.1\r\nhost: evil.example\r\n", 421),
        ("GET /report.json HTTP/1.1\r\nhost: 127.0.0.1:{port}\r\norigin: http://evil.example\r\n", 403),
        ("GET /report.json HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nHost: evil.example\r\n", 421),
        ("GET /report.json HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nORIGIN: http://127.0.0.1:{port}\r\n", 200),
        ("GET http://[ HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n", 404),
        ("GET /?token=%ff%00 HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n", 200),
        ("OPTIONS / HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n", 501),
    ],
)
def test_odd_requests_get_an_answer_with_our_headers(server: Server, request_: str, status: int) -> None:
    with socket.create_connection(("127.0.0.1", server.guard.port), timeout=20) as line:
        line.sendall((request_.format(port=server.guard.port) + "\r\n").encode("ascii"))
        answer = b"".join(iter(lambda: line.recv(65536), b"")).decode("utf-8")
    head, _, body = answer.partition("\r\n\r\n")
    assert head.split()[1] == str(status)
    assert "X-Content-Type-Options: nosniff" in head
    assert (len(body) > 1000) is (status == 200)


def test_one_that_hangs_up_is_no_news(server: Server, capfd: pytest.CaptureFixture[str]) -> None:
    for _ in range(3):
        with socket.create_connection(("127.0.0.1", server.guard.port), timeout=20) as line:
            # a reset instead of a farewell
            line.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            line.sendall(f"GET /graph.html HTTP/1.1\r\nHost: 127.0.0.1:{server.guard.port}\r\n\r\n".encode())
    assert send(server, "GET", "/report.json")[0] == 200
    assert "Traceback" not in capfd.readouterr().err
