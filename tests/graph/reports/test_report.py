"""The report accounts for every link and says what to put instead."""

from __future__ import annotations

import json
from dataclasses import replace

import networkx as nx
import pytest

from crawler.records import Change, ChangeKind, Document, Facts, Kind, Link, Note, Resource, Scan, State
from graph.build import build
from graph.reports import FORMATS, Report, make_report, render
from graph.reports.render import UnknownFormatError
from tests.graph.facts import NIGHT, key_of, large_facts, small_facts, standing, url_of


def report_of(facts: Facts) -> Report:
    return make_report(facts, build(facts))


@pytest.fixture(scope="module")
def small() -> Report:
    return report_of(small_facts())


AWKWARD = (
    Link(
        "n.md", 1, 1, "http://[broken", "broken", None, "malformed:http://[broken", state=State.MALFORMED, reason="bad"
    ),
    Link("n.md", 2, 1, "mailto:a@b.example", "mail", None, None, state=State.UNSUPPORTED_SCHEME, reason="mail"),
    Link("n.md", 3, 1, "x.png", "picture", None, None, state=State.IMAGE, reason="an image"),
    Link("n.md", 4, 1, "https://c.example", "hidden", "https://c.example", "c.example", commented=True),
    Link("n.md", 5, 1, "https://new.example", "new", "https://new.example", "new.example"),
)


def awkward_facts() -> Facts:
    return Facts(scan=Scan(notes=(Note("n.md", "N", "d"),), links=AWKWARD))


def test_every_link_has_its_row_whatever_became_of_it() -> None:
    rows = report_of(awkward_facts()).links
    assert [(row.line, row.health.value, row.state and row.state.value) for row in rows] == [
        (1, "dead", "malformed"),
        (2, "skipped", "unsupported_scheme"),
        (3, "skipped", "image"),
        (4, "skipped", "excluded"),
        (5, "uncertain", None),
    ]
    assert rows[0].confirmed


def test_counts_add_up_to_the_number_of_links(small: Report) -> None:
    counts = small.run.counts
    assert counts["alive"] + counts["dead"] + counts["uncertain"] + counts["skipped"] == counts["links"] == 10
    assert counts["confirmed"] + counts["suspected"] == counts["dead"] == 2


def test_json_has_exactly_the_published_fields(small: Report) -> None:
    shape = json.loads(render(small, "json"))
    assert set(shape) == {"version", "run", "links", "changes", "coverage"}
    assert set(shape["run"]) == {"id", "started", "finished", "conclusive", "reason", "counts"}
    fields = (
        "note line raw url key final_url health state status reason confirmed since failures title kind roadmap stage"
    )
    assert all(set(row) == {*fields.split(), "suggestions"} for row in shape["links"])
    assert all(set(row) == {"change", "url", "from", "to", "places"} for row in shape["changes"])
    assert shape["changes"][0]["places"] == [{"note": "roadmap.md", "line": 21}]


def test_a_moved_link_is_told_its_address(small: Report) -> None:
    row = next(row for row in small.links if row.state is State.MOVED)
    assert [(s.kind, s.url) for s in row.suggestions] == [("moved", url_of("transformers") + "/new")]


def test_a_dead_link_is_given_living_ones_of_its_stage(small: Report) -> None:
    row = next(row for row in small.links if row.key == key_of("old-attention"))
    assert [(s.kind, s.url) for s in row.suggestions] == [
        ("same_stage", url_of("attention")),
        ("same_topic", url_of("transformers")),
    ]


def test_a_dead_link_is_given_the_page_of_the_same_title() -> None:
    facts = small_facts()
    title = "Attention, the old page"
    document = Document(key_of("old-attention"), title)
    elsewhere = replace(facts.documents[key_of("convnets")], title="Attention - the old page!")
    linked = replace(
        facts.documents[key_of("descent")],
        links=("https://elsewhere.example/a",),
        anchors=("The old page: attention",),
    )
    documents = {**facts.documents, document.key: document, elsewhere.key: elsewhere, linked.key: linked}
    row = next(row for row in report_of(replace(facts, documents=documents)).links if row.key == document.key)
    same = {s.url for s in row.suggestions if s.kind == "same_title"}
    assert same == {url_of("convnets"), "https://elsewhere.example/a"}


def test_shared_topics_rank_replacements() -> None:
    facts = small_facts()
    note_only = tuple(
        replace(coverage, resource=key_of("old-attention"), source="note", score=0.4)
        for coverage in facts.coverages
        if coverage.topic == "attention"
    )
    row = next(
        row
        for row in report_of(replace(facts, coverages=(*facts.coverages, *note_only))).links
        if row.key == key_of("old-attention")
    )
    assert [s.kind for s in row.suggestions] == ["same_stage", "same_topic"]
    assert "Attention mechanism" in row.suggestions[0].why


def test_coverage_tells_what_a_stage_teaches_and_lacks(small: Report) -> None:
    by_stage = {row.stage[-1]: row for row in small.coverage}
    assert [t.name for t in by_stage["Maths"].teaches] == ["Calculus", "Gradient descent"]
    assert [lack.topic for lack in by_stage["Sequences"].lacks] == ["convolutional-networks"]
    assert by_stage["Big models"].repeats == ("Attention mechanism",)
    assert by_stage["Big models"].stage == ("Sequences", "Big models")


def test_loud_changes_come_first() -> None:
    kinds = (ChangeKind.RECOVERED, ChangeKind.NEW, ChangeKind.NEWLY_DEAD, ChangeKind.MOVED)
    changes = tuple(Change(kind, key_of("attention"), url_of("attention"), "ok", "moved", NIGHT) for kind in kinds)
    told = [row.kind for row in report_of(replace(small_facts(), changes=changes)).changes]
    assert told == [ChangeKind.NEWLY_DEAD, ChangeKind.MOVED, ChangeKind.NEW, ChangeKind.RECOVERED]


def test_secrets_of_addresses_stay_out_of_every_format() -> None:
    url = "https://user:SECRET-CANARY@host.example/p?token=SECRET-CANARY"
    link = Link("n.md", 1, 1, url, f"see {url}", url, url.removeprefix("https://"), context=f"see {url}")
    facts = Facts(
        scan=Scan(notes=(Note("n.md", "N", "d"),), links=(link,)),
        resources=(Resource(link.key or "", url, Kind.BLOG),),
        standings={link.key or "": standing(link.key or "", url, State.NOT_FOUND, failures=4)},
        changes=(Change(ChangeKind.NEWLY_DEAD, link.key or "", url, "ok", "not_found"),),
    )
    for name in FORMATS:
        assert "SECRET-CANARY" not in render(report_of(facts), name), name


def test_an_unknown_format_is_named() -> None:
    with pytest.raises(UnknownFormatError) as caught:
        render(make_report(Facts(), nx.MultiDiGraph()), "docx")
    assert "docx" in str(caught.value)
    assert "json" in caught.value.hint


@pytest.mark.parametrize("name", FORMATS)
def test_a_report_of_nothing_can_be_shown(name: str) -> None:
    text = render(make_report(Facts(), nx.MultiDiGraph()), name)
    assert (text == "") is (name == "comment")


@pytest.mark.parametrize("name", [name for name in FORMATS if name not in ("atom", "comment")])
def test_a_thousand_links_can_be_shown(name: str) -> None:
    assert "page0" in render(report_of(large_facts(1000, 3, topics=40)), name)


@pytest.mark.parametrize("name", FORMATS)
def test_the_same_facts_give_the_same_report(name: str) -> None:
    assert render(report_of(small_facts()), name) == render(report_of(small_facts()), name)


def test_words_of_note_and_address_tell_what_a_dead_link_was_about() -> None:
    facts = small_facts()
    links = tuple(
        replace(link, text="the basics", context="Basics of gradient descent, for a start.", stage=None)
        if link.key == key_of("old-attention")
        else link
        for link in facts.scan.links
    )
    row = next(
        row
        for row in report_of(replace(facts, scan=replace(facts.scan, links=links))).links
        if row.key == key_of("old-attention")
    )
    assert {url_of("descent"), url_of("attention")} <= {s.url for s in row.suggestions}
    assert any("Gradient descent" in s.why for s in row.suggestions)


def test_a_link_of_the_same_line_comes_first() -> None:
    facts = small_facts()
    links = tuple(
        replace(link, line=21) if link.key == key_of("attention") and link.stage else link for link in facts.scan.links
    )
    row = next(
        row
        for row in report_of(replace(facts, scan=replace(facts.scan, links=links))).links
        if row.key == key_of("old-attention")
    )
    assert row.suggestions[0].url == url_of("attention")
    assert "beside" in row.suggestions[0].why


def test_where_nothing_tells_the_subject_nothing_is_made_up() -> None:
    row = next(row for row in report_of(small_facts()).links if row.key == key_of("half-dead"))
    assert row.suggestions == ()


def test_a_profile_beside_a_dead_link_is_said_to_be_one() -> None:
    facts = small_facts()
    dead = next(link for link in facts.scan.links if link.key == key_of("half-dead"))
    living = key_of("attention")
    beside = replace(dead, url=url_of("attention"), key=living, kind=Kind.PROFILE)
    documents = {key: document for key, document in facts.documents.items() if key != living}
    scan = replace(facts.scan, links=(*(link for link in facts.scan.links if link.key != living), beside))
    row = next(row for row in report_of(replace(facts, scan=scan, documents=documents)).links if row.key == dead.key)
    assert [(s.kind, s.url) for s in row.suggestions] == [("same_stage", url_of("attention"))]
    assert "a profile" in row.suggestions[0].why


def test_of_pages_on_one_topic_the_one_that_sounds_most_alike_comes_first() -> None:
    facts = small_facts()
    documents = dict(facts.documents)
    documents[key_of("transformers")] = replace(documents[key_of("transformers")], title="Zebra crossings of attention")
    links = tuple(
        replace(link, text="Zebra crossings, the early days", stage=None)
        if link.key == key_of("old-attention")
        else link
        for link in facts.scan.links
    )
    told = replace(facts, scan=replace(facts.scan, links=links), documents=documents)
    row = next(row for row in report_of(told).links if row.key == key_of("old-attention"))
    assert row.suggestions[0].url == url_of("transformers")


def test_what_stands_beside_a_dead_link_and_is_about_something_else_is_not_offered() -> None:
    facts = small_facts()
    texts = {key_of("old-attention"): "Softmax in pictures", key_of("attention"): "Convnets"}
    links = tuple(
        replace(link, line=21, text=texts[link.key]) if link.key in texts and link.stage else link
        for link in facts.scan.links
    )
    told = report_of(replace(facts, scan=replace(facts.scan, links=links))).links
    row = next(row for row in told if row.key == key_of("old-attention"))
    assert not [suggestion for suggestion in row.suggestions if "beside" in suggestion.why]
