"""The catalogue gives back what it was given, in either database, and never loses what it committed."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select

from crawler.records import (
    Check,
    Coverage,
    Document,
    Finding,
    Hop,
    Kind,
    Link,
    Note,
    NoteLink,
    Requirement,
    Roadmap,
    Run,
    Scan,
    Section,
    Stage,
    State,
    Task,
    Topic,
    Visit,
)
from pipelines.catalogue import Catalogue, codec, open_catalogue
from pipelines.catalogue.compact import compact
from pipelines.catalogue.tables import bodies, note_versions
from pipelines.catalogue.types import Json, Moment, Packed, PackedJson, Words, clean
from pipelines.catalogue.understanding import Read

NOW = datetime(2027, 3, 1, 2, 0, 0, 123456, tzinfo=UTC)

SCAN = Scan(
    notes=(Note("a.md", "A", "d1"), Note("b.md", "B", "d2", source="/notes/b.md")),
    roadmaps=(Roadmap("a.md#r", "a.md", "Road", 0, 1),),
    stages=(Stage("a.md#r/s", "a.md#r", "First", 0, 0, None, 2, "Learn \x00 this"),),
    links=(
        Link("a.md", 3, 1, "https://x.example/a", "A", "https://x.example/a", "x.example/a", Kind.BLOG, "See A.",
             Task.OPEN, ("Road", "First"), "a.md#r", "a.md#r/s"),
        Link("a.md", 4, 1, "htp:/x", "bad", None, "malformed:htp:/x", state=State.MALFORMED, reason="no address"),
        Link("b.md", 1, 5, "mailto:a@b", "", None, None, state=State.UNSUPPORTED_SCHEME),
        Link("b.md", 2, 5, "https://y.example", "Y", "https://y.example", "y.example", commented=True),
    ),
    note_links=(NoteLink("b.md", 1, 1, "[[A]]", "a.md"),),
    findings=(Finding("b.md", 0, "odd"),),
)  # fmt: skip


def visit(key: str, body: bytes = b"<p>hello", **more: Any) -> Visit:
    return Visit(key, f"https://{key}", NOW, status=200, body=body, content_type="text/html", charset="utf-8", **more)


def check(key: str, state: State = State.OK, day: float = 0) -> Check:
    return Check(
        key, state, "It answered.", NOW + timedelta(days=day), 200, hops=(Hop("https://h", 301),), evidence={"a": "b"}
    )


def test_a_scan_comes_back_as_it_was(catalogue: Catalogue) -> None:
    run = catalogue.runs.begin(NOW)
    catalogue.scans.record(run.id, SCAN, NOW)
    found = catalogue.scan()
    assert found.links == SCAN.links
    assert found.notes == SCAN.notes
    assert (found.roadmaps, found.note_links, found.findings) == (SCAN.roadmaps, SCAN.note_links, SCAN.findings)
    assert [r.key for r in catalogue.resources()] == ["x.example/a"]


def test_an_unchanged_note_is_kept_once_however_many_nights_see_it(catalogue: Catalogue) -> None:
    for night in range(3):
        run = catalogue.runs.begin(NOW)
        catalogue.scans.record(run.id, SCAN, NOW)
        catalogue.runs.finish(Run(run.id, run.started, NOW + timedelta(days=night)))
    with catalogue.engine.connect() as connection:
        assert connection.execute(select(func.count()).select_from(note_versions)).scalar() == len(SCAN.notes)


def test_a_run_that_was_not_finished_is_taken_up(catalogue: Catalogue) -> None:
    first = catalogue.runs.begin(NOW)
    again = catalogue.runs.begin(NOW + timedelta(hours=3))
    assert (again.id, again.started, again.resumed) == (first.id, NOW, True)
    catalogue.runs.finish(Run(first.id, NOW, NOW, counts={"alive": 3}))
    assert catalogue.runs.begin(NOW).id == first.id + 1
    assert catalogue.runs.all() == (Run(first.id, NOW, NOW, counts={"alive": 3}),)


def test_a_visit_keeps_its_check_and_its_page(catalogue: Catalogue) -> None:
    run = catalogue.runs.begin(NOW).id
    headers = {"etag": '"1"', "last-modified": "Mon, 01 Mar 2027 00:00:00 GMT"}
    assert catalogue.visits.record(run, visit("a", headers=headers), check("a"))
    page = catalogue.page("a")
    assert page is not None
    assert (page.body, page.content_type, page.charset) == (b"<p>hello", "text/html", "utf-8")
    assert catalogue.visits.validators()["a"].etag == '"1"'
    assert set(catalogue.visits.done_in(run)) == {"a"}
    assert catalogue.visits.history("a") == ((check("a"), True),)


@pytest.mark.parametrize(
    ("second", "state", "body"),
    [
        pytest.param(visit("a", b"new"), State.OK, b"new", id="changed"),
        pytest.param(visit("a", b"", not_modified=True), State.OK, b"old", id="not modified"),
        pytest.param(visit("a", b"404!"), State.NOT_FOUND, b"old", id="an error's page is no page"),
        pytest.param(visit("a", b"captcha"), State.BLOCKED, b"old", id="a wall's page is no page"),
        pytest.param(
            visit("a", b"half", damage="cut off"), State.OK, b"old", id="a damaged body replaces no whole one"
        ),
    ],
)
def test_the_last_living_page_is_kept(catalogue: Catalogue, second: Visit, state: State, body: bytes) -> None:
    run = catalogue.runs.begin(NOW).id
    catalogue.visits.record(run, visit("a", b"old"), check("a"))
    changed = catalogue.visits.record(run, second, check("a", state))
    page = catalogue.page("a")
    assert page is not None
    assert (page.body, bool(changed)) == (body, body != b"old")


def test_bodies_are_shared_and_let_go(catalogue: Catalogue) -> None:
    run = catalogue.runs.begin(NOW).id
    for key in ("a", "b"):
        catalogue.visits.record(run, visit(key, b"same"), check(key))
    catalogue.visits.record(run, visit("a", b"other"), check("a"))
    page = catalogue.page("b")
    assert page is not None
    assert page.body == b"same"
    catalogue.visits.record(run, visit("b", b"other"), check("b"))
    with catalogue.engine.connect() as connection:
        assert connection.execute(select(func.count()).select_from(bodies)).scalar() == 1


def test_a_damaged_page_is_asked_for_anew(catalogue: Catalogue) -> None:
    run = catalogue.runs.begin(NOW).id
    catalogue.visits.record(run, visit("a", headers={"etag": '"1"'}, damage="cut off"), check("a"))
    assert dict(catalogue.visits.validators()) == {}


DOCUMENT = Document(
    "a",
    "Title",
    kind=Kind.BLOG,
    text="Long \x00 text \ud800.",
    sections=(Section(1, "H", 0),),
    tags=("t",),
    facts={"stars": "3"},
)


def test_documents_and_coverages_come_back(catalogue: Catalogue) -> None:
    covers = Coverage("a", "sql", 0.75, 3, "page", "SQL asks tables.", "H")
    catalogue.understanding.keep([(DOCUMENT, Read("d", "1", "t"))], [("a", "x", [covers])])
    found = catalogue.document("a")
    assert found is not None
    assert (found.title, found.sections, found.facts) == ("Title", DOCUMENT.sections, DOCUMENT.facts)
    assert found.text == "Long \x00 text ?."
    assert catalogue.understanding.documents(["a"])["a"].text == ""
    assert tuple(catalogue.understanding.raw_coverages(["a", "b"])) == (covers,)
    assert catalogue.understanding.known() == {"a": Read("d", "1", "t")}
    assert catalogue.understanding.tagged() == {"a": "x"}


def test_facts_hold_the_latest_scan_and_its_settled_coverages(catalogue: Catalogue) -> None:
    run = catalogue.runs.begin(NOW)
    catalogue.scans.record(run.id, SCAN, NOW)
    topics = (Topic("sql", "SQL", requires=(Requirement("sets", "tables are sets"),)), Topic("sets", "Sets"))
    catalogue.understanding.use_taxonomy(run.id, "digest", topics)
    on_page = Coverage("x.example/a", "sql", 0.75, 3, "page", "SQL asks tables.")
    of_stage = Coverage("stage:a.md#r/s", "sql", 0.5, 1, "note", "SQL")
    catalogue.understanding.settle([on_page, of_stage])
    facts = catalogue.facts(Run(run.id, NOW))
    assert facts.topics == topics
    assert facts.coverages == (on_page,)
    assert [(c.stage, c.topic) for c in facts.stage_coverages] == [("a.md#r/s", "sql")]
    catalogue.understanding.settle([])
    assert not catalogue.facts().coverages


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(st.characters(codec=None, categories=None), max_size=200))  # type: ignore[arg-type]
def test_no_text_breaks_a_check(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    """Lone surrogates, NUL and all the rest, in every column type."""
    for kind in (Words(), Json(), PackedJson()):
        dialect: Any = type("Dialect", (), {"name": "sqlite"})()
        stored: Any = kind.process_bind_param(text, dialect)
        back = kind.process_result_value(stored, dialect) if not isinstance(kind, Words) else stored
        back.encode()
        assert "\0" not in back or isinstance(kind, PackedJson | Json)


def test_moments_and_bytes_come_back() -> None:
    sqlite: Any = type("Dialect", (), {"name": "sqlite"})()
    assert Moment().process_result_value(Moment().process_bind_param(NOW, sqlite), sqlite) == NOW
    assert Packed().process_result_value(Packed().process_bind_param(b"a" * 999, sqlite), sqlite) == b"a" * 999
    assert clean("a\0b\ud800") == "a\ufffdb?"


def test_digests_differ_where_values_do() -> None:
    assert codec.digest("ab", "c") != codec.digest("a", "bc")
    assert codec.digest({"a": 1, "b": 2}) == codec.digest({"b": 2, "a": 1})


def test_what_was_committed_survives_a_reopening(catalogue_url: str) -> None:
    with open_catalogue(catalogue_url, create=True) as catalogue:
        run = catalogue.runs.begin(NOW).id
        catalogue.visits.record(run, visit("a"), check("a"))
    with open_catalogue(catalogue_url) as again:
        assert set(again.visits.done_in(run)) == {"a"}


def test_compaction_drops_what_only_repeats_and_no_turn(catalogue: Catalogue) -> None:
    ok, gone, blocked = State.OK, State.GONE, State.BLOCKED
    states = [ok, ok, ok, gone, gone, gone, gone, ok, blocked, ok, ok, ok]
    for night, state in enumerate(states):
        run = catalogue.runs.begin(NOW).id
        catalogue.visits.record(run, visit("a"), check("a", state, night))
        catalogue.visits.record(run, visit("b"), check("b", ok, night))
        catalogue.runs.finish(Run(run, NOW, NOW))
    run = catalogue.runs.begin(NOW).id
    catalogue.visits.record(run, visit("a"), check("a", ok, len(states)))
    dropped = compact(catalogue.engine, run, NOW + timedelta(days=len(states) - 2))
    kept = [found.state for found, _ in catalogue.visits.history("a")]
    assert kept == [ok, ok, gone, gone, ok, blocked, ok, ok, ok, ok]
    assert dropped == len(states) + 1 - len(kept)
    assert len(catalogue.visits.history("b")) == len(states), "only what this run visited"


def test_what_a_site_told_beside_a_page_stays_until_it_tells_otherwise(catalogue: Catalogue) -> None:
    run = catalogue.runs.begin(NOW).id
    first = visit("a", companions={"readme": "# Thing", "repository": "{}"})
    assert catalogue.visits.record(run, first, check("a"))
    assert not catalogue.visits.record(run, visit("a"), check("a")), "no answer tonight changes nothing"
    page = catalogue.page("a")
    assert page is not None
    assert page.companions == {"readme": "# Thing", "repository": "{}"}
    assert catalogue.visits.record(run, visit("a", companions={"readme": ""}), check("a"))
    page = catalogue.page("a")
    assert page is not None
    assert page.companions == {"readme": "", "repository": "{}"}
