"""Who may ask: the right Host (against DNS rebinding), the same Origin, and beyond loopback the token."""

from __future__ import annotations

import hmac
import ipaddress
from collections.abc import Mapping
from dataclasses import dataclass
from http.cookies import CookieError, SimpleCookie

COOKIE = "linkatlas-token"
_LOCAL_NAMES = ("localhost", "127.0.0.1", "[::1]")


def is_loopback(host: str) -> bool:
    """Whether only this machine reaches a server that listens there. Names other than localhost count as outside."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a request is not answered, with its HTTP status."""

    status: int
    reason: str


@dataclass(frozen=True, slots=True)
class Guard:
    """What requests to one server must have. `token` is empty on loopback."""

    host: str
    port: int
    token: str = ""

    @property
    def hosts(self) -> frozenset[str]:
        """Values of the Host header that mean this server."""
        own = f"[{self.host}]" if ":" in self.host and not self.host.startswith("[") else self.host
        names = {*_LOCAL_NAMES, own} if is_loopback(self.host) else {own}
        return frozenset(f"{name}:{self.port}" for name in names) | (names if self.port == 80 else frozenset())

    def refuse(self, headers: Mapping[str, str], *, changes: bool = False) -> Refusal | None:
        """Why the request is refused, or None. `changes` marks requests that only our own pages may send (POST)."""
        host = headers.get("Host", "").lower()
        if self.host not in {"0.0.0.0", "::"} and host not in self.hosts:  # noqa: S104 - compared, not bound
            return Refusal(421, "This server does not answer for that host name.")
        origin = headers.get("Origin", "")
        if origin and origin.removeprefix("http://").lower() != host:
            return Refusal(403, "Another site may not ask here.")
        if headers.get("Sec-Fetch-Site", "none") not in {"none", "same-origin"} and changes:
            return Refusal(403, "Another site may not ask here.")
        if changes and headers.get("Content-Type", "").split(";")[0].strip() != "application/json":
            return Refusal(415, "Send application/json.")
        if self.token and not self.knows(_cookie(headers)):
            return Refusal(401, "Open the address with the token that the command printed.")
        return None

    def knows(self, token: str) -> bool:
        """Whether this is the token; compared in constant time."""
        return bool(self.token) and hmac.compare_digest(token.encode(), self.token.encode())


def _cookie(headers: Mapping[str, str]) -> str:
    try:
        found = SimpleCookie(headers.get("Cookie", "")).get(COOKIE)
    except CookieError:
        return ""
    return found.value if found else ""
