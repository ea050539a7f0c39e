"""What the server says to a request, as values: status, type, body, headers. No sockets here."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from crawler.records import LinkAtlasError
from graph.offline import environment, policy, source
from graph.plain import plain
from pipelines.data_folder import DataFolder

_HERE = Path(__file__).parent / "assets"
_META = re.compile(r'http-equiv="Content-Security-Policy" content="([^"]+)"')
QUESTION_CHARACTERS, QUERY_CHARACTERS = 500, 10_000
ROWS, SECONDS = 500, 10.0
"""Rows and time that a query from the page gets at most."""

EXAMPLES = (
    "what covers attention?",
    "what should I learn before transformers?",
    "path from calculus to transformers",
    "what is dead?",
    "what is unread?",
)

# What every answer carries (OWASP Secure Headers); the policy of a page is added to it.
HEADERS: Mapping[str, str] = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Cache-Control": "no-store",
}
_NOTHING = "default-src 'none'; frame-ancestors 'none'"


@dataclass(frozen=True, slots=True)
class Answer:
    """An HTTP answer, whole."""

    status: int
    body: bytes
    type: str = "text/plain; charset=utf-8"
    headers: Mapping[str, str] = field(default_factory=dict)


def say(status: int, words: str) -> Answer:
    """A line of text."""
    return Answer(status, f"{words}\n".encode(), headers={"Content-Security-Policy": _NOTHING})


# address → property of the data folder, type
FILES: Mapping[str, tuple[str, str]] = {
    "/graph.html": ("graph_page", "text/html; charset=utf-8"),
    "/report.html": ("report_html", "text/html; charset=utf-8"),
    "/report.md": ("report_md", "text/plain; charset=utf-8"),
    "/report.json": ("report_json", "application/json; charset=utf-8"),
}


def file(folder: DataFolder, address: str) -> Answer:
    """One of the run's files, a page with the policy that stands in it."""
    name, type_ = FILES[address]
    path: Path = getattr(folder, name)
    if not path.exists():
        return say(404, "No run has written this yet: linkatlas nightly NOTES")
    body = path.read_bytes()
    found = _META.search(body[:20_000].decode("utf-8", "replace"))
    allowed = f"{html.unescape(found[1])}; frame-ancestors 'none'" if found else _NOTHING
    return Answer(200, body, type_, {"Content-Security-Policy": allowed})


def home() -> Answer:
    """The start page: links to the pages, a box for questions, a box for Cypher."""
    from markupsafe import Markup

    style, script = source(_HERE / "home.css"), source(_HERE / "home.js")
    allowed = f"{policy([script], [style])}; connect-src 'self'"
    page = environment(_HERE).get_template("home.html.j2")
    text = page.render(style=Markup(style), script=Markup(script), policy=allowed, examples=EXAMPLES)  # noqa: S704 - our own files
    headers = {"Content-Security-Policy": f"{allowed}; frame-ancestors 'none'"}
    return Answer(200, text.encode("utf-8"), "text/html; charset=utf-8", headers)


def ask(folder: DataFolder, wish: Mapping[str, object]) -> dict[str, object]:
    """`{"question": …}` → the answer of `linkatlas ask --json`."""
    from graph.ask import ask as ask_graph
    from graph.stores.embedded import open_ladybug

    with open_ladybug(folder.graph) as store:
        found = ask_graph(store, folder.search, str(wish.get("question", ""))[:QUESTION_CHARACTERS], limit=20)
    return found.to_json()


def cypher(folder: DataFolder, wish: Mapping[str, object]) -> dict[str, object]:
    """`{"query": …}` → columns and rows. Reads only, with the guards of `linkatlas cypher`."""
    from pipelines.apart import run_apart

    table = run_apart(folder.graph, str(wish.get("query", ""))[:QUERY_CHARACTERS], limit=ROWS, timeout_s=SECONDS)
    return {"columns": list(table.columns), "rows": [list(row) for row in table.rows]}


POSTS: Mapping[str, Callable[[DataFolder, Mapping[str, object]], dict[str, object]]] = {
    "/api/ask": ask,
    "/api/cypher": cypher,
}


def post(folder: DataFolder, address: str, body: bytes) -> Answer:
    """The answer to a question or a query, as JSON; what was wrong with it, too."""
    try:
        wish = json.loads(body)
        if not isinstance(wish, dict):
            raise TypeError
    except (ValueError, TypeError):
        return _json(400, {"error": "Send a JSON object."})
    try:
        return _json(200, POSTS[address](folder, wish))
    except LinkAtlasError as problem:
        return _json(400, {"error": plain(str(problem), 1000), "hint": plain(problem.hint, 500)})


def _json(status: int, value: Mapping[str, object]) -> Answer:
    text = json.dumps(value, ensure_ascii=True, default=str)
    return Answer(status, text.encode("ascii"), "application/json", {"Content-Security-Policy": _NOTHING})
