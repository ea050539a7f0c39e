"""Which language a page is in: as it declares it, checked against its small words."""

from __future__ import annotations

import re
from collections import Counter

# The most frequent function words that these languages do not share with one another
_SMALL_WORDS: dict[str, str] = {
    "en": "the of and to is that it for as with are this be on by from you we can which an",
    "de": "der die und das ist nicht ein eine den von mit auf für sich dem wird auch werden sind im",
    "fr": "le les des est une dans que pour qui pas sur au ce il avec sont du plus cette nous",
    "es": "el los las una por con para es del se más como su lo pero sus este entre son cuando",
    "pt": "não uma com os para é do da em um que as dos mais ao pela são você também isso",
    "it": "il di che è un per una sono della con non del le gli nel più anche alla questo come",
    "nl": "het een van en dat niet zijn voor met op te aan er worden deze ook bij wordt naar maar",
    "pl": "nie się jest na do że to jak przez oraz ale dla są które może tego jego tylko także",
    "tr": "bir ve bu için ile olarak çok daha gibi olan kadar var değil ancak sonra her ise",
}
# small word → the languages that have it
_SPOKEN_IN: dict[str, list[str]] = {}
for _code, _words in _SMALL_WORDS.items():
    for _word in _words.split():
        _SPOKEN_IN.setdefault(_word, []).append(_code)
# script → language where the script alone decides; Han without kana is Chinese
_SCRIPTS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("ja", re.compile(r"[\u3040-\u30ff]")),
    ("ko", re.compile(r"[\uac00-\ud7af]")),
    ("zh", re.compile(r"[\u4e00-\u9fff]")),
    ("ru", re.compile(r"[\u0400-\u04ff]")),
    ("el", re.compile(r"[\u0370-\u03ff]")),
    ("ar", re.compile(r"[\u0600-\u06ff]")),
    ("he", re.compile(r"[\u0590-\u05ff]")),
    ("hi", re.compile(r"[\u0900-\u097f]")),
)
_SAMPLE = 4_000
_LETTERS = 40
_EDGES = ".,;:!?()[]«»“”„\"'"
_CODE = re.compile(r"^[a-z]{2}$")


def declared(code: str) -> str:
    """`de` from `de-AT`, `DE_at` or `de`; empty for what is no ISO 639-1 code."""
    short = re.split(r"[-_,;\s]", code.strip().lower(), maxsplit=1)[0]
    return short if _CODE.match(short) else ""


def language_of(text: str, said: str = "") -> str:
    """ISO 639-1 of the text. `said` is believed unless the words plainly speak another language.

    Themes are shipped with `lang="en"` and pages in another language inherit it; so the words decide where clear.
    """
    heard = heard_in(text)
    return heard or declared(said)


def heard_in(text: str) -> str:
    """The language that the words speak, empty where they are too few or too mixed to tell."""
    sample = text[:_SAMPLE]
    if not sample.isascii():
        letters = sum(1 for character in sample if character.isalpha())
        for code, script in _SCRIPTS:
            if letters >= _LETTERS and len(script.findall(sample)) > (0.08 if code == "ja" else 0.3) * letters:
                return code
    words = [word.strip(_EDGES) for word in sample.lower().split()]
    counts = Counter(code for word in words for code in _SPOKEN_IN.get(word, ()))
    if not counts:
        return ""
    (first, most), *others = counts.most_common(2)
    second = others[0][1] if others else 0
    return first if most >= max(5, 0.06 * len(words), 1.5 * second) else ""
