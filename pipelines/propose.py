"""A language model that proposes Cypher for a question: any OpenAI-compatible interface, off unless one is configured.

It is sent the question and the schema, nothing of the notes or pages. What it answers is a stranger's text: the query
in it passes the guard of every query before anybody is shown it, and is run by `pipelines.apart`.
"""

from __future__ import annotations

import json
import re
import urllib.error
import urllib.request
from typing import TYPE_CHECKING, Any

from graph.errors import QueryError
from graph.stores.guard import check
from pipelines.errors import ConfigError, ProposalError

if TYPE_CHECKING:
    from pipelines.settings import LanguageModel

MOST_BYTES = 1_000_000
MOST_QUESTION = 500
_FENCED = re.compile(r"```(?:cypher)?\s*\n(.*?)```", re.DOTALL | re.IGNORECASE)
_INSTRUCTIONS = """You write one Cypher query that answers a question about this graph. Answer with the query alone, in
a ```cypher block. Only read: MATCH, OPTIONAL MATCH, WHERE, WITH, UNWIND, RETURN, UNION, ORDER BY, LIMIT. Do not use:
shortestPath, list or pattern comprehensions, CALL, type(), toString, datetime. Bound variable lengths, as *1..4. Name
every column with AS, by a name that no variable has. End with a LIMIT of 50 at most. Texts are compared by
toLower(x) CONTAINS 'words'.

"""


class _NoRedirects(urllib.request.HTTPRedirectHandler):
    """A redirect would carry the key to another host."""

    def redirect_request(self, *_: object) -> None:
        return None


def propose(model: LanguageModel, question: str) -> str:
    """The Cypher that the model proposes for `question`.

    Raises ConfigError where no model is configured, ProposalError where it does not answer, or with nothing that only
    reads.
    """
    if not model.url or not model.model:
        raise ConfigError(
            "no language model is configured", hint="set language_model.url and language_model.model (docs/cypher.md)"
        )
    text = _answer(model, question[:MOST_QUESTION])
    found = _FENCED.search(text)
    cypher = (found[1] if found else text).strip().rstrip(";").strip()
    try:
        check(cypher)
    except QueryError as problem:
        raise ProposalError(
            f"the language model proposed no query that may be run: {problem}", hint="ask again in other words"
        ) from problem
    return cypher


def _answer(model: LanguageModel, question: str) -> str:
    """What the model writes."""
    request = _request(model, question)
    try:
        with urllib.request.build_opener(_NoRedirects).open(request, timeout=model.timeout_s) as response:
            told: Any = json.loads(response.read(MOST_BYTES))
        return str(told["choices"][0]["message"]["content"])
    except urllib.error.HTTPError as problem:
        problem.close()
        raise ProposalError(
            f"the language model at {model.url} answers {problem.code}", hint="are its address, model and key right?"
        ) from problem
    except OSError as problem:
        why = getattr(problem, "reason", problem)
        raise ProposalError(
            f"the language model at {model.url} cannot be reached: {why}", hint="is it running?"
        ) from problem
    except (ValueError, LookupError, TypeError) as problem:
        raise ProposalError(
            f"what answers at {model.url} is no OpenAI-compatible interface", hint="its address mostly ends in /v1"
        ) from problem


def _request(model: LanguageModel, question: str) -> urllib.request.Request:
    from graph.schema_page import tables

    messages = [{"role": "system", "content": _INSTRUCTIONS + tables()}, {"role": "user", "content": question}]
    body = json.dumps({"model": model.model, "messages": messages, "temperature": 0}).encode()
    headers = {"Content-Type": "application/json", "User-Agent": "linkatlas"}
    if key := model.key.get_secret_value():
        headers["Authorization"] = f"Bearer {key}"
    # the setting allows http and https only
    return urllib.request.Request(f"{model.url.rstrip('/')}/chat/completions", body, headers)  # noqa: S310
