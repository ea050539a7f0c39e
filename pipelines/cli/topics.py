"""`linkatlas topics`: list, find, check, propose and exchange the taxonomy."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path

import click

from pipelines.cli.common import Session, json_option, session_options
from pipelines.cli.exits import Exit
from pipelines.topics.loading import load_taxonomy
from pipelines.topics.taxonomy import Taxonomy


@click.group()
@click.option("--taxonomy", "path", type=click.Path(path_type=Path), help="Another taxonomy than that of the settings.")
@click.pass_context
def command(ctx: click.Context, path: Path | None) -> None:
    """List, find, check and propose topics.

    \b
      linkatlas topics list                      every topic under its broader one
      linkatlas topics find backprop             which topic a word means
      linkatlas topics check                     prove that the taxonomy holds together
      linkatlas topics propose                   what the pages name and no topic does
      linkatlas topics export topics.ttl         SKOS, for other programs
    """
    ctx.obj = path


def _load(ctx: click.Context) -> Taxonomy:
    path = ctx.obj
    assert path is None or isinstance(path, Path)
    if path is None:
        from pipelines.settings import load_settings

        configured = load_settings(ctx.params.get("config")).topics.file
        path = Path(configured) if configured else None
    return load_taxonomy(path)


@command.command("list")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
@click.pass_context
def list_topics(ctx: click.Context, as_json: bool) -> None:
    """List the topics, each under its broader one."""
    taxonomy = _load(ctx)
    if as_json:
        for topic in taxonomy.topics:
            click.echo(json.dumps(asdict(topic), ensure_ascii=False))
        return
    for root in (topic for topic in taxonomy.topics if not topic.broader):
        _branch(taxonomy, root.id, 0, frozenset())
    click.echo(f"{len(taxonomy.topics)} topics")


def _branch(taxonomy: Taxonomy, topic: str, depth: int, above: frozenset[str]) -> None:
    entry = taxonomy.by_id[topic]
    click.echo(f"{'  ' * depth}{entry.topic.name}  ({topic})")
    if topic in above:
        return
    for child in taxonomy.narrower.get(topic, ()):
        _branch(taxonomy, child, depth + 1, above | {topic})


@command.command("find")
@click.argument("words", nargs=-1, required=True)
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
@click.pass_context
def find_topic(ctx: click.Context, words: tuple[str, ...], as_json: bool) -> None:
    """Show the topics that WORDS may mean, the likeliest first."""
    taxonomy = _load(ctx)
    found = taxonomy.find(" ".join(words))
    for topic in found:
        click.echo(json.dumps(asdict(topic), ensure_ascii=False) if as_json else _described(taxonomy, topic.id))
    if not found:
        click.echo(f"no topic is named {' '.join(words)!r}", err=True)
        ctx.exit(Exit.FAILED)


def _described(taxonomy: Taxonomy, topic_id: str) -> str:
    topic = taxonomy.by_id[topic_id].topic
    lines = [f"{topic.name}  ({topic.id})", f"  {topic.description}"]
    facts = {
        "also": ", ".join((*topic.aliases, *topic.acronyms)),
        "broader": ", ".join(topic.broader),
        "narrower": ", ".join(taxonomy.narrower.get(topic.id, ())),
        "needs": "; ".join(f"{one.topic} ({one.reason})" for one in topic.requires),
    }
    return "\n".join([*lines, *(f"  {name}: {value}" for name, value in facts.items() if value)])


@command.command("check")
@click.pass_context
def check_taxonomy(ctx: click.Context) -> None:
    """Prove that the taxonomy holds together: no cycle, no orphan, no name of two topics without a sense."""
    from pipelines.topics.check import problems_of

    taxonomy = _load(ctx)
    problems = problems_of(taxonomy)
    for problem in problems:
        click.echo(problem)
    click.echo(f"{len(taxonomy.topics)} topics, {len(problems)} problems")
    ctx.exit(Exit.FAILED if problems else Exit.OK)


@command.command("propose")
@session_options
@click.option("--limit", default=30, show_default=True, help="How many phrases.")
@json_option
@click.pass_context
def propose_topics(ctx: click.Context, session: Session, limit: int, as_json: bool) -> None:
    """Show phrases that the read pages keep naming and that no topic names."""
    from pipelines.topics.proposals import propose

    taxonomy = _load(ctx)
    with session.catalogue() as catalogue:
        found = propose(taxonomy, catalogue.facts().documents, catalogue.texts(), limit=limit)
    for one in found:
        if as_json:
            click.echo(json.dumps(asdict(one), ensure_ascii=False))
        else:
            click.echo(f"{one.phrase}  (in headings of {one.headed}, in {one.documents} pages, {one.mentions} times)")
            click.echo(f"    {one.example}")
    if not as_json:
        click.echo('accept one with: linkatlas topics accept "PHRASE" --broader TOPIC --into FILE' if found else "none")


@command.command("accept")
@click.argument("phrase")
@click.option("--broader", required=True, help="Id of the topic that it belongs under.")
@click.option("--into", "target", required=True, type=click.Path(path_type=Path), help="The .toml file to add it to.")
@click.option("--description", default="", help="One sentence on what it is.")
@click.pass_context
def accept_topic(ctx: click.Context, phrase: str, broader: str, target: Path, description: str) -> None:
    """Add PHRASE to the taxonomy as a topic of its own."""
    from pipelines.topics.grow import accept

    topic = accept(_load(ctx), phrase, broader=broader, target=target, description=description)
    click.echo(f"{topic.id} is in {target}, under {broader}; the next night tags with it")


@command.command("export")
@click.argument("target", type=click.Path(path_type=Path))
@click.pass_context
def export_skos(ctx: click.Context, target: Path) -> None:
    """Write the taxonomy as SKOS (Turtle) to TARGET."""
    from pipelines.topics.skos import write_skos

    taxonomy = _load(ctx)
    write_skos(taxonomy, target)
    click.echo(f"{len(taxonomy.topics)} topics in {target}")


@command.command("import")
@click.argument("source", type=click.Path(path_type=Path, exists=True))
@click.argument("target", type=click.Path(path_type=Path))
def import_skos(source: Path, target: Path) -> None:
    """Turn the SKOS file SOURCE (Turtle) into a taxonomy file TARGET (.toml)."""
    from pipelines.topics.skos import read_skos, to_toml

    taxonomy = read_skos(source)
    target.write_text(to_toml(taxonomy), "utf-8")
    click.echo(f"{len(taxonomy.topics)} topics in {target}")
