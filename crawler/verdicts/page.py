"""What a reader sees of an HTML page, as far as a verdict needs it: title, headings, words, forms."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from functools import cached_property
from itertools import islice

from crawler.verdicts.decoding import decode

EARLY = (8_000, 24_000)
"""Characters of a page in which an article may have begun."""
PLENTY = 200
"""Words of running text from which a page is no wall, no placeholder and no error page, whatever its words."""
PROSE_BLOCK_WORDS = 10
"""A block of fewer words is a menu entry, a button or a headline, not prose."""

_INVISIBLE = re.compile(
    r"<(?:!--.*?(?:-->|\Z)|(script|style|noscript|template|svg)\b.*?(?:</\1\s*>|\Z))", re.IGNORECASE | re.DOTALL
)
_TITLE = re.compile(r"<title\b[^>]*>(.*?)(?:</title\s*>|<(?:body|/head|meta|link)\b|\Z)", re.IGNORECASE | re.DOTALL)
_HEADING = re.compile(r"<h([1-3])\b[^>]*>(.*?)</h\1\s*>", re.IGNORECASE | re.DOTALL)
_BLOCK = re.compile(
    r"</?(?:p|div|li|ul|ol|h[1-6]|td|th|tr|table|section|article|main|nav|header|footer|aside|form|button|label|option"
    r"|select|br|dd|dt|blockquote|figcaption|pre|body|title|head|hr|iframe)\b[^>]*>",
    re.IGNORECASE,
)
_TAG = re.compile(r"<[^>]*>")
_SPACE = re.compile(r"\s+")
_WORD = re.compile(r"[^\W_]+(?:['’\-][^\W_]+)*")
_CJK = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\u0e00-\u0e7f]")
SEPARATORS = re.compile(r"\s+[|·•»«–—:-]\s+|\s*[|»«•·–—]\s*|:\s+")
"""What stands between the parts of a title: the page's name, the site's name."""
_PASSWORD = re.compile(r"<input\b[^>]*\btype\s*=\s*[\"']?password\b", re.IGNORECASE)
_BUTTON = re.compile(r"<button\b|\brole\s*=\s*[\"']?button\b", re.IGNORECASE)
_FORM = re.compile(r"<(?:form|input)\b", re.IGNORECASE)


def plain(markup: str) -> str:
    """The words of a piece of markup."""
    return _SPACE.sub(" ", html.unescape(_TAG.sub(" ", markup))).strip()


def word_count(text: str) -> int:
    """Words; in scripts without spaces every two characters count as one."""
    if text.isascii():
        return len(text.split())
    dense = len(_CJK.findall(text))
    return len(_WORD.findall(_CJK.sub(" ", text) if dense else text)) + dense // 2


def letters(text: str) -> int:
    """How many letters and digits stand in `text`."""
    return len(re.sub(r"\W", "", text))


@dataclass(frozen=True, eq=False)
class PageView:
    """A page as far as verdicts look at it; every part is worked out when first asked for."""

    markup: str

    @classmethod
    def of(cls, body: bytes, charset: str) -> PageView:
        """The view of a body."""
        return cls(decode(body, charset))

    @cached_property
    def visible(self) -> str:
        """The markup without scripts, styles and comments."""
        return _INVISIBLE.sub(" ", self.markup)

    @cached_property
    def _beginning(self) -> tuple[str, bool]:
        """As little of `visible`, cut between tags, as has plenty to say, and whether it has."""
        for size in EARLY:
            if len(self.markup) > size:
                piece = _INVISIBLE.sub(" ", self.markup[: self.markup.rfind("<", 0, size)])
                if _says_plenty(piece):
                    return piece, True
        return self.visible, _says_plenty(self.visible)

    @property
    def early(self) -> str:
        """The beginning of a page that soon has plenty to say; of others all that is visible."""
        return self._beginning[0]

    @cached_property
    def title(self) -> str:
        """The title's words."""
        found = _TITLE.search(self.early)
        if found is None or found.end() == len(self.early):
            found = _TITLE.search(self.visible)
        return plain(found[1])[:500] if found else ""

    @cached_property
    def headings(self) -> tuple[str, ...]:
        """The first headings of the three upper levels; of a page with plenty to say, those of its beginning."""
        return tuple(plain(found[2])[:500] for found in islice(_HEADING.finditer(self.early), 4))

    @cached_property
    def blocks(self) -> tuple[str, ...]:
        """The visible text, block by block, without the title."""
        without_title = _TITLE.sub(" ", self.visible, count=1)
        return tuple(filter(None, (plain(piece) for piece in _BLOCK.split(without_title))))

    @cached_property
    def text(self) -> str:
        """The visible text without the title."""
        return " ".join(self.blocks)

    @cached_property
    def words(self) -> int:
        """How many words are visible."""
        return word_count(self.text)

    @cached_property
    def prose(self) -> int:
        """How many of them stand in running text: the measure of a page that has something to say."""
        return sum(count for count in map(word_count, self.blocks) if count >= PROSE_BLOCK_WORDS)

    @property
    def rich(self) -> bool:
        """Whether the page has plenty to say. Most pages show it early, and then the rest need not be looked at."""
        return self._beginning[1]

    @cached_property
    def asks_password(self) -> bool:
        """Whether there is a field for a password."""
        return _PASSWORD.search(self.visible) is not None

    @cached_property
    def has_form(self) -> bool:
        """Whether there is anything to fill in."""
        return _FORM.search(self.visible) is not None

    @cached_property
    def asks_anything(self) -> bool:
        """Whether there is anything to fill in or to press."""
        return self.has_form or _BUTTON.search(self.visible) is not None


def _words_in(markup: str) -> int:
    """`word_count` of the words that `plain` would give, without making its text."""
    text = _TAG.sub(" ", markup) if "<" in markup else markup
    return word_count(html.unescape(text) if "&" in text else text)


def _says_plenty(visible: str) -> bool:
    total = start = 0
    for tag in _BLOCK.finditer(visible):
        if tag.start() - start > 2 * PROSE_BLOCK_WORDS:
            count = _words_in(visible[start : tag.start()])
            total += count if count >= PROSE_BLOCK_WORDS else 0
            if total >= PLENTY:
                return True
        start = tag.end()
    return False
