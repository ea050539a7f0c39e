"""Replay: the archive gives the graph that the web gave."""

from __future__ import annotations

import shutil
from pathlib import Path

from crawler.records import Facts, State
from graph.build import build
from pipelines.catalogue import Catalogue, codec, open_catalogue
from pipelines.data_folder import DataFolder
from pipelines.replay import Replayed, replay
from pipelines.steps.publish import publish
from tests.pipelines.nightly.conftest import Vault
from tests.pipelines.scripted import LESSON


def opened(vault: Vault) -> Catalogue:
    return open_catalogue(f"sqlite:///{vault.data / 'catalogue.sqlite'}")


def again(vault: Vault) -> tuple[Replayed, Facts]:
    with opened(vault) as catalogue:
        done = replay(catalogue, DataFolder(vault.data), vault.settings)
        return done, catalogue.facts()


def drawn(facts: Facts) -> str:
    graph = build(facts)
    return codec.digest(sorted(map(repr, graph.nodes(data=True))), sorted(map(repr, graph.edges(data=True, keys=True))))


def test_the_archive_gives_the_same_graph(vault: Vault) -> None:
    vault.web.answers["c.example.org/lesson"] = State.BLOCKED
    before = vault.night(publish=publish).facts
    (vault.data / "graph.lbug").unlink()
    done, after = again(vault)
    assert (done.read, done.missing) == (2, 0)
    assert drawn(after) == drawn(before)
    assert (vault.data / "graph.lbug").exists()


def test_it_is_the_archive_that_is_read(vault: Vault) -> None:
    vault.night(publish=publish)
    with opened(vault) as catalogue, catalogue.engine.begin() as connection:
        from pipelines.catalogue.tables import bodies

        connection.execute(bodies.update().values(data=LESSON.format("Not what was seen").encode()))
    _, after = again(vault)
    assert {document.title for document in after.documents.values()} == {f"{n}.example.org/lesson" for n in "abc"}


def test_what_the_archive_lost_comes_from_the_catalogue(vault: Vault, tmp_path: Path) -> None:
    before = vault.night(publish=publish).facts
    shutil.rmtree(tmp_path / "data" / "archive")
    done, after = again(vault)
    assert (done.missing, drawn(after)) == (3, drawn(before))
