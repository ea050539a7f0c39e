"""Which lines set off a part of a note: headings, lone bold lines, counted units, shares, numbered lines."""

from __future__ import annotations

import re
from bisect import bisect_right
from operator import itemgetter

from crawler.notes.found import Mark, Marker
from crawler.notes.inline import Inline
from crawler.notes.markup import HtmlHeading
from crawler.notes.titles import GENERIC_LINK_WORDS, clean_title, leading_number, unit_rank

_LONGEST_TITLE = 120  # characters; a longer bold line is an emphasised sentence
_LONGEST_NUMBERED = 160  # characters of a numbered paragraph that make its title
_SHARE = re.compile(r"\d{1,3}\s?%|\b\d+\+?\s*(YEARS?|MONTHS?|WEEKS?|DAYS?|HOURS?)\b")
# "4.b", "4b)" and "4.1" are no lists for Markdown; "4." is none where its point is escaped, as word processors do it;
# nor are digits on keys.
_NUMBERED_LINE = re.compile(r"\s*(\d{1,2}(\.[a-z]\b|[a-z][.)]|\.\d+\b|(?=[.)]))[.)]?\s+|\d\ufe0f?\u20e3\s*|🔟\s*)\S")
_TASK_BOX = re.compile(r"^\[[^\]]\]\s+")
_UNIT_NUMBER = re.compile(r"\W*[^\W\d]+\.?[\s–-]*[#№]?\s*(\d{1,3})\b")
_SENTENCE_END = re.compile(r"(?<=\w[\w)][.!?])\s(?=[\"“‘(]?[^\W\da-z])")
_CLAUSE_END = re.compile(r"\s[–—-]\s|[:;,]\s")
_WORD = re.compile(r"\w")
# What stands behind a heading's words and is not shown: attributes of Pandoc and Quarto, a block's name of Obsidian.
_ATTRIBUTES = re.compile(r"(?<=\S)\s+(\{[.#:][^{}]*\}|\^[A-Za-z0-9-]+)\s*$")


def heading_marker(inline: Inline, line: int, level: int, height: int) -> Marker:
    """The marker of a heading."""
    return Marker(Mark.HEADING, line, title_of(inline), level, height)


def html_marker(heading: HtmlHeading, line: int) -> Marker:
    """The marker of a heading in HTML; the summary of what folds away is one as a bold line is."""
    mark = Mark.HEADING if heading.level else Mark.BOLD
    return Marker(mark, line, clean_title(heading.text), heading.level)


def item_marker(inline: Inline, line: int, number: int | None) -> Marker | None:
    """The marker of an item of a list that counts: by its number, or by a unit that its words begin with."""
    words = inline.text
    height = words.count("\n") + 1
    if number is not None:
        title = f"{number}. {short(words)}"
    else:
        words = _TASK_BOX.sub("", words)
        counted = _UNIT_NUMBER.match(words) if unit_rank(words) is not None else None
        if not counted:
            return None
        number, title = int(counted[1]), short(words)
    return Marker(Mark.NUMBER, line, title, height=height, number=(number, ""), bare_link=_begins_with_link(inline))


def line_marker(inline: Inline, words: str, start: int, line: int, *, first: bool) -> Marker | None:
    """The marker that a line of a paragraph is, None where it is prose. `start` is its offset in the block's text."""
    if not _WORD.search(words) or _is_link(inline, words, start):
        return None
    if _is_bold(inline, words, start):
        return Marker(Mark.BOLD, line, clean_title(words)) if len(words) <= _LONGEST_TITLE else None
    if _is_share(words):
        return Marker(Mark.SHARE, line, clean_title(words))
    alone = first and len(words) == len(inline.text) <= _LONGEST_TITLE and not words.rstrip().endswith(".")
    if alone and unit_rank(words) is not None:
        return Marker(Mark.SEQUENCE, line, clean_title(words))
    if first and _NUMBERED_LINE.match(words) and (number := leading_number(words)):
        height = inline.text.count("\n") + 1
        return Marker(Mark.NUMBER, line, short(words), height=height, number=number)
    return None


def title_of(inline: Inline) -> str:
    """A heading's words, without badges and links that only say "link"."""
    words = inline.text
    for start, end in sorted({*inline.linked, *inline.pictures}, reverse=True):
        picture = (start, end) in inline.pictures
        rest = words[:start] + words[end:]
        if (picture or words[start:end].strip().lower() in GENERIC_LINK_WORDS) and _WORD.search(rest):
            words = rest
    return clean_title(_ATTRIBUTES.sub("", words))


def short(words: str) -> str:
    """The first sentence of a numbered paragraph, as a title: cut at a clause's end where it is too long."""
    line = " ".join(words.split())
    sentence = _SENTENCE_END.split(line, maxsplit=1)[0]
    if len(sentence) <= _LONGEST_NUMBERED:
        return clean_title(sentence).rstrip(".")
    clauses = [found.start() for found in _CLAUSE_END.finditer(sentence, 20, _LONGEST_NUMBERED)]
    end = clauses[-1] if clauses else sentence.rfind(" ", 0, _LONGEST_NUMBERED)
    return clean_title(sentence[:end]) + "…"


def _is_bold(inline: Inline, words: str, start: int) -> bool:
    """Whether every word of the line stands in bold; signs and emoji may stand outside."""
    if not inline.strong:
        return False
    outside = list(words)
    for first, last in inline.strong:
        for place in range(max(first - start, 0), min(last - start, len(words))):
            outside[place] = " "
    return outside != list(words) and not _WORD.search("".join(outside))


def _is_link(inline: Inline, words: str, start: int) -> bool:
    if not inline.linked:
        return False
    outside = list(words)
    # they do not nest, so they stand in order: those of this line are together
    for at in range(bisect_right(inline.linked, start, key=itemgetter(1)), len(inline.linked)):
        first, last = inline.linked[at]
        if first >= start + len(words):
            break
        for place in range(max(first - start, 0), min(last - start, len(words))):
            outside[place] = " "
    return not _WORD.search("".join(outside))


def _begins_with_link(inline: Inline) -> bool:
    lead = len(inline.text) - len(inline.text.lstrip())
    return any(first <= lead < last for first, last in inline.linked)


def _is_share(words: str) -> bool:
    if len(words) > _LONGEST_TITLE or words.upper() != words or not _SHARE.search(words):
        return False
    return sum(char.isalpha() for char in words) >= 3
