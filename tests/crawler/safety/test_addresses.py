"""Which addresses may be reached, however they are spelled."""

from __future__ import annotations

import ipaddress
import socket

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.errors import CrawlOptionsError
from crawler.safety.addresses import AddressPolicy, literal_address
from crawler.safety.failures import VisitError
from crawler.safety.places import parse_connect_to
from crawler.safety.resolver import SafeResolver

PRIVATE = [
    "127.0.0.1", "127.2.3.4", "127.1", "127.0.1", "2130706433", "017700000001", "0x7f.1", "0x7f000001", "0177.0.0.1",
    "0x7f.0x0.0x0.0x1", "[::1]", "::1", "[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "[::127.0.0.1]", "[0:0:0:0:0:0:0:1]",
    "10.0.0.1", "10.11.12.13", "172.16.0.1", "172.31.255.255", "192.168.0.1", "169.254.169.254", "0.0.0.0", "0", "[::]",
    "100.64.0.1", "192.0.0.1", "192.0.2.1", "198.18.0.1", "203.0.113.9", "224.0.0.1",
    "239.255.255.250", "255.255.255.255",
    "240.0.0.1", "[fe80::1]", "[fe80::1%25eth0]", "[fc00::1]", "[fd12:3456::1]", "[ff02::1]", "[64:ff9b::127.0.0.1]",
    "[64:ff9b::a00:1]", "[2002:7f00:1::]", "[2002:a00:1::1]", "[2001:db8::1]", "[::ffff:169.254.169.254]",
    "3232235521", "0xa9fea9fe",
]  # fmt: skip


@pytest.mark.parametrize("host", PRIVATE)
def test_private_addresses_are_refused_in_every_spelling(host: str) -> None:
    with pytest.raises(VisitError) as refused:
        SafeResolver(AddressPolicy(), {}, 1).check_literal(host)
    assert refused.value.failure == "forbidden_address"


@pytest.mark.parametrize(
    "host", ["8.8.8.8", "1.1.1.1", "134744072", "[2606:4700:4700::1111]", "[64:ff9b::808:808]", "[::ffff:8.8.8.8]"]
)
def test_public_addresses_pass(host: str) -> None:
    SafeResolver(AddressPolicy(), {}, 1).check_literal(host)


@pytest.mark.parametrize("host", ["host.example", "1.2.3.4.5", "0x7f.example", "a.1", "1e100.net", "08.example.org"])
def test_names_are_no_addresses(host: str) -> None:
    assert literal_address(host) is None


@given(st.ip_addresses(v=4))
def test_an_address_is_judged_alike_as_number_mapped_and_dotted(address: ipaddress.IPv4Address) -> None:
    policy = AddressPolicy()
    spellings = [str(address), str(int(address)), hex(int(address)), f"[::ffff:{address}]"]
    assert len({policy.permits(found) for found in map(literal_address, spellings) if found}) == 1


def test_the_settings_open_networks() -> None:
    policy = AddressPolicy(["10.1.0.0/16", "fd00::/8"])
    assert policy.permits(ipaddress.ip_address("10.1.2.3"))
    assert policy.permits(ipaddress.ip_address("fd00::1"))
    assert not policy.permits(ipaddress.ip_address("10.2.0.1"))


@pytest.mark.parametrize("network", ["nonsense", "10.0.0.0/99", "300.1.1.1"])
def test_a_network_that_is_none_is_told(network: str) -> None:
    with pytest.raises(CrawlOptionsError, match="allow_networks"):
        AddressPolicy([network])


@pytest.mark.parametrize("goal", ["localhost:80", "127.0.0.1", "127.0.0.1:", "127.0.0.1:0", "127.0.0.1:70000", ":80"])
def test_a_connect_to_that_leads_nowhere_is_told(goal: str) -> None:
    with pytest.raises(CrawlOptionsError, match="connect_to"):
        parse_connect_to({"*.example": goal})


@pytest.mark.parametrize("goal", [("127.0.0.1", 80), ("10.0.0.1", 443), ("169.254.169.254", 80)])
def test_no_socket_is_made_for_a_private_goal_whoever_chose_it(goal: tuple[str, int]) -> None:
    resolver = SafeResolver(AddressPolicy(), {}, 1)
    with pytest.raises(VisitError):
        resolver.guarded_socket((socket.AF_INET, socket.SOCK_STREAM, 0, "", goal))


def test_a_socket_is_made_for_what_connect_to_names() -> None:
    resolver = SafeResolver(AddressPolicy(), {"*.example": "127.0.0.1:8811"}, 1)
    resolver.guarded_socket((socket.AF_INET, socket.SOCK_STREAM, 0, "", ("127.0.0.1", 8811))).close()
    with pytest.raises(VisitError):
        resolver.guarded_socket((socket.AF_INET, socket.SOCK_STREAM, 0, "", ("127.0.0.1", 8812)))
