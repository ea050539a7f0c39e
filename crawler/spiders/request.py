"""Scrapy's request without the cleaning of addresses that are clean already, which costs more than all else in it."""

from __future__ import annotations

import re

from scrapy import Request

_CLEAN = re.compile(r"https?://(?:[a-z0-9]+[.-])*[a-z0-9]+(?::[1-9]\d{0,3})?/[\w./~-]*(?:\?[\w.~=&/-]+)?", re.ASCII)


class PlainRequest(Request):
    """A request whose address is taken as it is where Scrapy would not change a letter of it."""

    __slots__ = ()

    def _set_url(self, url: str) -> None:
        if _CLEAN.fullmatch(url) and "--" not in url:
            self._url = url
        else:
            super()._set_url(url)
