"""The graph page of 5,000 and 20,000 resources in Chromium with software rendering: size, time to use, time a frame.

The bars are the page's own. The reference is pyvis' own page of the same graph, with positions given and physics off,
opened by the same browser in the same run: of 1,000 resources, as of 5,000 it gives no picture within minutes.
"""

from __future__ import annotations

import math
import tempfile
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from bench.result import Result
from crawler.records import Facts
from graph.build import build
from graph.view import write_view
from tests.graph.facts import large_facts

if TYPE_CHECKING:
    import networkx as nx
    from playwright.sync_api import Browser

CHROMIUM = "/usr/bin/chromium"
SIZES = ((5_000, 4.0, 1.5, 33.3), (20_000, 12.0, 3.0, 100.0))
"""Resources; most megabytes; most seconds until it can be used; most milliseconds a frame while panning."""
COMPARED = 1_000
SENTENCE = (
    "In this part we derive the update rule of {} step by step, compare it with what the earlier lectures did for {}, "
    "and end with an exercise on page {}."
)
PANS = 60

# Moves the map by its own key handler once a frame, and counts frames.
FRAMES = """async (count) => {
  const started = performance.now();
  for (let i = 0; i < count; i += 1) {
    const key = i % 20 < 10 ? "ArrowRight" : "ArrowLeft";
    document.dispatchEvent(new KeyboardEvent("keydown", {key, bubbles: true}));
    await new Promise(requestAnimationFrame);
  }
  return (performance.now() - started) / count;
}"""


def measure() -> Sequence[Result]:
    """Each size once; the page is opened three times and the median counts."""
    from playwright.sync_api import sync_playwright

    results: list[Result] = []
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as play:
        browser = play.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        for resources, megabytes, seconds, frame in SIZES:
            path = Path(folder) / f"{resources}.html"
            size, ready, pan = _ours(browser, path, worded(large_facts(resources, 7)))
            results += [
                Result(f"{resources} resources: size", "MB", size, megabytes, "bar", 1.0),
                Result(f"{resources} resources: ready", "s", ready, seconds, "bar", 1.0),
                Result(f"{resources} resources: a frame while panning", "ms", pan, frame, "bar", 1.0),
            ]
        results += _compared(browser, Path(folder))
        browser.close()
    return results


def _ours(browser: Browser, path: Path, facts: Facts) -> tuple[float, float, float]:
    """Megabytes, seconds until it can be used, milliseconds a frame: the median of three openings."""
    write_view(build(facts), path, facts=facts)
    ready, pan = sorted(_opened(browser, path) for _ in range(3))[1]
    return path.stat().st_size / 1e6, ready, pan


def _compared(browser: Browser, folder: Path) -> list[Result]:
    facts = worded(large_facts(COMPARED, 7))
    ours, theirs = folder / "ours.html", folder / "pyvis.html"
    size, ready, pan = _ours(browser, ours, facts)
    _as_pyvis(build(facts), theirs)
    their_ready, their_pan = _opened_plain(browser, theirs)
    rows = (
        ("ready", "s", ready, their_ready),
        ("a frame while panning", "ms", pan, their_pan),
        ("size", "MB", size, theirs.stat().st_size / 1e6),
    )
    return [Result(f"{COMPARED} resources: {what}", unit, a, b, "pyvis' own page") for what, unit, a, b in rows]


def worded(facts: Facts) -> Facts:
    """Evidence and titles as long as those of real pages."""
    coverages = tuple(
        replace(coverage, evidence=SENTENCE.format(coverage.topic, coverage.resource, number))
        for number, coverage in enumerate(facts.coverages)
    )
    documents = {
        key: replace(
            document, title=f"{document.title}: an introduction to the subject, with exercises", author="A. Name"
        )
        for key, document in facts.documents.items()
    }
    return replace(facts, coverages=coverages, documents=documents)


def _opened(browser: Browser, path: Path) -> tuple[float, float]:
    """Seconds from navigation to the first usable picture, and milliseconds a frame while panning."""
    page = browser.new_page(viewport={"width": 1440, "height": 900})
    page.goto(path.as_uri())
    page.wait_for_selector("html[data-ready=yes]", timeout=60_000)
    ready = page.evaluate("performance.getEntriesByName('linkatlas-ready')[0].startTime / 1000")
    pan = page.evaluate(FRAMES, PANS)
    page.close()
    return float(ready), float(pan)


def _as_pyvis(graph: nx.MultiDiGraph[str], path: Path) -> None:
    """The same nodes and edges as pyvis writes them, everything inlined."""
    from pyvis.network import Network

    network = Network(directed=True, cdn_resources="in_line")
    network.toggle_physics(status=False)
    network.set_edge_smooth("continuous")  # its default gives each edge a node of its own
    side = math.isqrt(len(graph)) + 1
    for place, (name, attributes) in enumerate(graph.nodes.items()):
        row, column = divmod(place, side)
        label = str(attributes.get("title") or attributes.get("name") or name)
        network.add_node(name, label=label, x=column * 60, y=row * 60)
    for source, target in graph.edges():
        network.add_edge(source, target)
    path.write_text(network.generate_html(), "utf-8")


# pyvis' page has no sign that it is ready: the first picture is drawn when vis-network says so
DRAWN = """() => new Promise((done) => {
  const look = () => {
    if (!window.network || !network.body) return setTimeout(look, 5);
    network.once("afterDrawing", () => done(performance.now() / 1000));
    network.redraw();
  };
  look();
})"""
THEIR_FRAMES = """async (count) => {
  const started = performance.now();
  for (let i = 0; i < count; i += 1) {
    const {x, y} = network.getViewPosition();
    network.moveTo({position: {x: x + (i % 20 < 10 ? 40 : -40) / network.getScale(), y}});
    await new Promise(requestAnimationFrame);
  }
  return (performance.now() - started) / count;
}"""


def _opened_plain(browser: Browser, path: Path) -> tuple[float, float]:
    """As `_opened`, for pyvis' page."""
    page = browser.new_page(viewport={"width": 1440, "height": 900})
    page.set_default_timeout(180_000)
    page.goto(path.as_uri())
    ready = page.evaluate(DRAWN)
    pan = page.evaluate(THEIR_FRAMES, PANS)
    page.close()
    return float(ready), float(pan)
