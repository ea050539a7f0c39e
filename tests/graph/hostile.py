"""Sixty texts that want to do harm where titles, names, notes, headings and addresses are shown."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import replace
from enum import Enum
from typing import Any

from crawler.records import (
    Change,
    ChangeKind,
    Coverage,
    Document,
    Facts,
    Link,
    Note,
    Resource,
    Roadmap,
    Scan,
    Stage,
    StageCoverage,
    State,
    Topic,
)
from tests.graph.facts import key_of, small_facts, standing, url_of

MARKUP = (
    "<script>window.pwned='m1'</script>",
    '"><img src=x onerror="window.pwned=\'m2\'">',
    "'><svg onload=window.pwned='m3'>",
    "</script><script>window.pwned='m4'</script>",
    "</title></style></textarea><script>window.pwned='m5'</script>",
    "<!--<script>window.pwned='m6'</script>-->",
    "<!-- <script> --><script>window.pwned='m7'</script>",
    "]]><script>window.pwned='m8'</script>",
    '<iframe srcdoc="<script>parent.pwned=1</script>"></iframe>',
    '<a href="javascript:window.pwned=1">press me</a>',
    '<math><mtext><img src=x onerror=window.pwned="m9"></mtext></math>',
    "<details open ontoggle=window.pwned='m10'>",
    '<object data="data:text/html,<script>parent.pwned=1</script>"></object>',
    '<base href="https://evil.example/">',
    '<meta http-equiv="refresh" content="0;url=https://evil.example/">',
    '<link rel="stylesheet" href="https://evil.example/x.css">',
    "<style>*{display:none}</style>",
    "<template><script>window.pwned='m11'</script></template>",
    "\\u003cscript\\u003ewindow.pwned='m12'\\u003c/script\\u003e",
    "&lt;script&gt;window.pwned='m13'&lt;/script&gt;",
    "&#60;script&#62;window.pwned='m14'&#60;/script&#62;",
    "<plaintext>",
    "<form action=https://evil.example><button>go</button>",
    "＜script＞window.pwned='m15'＜/script＞",
)
TEMPLATES = (
    "{{ 7 * 7 }}",
    "{% include '/etc/hostname' %}",
    "{{ ''.__class__.__mro__ }}",
    "{{constructor.constructor(\"window.pwned='t1'\")()}}",
    "${window.pwned='t2'}",
    "#{window.pwned='t3'}",
    "'-(window.pwned='t4')-'",
    "`${window.pwned='t5'}`",
    "$\\frac{1$ {broken math",
    "%s %d %(name)s {0} {name!r}",
)
MARKDOWN = (
    "[press](javascript:window.pwned=1)",
    "![](https://evil.example/pixel.png)",
    "<https://evil.example/auto>",
    "| a | b |\n| --- | --- |",
    "# heading\n\n- list",
    "```\nfence",
    "***bold*** ~~gone~~ `code",
    "[ref]: https://evil.example 'title'",
    "> quote\n1. one",
    "www.evil.example and me@evil.example",
    "](https://evil.example)[",
    "\\](https://evil.example)",
)
SIGNS = (
    "before\u202eevil\u202c after",
    "\u2066isolated\u2069 \u200fmark\u200e",
    "zero\u200bwidth\ufeff join\u2060er",
    "red \x1b[31mred\x1b[0m",
    "\x1b]0;title\x07 \x1b]8;;https://evil.example\x1b\\link",
    "\x1b[2J\x1b[H cleared",
    "c1 \x9b31m and \x90 and \x85 next",
    "bell \x07 back\x08space null\x00 delete\x7f",
    "line\u2028separator\u2029paragraph",
    "tag \U000e0041\U000e0042 letters",
    "z\u0351\u0352\u0353\u0354\u0355a\u0351\u0352\u0353\u0354\u0355l\u0351\u0352\u0353\u0354\u0355go",
    "lone \ud800 surrogate",
    "\r\nSet-Cookie: a=b\r\n",
)
FORMULAE = ('=HYPERLINK("https://evil.example","x")', "+1+cmd|' /C calc'!A0", "-2+3", "@SUM(1+1)", "\t=1+1")
LONG = ("A very long title " * 6000, "x" * 100_000)

TEXTS = MARKUP + TEMPLATES + MARKDOWN + SIGNS + FORMULAE + LONG


def hostile_facts(text: str) -> Facts:
    """The small world with `text` in every place that a page or a note fills: titles, authors, headings, names."""
    facts = small_facts()
    scan = facts.scan
    documents = {
        key: replace(document, title=text, author=text, summary=text, anchors=(text,) * len(document.links))
        for key, document in facts.documents.items()
    }
    standings = {
        key: replace(standing, check=replace(standing.check, reason=text)) for key, standing in facts.standings.items()
    }
    return dataclasses.replace(
        facts,
        scan=replace(
            scan,
            notes=tuple(replace(note, title=text) for note in scan.notes),
            roadmaps=tuple(replace(roadmap, title=text) for roadmap in scan.roadmaps),
            stages=tuple(replace(stage, title=text, prose=text) for stage in scan.stages),
            links=tuple(
                replace(link, text=text, context=text, headings=(text,), raw=link.raw + text[:200])
                for link in scan.links
            ),
        ),
        documents=documents,
        standings=standings,
        coverages=tuple(replace(coverage, evidence=text) for coverage in facts.coverages),
        topics=tuple(replace(topic, name=text, description=text, aliases=(text,)) for topic in facts.topics),
    )


def hostile_addresses(text: str) -> Facts:
    """The small world with `text` in the addresses and keys of pages of every health, harsher than any real one."""
    facts = small_facts()
    pages = ("attention", "transformers", "old-attention", "half-dead", "walled")
    renamed = {}
    for page in pages:
        renamed[key_of(page)] = f"{key_of(page)}/{text[:3000]}"
        renamed[url_of(page)] = f"{url_of(page)}/{text[:3000]}"
    # an address that no browser could visit is kept as it was written
    renamed[url_of("half-dead")] = text[:3000] or "x"
    found: Facts = _renamed(facts, renamed)
    return found


def _renamed(value: Any, names: Mapping[str, str]) -> Any:
    """`value` with each string that is a name replaced, however deep it stands."""
    if isinstance(value, str):
        return value if isinstance(value, Enum) else names.get(value, value)
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        parts = {part.name: _renamed(getattr(value, part.name), names) for part in dataclasses.fields(value)}
        return dataclasses.replace(value, **parts)
    if isinstance(value, tuple):
        return tuple(_renamed(part, names) for part in value)
    if isinstance(value, dict):
        return {_renamed(key, names): _renamed(part, names) for key, part in value.items()}
    return value


def every_facts() -> Facts:
    """A world in which each text has everything: a note, a roadmap, a stage, a topic and a page with its address."""
    parts = [_own_world(number, text) for number, text in enumerate(TEXTS)]
    facts = small_facts()
    return replace(
        facts,
        scan=replace(
            facts.scan,
            notes=tuple(part.scan.notes[0] for part in parts),
            roadmaps=tuple(part.scan.roadmaps[0] for part in parts),
            stages=tuple(part.scan.stages[0] for part in parts),
            links=tuple(part.scan.links[0] for part in parts),
        ),
        resources=tuple(part.resources[0] for part in parts),
        standings={key: found for part in parts for key, found in part.standings.items()},
        documents={key: found for part in parts for key, found in part.documents.items()},
        coverages=tuple(part.coverages[0] for part in parts),
        stage_coverages=tuple(part.stage_coverages[0] for part in parts),
        topics=tuple(part.topics[0] for part in parts),
        changes=tuple(part.changes[0] for part in parts),
    )


def _own_world(number: int, text: str) -> Facts:
    """All that is about one text; every third page is alive, the others are dead or could not be told."""
    key = f"host.example/{number}/{text[:2000]}"
    url = f"https://{key}" if number % 2 else text[:2000]
    state = (State.OK, State.NOT_FOUND, State.BLOCKED)[number % 3]
    note, roadmap, stage, topic = (f"{kind}-{number}" for kind in ("note", "roadmap", "stage", "topic"))
    said = standing(key, url, state, failures=4 if state is State.NOT_FOUND else 0)
    return Facts(
        scan=Scan(
            notes=(Note(f"{note}.md", text, f"digest-{number}"),),
            roadmaps=(Roadmap(roadmap, f"{note}.md", text, 0, 1),),
            stages=(Stage(stage, roadmap, text, 0, 0, None, 2, text),),
            links=(Link(f"{note}.md", 3, 1, text[:2000], text, url, key, context=text, roadmap=roadmap, stage=stage),),
        ),
        resources=(Resource(key, url),),
        standings={key: replace(said, check=replace(said.check, reason=text))},
        documents={key: Document(key, title=text, author=text, summary=text, language=text[:12], text=text)},
        coverages=(Coverage(key, topic, 0.9, 3, "page", text),),
        stage_coverages=(StageCoverage(stage, topic, 0.9),),
        topics=(Topic(topic, text, text, (text,)),),
        changes=(Change(ChangeKind.NEWLY_DEAD, key, url, "ok", "not_found"),),
    )
