"""The graph page of 5,000 and 20,000 resources in Chromium with software rendering: size, time to use, time a frame.

The reference is the bar that the page has to keep. For orientation: a page as pyvis writes it, with positions given and
physics off, took 1.3 s and 71 ms a frame for 5,000 nodes on the same kind of machine.
"""

from __future__ import annotations

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
    from playwright.sync_api import Browser

CHROMIUM = "/usr/bin/chromium"
SIZES = ((5_000, 4.0, 1.5, 33.3), (20_000, 12.0, 3.0, 100.0))
"""Resources; most megabytes; most seconds until it can be used; most milliseconds a frame while panning."""
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
            facts = worded(large_facts(resources, 7))
            write_view(build(facts), path, facts=facts)
            size = path.stat().st_size / 1e6
            ready, pan = sorted(_opened(browser, path) for _ in range(3))[1]
            results += [
                Result(f"{resources} resources: size", "MB", size, megabytes, "bar", 1.0),
                Result(f"{resources} resources: ready", "s", ready, seconds, "bar", 1.0),
                Result(f"{resources} resources: a frame while panning", "ms", pan, frame, "bar", 1.0),
            ]
        browser.close()
    return results


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
