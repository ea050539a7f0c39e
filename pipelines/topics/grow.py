"""Adding a topic to a taxonomy file."""

from __future__ import annotations

from pathlib import Path

from crawler.records import Topic
from pipelines.topics.errors import TaxonomyError
from pipelines.topics.fold import fold_phrase
from pipelines.topics.skos import to_toml
from pipelines.topics.taxonomy import Entry, Taxonomy


def accept(taxonomy: Taxonomy, phrase: str, *, broader: str, target: Path, description: str = "") -> Topic:
    """Adds a topic named `phrase` to the end of the file `target`, which is made where it is missing.

    Raises TaxonomyError where the phrase is a topic already, or `broader` is none.
    """
    if broader not in taxonomy.by_id:
        near = taxonomy.find(broader)
        hint = f"did you mean {near[0].id!r}?" if near else "linkatlas topics list shows them all"
        raise TaxonomyError(f"no topic has the id {broader!r}", hint=hint)
    name = " ".join(phrase.split())
    ident = fold_phrase(name).replace(" ", "-")
    taken = next((topic for topic in taxonomy.find(name) if fold_phrase(name) == fold_phrase(topic.name)), None)
    if not ident or ident in taxonomy.by_id or taken:
        raise TaxonomyError(f"{name!r} is a topic already" if ident else f"{phrase!r} has no words")
    topic = Topic(
        id=ident,
        name=name[:1].upper() + name[1:],
        description=description or f"{name}: accepted from proposals.",
        aliases=(name.lower(),),
        broader=(broader,),
    )
    before = target.read_text("utf-8") if target.exists() else ""
    gap = "\n" if before and not before.endswith("\n\n") else ""
    target.write_text(before + gap + to_toml(Taxonomy(entries=(Entry(topic),))), "utf-8")
    return topic
