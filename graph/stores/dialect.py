"""What a query has that the embedded store (ladybug 0.22) lacks or takes otherwise, told by the query itself.

Rows of tables: a pattern in the query, and what to write. Each was tried on ladybug 0.22, Neo4j 5.26 and 2026.08.
"""

from __future__ import annotations

import re

Rows = tuple[tuple[str, str], ...]

# what stands in a query → what the embedded store has instead; all of them run in Neo4j
_NEO4J: Rows = (
    (
        r"\b(?:shortestPath|allShortestPaths)\s*\(",
        "write -[:X*1..6]-> … ORDER BY length(p) LIMIT 1 for a shortest path",
    ),
    (r"\]\s*->?\s*(?:\{\s*\d*\s*,?\s*\d*\s*\}|\+(?=\s*\())", "write -[:X*1..3]-> for a pattern that repeats"),
    (r"\b(?:EXISTS|COUNT|COLLECT)\s*\{\s*\(", "write MATCH in the braces: EXISTS { MATCH (a)-[:X]->(b) }"),
    (r"\bexists\s*\(\s*\w+\.\w+\s*\)", "write t.name IS NOT NULL for exists(t.name)"),
    (r"\bCALL\s*(?:\(.*?\)\s*)?\{", "write WITH, or EXISTS { MATCH … } and COUNT { MATCH … }, for a subquery"),
    (r"\[\s*\w+\s+IN\b[^\]]*\|", "collect(…) after UNWIND does what a list comprehension does"),
    (r"\[\s*\(.*\)\s*(?:WHERE.*)?\|", "MATCH and collect(…) do what a pattern comprehension does"),
    (r"\w\s*\{\s*\.", "write {name: t.name} for a map projection"),
    (r"\b(?:WHERE|AND|OR)\s+(?:NOT\s+)?\w+:\w", "write label(n) = 'Topic' for a label in WHERE"),
    (r"\(\s*\w*\s*:\s*\w+\s*[&!]|\(\s*\w*\s*:\s*!", "write (n:A|B) for one of two labels; a node has one label here"),
    (r"\bIN\s+labels\s*\(", "a node has one label here: write label(n) = 'Topic'"),
    (r"\btype\s*\(", "write label(r) for a relationship's type"),
    (r"\b(?:startNode|endNode)\s*\(", "name both ends in the pattern: (a)-[r]->(b), then a and b"),
    (r"\belementId\s*\(", "every node has the property id: write n.id"),
    (r"\btoString\s*\(", "write cast(x AS STRING) for text"),
    (r"\b(?:toInteger|toFloat|toBoolean)\s*\(", "write cast(x AS INT64), AS DOUBLE or AS BOOLEAN"),
    (r"\b(?:head|last|tail)\s*\(", "write list[1] for the first: lists count from 1 here"),
    (r"\bsplit\s*\(", "write string_split(x, ',')"),
    (r"\bisEmpty\s*\(", "write size(x) = 0"),
    (r"\bround\s*\(\s*[^,()]+\)", "round wants a second argument: round(x, 0)"),
    (r"\breduce\s*\(", "UNWIND with sum(…) or collect(…) does what reduce does"),
    (
        r"\b(?:stDev|stDevP|percentile(?:Cont|Disc)|isNaN|rand|randomUUID)\s*\(",
        "collect the values and compute in your program",
    ),
    (
        r"\b(?:datetime|localdatetime|duration)\s*\(|\b(?:date|timestamp|time)\s*\(\s*\)",
        "times are text here: compare with text, r.checked_at >= '2026-11-01'",
    ),
    (r"\bUSING\s+(?:INDEX|SCAN|JOIN)\b", "leave USING out: ids are indexed"),
    (r"\bapoc\.", "APOC is a plugin of Neo4j; collect the rows and compute in your program"),
    (r"\bdb\.index\.fulltext\b", "ask with: linkatlas ask, or write WHERE toLower(r.title) CONTAINS 'word'"),
    (
        r"\bdb\.(?:labels|relationshipTypes|propertyKeys|schema)\b",
        "write CALL show_tables() RETURN *, or CALL table_info('Topic') RETURN *",
    ),
)  # fmt: skip

# slips that are in neither dialect → what to write
_SLIPS: Rows = (
    (r"(?<![=<>!])==", "write = for equal"),
    (r"!=", "write <> for unequal"),
    (r"(?i)\bAS\s+(?:order|group|limit|skip|shortest|profile|default|table|column|desc|asc|end|all|in|set)\b(?!`)",
     "that name is a word of the language: take another, or write `it` between backticks"),
)  # fmt: skip

# what runs in both dialects and gives something else
_DIFFERS: Rows = (
    (r"\bsubstring\s*\(", "substring counts from 1 here, from 0 in Neo4j"),
    (r"(?<=[\w)\]])\[\s*(?:\d+|\w+)\s*\](?!\s*->)(?!\s*-)", "lists count from 1 here, from 0 in Neo4j"),
    (r"\blabels\s*\(", "labels(n) is a text here, a list in Neo4j"),
    (r"(?<![\w.])id\s*\(\s*\w+\s*\)", "id(n) is the store's own number: the key is the property n.id"),
)


_EDGE = r"<?-\[(?P<edge>\w+)[^\]]*\]->?"
_STARTS = rf"\((?P<node>\w+)[^()]*\)\s*{_EDGE}\s*\([^()]*\)\s*<?-\["
_ENDS = rf"\]->?\s*\([^()]*\)\s*{_EDGE}\s*\((?P<node>\w+)"
_FORGOTTEN = "the embedded store may forget the condition on {}: put it after a WITH that carries the value"


def instead(cypher: str) -> str:
    """What to write instead of what the query has and the embedded store lacks; empty where nothing is known."""
    text = _without_texts(cypher)
    neo4j = [hint for pattern, hint in _NEO4J if re.search(pattern, text, re.IGNORECASE | re.DOTALL)]
    slips = [hint for pattern, hint in _SLIPS if re.search(pattern, text, re.IGNORECASE)]
    told = [f"that is Neo4j's; {'; '.join(neo4j)} (docs/cypher.md)"] if neo4j else []
    return "; ".join([*slips, *told])


def differs(cypher: str) -> list[str]:
    """What in a query that runs gives something else than in Neo4j."""
    text = _without_texts(cypher)
    found = [note for pattern, note in _DIFFERS if re.search(pattern, text, re.IGNORECASE)]
    return [*found, *(_FORGOTTEN.format(name) for name in _forgotten(text))]


def _forgotten(text: str) -> list[str]:
    """Relationships whose condition the embedded store drops: at a node that is one of a list, others behind them."""
    ends = [*re.finditer(_STARTS, text), *re.finditer(_ENDS, text)]
    return sorted(
        {
            end["edge"]
            for end in ends
            if re.search(rf"\b{end['node']}\.\w+\s+IN\b", text, re.IGNORECASE)
            and re.search(rf"\b{end['edge']}\.\w+\s*(?:[<>=]|IN\b|IS\b|STARTS\b|CONTAINS\b)", text, re.IGNORECASE)
        }
    )


def _without_texts(cypher: str) -> str:
    """The query with its texts and comments emptied: what stands in them is no Cypher."""
    from graph.stores.guard import tokens

    return "".join({"text": "''", "space": " "}.get(kind, text) for kind, text, _ in tokens(cypher))
