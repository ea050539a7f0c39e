"""Whatever stands in addresses: every format keeps its form, and none of it becomes a link, a command or markup."""

from __future__ import annotations

import csv
import functools
import io
import json
import re

import pytest
from lxml import etree
from markdown_it import MarkdownIt

from graph.build import build
from graph.reports import Report, make_report, render
from tests.graph.hostile import TEXTS, hostile_addresses, hostile_facts
from tests.graph.reports.test_hostile_reports import OURS, Tags
from tests.graph.test_plain import invisible

HOSTILE = pytest.mark.parametrize("text", TEXTS, ids=range(len(TEXTS)))
HOUSE = ("#", "graph.html", "vscode://file/", "obsidian://open?")


@functools.cache
def report_of(text: str) -> Report:
    facts = hostile_addresses(text)
    return make_report(facts, build(facts))


@functools.cache
def harmless(name: str) -> set[str]:
    tags = Tags()
    tags.feed(as_page(render(report_of("harmless"), name), name))
    return set(tags.seen)


def as_page(text: str, name: str) -> str:
    return text if name == "html" else MarkdownIt("gfm-like", {"html": True, "linkify": False}).render(text)


@HOSTILE
@pytest.mark.parametrize("name", ["html", "md", "comment"])
def test_what_people_read_has_only_our_elements_and_links(name: str, text: str) -> None:
    tags = Tags()
    tags.feed(as_page(render(report_of(text), name), name))
    assert set(tags.seen) <= harmless(name) | {"br", "a"}
    assert all(address.startswith((*OURS, *HOUSE)) for address in tags.addresses)


@HOSTILE
def test_what_programs_read_keeps_its_form(text: str) -> None:
    assert len(json.loads(render(report_of(text), "json"))["links"]) == 10
    assert json.loads(render(report_of(text), "sarif"))["version"] == "2.1.0"
    for name in ("junit", "atom"):
        etree.fromstring(render(report_of(text), name).encode())
    rows = list(csv.reader(io.StringIO(render(report_of(text), "csv"), newline="")))
    assert {len(row) for row in rows} == {len(rows[0])}
    assert not [cell for row in rows for cell in row if cell.startswith(("=", "+", "-", "@", "\t"))]
    for line in render(report_of(text), "github").splitlines():
        assert re.match(r"::(error|warning|notice) ", line)


@HOSTILE
@pytest.mark.parametrize("name", ["text", "json", "md", "comment", "github", "csv"])
def test_nothing_invisible_reaches_a_terminal(name: str, text: str) -> None:
    assert [sign for sign in invisible(render(report_of(text), name)) if sign not in "\r\n"] == []


@HOSTILE
def test_a_comment_has_no_live_part_of_a_page(text: str) -> None:
    facts = hostile_facts(text)
    page = as_page(render(make_report(facts, build(facts)), "comment"), "comment")
    tags = Tags()
    tags.feed(page)
    assert set(tags.seen) <= harmless("comment") | {"br", "a"}
    assert all(address.startswith(OURS) for address in tags.addresses)
    # a comment that names somebody would send them a message
    assert not re.search(r"(?<![\w./:@-])@(?:evil|SUM)", page)
