"""More ways to say "this machine" and "this network", and more roads that lead there; nothing may be called there."""

from __future__ import annotations

import json
import socket
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from crawler import companions
from crawler.safety.addresses import AddressPolicy
from crawler.safety.failures import VisitError
from crawler.safety.resolver import SafeResolver
from crawler.verdicts import adapters
from tests.crawler.crawl.conftest import Crawl
from tests.crawler.crawl.web import PAGE, Web, answer, running

# `{port}` is the canary's; what stands before `@` or behind `\` is bait for parsers that disagree
ADDRESSES = [
    "http://１２７.0.0.1:{port}/", "http://127。0。0。1:{port}/", "http://127｡0｡0｡1:{port}/", "http://١٢٧.٠.٠.١:{port}/",
    "http://127.0.0.1\u200b:{port}/", "http://127.0.0.\u00ad1:{port}/", "http://loc\u00adalhost:{port}/",
    "http://%6c%6f%63alhost:{port}/", "http://ⓛⓞⓒⓐⓛⓗⓞⓢⓣ:{port}/", "http://localhost..:{port}/",
    "http://public.example@127.0.0.1:{port}/", "http://public.example:80@127.0.0.1:{port}/",
    "http://127.0.0.1:{port}#@public.example/", "http://127.0.0.1:{port}?@public.example/",
    "http://public.example\\@127.0.0.1:{port}/", "http://127.0.0.1:{port}\\@public.example/",
    "http://a@b@127.0.0.1:{port}/", "http:///127.0.0.1:{port}/", "http:/127.0.0.1:{port}/", "http:127.0.0.1:{port}/",
    "http://127.0.0.1\t:{port}/", "http://127.0.\n0.1:{port}/", " http://127.0.0.1:{port}/", "HTTP://127.0.0.1:{port}/",
    "http://127.0.0.1:0{port}/", "http://[::1%25lo]:{port}/", "http://[::1%lo]:{port}/", "http://[0::1]:{port}/",
    "http://[::ffff:0:127.0.0.1]:{port}/", "http://[::FFFF:7F00:1]:{port}/", "http://[2002:7f00:1::]:{port}/",
    "http://[64:ff9b::127.0.0.1]:{port}/", "http://[64:ff9b:1::7f00:1]:{port}/", "http://0177.0x0.0.0x1:{port}/",
    "http://127.000.000.001:{port}/", "http://00000177.1:{port}/", "http://0X7F000001:{port}/",
    "http://127.0.0.1.:{port}/", "http://127.255.255.254:{port}/", "http://0.0.0.0.:{port}/",
]  # fmt: skip

# nothing can be served there for a test; the resolver is asked alone
NETWORKS = [
    "[fe80::1%25eth0]", "[fe80::1%eth0]", "[fec0::1]", "[2002:c0a8:101::1]", "[2002:a9fe:a9fe::]", "[64:ff9b::a00:1]",
    "[64:ff9b:1::a00:1]", "[::ffff:192.168.1.1]", "[::192.168.1.1]", "[100::1]", "[2001:2::1]", "[2001:10::1]",
    "[5f00::1]", "[::ffff:0:10.0.0.1]", "169.254.43518", "0251.0376.0251.0376", "0xa9.0xfe.0xa9.0xfe", "2852039166",
    "025177524776", "10.1", "0xa.1", "012.0.0.1", "192.168.257", "0xc0a80101", "172.1048577", "198.51.100.7",
    "[2001::f5ff:fffe]", "[2606:4700::5efe:10.0.0.1]", "[2606:4700::200:5efe:c0a8:101]", "[4000::1]",
]  # fmt: skip


@pytest.fixture
def canary() -> Iterator[Web]:
    """A server that nobody should call."""
    with running(Web()) as served:
        yield served


def test_no_spelling_of_this_machine_is_called(canary: Web, visit_all: Crawl) -> None:
    urls = [address.format(port=canary.port) for address in ADDRESSES]
    crawled = visit_all(*urls, robots=True, retries=0)
    assert canary.connections == 0
    assert crawled.calls == len(urls)
    assert {check.health.value for check in crawled.checks.values()} <= {"skipped", "uncertain", "dead"}


@pytest.mark.parametrize("how", ["header", "meta", "refresh", "script", "robots"])
def test_no_spelling_is_reached_by_a_detour(web: Web, canary: Web, visit_all: Crawl, how: str) -> None:
    urls = []
    for number, address in enumerate(ADDRESSES):
        goal = address.format(port=canary.port).encode().decode("latin-1")
        head = "".join(sign for sign in goal if sign not in "\t\n")
        ways = {
            "header": answer(302, Location=head.strip()),
            "meta": answer(body=f'<meta http-equiv="refresh" content="0;url={goal}">'),
            "refresh": answer(body="<p>x</p>", Refresh=f"0; url={head}"),
            "script": answer(body=f"<script>location.replace({json.dumps(head.strip())});</script>"),
            "robots": answer(body=PAGE),
        }
        host = f"h{number}.example"
        if how == "robots":
            web.page(host, "/robots.txt", answer(302, Location=head.strip()))
        urls.append(web.page(host, "/lesson", ways[how]))
    crawled = visit_all(*urls, robots=how == "robots", retries=0)
    assert canary.connections == 0
    assert crawled.calls == len(urls)


@pytest.mark.parametrize("host", NETWORKS)
def test_no_network_of_ones_own_is_called(host: str) -> None:
    with pytest.raises(VisitError) as refused:
        SafeResolver(AddressPolicy(), {}, 1).check_literal(host)
    assert refused.value.failure == "forbidden_address"


def test_the_made_up_address_is_not_followed_into_the_network(web: Web, canary: Web, visit_all: Crawl) -> None:
    """A suspect's host answers what cannot exist with a detour."""
    goal = f"http://127.0.0.1:{canary.port}/"
    suspect = answer(body=PAGE.replace("<title>Gradient descent", "<title>Page not found"))

    class Everything(dict[tuple[str, str], Any]):
        def get(self, key: tuple[str, str], default: Any = None) -> Any:
            return suspect if key[1] == "/lesson" else answer(302, Location=goal)

    web.routes = Everything()
    visit_all("http://a.example/lesson")
    assert any("linkatlas-" in request.path for request in web.requests)
    assert canary.connections == 0


@pytest.mark.parametrize("who", ["the verdict's question", "a companion's"])
@pytest.mark.parametrize("how", ["header", "meta", "script", "robots", "address"])
def test_a_sites_interface_is_not_followed_into_the_network(
    web: Web, canary: Web, visit_all: Crawl, monkeypatch: pytest.MonkeyPatch, who: str, how: str
) -> None:
    """An oEmbed endpoint that sends its askers to this machine, or that stands there."""
    goal = f"http://127.0.0.1:{canary.port}/oembed"
    ways = {
        "header": answer(302, Location=goal),
        "meta": answer(body=f'<meta http-equiv="refresh" content="0;url={goal}">'),
        "script": answer(body=f'<script>location.href="{goal}";</script>'),
    }
    web.page("api.example", "/oembed", ways.get(how, answer(body="{}")))
    if how == "robots":
        web.page("api.example", "/robots.txt", answer(302, Location=goal))
    ask = goal if how == "address" else "http://api.example/oembed"
    site = r"^http://videos\.example/"
    if who == "a companion's":
        monkeypatch.setattr(companions, "COMPANIONS", (companions.Companion("oembed", site, ask, "", "here"),))
        monkeypatch.setattr(companions, "_any_site", companions._any_site.__wrapped__)
    else:
        monkeypatch.setattr(adapters, "QUESTIONS", (adapters.Question("Videos", site, ask, "settled", {}, "here"),))
    url = web.page("videos.example", "/1", answer(body=PAGE))
    crawled = visit_all(url, robots=how == "robots", retries=0)
    assert canary.connections == 0
    assert crawled.state(url) == "ok"
    assert how == "address" or web.asked("api.example")


def names(*answers: list[str]) -> Callable[..., list[Any]]:
    """A name server that gives one list of addresses after the other."""
    left = list(answers)

    def look_up(host: str, *_: object) -> list[Any]:
        found = left.pop(0) if len(left) > 1 else left[0]
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, 0)) for address in found]

    return look_up


@pytest.mark.parametrize("address", ["127.0.0.1", "10.0.0.1", "169.254.169.254", "192.168.1.1", "0.0.0.0"])
def test_a_public_name_of_a_private_address_is_not_called(
    canary: Web, visit_all: Crawl, monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    monkeypatch.setattr(socket, "getaddrinfo", names([address]))
    url = f"http://rebound.example.org:{canary.port}/"
    crawled = visit_all(url, robots=True, retries=0)
    assert canary.connections == 0
    assert crawled.visits[url].failure == "forbidden_address"
    assert crawled.checks[url].health == "skipped"


def test_a_name_that_turns_private_after_its_look_up_gains_nothing(
    canary: Web, visit_all: Crawl, monkeypatch: pytest.MonkeyPatch
) -> None:
    """DNS rebinding: 127.66.0.1 stands for a public address, where nothing listens; then the name means the canary."""
    monkeypatch.setattr(socket, "getaddrinfo", names(["127.66.0.1"], ["127.0.0.1"]))
    url = f"http://rebound.example.org:{canary.port}/"
    crawled = visit_all(url, url + "2", url + "3", robots=True, retries=2, allow_networks=["127.66.0.0/16"])
    assert canary.connections == 0
    assert {check.health.value for check in crawled.checks.values()} == {"uncertain"}


def test_of_a_name_with_two_addresses_only_the_public_one_is_called(
    canary: Web, visit_all: Crawl, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(socket, "getaddrinfo", names(["127.0.0.1", "127.66.0.1"]))
    visit_all(f"http://two.example.org:{canary.port}/", retries=1, allow_networks=["127.66.0.0/16"])
    assert canary.connections == 0
