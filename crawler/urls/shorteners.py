"""Hosts whose addresses stand for another one, which only a visit tells: short links and affiliates' links."""

from __future__ import annotations

from crawler.urls.address import parse
from crawler.urls.identity import Identity, identify

# (host without www., what it is)
SHORTENERS: tuple[tuple[str, str], ...] = (
    ("amzn.to", "Amazon"),
    ("a.co", "Amazon"),
    ("bit.ly", "Bitly"),
    ("j.mp", "Bitly"),
    ("buff.ly", "Buffer"),
    ("cutt.ly", "Cuttly"),
    ("dbourke.link", "an author's own"),
    ("dlvr.it", "dlvr.it"),
    ("fb.me", "Facebook"),
    ("forms.gle", "Google Forms"),
    ("geni.us", "Geniuslink"),
    ("git.io", "GitHub"),
    ("goo.gl", "Google"),
    ("hubs.ly", "HubSpot"),
    ("ift.tt", "IFTTT"),
    ("is.gd", "is.gd"),
    ("lnkd.in", "LinkedIn"),
    ("maps.app.goo.gl", "Google Maps"),
    ("mcaf.ee", "McAfee"),
    ("ow.ly", "Hootsuite"),
    ("rb.gy", "Rebrandly"),
    ("rebrand.ly", "Rebrandly"),
    ("redd.it", "Reddit"),
    ("s.id", "s.id"),
    ("shorturl.at", "ShortURL"),
    ("t.co", "Twitter"),
    ("t.ly", "T.LY"),
    ("tiny.cc", "Tiny.cc"),
    ("tinyurl.com", "TinyURL"),
    ("trib.al", "SocialFlow"),
    ("v.gd", "v.gd"),
    ("wp.me", "WordPress"),
)

_HOSTS = frozenset(host for host, _ in SHORTENERS)


def is_shortener(url: str) -> bool:
    """Whether an address is one of a host that only leads elsewhere."""
    address = parse(url)
    return address is not None and address.site in _HOSTS and address.path not in ("", "/")


def settled_identity(url: str, final_url: str) -> Identity:
    """The identity of a resource once visited: that of where a short link leads, else its own."""
    if final_url and is_shortener(url):
        led = identify(final_url)
        if led.url and not is_shortener(led.url):
            return led
    return identify(url)
