"""What failures and statuses mean when nothing else is known: two tables."""

from __future__ import annotations

from crawler.records import Failure, State

# failure → (state, what the reader is told; `{detail}` is the wire's own words)
FAILURES: dict[Failure, tuple[State, str]] = {
    Failure.NAME_UNKNOWN: (State.NO_DNS, "The host name does not exist any more ({detail})."),
    Failure.NAME_SERVER_FAILED: (State.DNS_FAILED, "The host name could not be looked up ({detail})."),
    Failure.REFUSED: (State.CONNECTION_FAILED, "No connection: {detail}."),
    Failure.RESET: (State.CONNECTION_FAILED, "No answer: {detail}."),
    Failure.UNREACHABLE: (State.CONNECTION_FAILED, "No connection: {detail}."),
    Failure.TIMEOUT: (State.TIMEOUT, "No answer in time: {detail}."),
    Failure.TLS: (State.TLS_INVALID, "Browsers warn of this site: {detail}."),
    Failure.BAD_ANSWER: (State.CONNECTION_FAILED, "No usable answer: {detail}."),
    Failure.REDIRECT_LOOP: (State.REDIRECT_LOOP, "It leads nowhere: {detail}."),
    Failure.BAD_REDIRECT: (State.BLOCKED, "It cannot be followed: {detail}."),
    Failure.FORBIDDEN_ADDRESS: (State.EXCLUDED, "Not visited: {detail}."),
    Failure.ROBOTS: (State.ROBOTS_DISALLOWED, "Not visited: {detail}."),
    Failure.SET_ASIDE: (State.RATE_LIMITED, "Set aside: {detail}."),
    Failure.LOCAL: (State.CONNECTION_FAILED, "Not visited, by trouble of this machine: {detail}."),
}

# status → (state, reason); RFC 9110 §15, IANA's registry, and what is not registered but in use
STATUSES: dict[int, tuple[State, str]] = {
    401: (State.LOGIN_REQUIRED, "The host asks for a log-in (401)."),
    402: (State.BLOCKED, "The host asks for payment (402)."),
    403: (State.BLOCKED, "The host refuses us (403), which says nothing about readers."),
    404: (State.NOT_FOUND, "The host says that there is no such page (404)."),
    407: (State.BLOCKED, "A proxy asks for a log-in (407)."),
    408: (State.TIMEOUT, "The host gave up waiting (408)."),
    410: (State.GONE, "The host says that the page is gone for good (410)."),
    425: (State.RATE_LIMITED, "The host asks to come again later (425)."),
    429: (State.RATE_LIMITED, "The host had too many requests (429)."),
    451: (State.BLOCKED, "The page is withheld for legal reasons (451), perhaps only here."),
    509: (State.RATE_LIMITED, "The host has used up its bandwidth (509)."),
    999: (State.BLOCKED, "The host refuses robots (999, as LinkedIn does)."),
}


def by_status(status: int) -> tuple[State, str]:
    """What a status without a page to look at means."""
    if status in STATUSES:
        return STATUSES[status]
    if status >= 500 or 300 <= status < 400 or status < 200:
        words = "redirects without saying where to" if 300 <= status < 400 else "has trouble of its own"
        return State.SERVER_ERROR, f"The host {words} ({status})."
    if status >= 400:
        return State.BLOCKED, f"The host refuses our request ({status})."
    return State.OK, f"The page answers ({status})."
