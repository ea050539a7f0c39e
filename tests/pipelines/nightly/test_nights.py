"""Nights over a scripted web: what is visited, what is told, what is done again and what is not."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from crawler.records import ChangeKind, State
from pipelines.catalogue import open_catalogue
from pipelines.errors import CatalogueError, ConfigError, LockedError
from pipelines.lock import hold
from pipelines.settings import load_settings
from pipelines.steps.publish import publish
from tests.pipelines.nightly.conftest import Vault, make_vault
from tests.pipelines.scripted import LESSON, KilledError


def report(vault: Vault) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((vault.data / "report.json").read_text("utf-8"))
    return found


def told(vault: Vault) -> list[tuple[str, str]]:
    return [(c["change"], c["url"].split("//")[1].split(".")[0]) for c in report(vault)["changes"]]


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def either(request: pytest.FixtureRequest, tmp_path: Path) -> Vault:
    """A vault whose catalogue stands in each database in turn."""
    return make_vault(tmp_path, request.getfixturevalue("postgres_url") if request.param == "postgres" else "")


def test_the_first_night_gives_everything(either: Vault) -> None:
    result = either.night(publish=publish)
    assert result.run.counts["alive"] == 3
    assert {c.topic for c in result.facts.coverages if c.source == "page"} >= {"gradient-descent"}
    assert {c.topic for c in result.facts.stage_coverages} == {"gradient-descent"}
    for name in ("graph.lbug", "search.sqlite", "graph.html", "report.html", "report.md", "report.json"):
        assert (either.data / name).stat().st_size > 0
    assert len(report(either)["links"]) == 3
    assert [path.name for path in either.data.glob(".*")] == [".linkatlas"]


def test_a_second_night_visits_what_is_due_with_conditional_requests(either: Vault) -> None:
    either.web.answers["c.example.org/lesson"] = State.BLOCKED
    either.web.headers = {"etag": '"1"'}
    either.night()
    either.night()
    assert either.asked == ["c"]
    result = either.night(days=6)
    assert either.asked == ["a", "b", "c"]
    assert [target.etag for target in either.web.asked] == ['"1"', '"1"', ""]
    assert (result.run.counts["read"], result.run.counts["tagged"]) == (0, 0)


def test_deaths_and_returns_are_told_once(either: Vault) -> None:
    either.night()
    key, said = "b.example.org/lesson", []
    for night, state in enumerate([State.NOT_FOUND] * 4 + [State.OK] * 2, start=1):
        either.web.answers[key] = state
        either.night(days=2, everything=True)
        said += [(night, what) for what, name in told(either) if name == "b"]
    assert said == [(1, "suspected"), (3, "newly_dead"), (5, "came_back")]


def test_links_of_the_notes_that_come_and_go_are_told_once(vault: Vault) -> None:
    vault.night()
    assert told(vault) == []
    vault.write("a", "b", "d")
    vault.night()
    assert sorted(told(vault)) == [("new", "d"), ("removed", "c")]
    assert vault.asked == ["d", "a", "b"]  # d's host is new: a and b bear witness that there is a network
    vault.night()
    assert told(vault) == []


def test_an_inconclusive_night_touches_nothing_and_tells_nothing(vault: Vault) -> None:
    vault.night()
    vault.web.answers.update(dict.fromkeys(("a.example.org/lesson", "b.example.org/lesson"), State.NO_DNS))
    vault.web.inconclusive = "most hosts that answered before are unreachable"
    vault.write("a", "b", "c", "d")
    result = vault.night(days=8)
    assert (report(vault)["run"]["conclusive"], report(vault)["changes"]) == (False, [])
    assert result.facts.standings["a.example.org/lesson"].check.state is State.OK
    vault.web.answers.clear()
    vault.web.inconclusive = ""
    vault.night()
    assert set(vault.asked) == {"a", "b", "c", "d"}
    assert told(vault) == [("new", "d")]


def test_only_changed_pages_are_read_again(vault: Vault) -> None:
    vault.night()
    vault.web.bodies["b.example.org/lesson"] = LESSON.format("Another lesson").encode()
    result = vault.night(everything=True)
    assert (result.run.counts["read"], result.run.counts["tagged"]) == (1, 1)
    assert result.facts.documents["b.example.org/lesson"].title == "Another lesson"


def test_new_words_in_the_note_tag_anew_without_reading(vault: Vault) -> None:
    vault.night()
    note = vault.root / "note.md"
    note.write_text(note.read_text("utf-8").replace("[a]", "[On optimisation]"), "utf-8")
    result = vault.night()
    assert vault.asked == []
    assert (result.run.counts["read"], result.run.counts["tagged"]) == (0, 2), "the resource and its stage"


def test_a_page_that_cannot_be_had_is_tagged_by_the_notes_words(vault: Vault) -> None:
    vault.web.answers["a.example.org/lesson"] = State.BLOCKED
    note = vault.root / "note.md"
    note.write_text(note.read_text("utf-8").replace("[a]", "[Gradient descent]"), "utf-8")
    result = vault.night()
    sources = {c.resource.split(".")[0]: c.source for c in result.facts.coverages if c.topic == "gradient-descent"}
    assert (sources["a"], sources["b"]) == ("note", "page")


def test_a_page_told_dead_speaks_no_more_until_it_comes_back(vault: Vault) -> None:
    def sources() -> set[str]:
        facts = vault.night(days=2, everything=True).facts
        return {c.source for c in facts.coverages if (c.resource, c.topic) == (key, "gradient-descent")}

    key = "a.example.org/lesson"
    note = vault.root / "note.md"
    note.write_text(note.read_text("utf-8").replace("[a]", "[Gradient descent]"), "utf-8")
    answers = [State.OK, *[State.NOT_FOUND] * 4, State.BLOCKED, State.OK]
    said = []
    for state in answers:
        vault.web.answers[key] = state
        said.append(sources())
    page, words = {"page"}, {"note"}
    assert said == [page, page, page, words, words, words, page], "suspected twice, told, told, not taken back, back"


@pytest.mark.parametrize("visits", [0, 2])
def test_a_night_that_dies_while_crawling_is_taken_up(either: Vault, visits: int) -> None:
    either.web.die_after = visits
    with pytest.raises(KilledError):
        either.night()
    either.web.die_after = None
    result = either.night(days=0.01)
    witness = ["a"] if visits else []
    assert either.asked == [*["a", "b", "c"][visits:], *witness]
    assert (result.resumed, result.run.id, result.run.counts["alive"]) == (True, 1, 3)
    assert either.night(days=0.01).run.id == 2


def test_a_night_that_dies_before_its_reports_tells_its_changes_when_taken_up(vault: Vault) -> None:
    vault.night()
    vault.web.answers["a.example.org/lesson"] = State.NOT_FOUND
    vault.write("a", "b", "c", "d")
    with pytest.raises(KilledError):
        vault.night(everything=True, publish=_die)
    vault.night(days=0.01, everything=True)
    assert vault.asked == []
    assert sorted(told(vault)) == [("new", "d"), ("suspected", "a")]


def _die(*_: object) -> tuple[str, ...]:
    raise KilledError


def test_an_offline_hour_after_a_death_before_the_reports_loses_no_change(vault: Vault) -> None:
    vault.night()
    vault.web.answers["a.example.org/lesson"] = State.NOT_FOUND
    vault.write("a", "b", "c", "d")
    with pytest.raises(KilledError):
        vault.night(everything=True, publish=_die)
    vault.web.inconclusive = "offline"
    assert not vault.night(days=9).run.conclusive
    assert vault.asked == ["a", "b", "c", "d"], "nine days later is another night"
    assert sorted(told(vault)) == [("new", "d"), ("suspected", "a")]
    vault.web.inconclusive = ""
    vault.night(days=0.01)
    assert "new" not in [what for what, _ in told(vault)]


def test_a_malformed_link_is_dead_at_once_and_told_once(vault: Vault) -> None:
    note = vault.root / "note.md"
    note.write_text(note.read_text("utf-8") + "- [bad](https://a.example:99999/)\n", "utf-8")
    result = vault.night()
    assert [c.kind for c in result.changes] == [ChangeKind.NEWLY_DEAD]
    assert vault.night().changes == ()


def test_the_graph_is_written_again_only_where_something_changed(vault: Vault) -> None:
    def inodes() -> list[int]:
        return [(vault.data / name).stat().st_ino for name in ("graph.lbug", "search.sqlite", "graph.html")]

    vault.night(publish=publish)
    first = inodes()
    vault.night(publish=publish)
    assert inodes() == first
    (vault.data / "graph.html").unlink()
    vault.night(publish=publish)
    assert inodes() != first


def test_two_runs_do_not_work_on_one_folder(vault: Vault) -> None:
    vault.data.mkdir()
    with hold(vault.data / "lock", vault.clock), pytest.raises(LockedError):
        vault.night()


def test_an_unreachable_neo4j_fails_no_night(vault: Vault) -> None:
    config = vault.root / "linkatlas.toml"
    config.write_text(config.read_text("utf-8") + '[neo4j]\nurl = "bolt://127.0.0.1:1"\n', "utf-8")
    vault.settings = load_settings(config)
    result = vault.night(publish=publish)
    assert len(result.warnings) == 1
    assert "Neo4j" in result.warnings[0]
    assert len(report(vault)["links"]) == 3


def test_a_visit_that_cannot_be_kept_ends_the_night_and_loses_none(
    vault: Vault, monkeypatch: pytest.MonkeyPatch
) -> None:
    from pipelines.catalogue.visits import Visits

    record, kept = Visits.record, list[str]()

    def full(self: Visits, run: int, visit: Any, check: Any) -> str:
        if kept:
            raise CatalogueError("the disk is full")
        kept.append(visit.key)
        return record(self, run, visit, check)

    with monkeypatch.context() as patch:
        patch.setattr(Visits, "record", full)
        with pytest.raises(CatalogueError, match="full"):
            vault.night()
    assert vault.asked == ["a", "b"]
    vault.night(days=0.01)
    assert vault.asked == ["b", "c", "a"], "what was not kept, and a witness that the network still stands"


def test_months_of_pause_and_a_clock_that_went_back(vault: Vault) -> None:
    vault.night()
    vault.night(days=200)
    assert vault.asked == ["a", "b", "c"]
    vault.clock -= timedelta(days=100)
    vault.night(days=0)
    assert vault.asked == ["a", "b", "c"]


def test_what_a_night_wrote_is_never_read_as_a_note(vault: Vault) -> None:
    vault.notes = vault.root
    first = vault.night(publish=publish)
    assert (vault.data / "report.md").exists()
    assert [note.path for note in vault.night().facts.scan.notes] == [note.path for note in first.facts.scan.notes]
    vault.notes = vault.data
    with pytest.raises(ConfigError, match="both the notes and the data"):
        vault.night()


def test_the_catalogue_holds_each_night(vault: Vault) -> None:
    for _ in range(3):
        vault.night(everything=True)
    with open_catalogue(f"sqlite:///{vault.data / 'catalogue.sqlite'}") as catalogue:
        assert [run.id for run in catalogue.runs.all()] == [3, 2, 1]
        assert len(catalogue.visits.history("a.example.org/lesson")) == 3
        assert [key for key, _ in catalogue.texts()] == [r.key for r in catalogue.resources()]


def resources_in(vault: Vault) -> list[tuple[object, ...]]:
    from graph.schema import NODES
    from graph.stores import open_ladybug

    asked = ", ".join(f"r.{name} AS x{number}" for number, name in enumerate(NODES["Resource"].properties))
    with open_ladybug(vault.data / "graph.lbug") as store:
        return list(store.run(f"MATCH (r:Resource) RETURN r.id AS key, {asked} ORDER BY key").rows)


def test_links_that_were_only_looked_at_again_make_no_new_graph_and_the_store_knows_when(vault: Vault) -> None:
    key = "b.example.org/lesson"
    vault.web.answers[key] = State.NOT_FOUND
    for _ in range(4):
        vault.night(publish=publish)
    page = (vault.data / "graph.html").stat().st_ino
    before = resources_in(vault)
    vault.night(publish=publish, everything=True)
    refreshed = resources_in(vault)
    assert (vault.data / "graph.html").stat().st_ino == page
    assert len([row for row, old in zip(refreshed, before, strict=True) if row != old]) == 3
    (vault.data / "graph.html").unlink()
    vault.night(days=0, publish=publish)
    assert resources_in(vault) == refreshed, "a graph made anew says the same"


def test_a_suspect_that_fails_once_more_makes_no_new_graph_and_the_store_counts_it(vault: Vault) -> None:
    vault.night(publish=publish)
    vault.web.answers["b.example.org/lesson"] = State.NOT_FOUND
    vault.night(days=7, publish=publish)
    page = (vault.data / "graph.html").stat().st_ino
    vault.night(publish=publish)
    assert (vault.data / "graph.html").stat().st_ino == page
    (vault.data / "graph.html").unlink()
    refreshed = resources_in(vault)
    vault.night(days=0, publish=publish)
    assert resources_in(vault) == refreshed, "a graph made anew says the same"


def test_a_taxonomy_is_read_again_only_where_its_files_changed(vault: Vault, monkeypatch: pytest.MonkeyPatch) -> None:
    from pipelines.topics import loading

    vault.night()

    def unread(*_: object, **__: object) -> None:
        raise AssertionError("the taxonomy is the same")

    monkeypatch.setattr(loading, "taxonomy_of", unread)
    vault.night(days=7)
    with open_catalogue(f"sqlite:///{vault.data / 'catalogue.sqlite'}") as catalogue:
        assert catalogue.understanding.topics()
        catalogue.set_mark("taxonomy", "of other files")
    with pytest.raises(AssertionError, match="the taxonomy is the same"):
        vault.night()
