"""Plain text and Markdown: the file is its own text; headings are those of CommonMark."""

from __future__ import annotations

import re

from crawler.records import Page
from pipelines.extract.draft import Draft
from pipelines.extract.language import language_of

_INLINE_LINK = re.compile(r"!?\[([^\]\n]{0,300})\]\(\s*<?([^\s)>]+)[^)\n]{0,300}\)")
_MARKS = re.compile(r"(\*\*|__|~~|`)")
_TAG = re.compile(r"<[^<>\n]{1,400}>")


def read_plain(page: Page) -> Draft:
    """A draft of a text file; Markdown's marks are taken off and its headings kept."""
    return markdown_draft(decode(page))


def decode(page: Page) -> str:
    """The body as text: by the charset of the answer, else UTF-8, else what charset-normalizer hears."""
    for charset in (page.charset, "utf-8-sig"):
        if not charset:
            continue
        try:
            return page.body.decode(charset)
        except (LookupError, UnicodeDecodeError):
            continue
    from charset_normalizer import from_bytes

    best = from_bytes(page.body[:200_000]).best()
    return page.body.decode(best.encoding if best else "latin-1", "replace")


def markdown_draft(source: str) -> Draft:
    """Title, headings, text and links of Markdown (plain text is Markdown without marks)."""
    from markdown_it import MarkdownIt

    draft = Draft()
    lines: list[str] = []
    tokens = MarkdownIt("commonmark").enable("table").parse(source)
    for at, token in enumerate(tokens):
        if token.type == "inline":
            words = _words(token.content, draft)
            before = tokens[at - 1]
            if before.type == "heading_open":
                level = int(before.tag[1])
                draft.headings.append((level, " ".join(words.split())))
                draft.title = draft.title or words
            lines.append(words)
        elif token.type in ("fence", "code_block"):
            lines.append(token.content)
    draft.text = "\n".join(line for line in lines if line.strip())
    draft.title = draft.title or next((line.strip() for line in draft.text.split("\n") if line.strip()), "")[:120]
    draft.language = language_of(draft.text)
    return draft


def _words(content: str, draft: Draft) -> str:
    for words, target in _INLINE_LINK.findall(content):
        if target.startswith(("http://", "https://")):
            draft.links.append((target, words))
    return _TAG.sub(" ", _MARKS.sub("", _INLINE_LINK.sub(r"\1", content)))
