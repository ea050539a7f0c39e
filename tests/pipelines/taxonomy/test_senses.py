"""Words that mean something else outside the field do not speak for its topics; in the field they do."""

from __future__ import annotations

import pytest

from crawler.records import Document
from pipelines.topics import Tagger

# topic, a page that uses the word in another sense, a page that means the topic
AMBIGUOUS = [
    (
        "attention",
        "Children pay attention for ten minutes. A short attention span and little attention to detail are common.",
        "Attention compares each query with the keys; a softmax over the scores weighs the values of the encoder.",
    ),
    (
        "transformers",
        "A transformer steps the voltage of the grid down. Every transformer has two windings around an iron core.",
        "A transformer stacks attention and feed-forward blocks. The transformer's decoder writes token by token.",
    ),
    (
        "adaptive-optimizers",
        "Adam and his sister went to school. Adam Smith wrote about nations, and Adam liked to read him.",
        "Adam keeps averages of past gradients. The Adam optimizer has a learning rate, and Adam corrects its bias.",
    ),
    (
        "generative-adversarial-networks",
        "The actor Quan Gan plays the emperor. We drove from Tel Aviv to Ramat Gan on Sunday.",
        "In a GAN the generator makes samples and the discriminator judges them. A GAN is hard to train.",
    ),
    (
        "dropout",
        "The school dropout rate rose again; every fifth high school dropout finds no work.",
        "Dropout silences random units of a layer during training. With dropout the network relies on no neuron.",
    ),
    (
        "bert",
        "Bert and Ernie live on the street. Bert likes pigeons, and Bert collects paper clips.",
        "BERT is a transformer encoder with masked tokens. BERT is pretrained, and BERT is then fine-tuned.",
    ),
    (
        "pruning",
        "Prune the roses in March. Pruning keeps the tree healthy; pruning shears must be sharp.",
        "Pruning removes weights from a network. After pruning, the sparse network is trained again.",
    ),
    (
        "big-data-processing",
        "The speech was meant to spark a debate. A spark from the fire burned the carpet.",
        "Spark runs on a cluster. Apache Spark keeps an RDD in memory, and Spark plans its stages as a graph.",
    ),
    (
        "random-forests",
        "Bagging groceries is hard work; the bagging machine broke down again.",
        "Bagging trains each estimator on a bootstrap sample. Bagging lowers variance, as a random forest does.",
    ),
    (
        "convolutional-neural-networks",
        "CNN reported from the summit; CNN news was first on the scene, and the network sent a team.",
        "A CNN slides filters over an image. Each convolutional layer of the CNN shares its weights.",
    ),
    (
        "data-engineering",
        "Franz Kafka wrote at night. Kafka never finished the novel, and his letters are famous.",
        "Kafka keeps messages in topics. A broker of Kafka stores the stream until consumers have read it.",
    ),
    (
        "javascript",
        "How people react to bad news differs. Some react with anger, others react with calm.",
        "React renders components. With hooks a React component keeps state, and React updates the page. JavaScript.",
    ),
    (
        "parameter-efficient-fine-tuning",
        "The sensor sends over LoRaWAN. A LoRa radio reaches ten kilometres with little power.",
        "LoRA adds low-rank matrices to frozen weights. Fine-tuning with LoRA is cheap, and LoRA adapters are small.",
    ),
    (
        "active-learning",
        "Active learning in the classroom means that students talk more and listen less.",
        "Active learning chooses which unlabeled examples to label next. In active learning the oracle is a person.",
    ),
    (
        "resume-and-portfolio",
        "Resume training from the last checkpoint; the loop will resume the run where it stopped.",
        "A resume should fit one page. Recruiters read a resume in seconds, so put projects first on your resume.",
    ),
]


def _score(tagger: Tagger, topic: str, text: str) -> float:
    document = Document(key="page", title="A page", text=text, language="en", words=len(text.split()))
    return next((one.score for one in tagger.tag(document) if one.topic == topic), 0.0)


@pytest.mark.parametrize(("topic", "elsewhere", "meant"), AMBIGUOUS, ids=[topic for topic, *_ in AMBIGUOUS])
def test_an_ambiguous_word_counts_only_in_its_field(tagger: Tagger, topic: str, elsewhere: str, meant: str) -> None:
    assert _score(tagger, topic, elsewhere) < 0.05
    assert _score(tagger, topic, meant) > _score(tagger, topic, elsewhere) + 0.05
