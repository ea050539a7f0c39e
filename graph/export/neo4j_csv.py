"""CSV files for `neo4j-admin database import full`: one file a label, one a relationship and pair of labels."""

from __future__ import annotations

import csv
from pathlib import Path

import networkx as nx

from graph.schema import Type
from graph.stores.columns import edge_columns, node_columns, property_types

ARRAY = "\x1f"
"""Between a list's items: a separator that no text has (control characters are taken out)."""
_TYPES = {Type.STRING: "string", Type.INT: "long", Type.FLOAT: "double", Type.BOOL: "boolean", Type.STRINGS: "string[]"}


def write(graph: nx.MultiDiGraph[str], path: Path) -> None:
    """Writes the files into the folder `path`, with `import.sh`, the command that takes them in."""
    path.mkdir(parents=True, exist_ok=True)
    options: list[str] = []
    for label, columns in node_columns(graph):
        file = f"{label}.csv"
        _write(path / file, {f"id:ID({label})": columns["id"]} | _typed(label, columns, {"id"}))
        # the key stays a property too: queries ask for it
        options.append(f"--nodes={label}={file}")
    for edges in edge_columns(graph):
        file = f"{edges.kind}_{edges.start}_{edges.end}.csv"
        ends = {
            f":START_ID({edges.start})": edges.columns["from"],
            f":END_ID({edges.end})": edges.columns["to"],
        }
        _write(path / file, ends | _typed(edges.kind, edges.columns, {"from", "to"}))
        options.append(f"--relationships={edges.kind}={file}")
    command = "neo4j-admin database import full neo4j --array-delimiter=U+001F --multiline-fields=true \\\n  "
    (path / "import.sh").write_text(
        "#!/bin/sh\n# run in this folder, with the database stopped\n" + command + " \\\n  ".join(options) + "\n",
        "utf-8",
    )


def _typed(kind: str, columns: dict[str, list[object]], without: set[str]) -> dict[str, list[object]]:
    types = property_types(kind)
    return {f"{name}:{_TYPES[types[name]]}": values for name, values in columns.items() if name not in without}


def _write(path: Path, columns: dict[str, list[object]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(columns)
        writer.writerows([_cell(value) for value in row] for row in zip(*columns.values(), strict=True))


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return ARRAY.join(str(item).replace(ARRAY, " ") for item in value)
    return str(value)
