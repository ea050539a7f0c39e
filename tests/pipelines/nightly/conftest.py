"""A vault of one note, a small taxonomy, and nights over a web that is scripted."""

from __future__ import annotations

import re
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from crawler.records import Document, Facts
from graph.build import build
from graph.reports import make_report, render
from pipelines.budget import Budget
from pipelines.catalogue import Catalogue, codec
from pipelines.data_folder import DataFolder
from pipelines.nightly import Night, Publish, nightly
from pipelines.nightly import Result as NightResult
from pipelines.settings import Settings, load_settings
from pipelines.steps.executors import Engine
from pipelines.steps.visit import Crawl
from pipelines.steps.worker import Result, Task, tagging_digest
from pipelines.steps.workers import Workers
from tests.pipelines.scripted import ScriptedWeb

TAXONOMY = """
[[topic]]
id = "optimisation"
name = "Optimisation"
description = "Finding the best of many."
aliases = ["optimisation"]
[[topic]]
id = "gradient-descent"
name = "Gradient descent"
description = "Walks downhill."
aliases = ["gradient descent"]
broader = ["optimisation"]
"""


def publish_json(_: Catalogue, facts: Facts, paths: DataFolder, __: Settings) -> tuple[str, ...]:
    """report.json and nothing else: pictures and stores take most of a small night."""
    paths.report_json.write_text(render(make_report(facts, build(facts)), "json"), "utf-8")
    return ()


@dataclass
class Vault:
    """Notes, data and a clock of its own; `night` runs one night."""

    root: Path
    settings: Settings
    clock: datetime = datetime(2027, 3, 1, 2, tzinfo=UTC)
    seconds: float = 0
    web: ScriptedWeb = field(init=False)
    notes: Path = field(init=False)

    def __post_init__(self) -> None:
        self.notes = self.root / "note.md"
        self.web = ScriptedWeb(lambda: self.clock)

    @property
    def data(self) -> Path:
        return self.root / "data"

    def write(self, *names: str) -> None:
        lines = "\n".join(f"- [{name}](https://{name}.example.org/lesson)" for name in names)
        (self.root / "note.md").write_text(
            f"# Roadmap\n\n## Stage one\n\nLearn gradient descent.\n\n{lines}\n", "utf-8"
        )

    def night(
        self,
        *,
        days: float = 1,
        everything: bool = False,
        publish: Publish | None = None,
        budget: Budget | None = None,
        crawl: Crawl | None = None,
    ) -> NightResult:
        """The next night, `days` after the one before; it publishes report.json alone unless said otherwise."""
        self.clock += timedelta(days=days)
        self.web.asked.clear()
        return nightly(
            Night(
                [self.notes],
                self.data,
                self.settings,
                everything=everything,
                crawl=crawl or self.web,
                publish=publish or publish_json,
                budget=budget,
                now=lambda: self.clock,
                clock=lambda: self.seconds,
            )
        )

    @property
    def asked(self) -> list[str]:
        return [target.key.split(".")[0] for target in self.web.asked]


@pytest.fixture
def quick_vault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Vault:
    """As `vault`, for nights of which it does not matter what pages say: nothing is read in other processes."""
    unread_pages(monkeypatch)
    return make_vault(tmp_path)


def unread_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pages are taken by their titles alone, in a thread."""

    def titled(task: Task) -> Result:
        found = re.search(rb"<title>(.*?)</title>", task.page.body) if task.page else None
        title = found[1].decode() if found else ""
        digest = codec.digest(task.page.body) if task.page else ""
        document = Document(task.subject, title=title) if task.page else None
        return Result(document, digest, tagging_digest(digest, task), ())

    engine = Engine(lambda: ThreadPoolExecutor(1), 1)
    monkeypatch.setattr("pipelines.steps.understand.readers", lambda *_: Workers(titled, engine))


@pytest.fixture
def vault(tmp_path: Path) -> Vault:
    """A vault of three links, its catalogue in SQLite."""
    return make_vault(tmp_path)


def make_vault(root: Path, catalogue_url: str = "") -> Vault:
    """A vault of three links."""
    (root / "taxonomy.toml").write_text(TAXONOMY, "utf-8")
    config = root / "linkatlas.toml"
    url = f'[catalogue]\nurl = "{catalogue_url}"\n' if catalogue_url else ""
    config.write_text(f'{url}[topics]\nfile = "taxonomy.toml"\n[engine]\nprocesses = 1\n', "utf-8")
    made = Vault(root, load_settings(config))
    made.write("a", "b", "c")
    return made
