"""Which addresses may be connected to: global ones, and those of `crawl.allow_networks`."""

from __future__ import annotations

import ipaddress
import re
import socket
from collections.abc import Iterable

from crawler.errors import CrawlOptionsError

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
Network = ipaddress.IPv4Network | ipaddress.IPv6Network

# inet_aton(3): one to four parts, each decimal, octal or hexadecimal; every browser accepts these spellings
_ODD_IPV4 = re.compile(r"(0x[0-9a-f]*|[0-9]+)(\.(0x[0-9a-f]*|[0-9]+)){0,3}\.?", re.IGNORECASE)
_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")  # RFC 6052
_ISATAP = frozenset({0x5EFE, 0x0200_5EFE})  # RFC 5214 §6.1: the third quarter of an address that carries an IPv4 one
_GLOBAL_UNICAST = ipaddress.IPv6Network("2000::/3")  # all that IANA has given out for the public internet
_COMPATIBLE = ipaddress.IPv6Network("::/96")  # RFC 4291 §2.5.5.1, deprecated


def literal_address(host: str) -> Address | None:
    """The address that `host` spells, in whatever way; None where it is a name."""
    bare = host.strip("[]").partition("%")[0]
    try:
        return ipaddress.ip_address(bare)
    except ValueError:
        pass
    if not _ODD_IPV4.fullmatch(bare):
        return None
    try:
        return ipaddress.IPv4Address(socket.inet_aton(bare.rstrip(".")))
    except OSError:
        return None


def _inner(address: Address) -> Address:
    """The IPv4 address that an IPv6 address carries, or the address itself."""
    if isinstance(address, ipaddress.IPv4Address):
        return address
    carried = address.ipv4_mapped or address.sixtofour or (address.teredo[1] if address.teredo else None)
    isatap = int(address) >> 32 & 0xFFFFFFFF in _ISATAP
    if carried is None and int(address) > 1 and (isatap or address in _NAT64 or address in _COMPATIBLE):
        carried = ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    return carried or address


def parse_networks(texts: Iterable[str]) -> tuple[Network, ...]:
    """Networks as `crawl.allow_networks` names them; CrawlOptionsError for what is none."""
    networks = []
    for text in texts:
        try:
            networks.append(ipaddress.ip_network(text, strict=False))
        except ValueError as problem:
            raise CrawlOptionsError(
                f"crawl.allow_networks: {text!r} is no network ({problem})",
                hint='Write an address or a network, as in ["192.168.1.0/24", "fd00::/8"].',
            ) from problem
    return tuple(networks)


class AddressPolicy:
    """Says of each address whether it may be connected to."""

    def __init__(self, allow_networks: Iterable[str] = ()) -> None:
        self._networks = parse_networks(allow_networks)

    def permits(self, address: Address) -> bool:
        """Whether `address` is global or opened by the settings; what it carries inside counts, not its spelling."""
        inner = _inner(address)
        if any(inner in network or address in network for network in self._networks):
            return True
        if isinstance(inner, ipaddress.IPv6Address) and inner not in _GLOBAL_UNICAST:
            return False
        return inner.is_global and not inner.is_multicast
