"""What an adapter fills in, and how it becomes the frozen `Document` that travels."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from crawler.records import Document, Kind, Page, Section
from pipelines.extract.reading import level_of, level_said, minutes_to_read, prerequisites_of

_SPACES = re.compile(r"[^\S\n]+")
_BLANK_LINES = re.compile(r"\n{3,}")
# C0 and C1 controls, bidirectional marks and isolates, byte order mark: they must never reach a terminal
_UNWANTED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
MAX_TEXT = 2_000_000
"""Characters kept of one text: ten long books; beyond that a page is data."""
MAX_SUMMARY = 400
MAX_FACT = 2_000
MAX_LINKS = 2_000


@dataclass(slots=True)
class Draft:
    """A document in the making. Adapters set what they know and leave the rest."""

    title: str = ""
    author: str = ""
    published: str = ""
    site: str = ""
    language: str = ""
    kind: Kind | None = None
    text: str = ""
    headings: list[tuple[int, str]] = field(default_factory=list)
    """Level and words, in the order in which they stand as lines of `text`."""
    tags: list[str] = field(default_factory=list)
    links: list[tuple[str, str]] = field(default_factory=list)
    summary: str = ""
    minutes: float | None = None
    facts: dict[str, str] = field(default_factory=dict)
    problem: str = ""


def tidy(text: str) -> str:
    """The text without control characters, runs of spaces or heaps of empty lines."""
    text = _UNWANTED.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    text = _SPACES.sub(" ", text)
    lines = (line.strip() for line in text.split("\n"))
    return _BLANK_LINES.sub("\n\n", "\n".join(lines)).strip()


def one_line(text: str, limit: int = 500) -> str:
    """The text as one tidy line of at most `limit` characters."""
    plain = " ".join(text[: limit * 4].split())
    if plain.isprintable():
        return plain[:limit]
    return " ".join(tidy(text[: limit * 4]).split())[:limit]


def finish(draft: Draft, page: Page, extractor: str) -> Document:
    """The document that a draft amounts to."""
    text = tidy(draft.text[:MAX_TEXT])
    words = len(text.split())
    sections = tuple(_place(draft.headings, text))
    title = one_line(draft.title)
    facts = {name: one_line(value, MAX_FACT) for name, value in draft.facts.items() if value}
    level, reason = level_said(facts.get("level", ""))
    if not level:
        level, reason = level_of(title, text, sections)
    needed = prerequisites_of(text)
    if needed:
        facts.setdefault("prerequisites", needed)
    links = draft.links[:MAX_LINKS]
    return Document(
        key=page.key,
        title=title,
        author=one_line(draft.author, 200),
        published=draft.published,
        site=one_line(draft.site, 200),
        language=draft.language,
        kind=draft.kind or page.kind,
        text=text,
        sections=sections,
        lead=_lead(text, sections),
        tags=tuple(dict.fromkeys(tag for tag in (one_line(tag, 80) for tag in draft.tags) if tag))[:40],
        links=tuple(address for address, _ in links),
        anchors=tuple(one_line(words, 200) for _, words in links),
        words=words,
        summary=one_line(draft.summary, MAX_SUMMARY) or _lead(text, sections)[:MAX_SUMMARY],
        level=level,
        level_reason=reason,
        minutes=draft.minutes if draft.minutes is not None else minutes_to_read(words),
        facts=facts,
        extractor=extractor,
        problem=draft.problem or ("" if words else "the page has no text of its own"),
    )


def _place(headings: Iterable[tuple[int, str]], text: str) -> Iterable[Section]:
    """Each heading with where its line stands; a heading that is no line of the text is left out."""
    start = 0
    for level, words in headings:
        line = one_line(words)
        found = _find_line(text, line, start) if line else -1
        if found >= 0:
            yield Section(level=level, title=line, offset=found)
            start = found + len(line)


def _find_line(text: str, line: str, start: int) -> int:
    """Where `line` stands as a whole line at or after `start`; -1 where it does not."""
    at = text.find(line, start)
    while at >= 0:
        end = at + len(line)
        if (at == 0 or text[at - 1] == "\n") and (end == len(text) or text[end] == "\n"):
            return at
        at = text.find(line, at + 1)
    return -1


def _lead(text: str, sections: tuple[Section, ...]) -> str:
    """The first paragraph that says something: at least twelve words and no heading."""
    titles = {section.title for section in sections}
    for line in text[:8_000].split("\n"):
        if line not in titles and len(line.split()) >= 12:
            return line[:1_000]
    return text[:300].replace("\n", " ")
