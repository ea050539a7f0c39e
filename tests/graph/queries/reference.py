"""What shipped queries must give, computed on the networkx graph by other means: sets and dictionaries, no Cypher."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import networkx as nx

    Graph = nx.MultiDiGraph[str]
Params = Mapping[str, Any]
Rows = set[tuple[Any, ...]]
NEARNESS = (1.0, 0.8, 0.6)


def edges(graph: Graph, kind: str) -> Iterator[tuple[dict[str, Any], dict[str, Any], dict[str, Any]]]:
    """Every relationship of a kind as the attributes of its start, its end and itself."""
    for a, b, data in graph.edges(data=True):
        if data["type"] == kind:
            yield graph.nodes[a], graph.nodes[b], data


def nodes(graph: Graph, label: str) -> list[dict[str, Any]]:
    """The attributes of every node of a label."""
    return [data for _, data in graph.nodes(data=True) if data["label"] == label]


def links(graph: Graph, kind: str) -> dict[str, set[str]]:
    """Start → ends, by id."""
    found: dict[str, set[str]] = defaultdict(set)
    for a, b, _ in edges(graph, kind):
        found[a["id"]].add(b["id"])
    return found


def near(graph: Graph, topic: str) -> dict[str, float]:
    """A topic and those at most two steps below it → how much they count."""
    below = defaultdict(set)
    for narrow, wides in links(graph, "BROADER").items():
        for wide in wides:
            below[wide].add(narrow)
    found, now = {topic: NEARNESS[0]}, {topic}
    for nearness in NEARNESS[1:]:
        now = {narrow for wide in now for narrow in below[wide]}
        for narrow in now:
            found.setdefault(narrow, nearness)
    return found


def steps(graph: Graph, start: str, most: int) -> dict[str, int]:
    """Topics that a topic requires, at whatever remove → how many steps away they are."""
    needs = links(graph, "REQUIRES")
    found, now = {start: 0}, {start}
    for step in range(1, most + 1):
        now = {needed for topic in now for needed in needs[topic]} - found.keys()
        found |= dict.fromkeys(now, step)
    return found


def covers(graph: Graph, p: Params) -> Rows:
    """Resource and its best score."""
    counts, best = near(graph, p["topic"]), dict[str, float]()
    for r, t, c in edges(graph, "COVERS"):
        if t["id"] in counts and c["score"] > 0:
            best[r["id"]] = max(best.get(r["id"], 0.0), round(c["score"] * counts[t["id"]], 9))
    return set(best.items())


def covers_all(graph: Graph, p: Params) -> Rows:
    """Resource, how many of the topics it covers."""
    found: dict[str, set[str]] = defaultdict(set)
    for topic in p["topics"]:
        counts = near(graph, topic)
        for r, t, c in edges(graph, "COVERS"):
            if t["id"] in counts and c["score"] >= 0.2:
                found[r["id"]].add(topic)
    return {(key, len(topics)) for key, topics in found.items()}


def best_for(graph: Graph, p: Params) -> Rows:
    """Topic, resource, score."""
    return {
        (t["id"], r["id"], c["score"])
        for r, t, c in edges(graph, "COVERS")
        if t["id"] in p["topics"] and c["score"] >= p["least"] and r["health"] != "dead"
    }


def prerequisites(graph: Graph, p: Params) -> Rows:
    """Topic and how many steps before."""
    away = steps(graph, p["topic"], 5)
    needs, found = links(graph, "REQUIRES"), dict[str, int]()
    for topic, step in away.items():
        for needed in needs[topic] - {p["topic"]}:
            found[needed] = min(found.get(needed, 99), step + 1)
    return set(found.items())


def next_topics(graph: Graph, p: Params) -> Rows:
    """Topic and how many steps after."""
    after: dict[str, set[str]] = defaultdict(set)
    for later, earlier in links(graph, "REQUIRES").items():
        for topic in earlier:
            after[topic].add(later)
    found, now = {p["topic"]: 0}, {p["topic"]}
    for step in (1, 2):
        now = {later for topic in now for later in after[topic]} - found.keys()
        found |= dict.fromkeys(now, step)
    return {(topic, step) for topic, step in found.items() if step}


def needs(graph: Graph, p: Params) -> Rows:
    """Later topic, earlier topic."""
    away = steps(graph, p["topic"], 8)
    return {(a["id"], b["id"]) for a, b, _ in edges(graph, "REQUIRES") if a["id"] in away}


def known(graph: Graph, _: Params) -> Rows:
    """Topics of what is ticked off."""
    done = {r["id"] for r, _, m in edges(graph, "MENTIONED_IN") if m["done"]}
    return {(t["id"],) for r, t, c in edges(graph, "COVERS") if r["id"] in done and c["score"] >= 0.5}


def uncovered(graph: Graph, _: Params) -> Rows:
    """Topic and how many need it."""
    found = {t["id"] for r, t, c in edges(graph, "COVERS") if c["score"] >= 0.5 and r["health"] != "dead"}
    needed = Counter(b["id"] for _, b, _ in edges(graph, "REQUIRES"))
    return {(t["id"], needed[t["id"]]) for t in nodes(graph, "Topic") if t["id"] not in found}


def stages(graph: Graph, _: Params) -> Rows:
    """Stage, its place, how many resources stand in it."""
    listed: dict[str, set[str]] = defaultdict(set)
    for r, s, _ in edges(graph, "LISTED_IN"):
        listed[s["id"]].add(r["id"])
    return {(s["id"], s["position"], len(listed[s["id"]])) for s in nodes(graph, "Stage")}


def stage_gaps(graph: Graph, p: Params) -> Rows:
    """Stage and topic."""
    return {(s["id"], t["id"]) for s, t, e in edges(graph, "TEACHES") if s["id"] in p["stages"] and e["resources"] == 0}


def stage_unmet(graph: Graph, p: Params) -> Rows:
    """Topics that are required and that neither the stage nor an earlier one of its roadmap teaches."""
    of = {s["id"]: m["id"] for m, s, _ in edges(graph, "HAS_STAGE")}
    taught = [(of[s["id"]], s["position"], t["id"]) for s, t, e in edges(graph, "TEACHES") if e["resources"] > 0]
    require, found = links(graph, "REQUIRES"), set()
    for s, t, e in edges(graph, "TEACHES"):
        if s["id"] in p["stages"] and e["score"] >= 0.5:
            met = {topic for m, at, topic in taught if m == of[s["id"]] and at <= s["position"]}
            found |= {(needed,) for needed in require[t["id"]] - met}
    return found


def compare(graph: Graph, p: Params) -> Rows:
    """Topic, whether the one teaches it, whether the other does."""
    one = {t["id"] for s, t, e in edges(graph, "TEACHES") if s["id"] in p["one"] and e["score"] > 0}
    two = {t["id"] for s, t, e in edges(graph, "TEACHES") if s["id"] in p["two"] and e["score"] > 0}
    return {(topic, topic in one, topic in two) for topic in one | two}


def similar(graph: Graph, p: Params) -> Rows:
    """Resource and score."""
    return {
        ((b if a["id"] == p["key"] else a)["id"], e["score"])
        for a, b, e in edges(graph, "SIMILAR_TO")
        if p["key"] in {a["id"], b["id"]}
    }


def topics_of(graph: Graph, p: Params) -> Rows:
    """Topic and score."""
    return {(t["id"], c["score"]) for r, t, c in edges(graph, "COVERS") if r["id"] == p["key"]}


def count(graph: Graph, _: Params) -> Rows:
    """Health and how many."""
    return set(Counter(r["health"] or "unknown" for r in nodes(graph, "Resource")).items())


def listed(graph: Graph, _: Params) -> Rows:
    """Resource and how many links lead to it."""
    found = Counter(r["id"] for r, _, _ in edges(graph, "MENTIONED_IN"))
    return {(r["id"], found[r["id"]]) for r in nodes(graph, "Resource")}


def mentions(graph: Graph, p: Params) -> Rows:
    """Note and how many resources on the topic it lists."""
    counts, found = near(graph, p["topic"]), defaultdict(set)
    on = {r["id"] for r, t, c in edges(graph, "COVERS") if t["id"] in counts and c["score"] >= 0.3}
    for r, n, _ in edges(graph, "MENTIONED_IN"):
        if r["id"] in on:
            found[n["id"]].add(r["id"])
    return {(note, len(keys)) for note, keys in found.items()}


def stage_mates(graph: Graph, p: Params) -> Rows:
    """Dead resource and a living one of the same stage."""
    inside: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for r, s, _ in edges(graph, "LISTED_IN"):
        inside[s["id"]].append(r)
    return {
        (d["id"], r["id"])
        for those in inside.values()
        for d in those
        if d["id"] in p["keys"]
        for r in those
        if r["health"] == "alive" and r["id"] != d["id"]
    }


def replacements(graph: Graph, p: Params) -> Rows:
    """Dead resource and a living one of the same stage that covers a topic of its."""
    topics = defaultdict(set)
    for r, t, _ in edges(graph, "COVERS"):
        topics[r["id"]].add(t["id"])
    return {(dead, key) for dead, key in stage_mates(graph, p) if topics[dead] & topics[key]}


def path(graph: Graph, p: Params) -> Rows:
    """How many steps."""
    away = steps(graph, p["goal"], 8)
    return {(away[p["start"]],)} if p["start"] in away else set()


# query → the columns that are compared, and what computes them
REFERENCES: dict[str, tuple[tuple[str, ...], Callable[[Graph, Params], Rows]]] = {
    "below": (("topic", "nearness"), lambda graph, p: set(near(graph, p["topics"][0]).items())),
    "best_for": (("topic", "key", "score"), best_for),
    "compare": (("topic", "in_one", "in_two"), compare),
    "count": (("health", "resources"), count),
    "covers": (("key", "score"), covers),
    "covers_all": (("key", "covered"), covers_all),
    "known": (("topic",), known),
    "listed": (("key", "links"), listed),
    "mentions": (("note", "resources"), mentions),
    "needs": (("later", "earlier"), needs),
    "next_topics": (("topic", "depth"), next_topics),
    "path": (("steps_count",), path),
    "prerequisites": (("topic", "depth"), prerequisites),
    "replacements": (("dead", "key"), replacements),
    "similar": (("key", "score"), similar),
    "stage_gaps": (("stage", "topic"), stage_gaps),
    "stage_mates": (("dead", "key"), stage_mates),
    "stage_unmet": (("topic",), stage_unmet),
    "stages": (("stage", "position", "resources"), stages),
    "topics_of": (("topic", "score"), topics_of),
    "uncovered": (("topic", "needed_by"), uncovered),
}
