"""Secrets in addresses: taken out of everything that is logged, shown or kept as evidence."""

from __future__ import annotations

import re
from collections.abc import Mapping

_CREDENTIALS = re.compile(r"(?<=://)[^/?#@\s]*@")
# names of query parameters whose values open doors; sources: OWASP's "Information exposure through query strings",
# AWS and Google Cloud signed URLs, RFC 6749 (OAuth 2)
_SECRET = re.compile(
    r"(?P<name>[?&;#](?:[a-z0-9_.\-\[\]]*?)"
    r"(?:token|secret|passw(?:or)?d|pwd|api[_-]?key|apikey|access[_-]?key|auth|credential|session(?:[_-]?id)?|sid"
    r"|jwt|signature|sig|hmac|x-amz-[a-z\-]+|x-goog-[a-z\-]+|otp|ticket|nonce|private[_-]?key|samlresponse)"
    r"=|[?&;#](?:pass|pw|bearer)=)(?P<value>[^&#;\s]+)",
    re.IGNORECASE,
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
    bare = _CREDENTIALS.sub("", text) if "@" in text else text
    if "=" not in bare:
        return bare
    bare = _SECRET.sub(rf"\g<name>{HIDDEN}", bare)
    if "%" not in bare:
        return bare
    return _INNER_SECRET.sub(rf"\g<name>{HIDDEN}", _INNER_CREDENTIALS.sub("", bare))


def harmless(headers: Mapping[str, str]) -> dict[str, str]:
    """The headers that may be kept, names in lower case, values of at most 1,000 characters."""
    return {
        name: redacted(value[:1000])
        for name, value in ((name.lower(), value) for name, value in headers.items())
        if name in HARMLESS_HEADERS
    }
