"""Whatever stands in titles, notes and addresses: no report carries live markup, links or signs of it."""

from __future__ import annotations

import functools
import html
import json
import re
from html.parser import HTMLParser

import pytest
from markdown_it import MarkdownIt
from rich.cells import cell_len

from graph.build import build
from graph.reports import Report, make_report, render
from graph.reports.as_markdown import escape
from tests.graph.hostile import TEXTS, hostile_facts
from tests.graph.test_plain import invisible

OURS = ("https://lessons.linkatlas.example/", "https://elsewhere")


@functools.cache
def report_of(text: str) -> Report:
    facts = hostile_facts(text)
    return make_report(facts, build(facts))


def rendered(text: str, name: str) -> str:
    return render(report_of(text), name)


class Tags(HTMLParser):
    """Counts what a browser would take for elements and handlers."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[str] = []
        self.addresses: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append(tag)
        self.seen += [f"{tag} {name}" for name, _ in attrs if name.startswith("on")]
        self.addresses += [value or "" for name, value in attrs if name in {"href", "src"}]


@pytest.mark.parametrize("text", TEXTS, ids=range(len(TEXTS)))
def test_text_report_is_words_only(text: str) -> None:
    out = rendered(text, "text")
    assert [sign for sign in invisible(out) if sign != "\n"] == []
    assert all(cell_len(line) <= 80 or "://" in line for line in out.splitlines())


@pytest.mark.parametrize("text", TEXTS, ids=range(len(TEXTS)))
def test_markdown_report_has_no_live_part_of_a_page(text: str) -> None:
    page = MarkdownIt("gfm-like", {"html": True, "linkify": False}).render(rendered(text, "md"))
    tags = Tags()
    tags.feed(page)
    assert set(tags.seen) <= {
        "h1",
        "h2",
        "p",
        "ul",
        "li",
        "a",
        "strong",
        "table",
        "thead",
        "tbody",
        "tr",
        "th",
        "td",
        "br",
    }
    assert all(address.startswith(OURS) for address in tags.addresses)


@pytest.mark.parametrize("text", [text for text in TEXTS if len(text) < 300])
def test_escaped_markdown_shows_the_words_as_they_are(text: str) -> None:
    words = " ".join(text.split())
    if invisible(words) or not words:
        return
    shown = MarkdownIt("gfm-like", {"html": True, "linkify": False}).render(f"x {escape(words)} x")
    assert html.unescape(shown.strip().removeprefix("<p>").removesuffix("</p>")) == f"x {words} x"


@pytest.mark.parametrize("text", TEXTS, ids=range(len(TEXTS)))
def test_html_report_has_no_element_of_a_page(text: str) -> None:
    plain, hostile = Tags(), Tags()
    plain.feed(rendered("harmless", "html"))
    hostile.feed(rendered(text, "html"))
    assert set(hostile.seen) <= set(plain.seen) | {"blockquote"}
    ours = (*OURS, "#", "graph.html", "vscode://file/", "obsidian://open?")
    assert all(address.startswith(ours) for address in hostile.addresses)


@pytest.mark.parametrize("text", TEXTS, ids=range(len(TEXTS)))
def test_json_report_is_json_and_printable(text: str) -> None:
    out = rendered(text, "json")
    assert json.loads(out)["links"]
    assert [sign for sign in invisible(out) if sign != "\n"] == []


def test_html_report_allows_no_script_but_its_own() -> None:
    page = rendered("harmless", "html")
    (policy,) = re.findall(r'http-equiv="Content-Security-Policy" content="([^"]+)"', page)
    policy = html.unescape(policy)
    assert "unsafe" not in policy
    assert "default-src 'none'" in policy
