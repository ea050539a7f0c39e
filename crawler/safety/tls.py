"""Certificates: how they are verified, and what each fault is in words."""

from __future__ import annotations

import os
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import ssl

# X509_verify_cert_error(3), OpenSSL 3: code → what a reader is told
CERTIFICATE_FAULTS: dict[int, str] = {
    9: "its certificate is not valid yet",
    10: "its certificate has expired",
    18: "its certificate is signed by itself",
    19: "its certificate chain ends in an authority that nobody trusts",
    20: "its certificate is from an authority that nobody trusts, or the chain is incomplete",
    21: "its certificate cannot be verified",
    23: "its certificate has been revoked",
    26: "its certificate is not meant for web servers",
    28: "its certificate is rejected by its authority",
    62: "its certificate is for another host name",
    64: "its certificate is for another address",
    66: "its certificate has too weak a key",
    67: "its certificate is signed by an authority with too weak a key",
    68: "its certificate uses too weak a signature",
}
CLOCK_CODES = frozenset({9, 10})
_LEGACY_SERVER_CONNECT = 0x4  # SSL_OP_LEGACY_SERVER_CONNECT: servers without RFC 5746, which browsers still reach


def certificate_fault(code: int | None) -> str:
    """A clause about the certificate for OpenSSL's `code`."""
    return CERTIFICATE_FAULTS.get(code or 0, "its certificate is not valid")


def client_context() -> ssl.SSLContext:
    """A context that verifies chain and host name against the system's authorities (or `SSL_CERT_FILE`).

    The check of RFC 5280's fine print that Python 3.13 turned on is left out: browsers accept such certificates. It is
    made once: to read the authorities takes as long as to ask fifty pages.
    """
    return _context(os.environ.get("SSL_CERT_FILE"), os.environ.get("SSL_CERT_DIR"))


@lru_cache(maxsize=1)
def _context(_file: str | None, _folder: str | None) -> ssl.SSLContext:
    import ssl

    context = ssl.create_default_context()
    context.verify_flags &= ~ssl.VERIFY_X509_STRICT
    context.options |= _LEGACY_SERVER_CONNECT
    context.set_alpn_protocols(["http/1.1"])
    return context
