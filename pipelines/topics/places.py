"""Where on a page a phrase stands: one text for the pipeline, made of the document's parts, and the way back."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import unquote, urlsplit

from crawler.records import Document, Section
from graph.redact import redact
from pipelines.topics.fold import part

MAX_BODY = 300_000
"""Characters of a text that are tagged: a book of 50,000 words; its topics are clear by then."""
LEAD = 900
"""Characters at the start of the body that count as its opening."""
_WORDY = re.compile(r"(?<![0-9A-Za-z])[A-Za-z]{2,}(?![0-9A-Za-z])")  # no bits of hexadecimal ids


class Place(StrEnum):
    """The parts of a page, from the most telling to the least."""

    TITLE = "title"
    SLUG = "slug"
    TAGS = "tags"
    CONTEXT = "context"
    SUMMARY = "summary"
    BODY = "body"


@dataclass(frozen=True, slots=True)
class Laid:
    """The text laid out for the pipeline: parts one after another, each on lines of its own."""

    text: str
    starts: tuple[int, ...]
    places: tuple[Place, ...]
    body: int
    """Where the body begins."""
    sections: tuple[Section, ...]
    """Offsets in the laid-out text."""

    def place(self, at: int) -> Place:
        """The part that character `at` stands in."""
        return self.places[bisect_right(self.starts, at) - 1]

    def section(self, at: int) -> Section | None:
        """The heading under which (or in which) character `at` stands."""
        index = bisect_right(self.sections, at, key=lambda section: section.offset) - 1
        return self.sections[index] if index >= 0 else None


def lay_out(document: Document, url: str, contexts: Sequence[str] = ()) -> Laid:
    """The document's title, address, tags, the note's words and its body as one text."""
    parts: list[tuple[Place, str]] = [
        (Place.TITLE, redact(document.title)),
        (Place.SLUG, slug_words(url)),
        *((Place.TAGS, tag) for tag in document.tags),
        *((Place.CONTEXT, redact(words)) for words in contexts),
        (Place.SUMMARY, document.summary if document.summary[:80] not in document.text[:3_000] else ""),
        (Place.BODY, document.text[:MAX_BODY]),
    ]
    text, starts, places = "", [], []
    for place, words in parts:
        if not words and place is not Place.BODY:
            continue
        starts.append(len(text))
        places.append(place)
        body = len(text)
        text += words + "\n\n"
    sections = tuple(
        Section(section.level, section.title, section.offset + body)
        for section in document.sections
        if section.offset < MAX_BODY
    )
    return Laid(part(text), tuple(starts), tuple(places), body, sections)


def slug_words(url: str) -> str:
    """The words of an address's last two path parts: `/posts/2018-06-24-attention/` → `posts attention`."""
    path = unquote(urlsplit(url if "//" in url else f"//{url}").path)
    parts = [re.sub(r"\.\w{2,5}$", "", one) for one in path.split("/") if one]
    return " ".join(" ".join(_WORDY.findall(one)) for one in parts[-1:])
