"""What runs in a worker process: a page becomes a document, a document becomes coverages."""

from __future__ import annotations

import faulthandler
import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from crawler.records import Coverage, Document, Page
from pipelines.catalogue import codec
from pipelines.catalogue.catalogue import STAGE
from pipelines.steps.parent import end_with_parent

if TYPE_CHECKING:
    from pipelines.topics import Tagger

# The slowest page of the measured ones took 8 s; what takes longer than this would never end.
PAGE_LIMIT_S = 60

# A reader needs 250 MB; a page that wants more than this wants all of it.
_MEMORY_LIMIT = 4 << 30


@dataclass(frozen=True, slots=True)
class Task:
    """A page, or a document that was read before, or mere words, to be tagged. `known` is its present tagging."""

    subject: str
    page: Page | None = None
    page_digest: str = ""
    document: Document | None = None
    contexts: tuple[str, ...] = ()
    known: str = ""
    stamp: tuple[str, ...] = ()
    """Versions that a tagging holds for: the tagger's, the taxonomy's, and the model's where one reads along."""


@dataclass(frozen=True, slots=True)
class Result:
    """What came of a task. `document` only where it was read now; `coverages` None where they hold as they stand."""

    document: Document | None
    text_digest: str
    tagging: str
    coverages: tuple[Coverage, ...] | None
    problem: str = ""
    """What broke on our side; the page's own trouble stands in the document."""


_tagger: Tagger | None = None


def prepare(taxonomy: Path | None, model: str = "", memory: int = _MEMORY_LIMIT) -> None:
    """Makes a fresh process ready: loads the tagger once, ends with its parent, leaves Ctrl-C to it.

    `memory` are the bytes of address space that a page may bring it to.
    """
    global _tagger  # noqa: PLW0603
    import resource

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    end_with_parent()
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    resource.setrlimit(resource.RLIMIT_AS, (memory, hard))
    _tagger = _made_tagger(taxonomy, model)


def understand_anywhere(taxonomy: Path | None, model: str, task: Task) -> Result:
    """As `understand`, in a worker that nobody prepared; `taxonomy` and `model` are paths on its machine."""
    global _tagger  # noqa: PLW0603
    if _tagger is None:
        _tagger = _made_tagger(taxonomy, model)
    return understand(task)


def _made_tagger(taxonomy: Path | None, model: str) -> Tagger:
    from pipelines.topics import Tagger, load_taxonomy

    return Tagger(load_taxonomy(taxonomy), model)


def understand(task: Task, seconds: float = PAGE_LIMIT_S) -> Result:
    """Reads and tags. A page that cannot be read gives a document that says so, and the notes' words are tagged.

    Ends this process where it takes longer than `seconds`.
    """
    with _time_limit(seconds):
        document = _read(task.page) if task.page else task.document
        text_digest = codec.digest(codec.dump(replace(document, extractor=""))) if document else ""
        tagging = tagging_digest(text_digest, task)
        coverages, problem = (None, "") if tagging == task.known else _tag(task, document)
    problem = problem or (_broke(document) if task.page and document else "")
    return Result(document if task.page else None, text_digest, tagging, coverages, problem)


def tagging_digest(text_digest: str, task: Task) -> str:
    """Names all that a tagging depends on."""
    return codec.digest(text_digest, task.contexts, task.stamp)


def _read(page: Page) -> Document:
    from pipelines.extract import BROKE, extract

    try:
        return extract(page)
    except Exception as problem:  # noqa: BLE001 - a page costs only itself
        return unreadable(page.key, f"{BROKE} ({type(problem).__name__}: {problem})")


def _broke(document: Document) -> str:
    from pipelines.extract import BROKE

    return document.problem if document.problem.startswith(BROKE) else ""


def unreadable(key: str, problem: str) -> Document:
    """The document of a page that no reader can read."""
    return Document(key, problem=problem)


def _words_of(task: Task) -> tuple[str, ...]:
    """What the note says of something unread; an address often names its page better than the link's own text."""
    from pipelines.topics.places import slug_words

    slug = "" if task.subject.startswith(STAGE) else slug_words(task.subject)
    return (slug, *task.contexts) if slug else task.contexts


def _tag(task: Task, document: Document | None) -> tuple[tuple[Coverage, ...], str]:
    assert _tagger is not None, "prepare() runs first"
    try:
        if document and (document.words or document.title):
            return _tagger.tag(document, task.contexts), ""
        words = "\n".join(_words_of(task))
        if task.subject.startswith(STAGE):
            return _tagger.tag_stage(task.subject, words), ""
        return _tagger.tag_words(task.subject, words), ""
    except Exception as problem:  # noqa: BLE001 - a page costs only itself; the run tells of it
        return (), f"tagging broke: {type(problem).__name__}: {problem}"


@contextmanager
def _time_limit(seconds: float) -> Iterator[None]:
    """Ends this process when the time is over, even inside a library that never comes back."""
    with Path(os.devnull).open("w", encoding="utf-8") as nowhere:
        faulthandler.dump_traceback_later(seconds, exit=True, file=nowhere)
        try:
            yield
        finally:
            faulthandler.cancel_dump_traceback_later()
