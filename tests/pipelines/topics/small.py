"""A small taxonomy and documents for the tests of tagging."""

from __future__ import annotations

from typing import Any

from crawler.records import Document, Section
from pipelines.topics.taxonomy import Taxonomy, taxonomy_of

TOPICS: list[dict[str, Any]] = [
    {"id": "machine-learning", "name": "Machine learning", "description": "d", "weak": True},
    {
        "id": "neural-networks",
        "name": "Neural networks",
        "description": "d",
        "aliases": ["neural net", "multilayer perceptron"],
        "broader": ["machine-learning"],
        "cues": ["hidden layer", "activations"],
    },
    {
        "id": "convolutional-neural-networks",
        "name": "Convolutional neural networks",
        "description": "d",
        "aliases": ["convolutional network", "convnet"],
        "acronyms": ["CNN"],
        "broader": ["neural-networks"],
        "requires": [{"topic": "neural-networks", "reason": "they are neural networks with shared weights"}],
        "labels": {"de": ["faltendes neuronales Netz"], "zh": ["卷积神经网络"]},
    },
    {
        "id": "attention",
        "name": "Attention mechanism",
        "description": "d",
        "aliases": ["attention", "self-attention"],
        "broader": ["neural-networks"],
        "senses": [{"alias": "attention", "near": ["query", "encoder"], "refuse": ["pay attention", "attention span"]}],
        "cues": ["alignment scores", "weighted sum of values"],
    },
    {
        "id": "generative-adversarial-networks",
        "name": "Generative adversarial networks",
        "description": "d",
        "acronyms": ["GAN"],
        "broader": ["neural-networks"],
    },
    {"id": "optimization", "name": "Optimisation", "description": "d", "broader": ["machine-learning"]},
    {
        "id": "bayesian-optimization",
        "name": "Bayesian optimization",
        "description": "d",
        "broader": ["optimization"],
    },
]


def taxonomy(extra: list[dict[str, Any]] | None = None) -> Taxonomy:
    """The small taxonomy, with more topics where a test needs them."""
    return taxonomy_of([("small.toml", table) for table in [*TOPICS, *(extra or [])]])


FILLER = "The weather was fine that day and nobody thought of anything in particular while the train went on. "


def document(
    text: str, *, title: str = "A page", language: str = "en", headings: tuple[str, ...] = (), **facts: Any
) -> Document:
    """A document; `headings` are lines of `text`."""
    sections = tuple(Section(2, heading, text.index(heading)) for heading in headings)
    return Document(
        key="k", title=title, text=text, language=language, sections=sections, words=len(text.split()), **facts
    )
