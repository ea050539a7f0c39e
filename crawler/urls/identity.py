"""From a link as written to the resource it means: unwrap, drop trackers, drop places, know known sites."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from crawler.records import Kind, State
from crawler.urls.address import Address, folded, parse
from crawler.urls.fragments import kept_fragment
from crawler.urls.identities import Known, known
from crawler.urls.kinds import guessed_kind
from crawler.urls.trackers import is_tracker
from crawler.urls.wrappers import unwrapped

RULES_VERSION = "2"
"""Goes up with every change of a rule table: stored identities of another version are made anew."""

_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
_EMAIL = re.compile(r"[\w.!#$%&'*+/=?^`{|}~-]+@[\w-]+(\.[\w-]+)+")
# What WHATWG takes out of an address before reading it (https://url.spec.whatwg.org/#concept-basic-url-parser)
_STRIPPED = "".join(map(chr, range(0x21)))
_BREAKS = str.maketrans("", "", "\t\n\r")
_IMAGE = re.compile(r".+\.(apng|avif|bmp|gif|ico|jpe?g|png|svg|tiff?|webp)", re.IGNORECASE)
_IMAGE_HOSTS = re.compile(
    r"substackcdn\.com/image/|miro\.medium\.com/|i\.imgur\.com/|pbs\.twimg\.com/media/|img\.shields\.io/|camo\.githubusercontent\.com/"
)
# Pages about an image whose address ends like the image (host/path before the name).
_IMAGE_PAGES = re.compile(r"wiki[pm]edia\.org/wiki/|github\.com/[^/]+/[^/]+/blob/")


@dataclass(frozen=True, slots=True)
class Identity:
    """What a written address means. `url` is what to fetch; `key` is the same for every spelling of one resource.

    `state` is set where no visit is needed: malformed (no `url`, a key of its own) or skipped (`reason` says why).
    """

    url: str | None
    key: str | None
    kind: Kind = Kind.OTHER
    state: State | None = None
    reason: str = ""


@lru_cache(maxsize=16384)
def identify(raw: str) -> Identity:
    """The identity of an address as it was written, entities and Markdown's escapes resolved."""
    text = raw.strip(_STRIPPED).translate(_BREAKS)
    text = _with_scheme(text)
    scheme = _SCHEME.match(text)
    if scheme and scheme[1].lower() not in ("http", "https"):
        reason = f"{scheme[1].lower()}: is not a web address"
        return Identity(None, None, state=State.UNSUPPORTED_SCHEME, reason=reason)
    address = parse(text)
    if address is None:
        return Identity(None, f"malformed:{text}", state=State.MALFORMED, reason="no browser could visit this address")
    address, found = _settled(address)
    url, key = str(address), _key(address, found)
    if is_image(address):
        return Identity(url, key, state=State.IMAGE, reason="an image, not a page")
    return Identity(url, key, guessed_kind(address))


def known_identity(raw: str) -> Identity | None:
    """The identity of an address that a known site's own rule names (a book, a video, a paper); None for all others."""
    address = parse(raw)
    return identify(raw) if address and _settled(address)[1] else None


def _with_scheme(text: str) -> str:
    if text.startswith("//"):
        return f"https:{text}"
    if _SCHEME.match(text) and "://" in text:
        return text
    if text.lower().startswith("www."):
        return f"http://{text}"
    if _EMAIL.fullmatch(text):
        return f"mailto:{text}"
    return text


def canonical(address: Address) -> Address:
    """The address to fetch: wrappers opened, trackers and places dropped, known sites' usual spelling."""
    return _settled(address)[0]


def _settled(address: Address) -> tuple[Address, Known | None]:
    address = unwrapped(address)
    site = address.site
    address = address.without(lambda name: is_tracker(name, site))
    address = replace(address, fragment=kept_fragment(address))
    found = known(address)
    usual = parse(found.fetch) if found and found.fetch else None
    return usual or address, found


def _key(address: Address, found: Known | None) -> str:
    fragment = f"#{address.fragment}" if address.fragment else ""
    if found:
        return found.key + fragment
    port = f":{address.port}" if address.port else ""
    path = folded(address.path).rstrip("/")
    query = "&".join(sorted(folded(pair) for pair in address.pairs()))
    return f"{address.site}{port}{path}{'?' + query if query else ''}{fragment}"


def is_image(address: Address) -> bool:
    """Whether the address is that of an image file."""
    place = f"{address.site}{address.path}"
    if _IMAGE_HOSTS.match(place):
        return True
    return bool(_IMAGE.fullmatch(address.path)) and not _IMAGE_PAGES.search(place)
