"""PDF: text and facts through pdfium. A scan without text says so."""

from __future__ import annotations

import re
from itertools import pairwise

from crawler.records import Kind, Page
from pipelines.extract.draft import Draft
from pipelines.extract.language import language_of
from pipelines.extract.structured import iso_date

MAX_PAGES = 400
"""Pages read of one file: a long book; beyond that its topics do not change."""
_HYPHENATED = re.compile(r"(\w)[-\u00ad\ufffe\u0002]\r?\n(\w)")
_NUMBERED = re.compile(r"^(\d{1,2}(?:\.\d{1,2}){0,3})\.?\s+([A-Z][^\n.]{2,80})$", re.MULTILINE)
_PDF_DATE = re.compile(r"D:(\d{4})(\d{2})?(\d{2})?")


def read_pdf(page: Page) -> Draft:
    """A draft of a PDF; its `problem` says where it is locked, broken, or pictures of text only."""
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(page.body)
    except pypdfium2.PdfiumError as problem:
        locked = "password" in str(problem).lower()
        return Draft(kind=_kind(page), problem="the PDF is locked by a password" if locked else "the PDF is broken")
    try:
        return _draft(document, page)
    finally:
        document.close()


def _draft(document: object, page: Page) -> Draft:
    import pypdfium2

    assert isinstance(document, pypdfium2.PdfDocument)
    facts = {name: str(value) for name, value in document.get_metadata_dict(skip_empty=True).items()}
    texts = [_page_text(document, number) for number in range(min(len(document), MAX_PAGES))]
    text = _HYPHENATED.sub(r"\1\2", "\n".join(texts)).replace("\r", "")
    text = _paragraphs(text)
    draft = Draft(text=text, kind=_kind(page), author=facts.get("Author", ""), facts={"pages": str(len(document))})
    draft.title = _title(facts.get("Title", ""), text)
    draft.headings = _headings(document, text)
    draft.published = _date(facts.get("CreationDate", ""))
    draft.tags = [tag.strip() for tag in facts.get("Keywords", "").replace(";", ",").split(",")]
    draft.language = language_of(text)
    if len(text.split()) < 5 * len(texts):
        draft.problem = "the PDF holds pictures of pages, no text"
    return draft


def _page_text(document: object, number: int) -> str:
    import pypdfium2

    assert isinstance(document, pypdfium2.PdfDocument)
    try:
        leaf = document[number]
    except pypdfium2.PdfiumError:
        return ""
    sheet = leaf.get_textpage()
    try:
        return str(sheet.get_text_bounded())
    finally:
        sheet.close()
        leaf.close()


def _paragraphs(text: str) -> str:
    """Lines of one paragraph joined: a line that ends in the middle of a sentence goes on in the next."""
    lines = [line.strip() for line in text.split("\n")]
    joined: list[str] = []
    for line, after in pairwise([*lines, ""]):
        goes_on = len(line) > 45 and after[:1].islower()
        joined.append(line + (" " if goes_on else "\n"))
    return "".join(joined)


def _title(said: str, text: str) -> str:
    """The title of the metadata unless it is a file's name; else the first line that reads like a title."""
    if len(said.split()) >= 2 and not re.search(
        r"\.(docx?|pptx?|tex|indd|dvi)$|^(untitled|microsoft word)", said, re.IGNORECASE
    ):
        return said
    lines = (line.strip() for line in text[:3_000].split("\n"))
    return next((line for line in lines if 2 <= len(line.split()) <= 20 and len(line) > 8), said)


def _headings(document: object, text: str) -> list[tuple[int, str]]:
    import pypdfium2

    assert isinstance(document, pypdfium2.PdfDocument)
    try:
        marks = [(mark.level + 1, str(mark.get_title() or "")) for mark in document.get_toc(max_depth=4)]
    except (pypdfium2.PdfiumError, AttributeError, UnicodeError):
        marks = []
    return marks or [(found.group(1).count(".") + 1, found.group(0)) for found in _NUMBERED.finditer(text)][:200]


def _date(said: str) -> str:
    found = _PDF_DATE.match(said)
    return iso_date("-".join(part for part in found.groups() if part)) if found else ""


def _kind(page: Page) -> Kind:
    return Kind.PAPER if page.kind is Kind.OTHER else page.kind
