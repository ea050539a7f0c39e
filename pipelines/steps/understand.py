"""What a night and a replay read and tag with: this version's readers, the settings' taxonomy and workers."""

from __future__ import annotations

import os
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path

from crawler.records import Page, Scan
from pipelines.catalogue import Catalogue
from pipelines.settings import Settings
from pipelines.steps.reading import Reading, Stale, readers
from pipelines.steps.settle import settle_coverages

TAXONOMY = "taxonomy"
"""Name of the mark of the taxonomy's files: version and digest of what they held, and the taxonomy's own digest."""


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
        taxonomy = _taxonomy(catalogue, run, file)
        self._catalogue, self._version = catalogue, topics.VERSION
        model = settings.topics.model
        stamp = (topics.VERSION, taxonomy, *_model_stamp(model))
        self._stale = Stale(catalogue, scan, extract.VERSION, stamp, page)
        self._workers = readers(settings.engine.processes or os.cpu_count() or 1, settings.engine.dask, file, model)

    def reading(self) -> Reading:
        """The thread that reads, a context manager; once."""
        return Reading(self._catalogue, self._stale, self._workers)

    def settle(self) -> None:
        """The pass over the collection, where anything changed."""
        settle_coverages(self._catalogue, self._stale.subjects, self._version)


def _taxonomy(catalogue: Catalogue, run: int, file: Path | None) -> str:
    """The digest of the taxonomy that the run tags with; read as one only where its files are not the last run's."""
    from pipelines.topics.loading import load_taxonomy, written

    stands = f"{version('linkatlas')} {written(file)}"
    before, _, digest = catalogue.mark(TAXONOMY).rpartition(" ")
    if before == stands and catalogue.understanding.use_known_taxonomy(run, digest):
        return digest
    taxonomy = load_taxonomy(file)
    catalogue.understanding.use_taxonomy(run, taxonomy.digest, taxonomy.asked_topics)
    catalogue.set_mark(TAXONOMY, f"{stands} {taxonomy.digest}")
    return taxonomy.digest


def _model_stamp(name: str) -> tuple[str, ...]:
    """What names the model that reads along; loading it also tells before the run that it is there."""
    if not name:
        return ()
    from pipelines.topics.model import load_model, stamp_of

    return (stamp_of(load_model(name)),)
