"""`linkatlas ask`, `cypher`, `load`, `export` as a person calls them."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from graph.build import build
from graph.search import write_index
from graph.stores import load_neo4j, write_ladybug
from pipelines.cli.prompt import completer
from tests.graph.conftest import empty
from tests.graph.facts import small_facts, small_texts

if TYPE_CHECKING:
    from tests.support.neo4j import Neo4jServer

LINKATLAS = Path(sys.executable).parent / "linkatlas"


def run(*arguments: str, stdin: str = "", **environment: str) -> subprocess.CompletedProcess[str]:
    import os

    return subprocess.run(
        [LINKATLAS, *arguments], input=stdin, capture_output=True, text=True, env={**os.environ, **environment}
    )


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> str:
    folder = tmp_path_factory.mktemp("data")
    write_ladybug(build(small_facts()), folder / "graph.lbug")
    write_index(folder / "search.sqlite", small_facts(), small_texts())
    return str(folder)


def test_ask_prints_the_answer_its_evidence_and_the_cypher(data: str) -> None:
    done = run("ask", "what", "covers", "attention?", "--data", data)
    assert done.returncode == 0, done.stderr
    assert "Attention from scratch" in done.stdout
    assert "Attention weighs every word by its use." in done.stdout
    assert "MATCH (r:Resource)-[c:COVERS]->(n)" in done.stdout
    assert "$topic = 'attention'" in done.stdout
    assert max(map(len, done.stdout.splitlines())) <= 80


def test_ask_as_json_has_the_contracts_shape(data: str) -> None:
    done = run("ask", "what covers attention?", "--data", data, "--json", "--limit", "1")
    answer = json.loads(done.stdout)
    assert answer.keys() >= {"question", "intent", "cypher", "params", "rows"}
    (row,) = answer["rows"]
    assert row["url"] == "https://lessons.linkatlas.example/attention"
    assert row["stages"] == ["Sequences"]
    assert (row["health"], row["score"], row["title"]) == ("alive", 0.95, "Attention from scratch")


def test_ask_before_any_run_says_how_to_start(tmp_path: Path) -> None:
    done = run("ask", "what covers attention?", "--data", str(tmp_path))
    assert done.returncode == 2
    assert "no run yet" in done.stderr
    assert "linkatlas nightly" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("form", ["table", "json", "csv", "md"])
def test_cypher_prints_in_each_form(data: str, form: str) -> None:
    query = "MATCH (t:Topic {id: $id}) RETURN t.name AS name, t.aliases AS aliases"
    done = run("cypher", query, "--param", "id=softmax", "--format", form, "--data", data)
    assert done.returncode == 0, done.stderr
    assert "Softmax" in done.stdout
    if form == "json":
        assert json.loads(done.stdout) == [{"name": "Softmax", "aliases": ["softmax"]}]
    if form == "csv":
        assert next(iter(csv.reader(io.StringIO(done.stdout)))) == ["name", "aliases"]


def test_cypher_reads_a_query_from_standard_input(data: str) -> None:
    done = run("cypher", "-", "--json", "--data", data, stdin="MATCH (t:Topic)\nRETURN count(t) AS n;\n")
    assert json.loads(done.stdout) == [{"n": 8}]


def test_cypher_runs_a_shipped_query_by_name(data: str) -> None:
    done = run("cypher", "--named", "uncovered", "--param", "limit=5", "--json", "--data", data)
    assert [row["topic"] for row in json.loads(done.stdout)] == ["deep-learning", "sequence-modelling"]
    assert "covers" in run("cypher", "--named", "list", "--data", data).stdout
    assert "did you mean 'covers'" in run("cypher", "--named", "cover", "--data", data).stderr


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ("1", 1),
        ("1.5", 1.5),
        ("true", True),
        ("null", None),
        ("text", "text"),
        ('"1"', "1"),
        ("[1, 2]", [1, 2]),
        ('{"a": 1}', {"a": 1}),
        ("", ""),
        ("NaN", "NaN"),
        ("1e999", None),
    ],
)
def test_a_parameter_is_json_or_text(data: str, given: str, told: object) -> None:
    done = run("cypher", "RETURN $x AS x", "--param", f"x={given}", "--json", "--data", data)
    assert json.loads(done.stdout) == [{"x": told}], done.stderr


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ("[]", "an empty list"),
        ('[1, "a"]', "a list of several types"),
        ("[null]", "of null"),
        ("9" * 30, "more than 64 bits"),
        ("[[1" + "0" * 30 + "]]", "more than 64 bits"),
        ("[" * 20_000 + "]" * 20_000, "nested too deeply"),
    ],
)
def test_a_parameter_that_no_store_takes_is_told_in_words(data: str, given: str, words: str) -> None:
    done = run("cypher", "RETURN $x AS x", "--param", f"x={given}", "--data", data)
    assert done.returncode == 2, done.stderr
    assert words in " ".join(done.stderr.split())
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("query", "code", "words"),
    [
        ("MATCH (t:Topic) SET t.name = 'x'", 2, "SET: it writes"),
        ("MATCH (t:Topc) RETURN t", 2, "did you mean Topic?"),
        ("MATCH (n:Foo) RETURN n", 2, "there are Note, Roadmap, Stage, Resource, Topic, Site"),
        ("MATCH (t:Topic) RETURN $x", 2, "$x is not given"),
        ("MATCH (a)-[*1..30]-(b) RETURN count(*) AS n", 1, "took longer than 0.5 s"),
    ],
)
def test_cypher_ends_in_words(data: str, query: str, code: int, words: str) -> None:
    done = run("cypher", query, "--timeout", "0.5", "--data", data)
    assert done.returncode == code, done.stderr
    assert words in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("work", "grace", "words"),
    [("b'x' * 80_000_000; time.sleep(60)", 30, "more than 20 MB"), ("time.sleep(60)", 0.2, "does not end")],
)
def test_a_query_that_nothing_stops_ends_with_its_process(work: str, grace: float, words: str) -> None:
    script = (
        f"import time; from pipelines.cli import limits\nlimits.GRACE_S = {grace}\n"
        f"with limits.bounded(0.1, 20):\n    grown = {work}\n"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True)
    assert done.returncode == 1
    assert words in done.stderr


def test_cypher_says_when_rows_were_cut(data: str) -> None:
    done = run("cypher", "MATCH (t:Topic) RETURN t.id AS id", "--limit", "3", "--data", data)
    assert "3 rows" in done.stdout
    assert "only the first 3 rows" in done.stderr


@pytest.mark.parametrize(
    ("line", "word", "wanted"),
    [
        ("MATCH (t:To", "t:To", "t:Topic"),
        ("MATCH (r)-[c:CO", "c:CO", "c:COVERS"),
        ("RETURN r.cent", "r.cent", "r.centrality"),
        ("mat", "mat", "MATCH"),
        ("MATCH (t {name: 'Soft", "Soft", "Softmax"),
    ],
)
def test_the_prompt_completes(line: str, word: str, wanted: str) -> None:
    assert wanted in completer(["Softmax", "attention"])(line, word)


@pytest.mark.neo4j
def test_commands_ask_a_neo4j_that_was_loaded(data: str, neo4j_server: Neo4jServer) -> None:
    empty(neo4j_server)
    server, password = neo4j_server, neo4j_server.password
    load_neo4j(build(small_facts()), server.url, server.user, password, "neo4j", "1")
    asked = ["ask", "what covers attention?", "--json", "--data", data]
    told = run(*asked, "--neo4j", server.url, LINKATLAS_NEO4J__PASSWORD=password)
    assert told.returncode == 0, told.stderr
    assert json.loads(told.stdout)["rows"] == json.loads(run(*asked).stdout)["rows"]
    variables = {"LINKATLAS_NEO4J__PASSWORD": password, "LINKATLAS_NEO4J__LABEL_PREFIX": "LA_"}
    elsewhere = json.loads(run(*asked, "--neo4j", server.url, **variables).stdout)
    assert all(row["match"] == "words" for row in elsewhere["rows"]), "nothing of the graph without the prefix"
    load_neo4j(build(small_facts()), server.url, server.user, password, "neo4j", "2", prefix="LA_")
    rows = json.loads(run(*asked, "--neo4j", server.url, **variables).stdout)["rows"]
    assert any(row.get("match") != "words" for row in rows)
    refused = run("cypher", "RETURN 1 AS n", "--neo4j", server.url, LINKATLAS_NEO4J__PASSWORD="wrong password")
    assert refused.returncode == 1
    assert "refuses the user or the password" in refused.stderr
