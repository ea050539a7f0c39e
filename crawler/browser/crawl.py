"""A crawl, and after it the pages that said nothing without their scripts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import Protocol

from crawler.browser.browser import HeldBrowser
from crawler.browser.options import BrowserOptions, Rendered
from crawler.options import CrawlOptions
from crawler.records import Check, CrawlOutcome, Health, Target, Visit
from crawler.verdicts import weigh
from crawler.verdicts.page import PageView, word_count

Sink = Callable[[Visit, Check], None]
MARK = b"<!-- rendered by a browser -->"
"""Before each page that was rendered."""
EMPTY_WORDS = 15
"""A page with a script and fewer words, its title left out, is one that its scripts write."""
_PAGES = frozenset({"text/html", "application/xhtml+xml"})


class Crawl(Protocol):
    """`crawler.crawl.crawl`, or another of its kind."""

    def __call__(
        self,
        frontier: Sequence[Target],
        options: CrawlOptions,
        sink: Sink,
        *,
        stop: Callable[[], bool] | None = None,
    ) -> CrawlOutcome:
        """Visits the frontier; calls `sink` once for each verdict."""


def needs_browser(visit: Visit, check: Check) -> bool:
    """Whether a living page has scripts and no text."""
    if check.health is not Health.ALIVE or visit.not_modified or visit.content_type not in _PAGES:
        return False
    if b"<script" not in visit.body[:1_000_000].lower():
        return False
    return word_count(PageView.of(visit.body, visit.charset).text) < EMPTY_WORDS


@dataclass(slots=True)
class RenderingCrawl:
    """A crawl like `inner`, whose empty pages are rendered when it is over: then nobody else asks their hosts.

    `before` tells of a key whether its page was rendered in an earlier run. Those come last, and keep what they had
    where they are beyond the cap or cannot be rendered.
    """

    inner: Crawl
    browser: BrowserOptions
    before: Callable[[str], bool] = lambda _: False
    empty: list[tuple[Visit, Check]] = field(default_factory=list)

    def __call__(
        self,
        frontier: Sequence[Target],
        options: CrawlOptions,
        sink: Sink,
        *,
        stop: Callable[[], bool] | None = None,
    ) -> CrawlOutcome:
        """As `crawler.crawl.crawl`. Raises CrawlOptionsError where the browser is missing, before anything is asked."""
        with HeldBrowser(options, self.browser) as browser:

            def keep(visit: Visit, check: Check) -> None:
                if needs_browser(visit, check):
                    self.empty.append((visit, check))
                else:
                    sink(visit, check)

            outcome = self.inner(frontier, options, keep, stop=stop)
            over = outcome.stopped or bool(outcome.inconclusive)
            self._render(browser, sink, (lambda: True) if over else stop or (lambda: False))
        return outcome

    def _render(self, browser: HeldBrowser, sink: Sink, stop: Callable[[], bool]) -> None:
        known = {visit.key: self.before(visit.key) for visit, _ in self.empty}
        for number, (visit, check) in enumerate(sorted(self.empty, key=lambda told: known[told[0].key])):
            rendered = None
            if number < self.browser.pages and not stop():
                rendered = browser.render(visit.final_url)
            sink(*_told(visit, check, rendered, known=known[visit.key]))
        self.empty.clear()


def _told(visit: Visit, check: Check, rendered: Rendered | None, *, known: bool) -> tuple[Visit, Check]:
    """The visit as it is now, with what the browser saw; a page that was rendered before is not emptied again."""
    kept = replace(visit, body=b"", not_modified=True) if known else visit
    if rendered is None:
        return kept, check
    if rendered.problem or not rendered.body:
        problem = rendered.problem or "nothing came"
        return kept, _with(check, {"browser": f"could not render it: {problem}"}, rendered)
    page = replace(visit, body=MARK + rendered.body, charset="utf-8", final_url=_led_to(visit, rendered))
    verdict, suspect = weigh(page)
    return page, _with(check if suspect else verdict, {"browser": "rendered: empty without scripts"}, rendered)


def _led_to(visit: Visit, rendered: Rendered) -> str:
    return rendered.url if rendered.url.startswith(("http://", "https://")) else visit.final_url


def _with(check: Check, words: dict[str, str], rendered: Rendered) -> Check:
    if rendered.refused:
        words |= {"browser refused": ", ".join(rendered.refused)[:300]}
    return replace(check, evidence={**check.evidence, **words})
