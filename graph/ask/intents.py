"""What can be asked: a table of intents, each with the wordings that mean it and the function that answers.

The first wording that fits wins, so the special ones stand first; a question that fits none asks what covers it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from graph.ask import places, resources, topics
from graph.ask.answer import Answer, Asking

Groups = dict[str, str | None]
Answering = Callable[[Asking, Groups], Answer | None]


@dataclass(frozen=True, slots=True)
class Intent:
    """A kind of question: its name, an example, its wordings, and what answers it (None: try the next)."""

    name: str
    example: str
    wordings: tuple[re.Pattern[str], ...]
    answer: Answering


def _intent(name: str, example: str, wordings: tuple[str, ...], answer: Answering) -> Intent:
    return Intent(name, example, tuple(re.compile(w, re.IGNORECASE) for w in wordings), answer)


_LINKS = r"(?:links?|resources?|pages?|things?|urls?|ones?|sites?)"
_IN = r"(?:\s+(?:in|on|of|from|within|for|about|under)\s+(?:the\s+|my\s+)?(?P<where>.+))?"
_DEAD = r"(?:dead|broken|rotten|gone|404)"


def _dead(asking: Asking, groups: Groups) -> Answer:
    return places.listed(
        asking, "dead", groups.get("where"), "r.health = 'dead'", "dead", order="confirmed DESC, since"
    )


def _covers(asking: Asking, groups: Groups) -> Answer:
    return topics.covers(asking, groups["topic"] or "")


INTENTS: tuple[Intent, ...] = (
    _intent(
        "path",
        "how do I get from softmax to transformers?",
        (
            r"\b(?:path|way|route|road|steps?|get|go|come|bridge)\b.*?\bfrom\s+(?P<start>.+?)\s+(?:to|towards?|into)\s+(?P<goal>.+)$",
        ),
        lambda a, g: topics.path(a, g["start"] or "", g["goal"] or ""),
    ),
    _intent(
        "learning_path",
        "learning path to transformers",
        (
            r"\b(?:learning path|study plan|curriculum|roadmap|plan|path|order)\s+(?:to|for|towards?|up to)\s+(?:learn(?:ing)?\s+)?(?P<topic>.+)$",
            r"\bhow (?:do|can|should) i (?:get|work my way) (?:up )?to\s+(?P<topic>.+)$",
            r"\bin (?:what|which) order (?:should|do|must) i (?:learn|study)\s+(?P<topic>.+)$",
        ),
        lambda a, g: topics.learning_path(a, g["topic"] or ""),
    ),
    _intent(
        "prerequisites",
        "what should I learn before attention?",
        (
            r"\b(?:learn|know|read|study|understand|need|do|done|master|comes?|needed|required)\b.*\b(?:before|prior to|ahead of)\s+"
            r"(?:(?:i\s+)?(?:learn(?:ing)?|study(?:ing)?|start(?:ing)?(?: with)?|read(?:ing)?(?: about)?|div(?:e|ing) into|doing)\s+)?(?P<topic>.+)$",
            r"^(?:the\s+)?before\s+(?P<topic>.+)$",
            r"\bpre-?req(?:uisite)?s?\b\s*(?:topics?\s*)?(?:of|for|to|on|behind)\s+(?P<topic>.+)$",
            r"^(?P<topic>.+?)\s+pre-?req(?:uisite)?s?$",
            r"\b(?:need|have|must|should)\b.*\b(?:know|learn|understand|study)\s+(?:first\s+)?(?:for|to (?:understand|learn|get|follow|use))\s+(?P<topic>.+)$",
            r"\bwhat (?:does|do)\s+(?P<topic>.+?)\s+(?:require|need|depend on|build on|presuppose|assume)$",
        ),
        lambda a, g: topics.prerequisites(a, g["topic"] or ""),
    ),
    _intent(
        "gaps",
        "what does stage Maths lack?",
        (
            r"\bwhat (?:does|do|is|are|'s)\s+(?:the\s+)?(?:stage\s+|roadmap\s+)?(?P<where>.+?)\s+(?:lack(?:ing)?|miss(?:ing)?|not (?:cover|teach|have))$",
            r"\b(?:missing|lacking|gaps?|holes?|absent|uncovered|not covered|lacks?)\b\s*(?:are\s+|is\s+)?(?:there\s+)?(?:in|from|of|for|at)\s+(?:the\s+|my\s+)?(?:stage\s+|roadmap\s+)?(?P<where>.+)$",
        ),
        lambda a, g: places.gaps(a, g["where"] or ""),
    ),
    _intent(
        "dead",
        "what is dead in stage Sequences?",
        (
            rf"\b{_DEAD}\b\s*(?:{_LINKS})?(?:\s+(?:are|is)\s+there)?{_IN}$",
            rf"\b(?:{_LINKS})?\s*(?:that\s+)?(?:no longer|do not|don't|does not|doesn't|not)\s+work(?:ing)?{_IN}$",
        ),
        _dead,
    ),
    _intent(
        "unread",
        "what is left to read in Maths?",
        (
            rf"\b(?:unread|unfinished|undone|open tasks?|left to (?:read|do|learn|watch)|still to (?:read|do)|to do|todo|read next|(?:read|do|learn|study) (?:first|next))\b{_IN}$",
        ),
        lambda a, g: resources.unread(a, g["where"]),
    ),
    _intent(
        "similar",
        "what is like “Attention from scratch”?",
        (
            r"\b(?:like|similar to|resembles?|akin to|close to|related to|comparable to|more like)\s+(?P<what>(?:https?://\S+|[\"“'].+[\"”']|.+))$",
        ),
        lambda a, g: resources.similar(a, g["what"] or ""),
    ),
    _intent(
        "changed",
        "what changed since 2026-11-01?",
        (
            r"\b(?:changed?|changes|happened|different|news)\b(?:.*?\b(?:since|in the|over the|after|within the)\s+(?P<since>.+))?$",
        ),
        lambda a, g: resources.changed(a, g["since"]),
    ),
    _intent(
        "new",
        "what is new?",
        (
            r"^(?:what|which|anything|show|list)?\b.*\b(?:new|added|recent(?:ly)?)\b(?:\s+(?:links?|resources?|pages?))?(?:.*?\b(?:since|in the|after)\s+(?P<since>.+))?$",
        ),
        lambda a, g: resources.new(a, g["since"]),
    ),
    _intent(
        "stage_contents",
        "what is in stage Maths?",
        (
            r"^(?:what(?:'s| is| are| stands?)?|show|list|which \w+ (?:is|are))\b.*?\b(?:in|under|inside|listed in|part of)\s+(?:the\s+|my\s+)?(?:stage\s+|roadmap\s+|note\s+)?(?P<where>.+)$",
            r"^(?:the\s+)?(?:stage|roadmap|note)\s+(?P<where>.+)$",
        ),
        lambda a, g: places.contents(a, g["where"] or ""),
    ),
    _intent(
        "covers",
        "what covers attention?",
        (
            r"\b(?:cover(?:s|ing|ed)?|teach(?:es|ing)?|explain(?:s|ing|ed)?|about|on|discuss(?:es)?|introduce[sd]?|treats?|deals? with|"
            r"learn(?: about| more about)?|study|understand|find out about|read (?:about|up on)|get into|material for|resources? for|help(?:s)? with)\s+(?P<topic>.+)$",
            r"^(?:what is|what's|what are|define|explain|show me|find me|give me|recommend(?: me)?|find|search(?: for)?|look up)\s+(?:an?\s+|the\s+|some\s+)?(?P<topic>.+)$",
            r"^(?:how does|how do)\s+(?P<topic>.+?)\s+work$",
            r"^(?P<topic>.+?)\s+(?:resources?|links?|material|tutorials?|explained|pages?)$",
            r"^(?P<topic>.+)$",
        ),
        _covers,
    ),
)
