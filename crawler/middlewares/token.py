"""The optional token for GitHub's interface: sent there alone, over TLS alone, and done without where it is refused."""

from __future__ import annotations

from typing import Self

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.http import Response

HOST = "https://api.github.com/"
_HEADER = b"Authorization"


class GithubTokenMiddleware:
    """Adds `crawl.github_token` to questions for GitHub's interface.

    It raises the limit of 60 questions an hour to 5,000 (docs.github.com/rest: rate limits). No verdict rests on the
    answers, so neither its absence nor a refusal makes a link dead.
    """

    def __init__(self, token: str) -> None:
        self._token = token.strip()

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """As Scrapy makes its components."""
        return cls(crawler.settings["LINKATLAS_OPTIONS"].github_token)

    def process_request(self, request: Request) -> None:
        """Add the token where it belongs, and take it away everywhere else."""
        if self._token and request.url.startswith(HOST):
            request.headers[_HEADER] = f"Bearer {self._token}".encode("latin-1", "replace")
        else:
            request.headers.pop(_HEADER, None)

    def process_response(self, request: Request, response: Response) -> Request | Response:
        """A token that is not valid (401) is used no more; the question is asked again without."""
        if response.status != 401 or _HEADER not in request.headers:
            return response
        self._token = ""
        again: Request = request.copy()
        again.headers.pop(_HEADER, None)
        return again
