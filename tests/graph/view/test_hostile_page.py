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
from tests.graph.hostile import LONG, MARKUP, TEMPLATES, TEXTS, hostile_facts, mixed_addresses, mixed_facts
from tests.graph.view.conftest import Atlas

if TYPE_CHECKING:
    from playwright.sync_api import Page

LIVE = """() => [window.pwned, ...Array.from(document.querySelectorAll(
  '[onerror],[onload],[ontoggle],a[href^="javascript:"],iframe,object,embed,base,link,math,form[action],img'
)).map(e => e.outerHTML.slice(0, 90))].filter(Boolean)"""


@functools.cache
def harmless_page() -> str:
    return render_view(build(hostile_facts("words")), facts=hostile_facts("words"))


def press_everything(page: Page) -> None:
    """Opens each resource, topic and stage in turn, the list and the focus."""
    page.evaluate(
        """async () => {
          const places = [...document.querySelectorAll("#legend select option")].map(o => o.value);
          for (const value of places) {
            location.hash = "view=list&in=" + encodeURIComponent(value);
            await new Promise(done => setTimeout(done, 20));
          }
        }"""
    )
    page.keyboard.press("]")
    for key in ("]", "f", "f", "l", "n", "l"):
        page.keyboard.press(key)
    page.fill("#query", "e")
    page.wait_for_timeout(100)


@pytest.mark.chromium
@pytest.mark.parametrize("part", range(4))
def test_nothing_runs_and_nothing_breaks(page: Page, tmp_path: Path, part: int) -> None:
    page.set_default_timeout(8000)
    for number, text in list(enumerate(MARKUP + TEMPLATES + LONG))[part::4]:
        path = tmp_path / f"{number}.html"
        path.write_text(render_view(build(hostile_facts(text)), facts=hostile_facts(text)), "utf-8")
        Atlas(page, path).open("#view=list")
        assert page.locator("#list .item").count() == 9, number
        assert page.evaluate(LIVE) == [], number


@pytest.mark.chromium
def test_all_at_once_can_be_pressed(page: Page, tmp_path: Path) -> None:
    page.set_default_timeout(8000)
    facts = mixed_facts()
    path = tmp_path / "mixed.html"
    path.write_text(render_view(build(facts), facts=facts), "utf-8")
    press_everything(Atlas(page, path).open())
    assert page.evaluate(LIVE) == []


LINKS = "() => [...document.querySelectorAll('a[href]')].map(link => link.getAttribute('href'))"
SAFE = ("http://", "https://", "#", "vscode://file/", "obsidian://open?path=", "graph.html", "report.")


@pytest.mark.chromium
def test_addresses_become_links_only_where_a_browser_may_be_sent(page: Page, tmp_path: Path) -> None:
    page.set_default_timeout(8000)
    facts = mixed_addresses()
    path = tmp_path / "addresses.html"
    path.write_text(render_view(build(facts), facts=facts), "utf-8")
    Atlas(page, path).open("#view=list&health=dead")
    assert page.locator("#list .item").count() == len(TEXTS) + 2
    for number in range(0, len(TEXTS), 4):
        page.locator("#list .item h3 a").nth(number).click()
        page.wait_for_selector("#panel:not([hidden]) h2")
        assert not [link for link in page.evaluate(LINKS) if not link.startswith(SAFE)]
    assert page.evaluate(LIVE) == []
    path.write_text(render(make_report(facts, build(facts)), "html"), "utf-8")
    page.goto(path.as_uri())
    assert not [link for link in page.evaluate(LINKS) if not link.startswith(SAFE)]
    assert page.evaluate(LIVE) == []


@pytest.mark.chromium
def test_the_report_of_all_at_once_stays_words(page: Page, tmp_path: Path) -> None:
    page.set_default_timeout(8000)
    facts = mixed_facts()
    path = tmp_path / "report.html"
    path.write_text(render(make_report(facts, build(facts)), "html"), "utf-8")
    page.goto(path.as_uri())
    page.fill("#find", "a")
    assert page.evaluate(LIVE) == []


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
