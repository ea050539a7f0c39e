"""Takes secrets out of addresses before they are shown: credentials, and values that their names or looks betray."""

from __future__ import annotations

import re
from urllib.parse import unquote

HIDDEN = "REDACTED"

_CREDENTIALS = re.compile(r"(?<=//)[^\s/?#@]+(?:@[^\s/?#@]+)*@")
_PAIR = re.compile(r"([?&;#])([^=&;#?\s]{1,120})=([^&;#\s]*)")
# The crawler has the same table for what it keeps (`crawler/safety/redact.py`); a test holds them to one answer.
# Names as they stand in links people share: OAuth (RFC 6749, 7519), presigned S3/GCS/Azure addresses, API keys.
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


def redact(text: str) -> str:
    """`text`, an address or words with addresses in them, its secrets replaced by `REDACTED`; all else untouched."""
    if not text:
        return text
    text = _SHAPES.sub(HIDDEN, text)
    if "//" in text:
        text = _CREDENTIALS.sub(f"{HIDDEN}@", text)
    return _PAIR.sub(_without_secret, text) if "=" in text else text


def redact_key(key: str) -> str:
    """A resource's key without secrets: an address without its scheme, so credentials stand at its front."""
    return redact(f"//{key}").removeprefix("//")


def is_secret_name(name: str) -> bool:
    """Whether a query parameter of this name holds a secret, as far as its name tells."""
    name = unquote(name).strip()
    return bool(_SECRET_NAME.search(name) or _SECRET_ENDING.search(name)) or name.casefold() in _ALSO_SECRET


def _without_secret(pair: re.Match[str]) -> str:
    mark, name, value = pair.groups()
    inner = unquote(unquote(value))  # an address within an address within an address
    hides_one = inner != value and redact(inner) != inner
    return f"{mark}{name}={HIDDEN}" if value and (is_secret_name(name) or hides_one) else pair.group(0)
