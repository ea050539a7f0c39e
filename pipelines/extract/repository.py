"""Repositories and gists: README as text, facts from the page's own marks (GitHub's, GitLab's, Hugging Face's)."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from crawler.records import Kind, Page
from pipelines.extract.draft import Draft
from pipelines.extract.html import draft_of, parse

_README = (
    ".//article[contains(@class,'markdown-body')]",
    ".//*[contains(@class,'markdown-body')]",
    ".//*[@id='readme']",
    ".//*[contains(@class,'file-content') or contains(@class,'wiki')]",
    ".//*[contains(@class,'model-card-content')]",
    ".//*[contains(@class,'blob-wrapper') or contains(@class,'js-file-line-container')]",
)
_TOPICS = ".//a[contains(@class,'topic-tag')] | .//a[starts-with(@href,'/topics/')] | .//a[contains(@class,'topic')]"
_SITE_TITLE = re.compile(r"^(?:GitHub|GitLab)\s*-\s*|\s+[·|]\s+(?:GitHub|GitLab|Hugging Face)$")
_LANGUAGE = ".//*[@itemprop='programmingLanguage'] | .//a[contains(@href,'search?l=')]/span[1]"
_LICENCE = ".//a[contains(@href,'LICENSE') or contains(@href,'blob/') and contains(@href,'LICEN')]"
_SHORT = 120


def read_repository(page: Page) -> Draft:
    """A draft of a repository's page: its README where the page shows one, else its description."""
    tree = parse(page)
    if tree is None:
        return Draft(kind=Kind.REPO, problem="there is no HTML in the answer")
    readme = next((found[0] for path in _README if (found := tree.xpath(path))), None)
    draft = draft_of(tree, page, block=readme)
    owner, name = _names(page.url)
    title, _, description = _SITE_TITLE.sub("", draft.title).partition(": ")
    draft.title = title if "/" in title or not name else f"{owner}/{name}"
    draft.summary = _description(draft.summary, description)
    draft.author = owner or draft.author
    draft.kind = Kind.REPO
    draft.tags = [*draft.tags, *(tag.text_content().strip() for tag in tree.xpath(_TOPICS))]
    draft.facts |= _facts(tree)
    if readme is None:
        draft.text = "\n".join(part for part in (draft.summary, draft.text) if part)
        draft.facts["readme"] = "none on the page"
    return draft


def _names(url: str) -> tuple[str, str]:
    parts = [part for part in urlsplit(url).path.split("/") if part]
    return (parts[0], parts[1]) if len(parts) >= 2 else (parts[0] if parts else "", "")


def _description(summary: str, titled: str) -> str:
    """The description without the site's own phrase behind it."""
    return (
        re.sub(
            r"\s*-\s*[\w.-]+/[\w.-]+$|\s*Contribute to \S+ development by creating an account on GitHub\.?", "", summary
        )
        or titled
    )


def _facts(tree: HtmlElement) -> dict[str, str]:
    facts = {
        "programming_language": _first(tree, _LANGUAGE),
        "licence": _first(tree, _LICENCE),
        "pushed": next((one.get("datetime", "") for one in tree.iter("relative-time", "time-ago")), ""),
    }
    if "has been archived by the owner" in tree.text_content()[:20_000]:
        facts["archived"] = "yes"
    return {name: value for name, value in facts.items() if value}


def _first(tree: HtmlElement, path: str) -> str:
    words = (" ".join(one.text_content().split()) for one in tree.xpath(path))
    return next((one for one in words if 0 < len(one) < _SHORT), "")
