"""A language model's proposals, from a real server on loopback: shown first, read-only, run only when told to."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from graph.build import build
from graph.stores import write_ladybug
from tests.graph.facts import small_facts
from tests.support.sample import clean_environment

LINKATLAS = Path(sys.executable).parent / "linkatlas"
GOOD = "Here it is:\n```cypher\nMATCH (t:Topic) RETURN count(t) AS topics LIMIT 1;\n```"


class Model(ThreadingHTTPServer):
    """An OpenAI-compatible interface that says what it was told to."""

    says: str = GOOD
    status = 200

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.asked: list[dict[str, Any]] = []
        self.keys: list[str | None] = []

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}/v1"


class _Handler(BaseHTTPRequestHandler):
    server: Model

    def do_POST(self) -> None:
        self.server.asked.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
        self.server.keys.append(self.headers["Authorization"])
        body = json.dumps({"choices": [{"message": {"role": "assistant", "content": self.server.says}}]}).encode()
        self.send_response(self.server.status if self.path == "/v1/chat/completions" else 404)
        if self.server.status == 307:
            self.send_header("Location", f"{self.server.url}/elsewhere")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class's signature
        """Nothing."""


@pytest.fixture
def model() -> Iterator[Model]:
    server = Model()
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("propose")
    write_ladybug(build(small_facts()), folder / "graph.lbug")
    return folder


def ask(data: Path, url: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    variables = {"LINKATLAS_LANGUAGE_MODEL__URL": url, "LINKATLAS_LANGUAGE_MODEL__KEY": "the key"}
    return subprocess.run(
        [LINKATLAS, "ask", "--propose", "how many topics?", "--data", str(data), *arguments],
        env={**clean_environment(), **variables, "LINKATLAS_LANGUAGE_MODEL__MODEL": "m"},
        cwd=data,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
    )


def test_a_proposal_is_shown_and_not_run_unless_told_to(model: Model, data: Path) -> None:
    done = ask(data, model.url)
    assert done.returncode == 0, done.stderr
    assert "MATCH (t:Topic) RETURN count(t) AS topics LIMIT 1" in done.stderr
    assert "not run" in done.stderr
    assert not done.stdout


def test_a_proposal_is_run_when_told_to(model: Model, data: Path) -> None:
    """And the model was sent the question and the schema, nothing else."""
    told = json.loads(ask(data, model.url, "--yes", "--json").stdout)
    assert told["rows"] == [{"topics": 8}]
    assert told["cypher"] == "MATCH (t:Topic) RETURN count(t) AS topics LIMIT 1"
    (asked,) = model.asked
    assert asked["model"] == "m"
    assert [message["role"] for message in asked["messages"]] == ["system", "user"]
    assert asked["messages"][1]["content"] == "how many topics?"
    assert "`Resource`" in asked["messages"][0]["content"]
    assert "lessons.linkatlas.example" not in json.dumps(asked)
    assert model.keys == ["Bearer the key"]


@pytest.mark.parametrize(
    ("says", "words"),
    [
        ("MATCH (t:Topic) DETACH DELETE t", "it writes"),
        ("```cypher\nLOAD CSV FROM 'http://127.0.0.1/' AS x RETURN x\n```", "files or the network"),
        ("I would rather not.", "no query that may be run"),
        ("", "no query that may be run"),
        ("MATCH (t:Topc) RETURN t.id AS id", "did you mean Topic?"),
        ("UNWIND range(1, 100000000000) AS n RETURN count(n) AS n", "narrow it"),
    ],
)
def test_what_a_model_proposes_is_a_strangers_text(model: Model, data: Path, says: str, words: str) -> None:
    model.says = says
    done = ask(data, model.url, "--yes")
    assert done.returncode in {1, 2}
    assert words in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("status", [307, 401])
def test_a_model_that_refuses_or_sends_elsewhere_is_told_in_words(model: Model, data: Path, status: int) -> None:
    """A redirect is not followed: it would carry the key along."""
    model.status = status
    done = ask(data, model.url, "--yes")
    assert done.returncode == 1
    assert f"answers {status}" in done.stderr
    assert len(model.asked) == 1


def test_without_a_model_nothing_is_asked(data: Path) -> None:
    done = ask(data, "")
    assert done.returncode == 2
    assert "no language model is configured" in done.stderr
