"""Every row of the tables of trackers and wrappers does what it says."""

from __future__ import annotations

import re

import pytest
from hypothesis import find
from hypothesis import strategies as st

from crawler.urls import identify, without_trackers, without_wrapper
from crawler.urls.trackers import PROTECTED, TRACKERS, is_tracker
from crawler.urls.wrappers import WRAPPERS, Wrapper

_ORDINARY = re.compile(r"[a-z0-9]+([a-z0-9-]*\.[a-z0-9]+)+")


def a_host(pattern: str) -> str:
    """The simplest host that the pattern of a row fits."""
    return find(st.from_regex(pattern, fullmatch=True), lambda host: bool(_ORDINARY.fullmatch(host)))


def a_path(pattern: str) -> str:
    """The simplest path that the pattern of a row fits."""
    return find(st.from_regex(pattern, fullmatch=True), lambda path: bool(re.fullmatch(r"[\w./-]*", path, re.ASCII)))


def test_there_are_at_least_sixty_trackers() -> None:
    assert len(TRACKERS) >= 60
    assert len(TRACKERS) == len({(name, hosts) for name, hosts, _ in TRACKERS})


@pytest.mark.parametrize(("name", "hosts"), [(name, hosts) for name, hosts, _ in TRACKERS])
def test_each_tracker_is_dropped_where_it_tracks(name: str, hosts: str) -> None:
    host = a_host(hosts) if hosts else "host.example"
    parameter = name.replace("*", "x")
    assert is_tracker(parameter, host)
    assert identify(f"https://{host}/some/page?{parameter}=1&keep=2").url == f"https://{host}/some/page?keep=2"


@pytest.mark.parametrize(("name", "hosts"), [(name, hosts) for name, hosts, _ in PROTECTED])
def test_protected_parameters_stay(name: str, hosts: str) -> None:
    assert not is_tracker(name, a_host(hosts))


@pytest.mark.parametrize("name", ["id", "v", "q", "page", "lang", "references", "utmost", "REF"])
def test_ordinary_parameters_stay(name: str) -> None:
    assert not is_tracker(name, "host.example")


@pytest.mark.parametrize("wrapper", [row for row in WRAPPERS if row.parameters], ids=lambda row: row.name)
def test_each_wrapper_is_opened(wrapper: Wrapper) -> None:
    written = f"https://{a_host(wrapper.host)}{a_path(wrapper.path)}?{wrapper.parameters[0]}=https%3A%2F%2Fhost.example%2Fa%3Fid%3D1"
    assert identify(written).url == "https://host.example/a?id=1", written
    assert without_wrapper(written) == "https://host.example/a?id=1"


def test_wrapper_without_a_target_is_an_ordinary_address() -> None:
    assert identify("https://www.google.com/url?sa=t").key == "google.com/url?sa=t"
    assert without_wrapper("https://www.google.com/url?q=javascript:alert(1)").startswith("https://www.google.com/")


@pytest.mark.parametrize(
    ("written", "cleaned"),
    [
        ("https://Host.example/é?utm_source=a&B=%7e", "https://Host.example/é?B=%7e"),
        ("https://host.example/?utm_source=a#part", "https://host.example/#part"),
        ("https://host.example/?a=1", "https://host.example/?a=1"),
        ("not an address?utm_source=a", "not an address?utm_source=a"),
    ],
)
def test_trackers_are_taken_out_of_the_spelling_and_nothing_else(written: str, cleaned: str) -> None:
    assert without_trackers(written) == cleaned
