"""Sixty texts that want to do harm, in every place of the graph page and the report, in a real Chromium."""

from __future__ import annotations

import functools
import json
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from graph.build import build
from graph.reports import make_report, render
from graph.view.write import render_view
from tests.graph.hostile import TEXTS, every_facts, hostile_facts
from tests.graph.view.conftest import Atlas

if TYPE_CHECKING:
    from playwright.sync_api import Page

LIVE = """() => [window.pwned, ...Array.from(document.querySelectorAll(
  '[onerror],[onload],[ontoggle],a[href^="javascript:"],iframe,object,embed,base,link,math,form[action],img'
)).map(e => e.outerHTML.slice(0, 90))].filter(Boolean)"""


@functools.cache
def harmless_page() -> str:
    return render_view(build(hostile_facts("words")), facts=hostile_facts("words"))


# Links of the list to its resources, or of the filters to everything else, as the page writes its states.
IDS = """(kind) => kind === "resource"
  ? [...document.querySelectorAll("#list .item h3 a")].map((link) => /resource=[^&]*/.exec(link.hash)[0])
  : [...document.querySelectorAll("#legend option")].map((option) => option.value.split(":"))
      .filter(([name]) => name.startsWith(kind))
      .map(([name, ...rest]) => new URLSearchParams({[kind]: rest.join(":") || name}).toString())"""
LINKS = "() => [...document.querySelectorAll('a[href]')].map(link => link.getAttribute('href'))"
SAFE = ("http://", "https://", "#", "vscode://file/", "obsidian://open?path=", "graph.html", "report.")


@pytest.fixture(scope="module")
def every_page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A graph page on which every text stands in every place."""
    facts = every_facts()
    path = tmp_path_factory.mktemp("hostile") / "graph.html"
    path.write_text(render_view(build(facts), facts=facts), "utf-8")
    return path


def harm(page: Page) -> list[str]:
    """Whatever runs, stands as an element of a text's, or would send a browser where none should go."""
    found: list[str] = page.evaluate(LIVE)
    return found + [link for link in page.evaluate(LINKS) if not link.startswith(SAFE)]


# Opens one state after the other and returns the harm that each did; a panel is there a moment after its address.
OPENED = f"""async (fragments) => {{
  const harm = [];
  for (const fragment of [...fragments, "view=list"]) {{
    location.hash = fragment;
    await new Promise((done) => setTimeout(done, 12));
    harm.push(...({LIVE})(), ...({LINKS})().filter((to) => !/^(https?:|#|vscode:|obsidian:)/.test(to)));
  }}
  return harm;
}}"""


@pytest.mark.chromium
@pytest.mark.parametrize("kind", ["topic", "stage", "roadmap", "note", "resource"])
def test_no_panel_runs_or_breaks(page: Page, every_page: Path, kind: str) -> None:
    page.set_default_timeout(20_000)
    Atlas(page, every_page).open("#view=list")
    assert page.locator("#list .item").count() == len(TEXTS)
    ids = page.evaluate(IDS, kind)
    assert len(ids) == len(TEXTS)
    assert page.evaluate(OPENED, [f"view=list&{name}" for name in ids]) == []


@pytest.mark.chromium
def test_search_map_and_focus_show_words(page: Page, every_page: Path) -> None:
    page.set_default_timeout(8000)
    Atlas(page, every_page).open()
    for key in ("]", "]", "f", "f", "l", "n", "l"):
        page.keyboard.press(key)
    for words in ("e", "script", "img"):
        page.fill("#query", words)
        page.wait_for_selector("#answers [role=option]")
        assert harm(page) == []


@pytest.mark.chromium
def test_the_report_of_all_at_once_stays_words(page: Page, tmp_path: Path) -> None:
    page.set_default_timeout(8000)
    facts = every_facts()
    path = tmp_path / "report.html"
    path.write_text(render(make_report(facts, build(facts)), "html"), "utf-8")
    page.goto(path.as_uri())
    page.fill("#find", "a")
    assert harm(page) == []


@pytest.mark.parametrize("text", TEXTS, ids=range(len(TEXTS)))
def test_the_page_keeps_its_data_apart_from_its_markup(text: str) -> None:
    page = render_view(build(hostile_facts(text)), facts=hostile_facts(text))
    blocks = re.findall(r'<script type="application/json" id="([\w-]+)">(.*?)</script>', page, re.DOTALL)
    assert {name for name, _ in blocks} == {"network", "options", "atlas", "details-0"}
    for _, block in blocks:
        assert "<" not in block
        json.loads(block)
    assert page.count("<script") == harmless_page().count("<script")
    assert page.count("</script") == harmless_page().count("</script") == len(blocks) + 2


def test_the_policy_allows_no_script_but_the_pages_own() -> None:
    page = render_view(build(hostile_facts("x")))
    (policy,) = re.findall(r'http-equiv="Content-Security-Policy" content="([^"]+)"', page)
    assert "unsafe" not in policy
    assert policy.count("sha256-") == 3
    assert "default-src &#39;none&#39;" in policy


def test_secrets_do_not_reach_the_page() -> None:
    text = "https://user:SECRET-CANARY@host.example/?token=SECRET-CANARY"
    assert "SECRET-CANARY" not in render_view(build(hostile_facts(text)), facts=hostile_facts(text))
