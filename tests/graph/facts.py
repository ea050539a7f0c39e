"""Small facts made by hand, and large ones by number, for all tests below tests/graph.

`small_facts()` is a world that a person can hold in the head: two notes, one roadmap with three stages (one nested),
nine resources of all healths, eight topics.
"""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta

from crawler.records import (
    Change,
    ChangeKind,
    Check,
    Coverage,
    Document,
    Facts,
    Hop,
    Kind,
    Link,
    Note,
    NoteLink,
    Requirement,
    Resource,
    Roadmap,
    Run,
    Scan,
    Sighting,
    Stage,
    StageCoverage,
    Standing,
    State,
    Task,
    Topic,
)

NIGHT = datetime(2026, 11, 20, 2, 0, tzinfo=UTC)
HOST = "lessons.linkatlas.example"

TOPICS = (
    Topic("deep-learning", "Deep learning", "Learning with many layers.", ("deep learning",), ("DL",)),
    Topic("calculus", "Calculus", "Change and slope.", ("calculus", "derivatives")),
    Topic(
        "gradient-descent",
        "Gradient descent",
        "Following the slope down.",
        ("gradient descent", "steepest descent"),
        ("SGD",),
        ("deep-learning",),
        (Requirement("calculus", "the slope is a derivative"),),
    ),
    Topic(
        "sequence-modelling",
        "Sequence modelling",
        "",
        ("sequence modelling", "sequence models"),
        (),
        ("deep-learning",),
    ),
    Topic(
        "softmax",
        "Softmax",
        "",
        ("softmax",),
        (),
        ("deep-learning",),
        (Requirement("calculus", "it is a ratio of exponentials"),),
    ),
    Topic(
        "attention",
        "Attention mechanism",
        "Weighing what matters.",
        ("attention mechanism", "attention", "self-attention"),
        ("MHA",),
        ("sequence-modelling",),
        (Requirement("softmax", "weights are a softmax over scores"),),
    ),
    Topic(
        "transformers",
        "Transformers",
        "",
        ("transformers", "transformer architecture"),
        (),
        ("sequence-modelling",),
        (Requirement("attention", "every layer attends"), Requirement("gradient-descent", "they are trained by it")),
    ),
    Topic(
        "convolutional-networks",
        "Convolutional neural networks",
        "",
        ("convolutional neural networks", "convnets"),
        ("CNN",),
        ("deep-learning",),
    ),
)

# key, title, kind, state, level, words, minutes, author
_PAGES = (
    ("attention", "Attention from scratch", Kind.BLOG, State.OK, "intermediate", 1800, 9.0, "Ada Byte"),
    ("transformers", "Transformers, slowly", Kind.VIDEO, State.MOVED, "advanced", 400, 52.0, "Ben Loom"),
    ("descent", "Going downhill", Kind.COURSE, State.OK, "introductory", 5200, 26.0, "Ada Byte"),
    ("calculus", "Slopes and sums", Kind.BOOK, State.OK, "introductory", 40000, 200.0, "Cy Root"),
    ("convnets", "Seeing with convolutions", Kind.PAPER, State.OK, "advanced", 7000, 35.0, "Di Kernel"),
    ("old-attention", "Attention, the old page", Kind.BLOG, State.NOT_FOUND, "", 0, None, ""),
    ("walled", "Behind a wall", Kind.BLOG, State.BLOCKED, "", 0, None, ""),
    ("half-dead", "A page that failed once", Kind.BLOG, State.GONE, "", 0, None, ""),
    ("loose", "A repository of exercises", Kind.REPO, State.OK, "introductory", 900, 5.0, "Ada Byte"),
)

# page, topic, score, sentence
_COVERS = (
    ("attention", "attention", 0.95, "Attention weighs every word by its use."),
    ("attention", "softmax", 0.6, "The weights are a softmax over the scores."),
    ("transformers", "transformers", 0.9, "A transformer stacks attention and layers."),
    ("transformers", "attention", 0.7, "Each block begins with attention."),
    ("descent", "gradient-descent", 0.92, "We walk down the slope in small steps."),
    ("descent", "calculus", 0.3, "Recall the derivative."),
    ("calculus", "calculus", 0.97, "A derivative is a slope."),
    ("convnets", "convolutional-networks", 0.88, "A convolution slides a small window."),
    ("loose", "gradient-descent", 0.55, "Exercise 3 asks for gradient descent."),
)

# line, page, text, stage, task
_LINKS = (
    (10, "calculus", "Slopes and sums", "maths", Task.DONE),
    (11, "descent", "Going downhill", "maths", Task.OPEN),
    (20, "attention", "Attention from scratch", "sequences", Task.OPEN),
    (21, "old-attention", "the old page", "sequences", Task.NONE),
    (22, "half-dead", "failed once", "sequences", Task.NONE),
    (30, "transformers", "Transformers, slowly", "big-models", Task.NONE),
    (31, "walled", "Behind a wall", "big-models", Task.NONE),
    (40, "convnets", "Seeing", None, Task.NONE),
)


def key_of(page: str) -> str:
    """The resource key of a page of the small world."""
    return f"{HOST}/{page}"


def url_of(page: str) -> str:
    """Its address."""
    return f"https://{HOST}/{page}"


def standing(key: str, url: str, state: State, *, failures: int = 0, at: datetime = NIGHT) -> Standing:
    """A resource's standing after its last check; dead ones were alive ten days before."""
    dead = failures > 0
    history = (Sighting(at - timedelta(days=10), State.OK), Sighting(at, state))
    check = Check(
        key,
        state,
        f"the page answered: {state.value}",
        at,
        http_status={State.OK: 200, State.MOVED: 200, State.NOT_FOUND: 404, State.GONE: 410, State.BLOCKED: 403}.get(
            state
        ),
        final_url=url + "/new" if state is State.MOVED else url,
        hops=(Hop(url, 301),) if state is State.MOVED else (),
    )
    return Standing(
        key,
        check,
        since=at - timedelta(days=failures) if dead else at - timedelta(days=10),
        failures=failures,
        confirmed=failures >= 3,
        moved_to=url + "/new" if state is State.MOVED else "",
        history=history,
        first_seen_at=at - timedelta(days=10),
    )


def small_scan() -> Scan:
    """Notes, a roadmap with three stages, links."""
    stages = (
        Stage("ml/maths", "ml", "Maths", 0, 0, None, 8, "First calculus, then gradient descent."),
        Stage("ml/sequences", "ml", "Sequences", 1, 0, None, 18, "Attention and softmax."),
        Stage("ml/big-models", "ml", "Big models", 2, 1, "ml/sequences", 28, "Transformers."),
    )
    links = [
        Link(
            "roadmap.md",
            line,
            3,
            url_of(page),
            text,
            url_of(page),
            key_of(page),
            Kind.BLOG,
            f"Read {text}.",
            task,
            ("Learning ML", stage or "Loose ends"),
            "ml" if stage else None,
            f"ml/{stage}" if stage else None,
        )
        for line, page, text, stage, task in _LINKS
    ]
    links.append(Link("other.md", 3, 1, url_of("attention"), "again", url_of("attention"), key_of("attention")))
    links.append(Link("other.md", 4, 1, url_of("loose"), "exercises", url_of("loose"), key_of("loose")))
    return Scan(
        notes=(Note("roadmap.md", "Learning ML", "d1"), Note("other.md", "Other", "d2")),
        roadmaps=(Roadmap("ml", "roadmap.md", "Machine learning", 0, 6),),
        stages=stages,
        links=tuple(links),
        note_links=(NoteLink("other.md", 1, 1, "[[roadmap]]", "roadmap.md"),),
    )


def small_facts() -> Facts:
    """The small world after one night."""
    failures = {"old-attention": 4, "half-dead": 1}
    links_of = {
        "attention": (url_of("transformers"), url_of("elsewhere")),
        "transformers": (url_of("attention") + "/#top",),
    }
    documents = {
        key_of(page): Document(
            key_of(page),
            title,
            author,
            "2025-03-01",
            "Lessons",
            "en",
            kind,
            links=links_of.get(page, ()),
            words=words,
            summary=f"About: {title}.",
            level=level,
            minutes=minutes,
        )
        for page, title, kind, state, level, words, minutes, author in _PAGES
        if state in {State.OK, State.MOVED}
    }
    return Facts(
        scan=small_scan(),
        resources=tuple(Resource(key_of(page), url_of(page), kind) for page, _, kind, *_ in _PAGES),
        standings={
            key_of(page): standing(key_of(page), url_of(page), state, failures=failures.get(page, 0))
            for page, _, _, state, *_ in _PAGES
        },
        documents=documents,
        coverages=tuple(Coverage(key_of(p), topic, score, 3, "page", words) for p, topic, score, words in _COVERS),
        stage_coverages=(
            StageCoverage("ml/maths", "calculus", 0.8),
            StageCoverage("ml/maths", "gradient-descent", 0.7),
            StageCoverage("ml/sequences", "attention", 0.8),
            StageCoverage("ml/sequences", "convolutional-networks", 0.6),
        ),
        topics=TOPICS,
        run=Run(1, NIGHT, NIGHT + timedelta(minutes=5)),
        changes=(
            Change(ChangeKind.NEWLY_DEAD, key_of("old-attention"), url_of("old-attention"), "ok", "not_found", NIGHT),
        ),
    )


def small_texts() -> list[tuple[str, str]]:
    """Full texts of the small world, for the search index."""
    texts = {page: " ".join(words for p, _, _, words in _COVERS if p == page) for page, *_ in _PAGES}
    texts["loose"] += " Some pages are about quantum knitting."
    return [(key_of(page), text) for page, text in texts.items() if text]


_LEVELS = ("advanced", "intermediate", "introductory", "")


def _large_links(keys: list[str], stages: tuple[Stage, ...] | None) -> tuple[Link, ...]:
    """A link to each page: in one note in its stages, every eleventh ticked off, or in another note without."""
    return tuple(
        Link(
            "big.md" if stages else "more.md",
            i + 1,
            1,
            f"https://{k}",
            f"Page {i}",
            f"https://{k}",
            k,
            task=Task.DONE if stages and i % 11 == 0 else Task.NONE,
            stage=stages[i % 20].id if stages else None,
            roadmap="big" if stages else None,
        )
        for i, k in enumerate(keys)
    )


def large_facts(resources: int, edges_each: float, topics: int = 250, seed: int = 1) -> Facts:
    """Facts of a size: so many resources, each covering about `edges_each` topics; one roadmap of twenty stages."""
    draw = random.Random(seed)
    named = tuple(
        Topic(
            f"t{i}",
            f"Topic {i}",
            "",
            (f"subject {i}",),
            broader=(f"t{i // 4}",) if i else (),
            requires=(Requirement(f"t{i // 3}", f"{i} stands on it"),) if i else (),
        )
        for i in range(topics)
    )
    stages = tuple(Stage(f"big/s{i}", "big", f"Stage {i}", i, 0, None, i + 1) for i in range(20))
    keys = [f"site{i % 997}.example/page{i}" for i in range(resources)]
    kinds = list(Kind)
    coverages = [
        Coverage(key, topic, round(draw.random(), 3), 1 + n % 7, "page", f"Sentence {n} of {key}.")
        for key in keys
        for n, topic in enumerate(draw.sample([t.id for t in named], max(1, round(draw.gauss(edges_each, 1)))))
    ]
    return Facts(
        scan=Scan(
            notes=(Note("big.md", "Big", "d"), Note("more.md", "More", "e")),
            roadmaps=(Roadmap("big", "big.md", "Big", 0, 1),),
            stages=stages,
            links=(*_large_links(keys, stages), *_large_links(keys[::13], None)),
        ),
        resources=tuple(Resource(k, f"https://{k}", kinds[i % len(kinds)]) for i, k in enumerate(keys)),
        standings={
            k: standing(
                k, f"https://{k}", State.NOT_FOUND if i % 19 == 0 else State.OK, failures=4 if i % 19 == 0 else 0
            )
            for i, k in enumerate(keys)
        },
        documents={
            k: Document(
                k, f"Page {i}", f"Author {i % 300}", words=100 + i % 5000, level=_LEVELS[i % 4], minutes=1.0 + i % 90
            )
            for i, k in enumerate(keys)
        },
        coverages=tuple(coverages),
        stage_coverages=tuple(
            StageCoverage(stage.id, f"t{(i * 5 + n) % topics}", 0.6) for i, stage in enumerate(stages) for n in range(5)
        ),
        topics=named,
        run=Run(1, NIGHT, NIGHT),
    )
