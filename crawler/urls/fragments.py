"""Fragments that choose what is shown, and so belong to the resource. All others are places on a page."""

from __future__ import annotations

import re

from crawler.urls.address import Address

# (host, path, fragment, why) — regular expressions, the first on the host without `www.`
PROTECTED_FRAGMENTS: tuple[tuple[str, str, str, str], ...] = (
    (r".*", r".*", r"!?/[^:].*", "a route of an application that runs in the page"),
    (r".*", r".*", r"!.+", "a route, as search engines once asked for it"),
    (r"docs\.google\.com", r".*", r"(heading|bookmark|gid|slide|range)=.+", "a tab, slide or heading of a document"),
    (r"mega\.(nz|io|co\.nz)", r".*", r".+", "the key that opens the file"),
    (r"colab\.research\.google\.com", r"/", r".+", "the notebook to open"),
    (r"playground\.tensorflow\.org", r"/", r".+", "the state of the playground"),
    (r"(app\.)?diagrams\.net|draw\.io", r".*", r".+", "the drawing"),
    (r"excalidraw\.com", r".*", r"(json|room)=.+", "the drawing"),
    (r"groups\.google\.com", r"/forum/.*", r"!.+", "a thread, in the old address"),
    (r"web\.archive\.org", r".*", r"!?/.+", "a route of the archived page"),
    (r"regexr\.com|rubular\.com", r"/", r".+", "the expression"),
    (r"matrix\.to", r"/", r".+", "the room"),
    (r"etherscan\.io", r".*", r"(code|readContract|writeContract)", "a tab"),
)


def kept_fragment(address: Address) -> str:
    """The fragment where it chooses what is shown, else an empty string. Text fragments (`:~:`) never count."""
    fragment = address.fragment.partition(":~:")[0]
    if not fragment:
        return ""
    for host, path, pattern, _ in PROTECTED_FRAGMENTS:
        if re.fullmatch(pattern, fragment) and re.fullmatch(host, address.site) and re.fullmatch(path, address.path):
            return fragment
    return ""
