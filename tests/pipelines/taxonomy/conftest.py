"""The shipped taxonomies, loaded once."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipelines.resources import shipped
from pipelines.topics import Tagger, Taxonomy, load_taxonomy

SHIPPED = ("machine-learning", "web-development.toml")


def path_of(name: str) -> Path:
    return shipped("topics") / name


@pytest.fixture(scope="session", params=SHIPPED)
def taxonomy(request: pytest.FixtureRequest) -> Taxonomy:
    return load_taxonomy(path_of(request.param))


@pytest.fixture(scope="session")
def machine_learning() -> Taxonomy:
    return load_taxonomy()


@pytest.fixture(scope="session")
def tagger(machine_learning: Taxonomy) -> Tagger:
    return Tagger(machine_learning)
