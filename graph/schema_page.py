"""The tables of `docs/graph-schema.md`, written from `graph.schema`, so that the page cannot lag behind."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from graph.schema import NODES, RELATIONS, Type

_WORDS = {Type.STRING: "text", Type.INT: "integer", Type.FLOAT: "number", Type.BOOL: "boolean", Type.STRINGS: "texts"}


def tables() -> str:
    """The labels and relationships as two Markdown tables."""
    return "\n".join([*_nodes(), "", *_relations()])


def _nodes() -> Iterator[str]:
    yield "| label | is | properties beside `id` |"
    yield "| --- | --- | --- |"
    for node in NODES.values():
        yield f"| `{node.label}` | {node.about} | {_properties(node.properties)} |"


def _relations() -> Iterator[str]:
    yield "| relationship | says | properties |"
    yield "| --- | --- | --- |"
    for relation in RELATIONS.values():
        ends = "<br>".join(f"`({a})-[:{relation.name}]->({b})`" for a, b in relation.pairs)
        yield f"| {ends} | {relation.about} | {_properties(relation.properties)} |"


def _properties(properties: Mapping[str, Type]) -> str:
    return ", ".join(f"`{name}` {_WORDS[kind]}" for name, kind in properties.items()) or "–"
