"""What a site told beside the page fills what the page left open. One row and one function for each question."""

from __future__ import annotations

import json
import re
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
_FRONT_MATTER = re.compile(r"\A---[ \t]*\r?\n.*?^---[ \t]*\r?\n", re.DOTALL | re.MULTILINE)


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
    readme = markdown_draft(_FRONT_MATTER.sub("", said))
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


def _project(draft: Draft, said: str, _: Page) -> None:
    """docs.gitlab.com/api/projects: what GitLab itself holds about the repository."""
    facts = _object(said)
    licence = facts.get("license")
    draft.summary = text_of(facts.get("description")) or draft.summary
    draft.tags += [str(topic) for topic in facts.get("topics") or facts.get("tag_list") or ()]
    told = {
        "licence": text_of(licence.get("name") or licence.get("key")) if isinstance(licence, dict) else "",
        "pushed": text_of(facts.get("last_activity_at")),
        "archived": "yes" if facts.get("archived") is True else "",
    }
    draft.facts |= {name: value for name, value in told.items() if value}


def _hub(draft: Draft, said: str, _: Page) -> None:
    """huggingface.co/docs/hub/api: what the hub holds about a model or a data set."""
    facts = _object(said)
    card = facts.get("cardData")
    card = card if isinstance(card, dict) else {}
    tags = [str(tag) for tag in facts.get("tags") or ()]
    licence = next((tag.partition(":")[2] for tag in tags if tag.startswith("license:")), "")
    # tags with a colon are the hub's own bookkeeping ("license:mit", "region:us", "base_model:…")
    draft.tags += [text_of(facts.get("pipeline_tag")), *(tag for tag in tags if ":" not in tag)]
    draft.author = draft.author or text_of(facts.get("author"))
    draft.published = draft.published or iso_date(text_of(facts.get("createdAt")))
    draft.title = draft.title or text_of(facts.get("id"))
    draft.summary = draft.summary or text_of(facts.get("description"))
    told = {
        "licence": text_of(card.get("license")) or licence,
        "library": text_of(facts.get("library_name")),
        "task": text_of(facts.get("pipeline_tag")),
        "pushed": text_of(facts.get("lastModified")),
        "downloads": text_of(facts.get("downloads")),
    }
    draft.facts |= {name: value for name, value in told.items() if value}


def _abstract(draft: Draft, said: str, page: Page) -> None:
    """The landing page of a paper whose file is at hand: who wrote it, when, and what its abstract says."""
    from pipelines.extract.papers import read_paper

    raw = replace(page, body=said.encode(), charset="utf-8", content_type="text/html", companions={})
    landing = read_paper(raw)
    if not landing.facts.get("arxiv") and landing.summary == "":
        return
    draft.kind = landing.kind
    draft.title = landing.title or draft.title
    draft.author = landing.author or draft.author
    draft.published = landing.published or draft.published
    draft.summary = landing.summary or draft.summary
    draft.tags += landing.tags
    draft.facts |= landing.facts
    if len(landing.summary.split()) > len(draft.text.split()):
        draft.text, draft.problem = landing.summary, ""
        draft.language = language_of(draft.text)


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


_FILLS: Mapping[str, Fill] = {
    "oembed": _oembed,
    "readme": _readme,
    "repository": _repository,
    "project": _project,
    "hub": _hub,
    "abstract": _abstract,
    "file": _file,
}


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
