"""What the tests of the catalogue and of the nights share."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from pipelines.catalogue import Catalogue, open_catalogue


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def catalogue_url(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The address of an empty database, of each kind in turn."""
    if request.param == "postgres":
        return str(request.getfixturevalue("postgres_url"))
    return f"sqlite:///{tmp_path_factory.mktemp('catalogue') / 'catalogue.sqlite'}"


@pytest.fixture
def catalogue(catalogue_url: str) -> Iterator[Catalogue]:
    """A new catalogue."""
    with open_catalogue(catalogue_url, create=True) as opened:
        yield opened
