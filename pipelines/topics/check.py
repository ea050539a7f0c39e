"""Whether a taxonomy holds together: the proofs behind `linkatlas topics check`."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from pipelines.topics.fold import fold_phrase
from pipelines.topics.taxonomy import Entry, Taxonomy


def problems_of(taxonomy: Taxonomy) -> list[str]:
    """Every problem as a sentence that names the topic; empty where all is well."""
    broader = {topic.id: list(topic.broader) for topic in taxonomy.topics}
    requires = {topic.id: [one.topic for one in topic.requires] for topic in taxonomy.topics}
    return [
        *_cycles(broader, "is broader than itself"),
        *_cycles(requires, "requires itself"),
        *_orphans(taxonomy),
        *_shared_names(taxonomy),
        *(problem for entry in taxonomy.entries for problem in _entry_problems(entry)),
    ]


def _cycles(targets: Mapping[str, Iterable[str]], phrase: str) -> list[str]:
    """One sentence for each topic that leads back to itself, along the way it takes."""
    import networkx as nx

    graph = nx.DiGraph((source, target) for source, several in targets.items() for target in several)
    return [
        f"{cycle[0]} {phrase}: {' → '.join([*cycle, cycle[0]])}" for cycle in nx.simple_cycles(graph, length_bound=8)
    ]


def _orphans(taxonomy: Taxonomy) -> list[str]:
    """Topics that nothing leads to: neither broader nor narrower, required by none and requiring nothing."""
    tied = {one.topic for topic in taxonomy.topics for one in topic.requires}
    return [
        f"{topic.id} is an orphan: no broader, narrower, required or requiring topic"
        for topic in taxonomy.topics
        if not topic.broader and topic.id not in taxonomy.narrower and not topic.requires and topic.id not in tied
    ]


def _shared_names(taxonomy: Taxonomy) -> list[str]:
    """Names of two topics are a question that a sense must answer, for all of them but one at least."""
    owners: dict[str, set[str]] = defaultdict(set)
    guarded: set[tuple[str, str]] = set()
    for entry in taxonomy.entries:
        topic = entry.topic
        guarded |= {(fold_phrase(sense.alias), topic.id) for sense in entry.senses if sense.near}
        for name in {fold_phrase(name) for name in (topic.name, *topic.aliases)} | {
            f"={one}" for one in topic.acronyms
        }:
            owners[name].add(topic.id)
    return [
        f"{' and '.join(sorted(topics))} share the name {name.lstrip('=')!r}, and no sense tells them apart"
        for name, topics in sorted(owners.items())
        if len(topics) > 1 and sum((fold_phrase(name), topic) not in guarded for topic in topics) > 1
    ]


def _entry_problems(entry: Entry) -> list[str]:
    topic = entry.topic
    problems = []
    if not topic.description.strip():
        problems.append(f"{topic.id} has no description")
    problems += [
        f"{topic.id} requires {one.topic} without a reason" for one in topic.requires if not one.reason.strip()
    ]
    names = {fold_phrase(name) for name in (topic.name, *topic.aliases, *topic.acronyms)}
    problems += [
        f"{topic.id} has a sense for {sense.alias!r}, which is none of its names"
        for sense in entry.senses
        if fold_phrase(sense.alias) not in names
    ]
    problems += [f"{topic.id} has an empty alias" for name in topic.aliases if not fold_phrase(name)]
    return problems
