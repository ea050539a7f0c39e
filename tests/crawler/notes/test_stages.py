"""Roadmaps and stages as a reader sees them, in every style that people write them in."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from crawler.records import Scan
from tests.crawler.notes.conftest import stage_paths

Read = Callable[..., Scan]


def link(name: str) -> str:
    """A link whose words are `name`."""
    return f"[{name}](https://host.example/{name})"


a, b, c, d, e = map(link, "abcde")
LINKS = {name: link(name) for name in "abcde"}

STYLES = {
    "headings": (
        f"# Map\n{a}\n## First\n{b}\n### Deeper\n{c}\n## Second\n{d}",
        {"a": ["Map"], "b": ["Map", "First"], "c": ["Map", "First", "Deeper"], "d": ["Map", "Second"]},
    ),
    "bold lines": (
        f"# Map\n{a}\n\n**=== Maths ===** \n1. x: {b}\n2. y: {c}\n\n **Tools:**\n\n- {d}",
        {"a": ["Map"], "b": ["Map", "Maths"], "c": ["Map", "Maths"], "d": ["Map", "Tools"]},
    ),
    "bold line above other lines": (
        f"# Map\n\n**Week 1**\nread {a}\n\n**Week 2**\nread {b}",
        {"a": ["Map", "Week 1"], "b": ["Map", "Week 2"]},
    ),
    "bold lines, one divided by a heading": (
        f"## Map\n\n**One**\n\n{a}\n\n**Two**\n\n#### Part\n\n{b}\n\n**Three**\n\n{c}",
        {"a": ["Map", "One"], "b": ["Map", "Two", "Part"], "c": ["Map", "Three"]},
    ),
    "shares": (
        f"# Map\n\n20% PYTHON\n\n- {a}\n\n5% SQL AND DATABASES\n\n- {b}\n\n2 YEARS COMPUTER SCIENCE\n\n- {c}",
        {"a": ["Map", "20% PYTHON"], "b": ["Map", "5% SQL AND DATABASES"], "c": ["Map", "2 YEARS COMPUTER SCIENCE"]},
    ),
    "shares below bold lines": (
        f"# Map\n\n**Step 1**\n\n20% PYTHON\n\n{a}\n\n80% SQL\n\n{b}\n\n**Step 2**\n\n{c}",
        {"a": ["Map", "Step 1", "20% PYTHON"], "b": ["Map", "Step 1", "80% SQL"], "c": ["Map", "Step 2"]},
    ),
    "numbered paragraphs with lists between": (
        ("# Map\n\n1. Start with maths. It helps.\n\n- {a}\n\n2. Learn to program\n\n- {b}\n\n3.a If you like text\n\n"
        "- {c}\n\n3.b If you like pictures\n\n- {d}\n\n4. Read\n\n1. {e}").format(**LINKS),
        {
            "a": ["Map", "1. Start with maths"],
            "b": ["Map", "2. Learn to program"],
            "c": ["Map", "3.a If you like text"],
            "d": ["Map", "3.b If you like pictures"],
            "e": ["Map", "4. Read"],
        },
    ),
    "numbered list with nested lists": (
        f"# Map\n\n1. Maths\n   - {a}\n2. Code\n   - {b}\n",
        {"a": ["Map", "1. Maths"], "b": ["Map", "2. Code"]},
    ),
    "numbered lines of a roadmap": (
        f"# Data roadmap\n\n1. Maths: {a}\n2. Code: {b}\n",
        {"a": ["Data roadmap", "1. Maths: a"], "b": ["Data roadmap", "2. Code: b"]},
    ),
    "plain lines that count": (
        f"# Plan\n\nWeek 1: vectors\n\n- {a}\n\nWeek 2: matrices\n\n- {b}",
        {"a": ["Plan", "Week 1: vectors"], "b": ["Plan", "Week 2: matrices"]},
    ),
    "months and weeks in bold": (
        f"# Plan\n\n**Month 1**\n\n**Week 1**\n\n{a}\n\n**Week 2**\n\n{b}\n\n**Month 2**\n\n**Week 3**\n\n{c}",
        {"a": ["Plan", "Month 1", "Week 1"], "b": ["Plan", "Month 1", "Week 2"], "c": ["Plan", "Month 2", "Week 3"]},
    ),
    "weeks as items of a list": (
        f"# Plan\n\n- **Week 1**: vectors\n  - {a}\n- Week 2: matrices\n  - {b}\n\n# Books\n- {c}",
        {"a": ["Plan", "Week 1: vectors"], "b": ["Plan", "Week 2: matrices"], "c": []},
    ),
    "days as tasks": (
        f"# Plan\n\n- [x] Day 1\n    - [ ] {a}\n- [ ] Day 2\n    - {b}",
        {"a": ["Plan", "Day 1"], "b": ["Plan", "Day 2"]},
    ),
    "headings in HTML": (
        f"<h1 align='center'>Map</h1>\n\n<h2>One</h2>\n\n{a}\n\n## Two\n{b}",
        {"a": ["Map", "One"], "b": ["Map", "Two"]},
    ),
    "levels": (
        f"# Plan\n## Level 1 Basics\n{a}\n## Level 2 More\n{b}",
        {"a": ["Plan", "Level 1 Basics"], "b": ["Plan", "Level 2 More"]},
    ),
    "emoji": (
        f"# 🗺️ Map\n## 🧩 Basics\n{a}\n## 👷 Work:\n{b}",
        {"a": ["Map", "Basics"], "b": ["Map", "Work"]},
    ),
    "several roadmaps below one heading": (
        ("# All\n## A roadmap to one\n\n**X**\n\n{a}\n\n**Y**\n\n{b}\n## How I learned\n\n**P**\n\n{c}\n\n"
        "**Q**\n\n{d}\n## Link\n{e}").format(**LINKS),
        {
            "a": ["A roadmap to one", "X"],
            "b": ["A roadmap to one", "Y"],
            "c": ["How I learned", "P"],
            "d": ["How I learned", "Q"],
            "e": [],
        },
    ),
    "parts that each count from one": (
        f"# Course\n## Basics\n### 1. Maths\n{a}\n### 2. Code\n{b}\n## Work\n### 1. Run\n{c}\n### 2. Deploy\n{d}",
        {
            "a": ["Basics", "1. Maths"],
            "b": ["Basics", "2. Code"],
            "c": ["Work", "1. Run"],
            "d": ["Work", "2. Deploy"],
        },
    ),
    "weeks that each hold bold lines": (
        f"# Course\n## Week 1\n\n**Read**\n\n{a}\n\n**Do**\n\n{b}\n## Week 2\n\n**Watch**\n\n{c}\n\n**Solve**\n\n{d}",
        {
            "a": ["Course", "Week 1", "Read"],
            "b": ["Course", "Week 1", "Do"],
            "c": ["Course", "Week 2", "Watch"],
            "d": ["Course", "Week 2", "Solve"],
        },
    ),
    "labels that come again": (
        f"# Map\n## One\n\n**Resources:**\n\n{a}\n## Two\n\n**Resources:**\n\n{b}",
        {"a": ["Map", "One"], "b": ["Map", "Two"]},
    ),
    "headings about the page": (
        f"# Map\n## Contents\n{a}\n## One\n{b}\n## License\n{c}\n## Contributing\n{d}",
        {"a": ["Map"], "b": ["Map", "One"], "c": ["Map"], "d": ["Map"]},
    ),
    "a link in the heading": (
        f"# Map - [link](https://host.example/map)\n## One [b](https://host.example/b)\n{c}",
        {"link": ["Map"], "b": ["Map", "One b"], "c": ["Map", "One b"]},
    ),
    "units with hyphens": (
        f"# Plan\n\nStep-1: vectors\n\n{a}\n\nStep-2: matrices\n\n{b}",
        {"a": ["Plan", "Step-1: vectors"], "b": ["Plan", "Step-2: matrices"]},
    ),
    "digits on keys": (
        f"# Plan\n\n1️⃣ Vectors\n- {a}\n\n2️⃣ Matrices\n- {b}",
        {"a": ["Plan", "1️⃣ Vectors"], "b": ["Plan", "2️⃣ Matrices"]},
    ),
    "numbers with escaped points": (
        f"# Plan\n\n1\\. Vectors\n\n{a}\n\n2\\. Matrices\n\n{b}",
        {"a": ["Plan", "1. Vectors"], "b": ["Plan", "2. Matrices"]},
    ),
    "parts that fold away": (
        ("# Plan\n\n<details><summary><b>Stage 1: maths</b></summary>\n\n{a}\n\n</details>\n\n"
        "<details>\n<summary>Stage 2: code</summary>\n\n{b}\n\n</details>").format(**LINKS),
        {"a": ["Plan", "Stage 1: maths"], "b": ["Plan", "Stage 2: code"]},
    ),
    "names and attributes behind a heading": (
        f"# Plan\n## Maths {{#maths .unnumbered}}\n{a}\n## Code ^c0de\n{b}",
        {"a": ["Plan", "Maths"], "b": ["Plan", "Code"]},
    ),
    "a way to become something": (
        f"# How to become an engineer\n\n1. Learn maths from {a}.\n2. Learn to code with {b}.\n",
        {
            "a": ["How to become an engineer", "1. Learn maths from a"],
            "b": ["How to become an engineer", "2. Learn to code with b"],
        },
    ),
    "no title": (
        f"## One\n{a}\n## Two\n{b}",
        {"a": ["note", "One"], "b": ["note", "Two"]},
    ),
    "a curriculum among other sections": (
        f"## About\n{a}\n## Curriculum\n### Maths\n{b}\n### Code\n{c}\n## Team\n{d}",
        {"a": [], "b": ["Curriculum", "Maths"], "c": ["Curriculum", "Code"], "d": []},
    ),
}  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), STYLES.values(), ids=STYLES)
def test_links_stand_in_the_stages_that_a_reader_sees(scan: Read, text: str, expected: dict[str, list[str]]) -> None:
    assert stage_paths(scan(text)) == expected


NO_STAGES = {
    "a list of books": f"# Books\n\n1. {a} by X\n2. {b} by Y\n",
    "one bold line": f"# Note\n\n**Mind this.**\n\n{a}",
    "bold words in a sentence": f"# Note\n\n**One** is {a}\n\n**Two** is {b}",
    "bold links": f"# Note\n\n**{a}**\n\n**{b}**",
    "shouting": f"# Note\n\nREAD THIS\n\n{a}\n\nAND THAT\n\n{b}",
    "bold lines in a list": f"# Note\n\n- **One**\n- **Two**\n- {a}",
    "tips": f"# Tips\n\n1) Be kind to people\n2) Work a little each day\n\n{a}",
    "lectures that are links": f"# Course\n\n- Lecture 1: {a}\n- Lecture 2: {b}",
    "one part that folds away": f"# Note\n\n<details><summary>More</summary>\n\n{a}\n\n</details>",
    "parts that fold away under one word": (
        f"# Note\n\n<details><summary>Hint</summary>\n\n{a}\n\n</details>\n\n"
        f"<details><summary>Hint</summary>\n\n{b}\n\n</details>"
    ),
    "one heading": f"# Note\n{a}",
}


@pytest.mark.parametrize("text", NO_STAGES.values(), ids=NO_STAGES)
def test_emphasis_and_lists_of_resources_are_no_stages(scan: Read, text: str) -> None:
    assert scan(text).stages == ()


def test_a_roadmap_without_links_is_none(scan: Read) -> None:
    assert scan(f"# Meeting\n## Notes\nwords\n## Actions\nwords\n# Map\n## One\n{a}").roadmaps[0].title == "Map"


def test_a_link_in_two_places_is_in_two_stages(scan: Read) -> None:
    found = scan(f"# Map\n## One\n{a}\n## Two\n{a}")
    assert len({one.stage for one in found.links}) == 2
    assert len({one.key for one in found.links}) == 1


def test_ids_do_not_change_with_lines(scan: Read) -> None:
    text = f"# Map\n## One\n{a}\n## Two\n{b}\n## Two\n{c}"
    before = scan(text)
    after = scan("\n\n\nwords\n\n" + text)
    assert [stage.id for stage in before.stages] == [stage.id for stage in after.stages]
    assert len({stage.id for stage in before.stages}) == 3


def test_stages_have_order_depth_and_their_own_words(scan: Read) -> None:
    found = scan(f"# Map\nintro\n## One\nfirst words {a}\n### Deep\ndeep words\n## Two\n- last words")
    assert [(s.title, s.position, s.depth, s.prose) for s in found.stages] == [
        ("One", 0, 0, "first words a"),
        ("Deep", 1, 1, "deep words"),
        ("Two", 2, 0, "last words"),
    ]
    assert found.stages[1].parent == found.stages[0].id
    assert {stage.roadmap for stage in found.stages} == {found.roadmaps[0].id}


def test_a_comment_holds_no_stages(scan: Read) -> None:
    found = scan(f"%%\n# Old\n## Stage\n{a}\n%%\n# Map\n## One\n{b}")
    assert [roadmap.title for roadmap in found.roadmaps] == ["Map"]
    assert stage_paths(found) == {"a": [], "b": ["Map", "One"]}
