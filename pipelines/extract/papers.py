"""Papers: arXiv, OpenReview, the ACL anthology and whoever else writes citation_* tags; the abstract is the text."""

from __future__ import annotations

import re

from lxml.html import HtmlElement

from crawler.records import Kind, Page
from pipelines.extract.draft import Draft
from pipelines.extract.html import draft_of, parse

_ABSTRACT = (
    ".//blockquote[contains(@class,'abstract')]",
    ".//*[contains(@class,'acl-abstract')]",
    ".//*[@id='abstract' or @id='Abs1-content']",
    ".//section[contains(@class,'abstract')]",
    ".//*[contains(@class,'abstract')]",
)
_SUBJECT = ".//*[contains(@class,'primary-subject')] | .//td[contains(@class,'subjects')]"
_LABEL = re.compile(r"^\s*abstract\s*[:.]?\s*", re.IGNORECASE)


def read_paper(page: Page) -> Draft:
    """A draft of a paper's landing page: title, authors, year, abstract, subjects, identifiers."""
    tree = parse(page)
    if tree is None:
        return Draft(kind=Kind.PAPER, problem="there is no HTML in the answer")
    draft = draft_of(tree, page)
    draft.title = re.sub(r"^\[[\w./-]+\]\s*", "", draft.title)
    abstract = abstract_of(tree)
    if abstract and len(draft.text.split()) < 4 * len(abstract.split()):
        draft.text = abstract
    if abstract:
        draft.summary = abstract
    draft.kind = Kind.PAPER
    draft.author = _authors(draft.author)
    for element in tree.xpath(_SUBJECT):
        draft.tags += [re.sub(r"\s*\([\w.-]+\)$", "", part.strip()) for part in element.text_content().split(";")]
    return draft


def abstract_of(tree: HtmlElement) -> str:
    """The abstract without its label; empty where no element claims to be one."""
    for path in _ABSTRACT:
        for element in tree.xpath(path):
            words = _LABEL.sub("", " ".join(element.text_content().split()))
            if len(words.split()) >= 20:
                return words
    return ""


def _authors(said: str) -> str:
    """`Ada Lovelace, Alan Turing` from the `Lovelace, Ada, Turing, Alan` of citation tags."""
    parts = [part.strip() for part in said.split(",")]
    if len(parts) % 2 or len(parts) < 2 or any(" " in part for part in parts[::2] if len(part.split()) > 2):
        return said
    if all(len(part.split()) == 1 for part in parts[::2]):
        return ", ".join(f"{given} {family}" for family, given in zip(parts[::2], parts[1::2], strict=True))
    return said
