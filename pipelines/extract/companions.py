"""What a site told beside the page fills what the page left open. One row and one function for each question."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from contextlib import suppress
from copy import deepcopy
from dataclasses import replace
from typing import Any

from crawler.records import Page
from pipelines.extract.draft import Draft
from pipelines.extract.language import language_of
from pipelines.extract.structured import iso_date, text_of

Fill = Callable[[Draft, str, Page], None]


def accompany(draft: Draft, page: Page) -> Draft:
    """The draft, filled from the page's companions; one that cannot be read changes nothing."""
    for name, fill in _FILLS.items():
        said = page.companions.get(name, "")
        if said.strip():
            filled = deepcopy(draft)
            with suppress(Exception):
                fill(filled, said, page)
                draft = filled
    return draft


def _oembed(draft: Draft, said: str, _: Page) -> None:
    """oembed.com, with the fields that Vimeo adds; a post's words are in its `html`."""
    facts = _object(said)
    draft.title = draft.title or text_of(facts.get("title"))
    draft.author = draft.author or text_of(facts.get("author_name"))
    draft.site = draft.site or text_of(facts.get("provider_name"))
    draft.published = draft.published or iso_date(text_of(facts.get("upload_date")))
    length = facts.get("duration")
    if draft.minutes is None and isinstance(length, int | float) and length > 0:
        draft.minutes = round(length / 60, 1)
    words = text_of(facts.get("description")) or (_plain(facts.get("html")) if facts.get("type") == "rich" else "")
    if not draft.text.strip() and words:
        draft.text, draft.problem = words, ""
        draft.language = draft.language or language_of(words)


def _readme(draft: Draft, said: str, _: Page) -> None:
    """The README as the repository has it, where the page showed none."""
    from pipelines.extract.plain import markdown_draft

    if draft.facts.pop("readme", None) is None:
        return
    readme = markdown_draft(said)
    draft.text = "\n".join(part for part in (draft.summary, readme.text) if part)
    draft.headings, draft.links = readme.headings, readme.links
    draft.language = language_of(draft.text)
    draft.problem = ""


def _repository(draft: Draft, said: str, _: Page) -> None:
    """docs.github.com/rest/repos: what GitHub itself holds about the repository."""
    facts = _object(said)
    licence = facts.get("license")
    draft.summary = draft.summary or text_of(facts.get("description"))
    draft.tags += [str(topic) for topic in facts.get("topics") or ()]
    told = {
        "programming_language": text_of(facts.get("language")),
        "licence": text_of(licence.get("spdx_id") or licence.get("name")) if isinstance(licence, dict) else "",
        "pushed": text_of(facts.get("pushed_at")),
        "archived": "yes" if facts.get("archived") is True else "",
    }
    draft.facts |= {name: value for name, value in told.items() if value}


def _file(draft: Draft, said: str, page: Page) -> None:
    """The notebook or text file that the page only frames."""
    from pipelines.extract.notebook import read_notebook
    from pipelines.extract.plain import read_plain

    raw = replace(page, body=said.encode(), charset="utf-8", companions={})
    inside = read_notebook(raw) if said.lstrip().startswith("{") else read_plain(raw)
    if len(inside.text.split()) <= len(draft.text.split()):
        return
    draft.text, draft.headings, draft.links = inside.text, inside.headings, inside.links
    draft.title = inside.title or draft.title
    draft.kind = inside.kind or draft.kind
    draft.language, draft.problem, draft.minutes = inside.language, "", inside.minutes


_FILLS: Mapping[str, Fill] = {"oembed": _oembed, "readme": _readme, "repository": _repository, "file": _file}


def _object(said: str) -> Mapping[str, Any]:
    try:
        value = json.loads(said)
    except (ValueError, RecursionError):
        return {}
    return value if isinstance(value, dict) else {}


def _plain(markup: object) -> str:
    from lxml.html import fromstring

    if not isinstance(markup, str) or not markup.strip():
        return ""
    return " ".join(str(fromstring(markup).xpath("string()")).split())
