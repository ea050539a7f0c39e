"""The graph as it is made and read: its nodes and edges stand in a scratch file, so that its size costs little memory.

One node of every label and key, one edge of every relationship, pair and identity (`graph.schema`). Nodes and edges are
given back in the order in which they were added. `as_networkx` makes of it what `graph.build` gives to programs.
"""

from __future__ import annotations

import marshal
from array import array
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from graph.schema import NODES, RELATIONS
from graph.scratch import scratch

if TYPE_CHECKING:
    import networkx as nx

Value = str | int | float | bool | list[str] | None
Edge = tuple[str, str, dict[str, Any]]
"""Names of both ends, and the properties with `type`."""

_LABELS = tuple(NODES)
_KINDS = tuple(RELATIONS)
_MEASURED = ("Resource", "Topic")
_SCHEMA = """
CREATE TABLE node (no INTEGER PRIMARY KEY, label INTEGER, data BLOB, dead INTEGER, community INTEGER, centrality REAL);
CREATE INDEX node_label ON node (label);
CREATE TABLE edge (
  no INTEGER PRIMARY KEY, kind INTEGER, start INTEGER, finish INTEGER, identity TEXT, weight REAL, data BLOB,
  UNIQUE (kind, start, finish, identity)
);
"""


class Woven:
    """Nodes by name (`resource:key`), edges by relationship. Numbers of nodes rise in the order of their adding."""

    def __init__(self) -> None:
        self.db = scratch(self, _SCHEMA)
        self._numbers: dict[str, int] = {}
        self._names: list[str] = []
        self._labels = array("b")

    def __contains__(self, name: object) -> bool:
        return name in self._numbers

    def add_node(self, name: str, label: str, values: Mapping[str, Value]) -> None:
        """Adds a node with `id` and all properties of its label, or gives one that is there these values."""
        number = self._numbers.setdefault(name, len(self._names))
        if number == len(self._names):
            self._names.append(name)
            self._labels.append(_LABELS.index(label))
        data = marshal.dumps([values[prop] for prop in ("id", *NODES[label].properties)])
        measures = (values.get("community"), values.get("centrality"))
        row = (number, self._labels[number], data, values.get("health") == "dead", *measures)
        self.db.execute("INSERT OR REPLACE INTO node VALUES (?, ?, ?, ?, ?, ?)", row)

    def add_edge(self, start: str, kind: str, end: str, values: Mapping[str, Value]) -> bool:
        """Adds a relationship where both ends exist and none of the same identity; whether it did."""
        if start not in self._numbers or end not in self._numbers:
            return False
        relation = RELATIONS[kind]
        identity = repr([values[name] for name in relation.identity]) if relation.identity else ""
        data = marshal.dumps([values[name] for name in relation.properties])
        row = (_KINDS.index(kind), self._numbers[start], self._numbers[end], identity, values.get("score"), data)
        return bool(self.db.execute(_ADD_EDGE, row).rowcount)

    def add_best(self, kind: str, edges: Iterable[tuple[str, str, Mapping[str, Value]]]) -> None:
        """Adds relationships of a kind that has a score: of several of a pair that with the highest, the first of
        equals. They are ordered by the nodes that they leave, then by the names of those that they lead to."""
        self.db.execute(_BEST)
        for start, end, values in edges:
            if start in self._numbers and end in self._numbers:
                data = marshal.dumps([values[name] for name in RELATIONS[kind].properties])
                ends = (self._numbers[start], self._numbers[end], end.encode("utf-8", "replace"))
                self.db.execute(_KEEP_BEST, (*ends, values["score"], data))
        self.db.execute(_ADD_BEST, (_KINDS.index(kind),))
        self.db.execute("DROP TABLE best")

    def measure(self, found: Iterable[tuple[int, float, int]]) -> None:
        """Gives nodes their community and centrality: rows of both and the node's number."""
        self.db.executemany("UPDATE node SET community = ?, centrality = ? WHERE no = ?", found)

    def number(self, name: str) -> int:
        """The node's number."""
        return self._numbers[name]

    def name(self, number: int) -> str:
        """The name of the node of this number."""
        return self._names[number]

    def label(self, name: str) -> str:
        """The label of the node."""
        return _LABELS[self._labels[self._numbers[name]]]

    def names(self, label: str) -> list[str]:
        """The names of all nodes of a label."""
        wanted = _LABELS.index(label)
        return [name for name, mark in zip(self._names, self._labels, strict=True) if mark == wanted]

    def node(self, name: str) -> dict[str, Any]:
        """The node's label, id and properties."""
        number = self._numbers[name]
        row = self.db.execute("SELECT data, community, centrality FROM node WHERE no = ?", (number,)).fetchone()
        return _attributes(_LABELS[self._labels[number]], *row)

    def nodes(self, label: str) -> Iterator[tuple[str, dict[str, Any]]]:
        """Names and attributes of all nodes of a label."""
        query = "SELECT no, data, community, centrality FROM node WHERE label = ? ORDER BY no"
        for number, *row in self.db.execute(query, (_LABELS.index(label),)):
            yield self._names[number], _attributes(label, *row)

    def edges(self, kind: str) -> Iterator[Edge]:
        """All edges of a relationship: by the order of the nodes that they leave, then by their own."""
        query = "SELECT start, finish, data FROM edge WHERE kind = ? ORDER BY start, no"
        for start, end, data in self.db.execute(query, (_KINDS.index(kind),)):
            yield self._names[start], self._names[end], _properties(kind, data)

    def edges_between(self, kind: str, start: str, end: str) -> Iterator[tuple[str, str, dict[str, Any]]]:
        """Ids and properties of a relationship's edges between two labels."""
        query = """
            SELECT one.data, two.data, edge.data FROM edge JOIN node AS one ON one.no = edge.start
            JOIN node AS two ON two.no = edge.finish WHERE edge.kind = ? AND one.label = ? AND two.label = ?
            ORDER BY edge.start, edge.no
        """
        for one, two, data in self.db.execute(query, (_KINDS.index(kind), _LABELS.index(start), _LABELS.index(end))):
            yield marshal.loads(one)[0], marshal.loads(two)[0], _properties(kind, data)  # noqa: S302 - our own bytes

    def out(self, name: str, kind: str) -> list[Edge]:
        """The edges of a relationship that leave the node."""
        query = "SELECT finish, data FROM edge WHERE kind = ? AND start = ? ORDER BY no"
        rows = self.db.execute(query, (_KINDS.index(kind), self._numbers[name])).fetchall()
        return [(name, self._names[end], _properties(kind, data)) for end, data in rows]

    def number_of_nodes(self) -> int:
        """Of all labels."""
        return len(self._names)

    def number_of_edges(self) -> int:
        """Of all relationships."""
        return int(self.db.execute("SELECT count(*) FROM edge").fetchone()[0])


_ADD_EDGE = "INSERT OR IGNORE INTO edge (kind, start, finish, identity, weight, data) VALUES (?, ?, ?, ?, ?, ?)"

_BEST = "CREATE TABLE best (start INTEGER, finish INTEGER, name BLOB, weight REAL, data BLOB, UNIQUE (start, name))"
_KEEP_BEST = """
INSERT INTO best VALUES (?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET weight = excluded.weight, data = excluded.data
WHERE excluded.weight > weight
"""
_ADD_BEST = """
INSERT OR IGNORE INTO edge (kind, start, finish, identity, weight, data)
SELECT ?, start, finish, '', weight, data FROM best ORDER BY start, name
"""


def kind_number(kind: str) -> int:
    """How the table of edges names a relationship."""
    return _KINDS.index(kind)


def _attributes(label: str, data: bytes, community: int | None, centrality: float | None) -> dict[str, Any]:
    names = ("label", "id", *NODES[label].properties)
    found = dict(zip(names, (label, *marshal.loads(data)), strict=True))  # noqa: S302 - our own bytes
    return found | {"community": community, "centrality": centrality} if label in _MEASURED else found


def _properties(kind: str, data: bytes) -> dict[str, Any]:
    names = ("type", *RELATIONS[kind].properties)
    return dict(zip(names, (kind, *marshal.loads(data)), strict=True))  # noqa: S302 - our own bytes


def as_networkx(woven: Woven) -> nx.MultiDiGraph[str]:
    """The same graph in memory. An edge's key is its relationship, with a number where several make the same pair."""
    import networkx as nx

    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for number, label, *row in woven.db.execute("SELECT no, label, data, community, centrality FROM node ORDER BY no"):
        graph.add_node(woven.name(number), **_attributes(_LABELS[label], *row))
    for kind, start, end, data in woven.db.execute("SELECT kind, start, finish, data FROM edge ORDER BY no"):
        one, two, name = woven.name(start), woven.name(end), _KINDS[kind]
        known = graph.get_edge_data(one, two) or {}
        same = sum(edge["type"] == name for edge in known.values())
        graph.add_edge(one, two, key=f"{name} {same + 1}" if same else name, **_properties(name, data))
    return graph


def from_networkx(graph: nx.MultiDiGraph[str]) -> Woven:
    """The graph of a program, as `as_networkx` gave it."""
    woven = Woven()
    for name, data in graph.nodes(data=True):
        values = {prop: data.get(prop) for prop in ("id", *NODES[data["label"]].properties)}
        woven.add_node(name, data["label"], values)
    for start, end, data in graph.edges(data=True):
        values = {name: data.get(name) for name in RELATIONS[data["type"]].properties}
        woven.add_edge(start, data["type"], end, values)
    return woven
