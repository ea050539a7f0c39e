"""Names are found however a page spells them: apostrophes, dashes, wrapped lines, plurals, British spelling."""

from __future__ import annotations

import pytest

from crawler.records import Document
from pipelines.topics import Tagger

SPELLINGS = [
    ("bayesian-inference", "Bayes' theorem"),
    ("bayesian-inference", "Bayes’ theorem"),
    ("bayesian-inference", "Bayes theorem"),
    ("second-order-optimization", "Newton’s method"),
    ("divergences", "Kullback–Leibler divergence"),
    ("divergences", "earth mover’s distance"),
    ("gradient-descent", "gradient\ndescent"),
    ("ab-testing", "A/B tests"),
    ("ci-cd", "CI/CD"),
    ("manifold-visualisation", "t‑SNE"),
    ("variational-autoencoders", "β-VAE"),
    ("gpu-computing", "GPUs"),
    ("lstm-and-gru", "GRUs"),
    ("activation-functions", "ReLUs"),
    ("normalization-layers", "batch normalisation"),
    ("k-nearest-neighbours", "k-nearest neighbors"),
    ("systems-languages", "C++"),
    ("javascript", "Node.js"),
    ("word-embeddings", "Word2Vec"),
    ("classification-metrics", "F1-score"),
    ("neural-networks", "réseaux de neurones"),
    ("attention", "注意力机制"),
    ("support-vector-machines", "метод опорных векторов"),
]


@pytest.mark.parametrize(("topic", "words"), SPELLINGS, ids=[words for _, words in SPELLINGS])
def test_a_name_is_found_in_every_spelling(tagger: Tagger, topic: str, words: str) -> None:
    text = f"This page is about it: the {words} and what follows from it.\n" * 5
    document = Document(key="page", title=words, text=text, words=len(text.split()))
    assert topic in {one.topic for one in tagger.tag(document) if one.score > 0.1}
