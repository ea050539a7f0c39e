"""`metrics.prom` as Prometheus' own parser reads it."""

from __future__ import annotations

import pytest
from prometheus_client.parser import text_string_to_metric_families

from crawler.records import State
from pipelines.budget import Budget
from tests.pipelines.nightly.conftest import Vault


@pytest.fixture
def vault(quick_vault: Vault) -> Vault:
    """What pages say does not matter here."""
    return quick_vault


def figures(vault: Vault) -> dict[tuple[str, ...], float]:
    text = (vault.data / "metrics.prom").read_text("utf-8")
    return {
        (sample.name, *sample.labels.values()): sample.value
        for family in text_string_to_metric_families(text)
        for sample in family.samples
    }


def test_a_night_in_figures(vault: Vault) -> None:
    vault.web.answers["c.example.org/lesson"] = State.NOT_FOUND
    vault.night(budget=Budget(size=1))
    for _ in range(4):
        vault.night(everything=True)
    found = figures(vault)
    assert found["linkatlas_run_id",] == 5
    assert found["linkatlas_run_conclusive",] == 1
    assert found["linkatlas_run_end_timestamp_seconds",] == vault.clock.timestamp()
    assert found["linkatlas_visited_links",] == 3
    assert found["linkatlas_resources", "alive"] == 2
    assert found["linkatlas_resources", "dead"] == 1
    assert found["linkatlas_confirmed_dead_resources",] == 1
    assert found["linkatlas_changes", "newly_dead"] == 1
    assert found["linkatlas_size_bytes", "catalogue.sqlite"] > 10_000


def test_what_a_night_leaves_and_that_it_is_in_trouble_is_seen(vault: Vault) -> None:
    vault.web.inconclusive = "offline"
    vault.night(budget=Budget(size=1))
    found = figures(vault)
    assert found["linkatlas_run_conclusive",] == 0
    assert found["linkatlas_left_links",] == 2
    assert [path.name for path in vault.data.glob("*.part")] == []
