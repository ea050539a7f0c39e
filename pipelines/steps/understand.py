"""What a night and a replay read and tag with: this version's readers, the settings' taxonomy and workers."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

from crawler.records import Page, Scan
from pipelines.catalogue import Catalogue
from pipelines.settings import Settings
from pipelines.steps.reading import Reading, Stale, readers
from pipelines.steps.settle import settle_coverages


class Understanding:
    """Reads what is stale of `scan`, and settles what it says over the collection. Raises ConfigError, TopicsError."""

    def __init__(
        self,
        catalogue: Catalogue,
        scan: Scan,
        settings: Settings,
        run: int,
        page: Callable[[str], Page | None] | None = None,
    ) -> None:
        from pipelines import extract, topics

        file = Path(settings.topics.file) if settings.topics.file else None
        taxonomy = topics.load_taxonomy(file)
        catalogue.understanding.use_taxonomy(run, taxonomy.digest, taxonomy.asked_topics)
        self._catalogue, self._version = catalogue, topics.VERSION
        model = settings.topics.model
        stamp = (topics.VERSION, taxonomy.digest, *_model_stamp(model))
        self._stale = Stale(catalogue, scan, extract.VERSION, stamp, page)
        self._workers = readers(settings.engine.processes or os.cpu_count() or 1, settings.engine.dask, file, model)

    def reading(self) -> Reading:
        """The thread that reads, a context manager; once."""
        return Reading(self._catalogue, self._stale, self._workers)

    def settle(self) -> None:
        """The pass over the collection, where anything changed."""
        settle_coverages(self._catalogue, self._stale.subjects, self._version)


def _model_stamp(name: str) -> tuple[str, ...]:
    """What names the model that reads along; loading it also tells before the run that it is there."""
    if not name:
        return ()
    from pipelines.topics.model import load_model, stamp_of

    return (stamp_of(load_model(name)),)
