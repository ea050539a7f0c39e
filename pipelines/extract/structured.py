"""What a page says about itself in a form meant for machines: JSON-LD, Open Graph, citation_* and plain meta tags."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from lxml.html import HtmlElement

_DATE = re.compile(r"\b(\d{4})(?:[-/.](\d{1,2})(?:[-/.](\d{1,2}))?)?")
_DURATION = re.compile(
    r"^P(?:(\d+)D)?(?:T(?:(\d+(?:\.\d+)?)H)?(?:(\d+(?:\.\d+)?)M)?(?:(\d+(?:\.\d+)?)S)?)?$", re.IGNORECASE
)
MAX_JSON = 2_000_000
_DEPTH = 12

# field → meta names in the order in which they are believed (Highwire, Dublin Core, Open Graph, the rest)
_META: dict[str, tuple[str, ...]] = {
    "title": ("citation_title", "dc.title", "og:title", "twitter:title"),
    "author": (
        "citation_author",
        "dc.creator",
        "article:author",
        "author",
        "book:author",
        "parsely-author",
        "twitter:creator",
    ),
    "published": (
        "citation_publication_date",
        "citation_date",
        "citation_online_date",
        "article:published_time",
        "dc.date",
        "dc.date.issued",
        "date",
        "book:release_date",
        "video:release_date",
        "parsely-pub-date",
        "pubdate",
    ),
    "site": ("og:site_name", "citation_journal_title", "application-name", "dc.publisher"),
    "summary": ("citation_abstract", "og:description", "description", "dc.description", "twitter:description"),
    "tags": (
        "article:tag",
        "citation_keywords",
        "keywords",
        "news_keywords",
        "parsely-tags",
        "og:video:tag",
        "book:tag",
    ),
    "type": ("og:type",),
    "isbn": ("citation_isbn", "book:isbn"),
    "doi": ("citation_doi", "dc.identifier.doi"),
    "arxiv": ("citation_arxiv_id",),
    "venue": ("citation_journal_title", "citation_conference_title", "citation_technical_report_institution"),
    "pdf": ("citation_pdf_url",),
    "duration": ("video:duration", "og:video:duration"),
}
_SEVERAL = ("author", "tags")
# JSON-LD types that describe the page's own subject, the most telling first
_SUBJECTS = (
    "course", "book", "videoobject", "scholarlyarticle", "softwaresourcecode", "techarticle", "blogposting",
    "newsarticle", "article", "learningresource", "dataset", "profilepage", "person", "webpage",
)  # fmt: skip


@dataclass(slots=True)
class Structured:
    """The fields found; each value is as the page wrote it, dates made ISO."""

    fields: dict[str, str] = field(default_factory=dict)
    tags: list[str] = field(default_factory=list)
    types: list[str] = field(default_factory=list)
    subject: Mapping[str, Any] = field(default_factory=dict)
    """The JSON-LD object that describes the page's subject."""


def structured_data(tree: HtmlElement) -> Structured:
    """All of it, JSON-LD first where both speak, except the title (og:title has no site's name glued to it)."""
    found = Structured()
    metas = _metas(tree)
    for name, names in _META.items():
        values = next((metas[one] for one in names if metas.get(one)), [])
        if name == "tags":
            found.tags.extend(part.strip() for value in values for part in value.split(","))
        elif values:
            found.fields[name] = ", ".join(dict.fromkeys(values)) if name in _SEVERAL else values[0]
    if "published" in found.fields:
        found.fields["published"] = iso_date(found.fields["published"])
    objects = [thing for thing in _json_ld(tree) if isinstance(thing, dict)]
    found.types = [kind for thing in objects for kind in _types(thing)]
    found.subject = min(objects, key=_rank, default={})
    if _rank(found.subject) < len(_SUBJECTS):
        _from_json(found)
    level = next((words for thing in objects if (words := text_of(thing.get("educationalLevel")))), "")
    if level:
        found.fields["level"] = level
    if found.fields.get("author", "").startswith(("http://", "https://", "@")):
        del found.fields["author"]
    return found


def iso_date(words: str) -> str:
    """`2021-03-04`, `2021-03` or `2021` from a date as pages write it; empty where there is no year in it."""
    found = _DATE.search(words)
    if not found or not 1600 <= int(found.group(1)) <= 2200:
        return ""
    return "-".join(part.zfill(2) for part in found.groups() if part)


def seconds_of(duration: str) -> float | None:
    """Seconds of an ISO 8601 duration (`PT1H2M3S`) or of plain seconds; None for anything else."""
    if duration.isdigit():
        return float(duration)
    found = _DURATION.match(duration.strip())
    if not found or not any(found.groups()):
        return None
    days, hours, minutes, seconds = (float(part or 0) for part in found.groups())
    return ((days * 24 + hours) * 60 + minutes) * 60 + seconds


def text_of(value: Any) -> str:
    """The words of a JSON-LD value: a string, a number, an object with a name, or a list of those."""
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return str(value)
    if isinstance(value, dict):
        return text_of(value.get("name") or value.get("@value") or value.get("text") or "")
    if isinstance(value, list):
        return ", ".join(dict.fromkeys(words for words in map(text_of, value) if words))
    return ""


def _metas(tree: HtmlElement) -> dict[str, list[str]]:
    metas: dict[str, list[str]] = {}
    for element in tree.iter("meta"):
        name = element.get("property") or element.get("name") or element.get("itemprop")
        content = (element.get("content") or "").strip()
        if name and content:
            metas.setdefault(name.strip().lower(), []).append(content)
    return metas


def _json_ld(tree: HtmlElement) -> Iterator[Any]:
    for script in tree.iter("script"):
        if "ld+json" not in (script.get("type") or "").lower():
            continue
        words = (script.text or "").strip()
        if not words or len(words) > MAX_JSON:
            continue
        try:
            yield from _flat(json.loads(words, strict=False))
        except (ValueError, RecursionError):
            continue


def _flat(thing: Any, depth: int = 0) -> Iterator[Any]:
    """The objects of a JSON-LD script, `@graph` and lists opened."""
    if depth > _DEPTH:
        return
    if isinstance(thing, list):
        for part in thing:
            yield from _flat(part, depth + 1)
    elif isinstance(thing, dict):
        yield thing
        yield from _flat(thing.get("@graph", []), depth + 1)
        yield from _flat(thing.get("mainEntity", []), depth + 1)


def _types(thing: Mapping[str, Any]) -> list[str]:
    kinds = thing.get("@type", "")
    return [str(kind).lower() for kind in (kinds if isinstance(kinds, list) else [kinds]) if kind]


def _rank(thing: Mapping[str, Any]) -> int:
    ranks = [_SUBJECTS.index(kind) for kind in _types(thing) if kind in _SUBJECTS]
    return min(ranks, default=len(_SUBJECTS))


def _from_json(found: Structured) -> None:
    subject, fields = found.subject, found.fields
    said = {
        "title": text_of(subject.get("headline") or subject.get("name")),
        "author": text_of(subject.get("author") or subject.get("creator") or subject.get("instructor")),
        "published": iso_date(
            text_of(subject.get("datePublished") or subject.get("uploadDate") or subject.get("dateCreated"))
        ),
        "summary": text_of(subject.get("description") or subject.get("abstract")),
        "site": text_of(subject.get("publisher") or subject.get("provider")),
        "language": text_of(subject.get("inLanguage")),
        "duration": text_of(subject.get("duration") or subject.get("timeRequired")),
        "isbn": text_of(subject.get("isbn")),
        "prerequisites": text_of(subject.get("coursePrerequisites")),
    }
    for name, value in said.items():
        if value and (name != "title" or "title" not in fields):
            fields[name] = value
    words = subject.get("keywords")
    found.tags.extend(part.strip() for part in text_of(words).split(",") if part.strip())
