"""Two hundred hostile inputs: nothing is written, nothing runs, nothing crashes, and all end."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from io import StringIO
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.console import Console

from graph.ask import ask
from graph.build import build
from graph.errors import QueryError
from graph.search import write_index
from graph.stores import Store, open_ladybug, write_ladybug
from pipelines.cli.answers import show
from pipelines.cli.tables import render
from tests.graph.ask.conftest import Ask
from tests.graph.facts import key_of, small_facts, small_texts

PAYLOADS = [
    "'; MATCH (n) DETACH DELETE n; //",
    '" }) DETACH DELETE n //',
    "\\'}) SET n.name = 'x' //",
    "`; DROP TABLE Topic; `",
    "${jndi:ldap://127.0.0.1/x}",
    "{{7*7}} {% raw %} <%= 1 %>",
    "<script>alert(1)</script>",
    "[bold red]loud[/] [link=http://evil.example]x[/link]",
    "\x1b[2J\x1b[31mred\x1b]8;;http://evil.example\x07click\x1b]8;;\x07",
    "\u202egnp.exe\u2066\u2069\u200e",
    "\x00\x01\x02\x7f\x9b31m",
    "\ud800 lone \udfff",
    "a" * 20_000,
    "(" * 500 + "a" + ")" * 500,
    "what covers " + "and " * 400,
    "🧠" * 300,
    "%s %d %n {0} {name} $topic $limit",
    "../../../etc/passwd",
    "=cmd|' /C calc'!A0",
    "title:x OR NEAR(a b) * ^ -",
]
FORMS = [
    "{}",
    "what covers {}?",
    "what should I learn before {}",
    "how do I get from {} to {}",
    "what is dead in {}",
    "what does stage {} lack",
    "what is like {}",
    "what changed since {}",
    "who wrote {}",
    "which notes mention {}",
]
QUERIES = [
    "MATCH (n) DETACH DELETE n",
    "match (n) wHeRe true seT n.id = 'x'",
    "CREATE (x:Topic {id: 'x'})",
    "/**/CREATE/**/(x:Topic {id: 'x'})",
    "MATCH (t:Topic)\n// harmless\nDELETE t",
    "RETURN 1; DROP TABLE Topic",
    "CALL db.clearQueryCaches()",
    "CALL apoc.cypher.run('CREATE (x)', {}) YIELD value RETURN value",
    "CALL `dbms`.`listConfig`()",
    "CALL { CREATE (x:Topic {id: 'x'}) RETURN x } RETURN x",
    "MATCH (t:Topic) CALL (t) { SET t.name = 'x' } RETURN t",
    "CALL (dbms.listConfig)",
    "LOAD CSV FROM 'file:///etc/passwd' AS line RETURN line",
    "LOAD FROM '/etc/passwd' (file_format='csv') RETURN *",
    "COPY Topic TO '/tmp/x.csv'",
    "COPY (MATCH (t:Topic) RETURN t.id) TO 'out.csv'",
    "EXPORT DATABASE 'out'",
    "IMPORT DATABASE 'in'",
    "INSTALL httpfs",
    "LOAD EXTENSION httpfs",
    "ATTACH 'x' AS y (dbtype duckdb)",
    "USE other",
    "CALL spill_to_disk=true",
    "BEGIN TRANSACTION",
    "CHECKPOINT",
    "ALTER TABLE Topic ADD x STRING",
    "COMMENT ON TABLE Topic IS 'x'",
    "CREATE MACRO f(x) AS x",
    "SHOW DATABASES",
    "TERMINATE TRANSACTION 'x'",
    "GRANT ROLE admin TO x",
    "MATCH (t:Topic) FOREACH (x IN [1] | SET t.name = 'x')",
    "UNWIND [1] AS x MERGE (t:Topic {id: 'x'}) RETURN t",
    "MATCH (t:Topic) REMOVE t.name RETURN t",
    "EXPLAIN CREATE (x:Topic {id: 'x'})",
    "PROFILE MATCH (t:Topic) DELETE t",
    "",
    "   \n // nothing",
    "'",
    '"unclosed',
    "`unclosed",
    "/* unclosed",
    "MATCH (t:Topic) RETURN t.id ORDER BY",
    "RETURN $",
    "\x00",
    "RETURN '\ud800'",
]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A graph whose titles, topics, sentences and stages are hostile."""
    facts, path = small_facts(), tmp_path_factory.mktemp("hostile")
    payload = iter(PAYLOADS * 3)
    facts = replace(
        facts,
        documents={
            key: replace(d, title=next(payload), author=next(payload)) for key, d in sorted(facts.documents.items())
        },
        topics=tuple(replace(t, aliases=(*t.aliases, next(payload))) for t in facts.topics),
        coverages=tuple(replace(c, evidence=next(payload)) for c in facts.coverages),
        scan=replace(facts.scan, stages=tuple(replace(s, title=next(payload)) for s in facts.scan.stages)),
    )
    write_ladybug(build(facts), path / "graph.lbug")
    write_index(path / "search.sqlite", facts, [*small_texts(), (key_of("walled"), PAYLOADS[8])])
    return path


@pytest.fixture(scope="module")
def store(folder: Path) -> Iterator[Store]:
    with open_ladybug(folder / "graph.lbug") as opened:
        yield opened


@pytest.fixture(autouse=True)
def nothing_is_written(folder: Path, store: Store) -> Iterator[None]:
    """The folder's files stay byte for byte what they were."""
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    yield
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before
    assert store.run("MATCH (t:Topic) RETURN count(t) AS n").rows == ((8,),)


def unsafe(text: str) -> list[str]:
    """Characters that a terminal or a reader could be deceived by."""
    marks = {"\u202e", "\u2066", "\u2069", "\u200e", "\x7f", "\x9b"}
    return [c for c in text if (ord(c) < 32 and c != "\n") or c in marks]


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("payload", PAYLOADS, ids=range(len(PAYLOADS)))
def test_hostile_questions_and_graphs(store: Store, folder: Path, payload: str, form: str) -> None:
    answer = ask(store, folder / "search.sqlite", form.replace("{}", payload))
    assert payload not in answer.cypher
    json.dumps(answer.to_json()).encode("utf-8")
    out = StringIO()
    show(answer, Console(file=out, width=80, force_terminal=False))
    assert not unsafe(out.getvalue())
    assert "\x1b" not in out.getvalue()


@pytest.mark.parametrize("query", QUERIES, ids=range(len(QUERIES)))
def test_hostile_queries(store: Store, query: str) -> None:
    with pytest.raises(QueryError) as told:
        store.run(query, timeout_s=2)
    assert str(told.value)


@pytest.mark.parametrize("payload", PAYLOADS, ids=range(len(PAYLOADS)))
def test_hostile_parameters_are_only_values(store: Store, payload: str) -> None:
    value = payload.encode("utf-8", "replace").decode()
    assert store.run("MATCH (t:Topic {name: $name}) RETURN t.id AS id", {"name": value}).rows == ()


@pytest.mark.parametrize("form", ["table", "json", "csv", "md"])
def test_hostile_titles_in_every_form_of_table(store: Store, form: str) -> None:
    table = store.run("MATCH (r:Resource) RETURN r.title AS title, r.author AS author, r AS node")
    text = render(table, form)
    assert not unsafe(text)
    if form == "md":
        assert "<script>" not in text
    if form == "csv":
        assert "\n=cmd" not in text


@settings(max_examples=80, deadline=None)
@given(st.text(max_size=80))
def test_any_question_has_an_answer(small_ask: Ask, question: str) -> None:
    assert small_ask(question).intent
