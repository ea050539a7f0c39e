"""Words of headings: how a title is cleaned, and what its words tell about the part under it. Tables, not code."""

from __future__ import annotations

import re
import unicodedata

# A link's words that are no part of the title it hangs on ("### A roadmap - [Link](…)").
GENERIC_LINK_WORDS = frozenset(
    [
        "link",
        "here",
        "github",
        "video",
        "source",
        "blog",
        "article",
        "post",
        "website",
        "page",
        "url",
        "read",
        "more",
        "repo",
        "pdf",
    ]
)

# Headings about the page itself. What stands under them belongs to no stage.
FURNITURE = (
    r"(table of )?contents?( of this page)?|toc|index",
    r"licen[cs]es?|disclaimers?|code of conduct|community guidelines",
    r"contribut(e|ing|ions?|ors)|how to (contribute|use this .*)|maintainers?|authors?|team",
    r"acknowledge?ments?|congratulations|credits|thanks|sponsors?|support( us)?|star history",
    r"change ?log|log|status|scope|feedback|contact",
    r"about( this .*| me| us)?|(important )?notes? (on|to|for|about) .*",
)

# A heading that by its own word is a roadmap.
ROADMAP_WORDS = (
    r"road ?-?maps?|curriculum|curricula|syllabus|learning path|study (plan|path)|learning plan|\d+[- ]steps?",
    r"how to (become|learn|get into|get started)|study guide|from (zero|scratch|beginner) to",
    r"fahrplan|lernpfad|hoja de ruta|feuille de route",
)

# Units that count the steps of a roadmap, the longest first: a shorter one nests in a longer one.
UNITS = (
    r"years?|jahre?",
    r"quarters?|semesters?|terms?",
    r"phases?|parts?|levels?|stages?|tiers?|teil|stufe|etappe|niveau|étape|fase|nivel",
    r"months?|monate?|mois|mes(es)?",
    r"modules?|units?|chapters?|kapitel|sections?|blocks?",
    r"weeks?|wochen?|semaines?|semanas?",
    r"steps?|schritte?|paso|lessons?|lectures?|sessions?|milestones?|topics?",
    r"days?|tage?|jours?|d[ií]as?",
)

_FURNITURE = re.compile("|".join(FURNITURE), re.IGNORECASE)
_ROADMAP = re.compile(rf"\b({'|'.join(ROADMAP_WORDS)})\b", re.IGNORECASE)
_ANY_UNIT = re.compile("|".join(UNITS), re.IGNORECASE)
_UNITS = tuple(
    re.compile(
        rf"(?:{unit})\b\.?[\s–-]*[#№]?\s*(?:\d+|[ivx]+\b|one|two|three|four|five|six|seven|eight|nine|ten|zero)",
        re.IGNORECASE,
    )
    for unit in UNITS
)
_NUMBER = re.compile(r"(\d{1,3})(?:[.)]|\s*[-–—:]|\.?([a-z])[.)]?)?(?:\d+\.?)*\s+\S")
_KEYCAP = re.compile(r"(\d)\ufe0f?\u20e3\s*")
_DECORATION = re.compile(r"^[\s=*_~#:|·•>–—-]+|[\s=*_~:|·•–—-]+$")
_QUOTES = {('"', '"'), ("“", "”"), ("«", "»"), ("'", "'"), ("‘", "’")}
_MARKS = {"So", "Sk", "Cf", "Co", "Cn", "Mn", "Me"}


def clean_title(words: str) -> str:
    """A title on one line, without the signs that decorate it: `=== Math ===`, `🧩 Fundamentals`, a closing colon."""
    title = " ".join(words.split())
    if title.isascii() and title[:1].isalpha() and title[-1:].isalnum():
        return title
    while title and (unicodedata.category(title[0]) in _MARKS):
        title = title[1:].lstrip()
    while title and (unicodedata.category(title[-1]) in _MARKS):
        title = title[:-1].rstrip()
    title = _DECORATION.sub("", title).strip()
    if len(title) > 2 and (title[0], title[-1]) in _QUOTES:
        title = title[1:-1]
    return title or " ".join(words.split())


def is_furniture(title: str) -> bool:
    """Whether a heading speaks about the page itself."""
    return bool(_FURNITURE.fullmatch(clean_title(title)))


def says_roadmap(title: str) -> bool:
    """Whether a heading calls itself a roadmap."""
    return bool(_ROADMAP.search(title))


def unit_rank(title: str) -> int | None:
    """Which unit of `UNITS` a title begins with ("Week 3: …"), 0 for the longest; None where it begins with none."""
    cleaned = clean_title(title)
    if not _ANY_UNIT.match(cleaned):
        return None
    return next((rank for rank, unit in enumerate(_UNITS) if unit.match(cleaned)), None)


def leading_number(title: str) -> tuple[int, str] | None:
    """The number a title begins with: "3. …" → (3, ""), "4.b If …" → (4, "b")."""
    found = _NUMBER.match(clean_title(_KEYCAP.sub(r"\1 ", title.replace("🔟", "10 "))))
    return (int(found[1]), found[2] or "") if found else None
