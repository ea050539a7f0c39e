"""Secrets in addresses: taken out of everything that is logged, shown or kept as evidence."""

from __future__ import annotations

import re
from collections.abc import Mapping
from urllib.parse import unquote

_CREDENTIALS = re.compile(r"(?<=//)[^/?#\s]*@")
_PAIR = re.compile(r"([?&;#])([^=&;#?\s]{1,120})=([^&;#\s]*)")
# The graph has the same table for what it shows (`graph/redact.py`); a test holds them to one answer.
# Names of query parameters whose values open doors; sources: OWASP's "Information exposure through query strings",
# AWS and Google Cloud signed URLs, RFC 6749 (OAuth 2), RFC 7519.
_SECRET_NAME = re.compile(
    r"(?:^|[_.\-\[])(?:access|auth|id|refresh|csrf|xsrf|bearer|security)?[_-]?"
    r"(?:token|secret|password|passwd|passphrase|pwd|pass|sig|signature|credentials?|jwt|api[_-]?key|key|o?auth|"
    r"authorization|session|sessionid|session[_-]?id|sid|otp|pin|private[_-]?key)\]?$",
    re.IGNORECASE,
)
# Endings that say it without a separator before them: `userPassword`, `xtoken`, `SAMLResponse`.
_SECRET_ENDING = re.compile(
    r"(?:token|secret|passw(?:or)?d|passwd|pwd|apikey|signature|credentials?|jwt|hmac|nonce|ticket|bearer|samlresponse)\]?$"
    r"|^x-(?:amz|goog)-|^pw$",
    re.IGNORECASE,
)
_ALSO_SECRET = frozenset(
    {"apikey", "accesskey", "secretkey", "phpsessid", "jsessionid", "authkey", "clientsecret", "accesstoken"}
)
# Tokens that are recognisable wherever they stand, by the prefixes that their issuers document.
_SHAPES = re.compile(
    r"\b(?:gh[pousr]_[A-Za-z0-9]{20,}|github_pat_[A-Za-z0-9_]{20,}|glpat-[A-Za-z0-9_-]{16,}|sk-[A-Za-z0-9_-]{20,}|"
    r"xox[abprs]-[A-Za-z0-9-]{10,}|AKIA[A-Z0-9]{16}|AIza[A-Za-z0-9_-]{30,}|eyJ[A-Za-z0-9_-]{8,}\.eyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]*)"
)

# an address within an address, percent-encoded: its credentials, and its pairs up to the next mark
_INNER_CREDENTIALS = re.compile(r"(?<=%3A%2F%2F)(?:(?!%2F|%3F|%23)[^/?#&\s])*%40", re.IGNORECASE)
_INNER_SECRET = re.compile(
    r"(?P<name>(?:%3F|%26|%23)(?:[a-z0-9_.\-]*?)"
    r"(?:token|secret|passw(?:or)?d|pwd|api[_-]?key|apikey|access[_-]?key|auth|session(?:[_-]?id)?|jwt|signature|sig)"
    r"%3D)(?P<value>(?:(?!%26|%23)[^&#;\s])+)",
    re.IGNORECASE,
)
HIDDEN = "***"

# headers that say nothing about a person or a session
HARMLESS_HEADERS = frozenset(
    {
        "age", "alt-svc", "cache-control", "cf-mitigated", "cf-ray", "content-disposition", "content-encoding",
        "content-language", "content-length", "content-type", "date", "etag", "expires", "last-modified", "link",
        "refresh", "retry-after", "server", "vary", "via", "x-amzn-waf-action", "x-datadome", "x-frame-options",
        "x-powered-by", "x-robots-tag", "x-sucuri-id", "x-cdn", "x-iinfo", "x-px-block", "mime-version", "x-served-by",
    }
)  # fmt: skip


def redacted(text: str) -> str:
    """`text` without credentials and secret-looking query values of the addresses in it."""
    bare = _SHAPES.sub(HIDDEN, text)
    bare = _CREDENTIALS.sub("", bare) if "@" in bare else bare
    if "=" not in bare:
        return bare
    if "%" in bare:
        bare = _INNER_SECRET.sub(rf"\g<name>{HIDDEN}", _INNER_CREDENTIALS.sub("", bare))
    return _PAIR.sub(_without_secret, bare)


def _without_secret(pair: re.Match[str]) -> str:
    mark, name, value = pair.groups()
    inner = unquote(unquote(value))  # an address within an address within an address
    hides_one = inner != value and redacted(inner) != inner
    return f"{mark}{name}={HIDDEN}" if value and (_is_secret(name) or hides_one) else pair[0]


def _is_secret(name: str) -> bool:
    name = unquote(name).strip()
    return bool(_SECRET_NAME.search(name) or _SECRET_ENDING.search(name)) or name.casefold() in _ALSO_SECRET


def harmless(headers: Mapping[str, str]) -> dict[str, str]:
    """The headers that may be kept, names in lower case, values of at most 1,000 characters."""
    return {
        name: redacted(value[:1000])
        for name, value in ((name.lower(), value) for name, value in headers.items())
        if name in HARMLESS_HEADERS
    }
