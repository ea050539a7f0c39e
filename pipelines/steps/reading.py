"""Reads and tags beside the crawl: pages as they come, then all that is stale for whatever reason."""

from __future__ import annotations

import itertools
import queue
import threading
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from pathlib import Path

from crawler.records import Page, Scan
from pipelines.catalogue import Catalogue
from pipelines.catalogue.catalogue import STAGE
from pipelines.catalogue.scans import resources_of
from pipelines.catalogue.understanding import Read
from pipelines.steps.executors import local, on_dask
from pipelines.steps.worker import (
    Result,
    Task,
    prepare,
    tagging_digest,
    understand,
    understand_anywhere,
    unreadable,
)
from pipelines.steps.workers import Workers

# So many results are written at once: the crawl waits for the catalogue seldom and for a moment.
_BATCH = 32

# So often somebody looks whether results are there while no page comes, or whether the run was given up.
_LOOK_S = 0.4

Done = tuple[Task, Result | None]


def contexts_of(scan: Scan) -> Mapping[str, tuple[str, ...]]:
    """The notes' own words about each resource: the link's text, its sentence, its stage; each once."""
    titles = {stage.id: stage.title for stage in scan.stages}
    found: dict[str, dict[str, None]] = defaultdict(dict)
    for link in scan.links:
        if link.key:
            words = (link.text, link.context, titles.get(link.stage or "", ""))
            found[link.key].update(dict.fromkeys(word for word in words if word))
    return {key: tuple(words) for key, words in found.items()}


class Stale:
    """Tells what must be read or tagged again: by content, by version, by the notes' words."""

    def __init__(
        self,
        catalogue: Catalogue,
        scan: Scan,
        extractor: str,
        stamp: tuple[str, ...],
        page: Callable[[str], Page | None] | None = None,
    ) -> None:
        self._catalogue, self._extractor, self._stamp = catalogue, extractor, stamp
        self._page = page or catalogue.page
        self._contexts = contexts_of(scan)
        self._resources = [resource.key for resource in resources_of(scan)]
        self._stages = {STAGE + stage.id: (stage.title, stage.prose) for stage in scan.stages}

    @property
    def subjects(self) -> tuple[str, ...]:
        """All that the tagger is asked about: resources and stages."""
        return (*self._resources, *self._stages)

    def tasks(self) -> Iterator[Task]:
        """What is stale in the catalogue now. Of what is gone for good only the notes' own words count."""
        pages = self._catalogue.visits.page_digests()
        gone = self._catalogue.standings.gone()
        known = self._catalogue.understanding.known()
        tagged = self._catalogue.understanding.tagged()
        for key in self._resources:
            task = self._task(key, tagged.get(key, ""))
            if key not in pages or key in gone:
                if tagging_digest("", task) != task.known:
                    yield task
            elif self._is_unread(known.get(key), pages[key]):
                yield from self.page(key, pages[key], task.known)
            elif tagging_digest(known[key].text_digest, task) != task.known:
                document = self._catalogue.document(key)
                yield Task(key, document=document, contexts=task.contexts, known=task.known, stamp=self._stamp)
        for subject, words in self._stages.items():
            task = Task(subject, contexts=words, known=tagged.get(subject, ""), stamp=self._stamp)
            if tagging_digest("", task) != task.known:
                yield task

    def page(self, key: str, digest: str = "", known: str = "") -> Iterator[Task]:
        """The task of reading the page of this resource as it stands now."""
        page = self._page(key)
        if page is not None:
            digest = digest or self._catalogue.visits.page_digest(key)
            task = self._task(key, known)
            yield Task(key, page, digest, contexts=task.contexts, known=known, stamp=self._stamp)

    def made_from(self, task: Task, text_digest: str) -> Read:
        """What the document of a task is valid for."""
        return Read(task.page_digest, self._extractor, text_digest)

    def _is_unread(self, read: Read | None, digest: str) -> bool:
        return read is None or (read.digest, read.extractor) != (digest, self._extractor)

    def _task(self, key: str, known: str) -> Task:
        return Task(key, contexts=self._contexts.get(key, ()), known=known, stamp=self._stamp)


def readers(processes: int, dask: str, taxonomy: Path | None, model: str = "") -> Workers[Task, Result]:
    """The workers that read and tag: so many processes here, or those of a Dask scheduler. Raises ConfigError."""
    if dask:
        return Workers(partial(understand_anywhere, taxonomy, model), on_dask(dask))
    return Workers(understand, local(processes, prepare, taxonomy, model))


class Reading:
    """A thread that feeds worker processes and keeps their results; a context manager around the crawl."""

    def __init__(
        self,
        catalogue: Catalogue,
        stale: Stale,
        workers: Workers[Task, Result],
        progress: Callable[[int], None] = lambda _: None,
    ) -> None:
        self._catalogue, self._stale, self._progress = catalogue, stale, progress
        self._workers = workers
        self._keys: queue.SimpleQueue[str | None] = queue.SimpleQueue()
        self._thread = threading.Thread(target=self._run, name="reading", daemon=True)
        self._problem: Exception | None = None
        self._given_up = threading.Event()
        self.problems: dict[str, str] = {}
        self.read = 0
        self.tagged = 0

    def __enter__(self) -> Reading:
        self._thread.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        if kind is not None:
            self._given_up.set()
        self.finish()

    def add(self, key: str) -> None:
        """A page is new or changed. Returns at once."""
        self._keys.put(key)

    @property
    def failed(self) -> bool:
        """Whether something stopped the reading: to visit on makes no sense."""
        return self._problem is not None

    def finish(self) -> None:
        """Waits until nothing is stale any more. Raises what stopped the reading."""
        if self._thread.is_alive():
            self._keys.put(None)
            self._thread.join()
        problem, self._problem = self._problem, None
        if problem and not self._given_up.is_set():
            raise problem

    def _run(self) -> None:
        try:
            with self._workers:
                self._keep_all(self._workers.run(self._as_they_come()))
                if not self._given_up.is_set():
                    self._keep_all(self._workers.run(self._until_given_up(self._stale.tasks())))
        except Exception as problem:  # noqa: BLE001 - carried to the thread that waits
            self._problem = problem

    def _as_they_come(self) -> Iterator[Task | None]:
        while not self._given_up.is_set():
            try:
                key = self._keys.get(timeout=_LOOK_S)
            except queue.Empty:
                yield None
                continue
            if key is None:
                return
            yield from self._stale.page(key)

    def _until_given_up(self, tasks: Iterator[Task]) -> Iterator[Task]:
        return itertools.takewhile(lambda _: not self._given_up.is_set(), tasks)

    def _keep_all(self, results: Iterator[Done]) -> None:
        batch: list[Done] = []
        for done in results:
            batch.append(done)
            if len(batch) >= _BATCH:
                self._keep(batch)
                batch = []
        self._keep(batch)

    def _keep(self, batch: list[Done]) -> None:
        read, tagged = [], []
        for task, found in batch:
            result = found or _broken(task)
            if result.problem:
                self.problems[task.subject] = result.problem
            if result.document is not None:
                read.append((result.document, self._stale.made_from(task, result.text_digest)))
            if result.coverages is not None:
                tagged.append((task.subject, result.tagging, result.coverages))
        if read or tagged:
            self._catalogue.understanding.keep(read, tagged)
        self.read += len(read)
        self.tagged += len(tagged)
        self._progress(self.read)


def _broken(task: Task) -> Result:
    """For a task that its process died of, also alone: not tried again until the page or the reader changes."""
    problem = "reading it broke the reader"
    document = unreadable(task.subject, problem) if task.page else None
    return Result(document, "", tagging_digest("", task), (), problem)
