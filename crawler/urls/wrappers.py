"""Addresses that only lead to another address written inside them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import unquote

from crawler.urls.address import Address, parse

_MOST_WRAPPERS = 5  # wrappers inside wrappers are real (a newsletter's link to a search engine's); endless ones are not


@dataclass(frozen=True, slots=True)
class Wrapper:
    """A row: addresses of `host` (a regular expression on the host without `www.`) whose path matches `path` carry
    their target in the first of `parameters` present, or in the path's group `target`."""

    name: str
    host: str
    path: str
    parameters: tuple[str, ...]


# name, host, path, parameters. Seen in the wild or documented by the sites; the order does not matter.
WRAPPERS: tuple[Wrapper, ...] = (
    Wrapper("YouTube", r"(m\.)?youtube\.com", r"/redirect", ("q", "url")),
    Wrapper("Google search", r"google\.[a-z.]{2,6}", r"/url", ("q", "url")),
    Wrapper("Google image search", r"google\.[a-z.]{2,6}", r"/imgres", ("imgrefurl",)),
    Wrapper("Google AMP cache", r"google\.[a-z.]{2,6}", r"/amp/s/(?P<target>.+)", ()),
    Wrapper("AMP cache", r"[\w-]+\.cdn\.ampproject\.org", r"/[cv]/s/(?P<target>.+)", ()),
    Wrapper("Google notifications", r"notifications\.google\.com", r"/g/p/.*", ("url",)),
    Wrapper("Facebook", r"(l|lm)\.facebook\.com", r"/l\.php", ("u",)),
    Wrapper("Facebook, old", r"facebook\.com", r"/l\.php", ("u",)),
    Wrapper("Facebook share", r"(m\.)?facebook\.com", r"/sharer(/sharer)?\.php", ("u",)),
    Wrapper("Instagram", r"l\.instagram\.com", r"/", ("u",)),
    Wrapper("Threads", r"l\.threads\.(net|com)", r"/", ("u",)),
    Wrapper("Messenger", r"l\.messenger\.com", r"/l\.php", ("u",)),
    Wrapper("LinkedIn", r"linkedin\.com", r"/(redir/redirect|safety/go|redir/general-malware-page)", ("url",)),
    Wrapper("LinkedIn log-in", r"linkedin\.com", r"/authwall", ("sessionRedirect",)),
    Wrapper("Reddit", r"out\.reddit\.com", r"/.*", ("url",)),
    Wrapper("Medium", r"([\w-]+\.)?medium\.com", r"/r/?", ("url",)),
    Wrapper(
        "Medium log-in", r"([\w-]+\.)?medium\.com", r"/m/(signin|global-identity(-2)?)", ("redirectUrl", "redirect")
    ),
    Wrapper("Substack", r"(open\.)?substack\.com", r"/(redirect|app-link/post-redirect)", ("url", "j_url")),
    Wrapper("Steam", r"steamcommunity\.com", r"/linkfilter/?", ("u", "url")),
    Wrapper("DuckDuckGo", r"(html\.)?duckduckgo\.com", r"/l/", ("uddg",)),
    Wrapper("Yahoo", r"r\.search\.yahoo\.com", r"/.*/RU=(?P<target>[^/]+)/.*", ()),
    Wrapper("VK", r"(m\.)?vk\.com", r"/away\.php", ("to",)),
    Wrapper("Tumblr", r"t\.umblr\.com", r"/redirect", ("z",)),
    Wrapper("Slack", r"slack-redir\.net", r"/link", ("url",)),
    Wrapper("Outlook Safe Links", r"[\w-]+\.safelinks\.protection\.outlook\.com", r"/.*", ("url",)),
    Wrapper("Zhihu", r"link\.zhihu\.com", r"/", ("target",)),
    Wrapper("Juejin", r"link\.juejin\.cn", r"/", ("target",)),
    Wrapper("CSDN", r"link\.csdn\.net", r"/", ("target",)),
    Wrapper("Jianshu", r"jianshu\.com", r"/go-wild", ("url",)),
    Wrapper("Gitee", r"gitee\.com", r"/link", ("target",)),
    Wrapper("Habr", r"habr\.com", r"/ru/redirect", ("url",)),
    Wrapper("Disqus", r"disq\.us", r"/url", ("url",)),
    Wrapper("Skimlinks", r"go\.skimresources\.com", r"/", ("url",)),
    Wrapper("VigLink", r"redirect\.viglink\.com", r"/", ("u",)),
    Wrapper("CJ", r"(anrdoezrs\.net|dpbolvw\.net|jdoqocy\.com|kqzyfj\.com|tkqlhce\.com)", r"/.*", ("url",)),
    Wrapper("LinkSynergy", r"click\.linksynergy\.com", r"/(deeplink|fs-bin/click)", ("murl", "RD_PARM1")),
    Wrapper("Awin", r"awin1\.com", r"/(cread|awclick)\.php", ("ued", "p")),
    Wrapper("ShareASale", r"shareasale\.com", r"/r\.cfm", ("urllink",)),
    Wrapper("Wikiwand link", r"wikiwand\.com", r"/link", ("url",)),
)


def unwrapped(address: Address) -> Address:
    """The address that `address` stands for, through as many wrappers as there are (at most five)."""
    for _ in range(_MOST_WRAPPERS):
        inner = _inside(address)
        if inner is None:
            break
        address = inner
    return address


def _inside(address: Address) -> Address | None:
    for wrapper, path in _wrappers(address.site):
        found = path.fullmatch(address.path)
        if found and (target := _target(address, wrapper, found)):
            return target
    return None


@lru_cache(maxsize=4096)
def _wrappers(site: str) -> tuple[tuple[Wrapper, re.Pattern[str]], ...]:
    """The wrappers that a host may be: the next link is often of the same host."""
    return tuple((wrapper, path) for wrapper, host, path in _COMPILED if host.fullmatch(site))


def _target(address: Address, wrapper: Wrapper, found: re.Match[str]) -> Address | None:
    written = [address.value(name) for name in wrapper.parameters]
    if "target" in found.re.groupindex:
        inner = unquote(found["target"])
        written.append(inner if "://" in inner else f"https://{inner}")
    for text in written:
        if text and (parsed := parse(text)):
            return parsed
    return None


_COMPILED = tuple((row, re.compile(row.host), re.compile(row.path)) for row in WRAPPERS)
