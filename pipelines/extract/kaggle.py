"""Kaggle: its pages are drawn by scripts, and what they tell search engines about a data set or a notebook is read."""

from __future__ import annotations

import re

from crawler.records import Kind, Page
from pipelines.extract.draft import Draft
from pipelines.extract.html import draft_of, parse
from pipelines.extract.language import language_of
from pipelines.extract.plain import markdown_draft
from pipelines.extract.structured import Structured, structured_data, text_of

_STOCK = re.compile(r"^Explore and run (?:machine learning|AI) code with Kaggle Notebooks\s*\|?\s*")
_DATA_USED = re.compile(r"Using data from (.+?)\s*$")
_TITLE_TAIL = re.compile(r"\s+\|\s+Kaggle$")
_ENOUGH = 60
"""Words that a page drawn without scripts has, where it shows its own text."""


def read_kaggle(page: Page) -> Draft:
    """A draft of a notebook, data set or competition: its card, licence, keywords, and the data a notebook uses."""
    tree = parse(page)
    if tree is None:
        return Draft(kind=Kind.REPO, problem="there is no HTML in the answer")
    draft = draft_of(tree, page)
    said = structured_data(tree)
    draft.title = _TITLE_TAIL.sub("", draft.title)
    draft.summary = _STOCK.sub("", draft.summary)
    draft.kind = Kind.REPO
    carded = _card(draft, said)
    used = _DATA_USED.search(said.fields.get("summary", ""))
    licence = said.subject.get("license")
    told = {"data": used.group(1) if used else "", "licence": text_of(licence)}
    draft.facts |= {name: value for name, value in told.items() if value}
    if not carded and len(draft.text.split()) < _ENOUGH:
        draft.text = "\n".join(dict.fromkeys(part for part in (draft.text, draft.summary) if part))
        draft.problem = "the page is drawn by scripts: only its description is known"
    return draft


def _card(draft: Draft, said: Structured) -> bool:
    """Take the card of a data set, Markdown in its JSON-LD, where it says more than the page; whether it did."""
    card = markdown_draft(text_of(said.subject.get("description")))
    if len(card.text.split()) <= len(draft.text.split()):
        return False
    draft.text, draft.headings, draft.links = card.text, card.headings, card.links
    draft.problem, draft.language = "", language_of(card.text)
    return True
