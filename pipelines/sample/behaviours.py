"""What an address of the sample web can do: a table of names and functions from a request to an answer."""

from __future__ import annotations

import hashlib
import mimetypes
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from pipelines.sample.site import Row, Site

HTML = "text/html; charset=utf-8"
TYPES: Mapping[str, str] = {".ipynb": "application/x-ipynb+json", ".txt": "text/plain; charset=utf-8", ".html": HTML}
NOT_FOUND = "<!doctype html><title>404 Not Found</title><h1>Not Found</h1><p>This address is not on this server.</p>"


@dataclass(frozen=True, slots=True)
class Asked:
    """A request, as far as an answer depends on it. `turn` counts the requests for this address from 1."""

    host: str
    path: str
    turn: int = 1
    if_none_match: str = ""
    if_modified_since: str = ""


@dataclass(frozen=True, slots=True)
class Case:
    """A request, the row that it met, and the site that both are of."""

    site: Site
    row: Row
    asked: Asked


Behaviour = Callable[[Case], "Answer"]


@dataclass(frozen=True, slots=True)
class Answer:
    """What goes back. `promised` is the Content-Length where it lies; `reset` breaks the connection instead."""

    status: int
    body: bytes = b""
    headers: Mapping[str, str] = field(default_factory=dict)
    delay_s: float = 0.0
    promised: int | None = None
    reset: bool = False


def answer(site: Site, asked: Asked) -> Answer:
    """The answer of the site to one request; 421 for a host that it does not know."""
    host = site.hosts.get(asked.host)
    if host is None:
        return _html(421, "<!doctype html><title>421 Misdirected Request</title><h1>Unknown host</h1>")
    if asked.path == "/robots.txt" and host.robots:
        return Answer(200, host.robots.encode(), {"Content-Type": "text/plain; charset=utf-8"})
    row = site.row(asked.host, asked.path)
    return missing(site, asked.host) if row is None else BEHAVIOURS[row.what](Case(site, row, asked))


def missing(site: Site, host: str) -> Answer:
    """What this host says for an address that it does not have: not every host says 404."""
    manners = site.hosts[host]
    if not manners.missing_file:
        return _html(manners.missing_status, NOT_FOUND)
    return Answer(manners.missing_status, site.read(manners.missing_file), {"Content-Type": HTML})


def _html(status: int, text: str, **headers: str) -> Answer:
    return Answer(status, text.encode(), {"Content-Type": HTML, **headers})


def _page(case: Case) -> Answer:
    row = case.row
    body = case.site.read(row.file)
    headers = {"Content-Type": row.content_type or _type_of(row.file)}
    if row.etag:
        headers["ETag"] = f'"{hashlib.sha256(body).hexdigest()[:16]}"'
    if row.last_modified:
        headers["Last-Modified"] = row.last_modified
    if _unchanged(headers, case.asked):
        return Answer(304, b"", headers)
    return Answer(200, body, headers)


def _type_of(file: str) -> str:
    suffix = file[file.rfind(".") :]
    return TYPES.get(suffix) or mimetypes.guess_type(file)[0] or "application/octet-stream"


def _unchanged(headers: Mapping[str, str], asked: Asked) -> bool:
    if asked.if_none_match:  # RFC 9110 §13.1.3: If-Modified-Since is ignored beside it
        return headers.get("ETag") == asked.if_none_match
    return bool(asked.if_modified_since) and headers.get("Last-Modified") == asked.if_modified_since


def _send(status: int) -> Behaviour:
    def behave(case: Case) -> Answer:
        return _html(status, "", Location=case.row.to)

    return behave


def _fail(status: int, words: str) -> Behaviour:
    """The words, for the first `row.fails` requests or for ever; then the page."""
    text = f"<!doctype html><title>{status} {words}</title><h1>{words}</h1>"

    def behave(case: Case) -> Answer:
        if case.row.fails and case.asked.turn > case.row.fails:
            return _page(case)
        headers = {"Retry-After": str(case.row.retry_after)} if case.row.retry_after else {}
        return _html(status, text, **headers)

    return behave


def _soft_404(case: Case) -> Answer:
    return missing(case.site, case.row.host)


def _slow(case: Case) -> Answer:
    return replace(_page(case), delay_s=case.row.delay_s)


def _bot_wall(case: Case) -> Answer:
    return replace(_page(case), status=403)


def _meta_refresh(case: Case) -> Answer:
    return _html(
        200,
        f'<!doctype html><title>This page has moved</title><meta http-equiv="refresh" content="0; url={case.row.to}">',
    )


def _loop(case: Case) -> Answer:
    """A circle whose last address is the same on each night: the report of one night is compared with another's."""
    return _html(302, "", Location=f"{case.row.path}?again=1")


def _reset(_: Case) -> Answer:
    return Answer(0, reset=True)


def _cut(case: Case) -> Answer:
    page = _page(case)
    return replace(page, promised=len(page.body) + 4096)


BEHAVIOURS: Mapping[str, Behaviour] = {
    "page": _page,
    "moved": _send(301),
    "moved_308": _send(308),
    "redirected": _send(302),
    "meta_refresh": _meta_refresh,
    "redirect_loop": _loop,
    "not_found": _fail(404, "Not Found"),
    "gone": _fail(410, "Gone"),
    "soft_404": _soft_404,
    "parked": _page,
    "login": _send(302),
    "bot_wall": _bot_wall,
    "rate_limited": _fail(429, "Too Many Requests"),
    "flaky": _fail(503, "Service Unavailable"),
    "server_error": _fail(500, "Internal Server Error"),
    "slow": _slow,
    "cut": _cut,
    "reset": _reset,
}
