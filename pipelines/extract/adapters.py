"""Which reader reads which page: one row each, the first that fits wins."""

from __future__ import annotations

import importlib
import re
from collections.abc import Callable
from dataclasses import dataclass

from crawler.records import Kind, Page
from pipelines.extract.draft import Draft

Reader = Callable[[Page], Draft]


@dataclass(frozen=True, slots=True)
class Adapter:
    """A row: what it is for, the function as `module:name` (imported when first used), and when it fits.

    An empty pattern fits anything; `kinds` empty means any kind.
    """

    name: str
    reader: str
    address: str = ""
    content_type: str = ""
    magic: bytes = b""
    kinds: tuple[Kind, ...] = ()

    def fits(self, page: Page) -> bool:
        """Whether this row reads the page."""
        return (
            (not self.magic or page.body[:1024].lstrip().startswith(self.magic))
            and (not self.content_type or bool(re.search(self.content_type, page.content_type, re.IGNORECASE)))
            and (not self.address or bool(re.search(self.address, page.url, re.IGNORECASE)))
            and (not self.kinds or page.kind in self.kinds)
        )

    def read(self, page: Page) -> Draft:
        """The draft of its reader."""
        module, _, function = self.reader.partition(":")
        reader: Reader = getattr(importlib.import_module(f"pipelines.extract.{module}"), function)
        return reader(page)


_HTML = r"html|xml|^$"
_NOTEBOOK_JSON = rb"{"

ADAPTERS: tuple[Adapter, ...] = (
    Adapter("pdf", "pdf:read_pdf", magic=b"%PDF-"),
    Adapter("notebook", "notebook:read_notebook", address=r"\.ipynb($|[?#])", magic=_NOTEBOOK_JSON),
    Adapter("notebook", "notebook:read_notebook", content_type=r"ipynb", magic=_NOTEBOOK_JSON),
    Adapter(
        "youtube",
        "youtube:read_youtube",
        address=r"^https?://(www\.|m\.)?(youtube\.com|youtu\.be)/",
        content_type=_HTML,
    ),
    Adapter(
        "repository",
        "repository:read_repository",
        address=r"^https?://((www\.)?github\.com/[^/]+/[^/]+|gist\.github\.com/|gitlab\.com/[^/]+/[^/]+|huggingface\.co/(?!learn|blog|docs|papers|course|collections|tasks|posts)[^/]+/[^/]+)",
        content_type=_HTML,
    ),
    Adapter("rendered notebook", "notebook:read_rendered", address=r"//nbviewer\.(jupyter\.)?org/", content_type=_HTML),
    Adapter(
        "kaggle",
        "kaggle:read_kaggle",
        address=r"//(www\.)?kaggle\.com/(code|datasets|competitions|c|models)/",
        content_type=_HTML,
    ),
    Adapter(
        "paper",
        "papers:read_paper",
        address=r"//([\w.-]+\.)?(arxiv\.org/abs|openreview\.net/forum|aclanthology\.org|papers\.nips\.cc|proceedings\.mlr\.press|doi\.org|dl\.acm\.org|huggingface\.co/papers)",
        content_type=_HTML,
    ),
    Adapter("paper", "papers:read_paper", kinds=(Kind.PAPER,), content_type=_HTML),
    Adapter("course", "shelves:read_course", kinds=(Kind.COURSE,), content_type=_HTML),
    Adapter("book", "shelves:read_book", kinds=(Kind.BOOK,), content_type=_HTML),
    Adapter("plain", "plain:read_plain", content_type=r"text/(plain|markdown|x-markdown|x-rst)"),
    Adapter("plain", "plain:read_plain", address=r"\.(md|markdown|txt|rst)($|[?#])", content_type=r"octet-stream|^$"),
    Adapter("html", "html:read_html", content_type=_HTML),
    Adapter("html", "html:read_html", magic=b"<"),
)


def adapter_for(page: Page) -> Adapter | None:
    """The first row that fits; None for what nobody here can read (pictures, archives, sound)."""
    return next((adapter for adapter in ADAPTERS if adapter.fits(page)), None)
