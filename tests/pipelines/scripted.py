"""A web without sockets for the tests of nights: what each address answers, night by night."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from crawler.options import CrawlOptions
from crawler.records import Check, CrawlOutcome, Hop, State, Target, Visit

LESSON = (
    "<!doctype html><html lang=en><head><title>{0}</title></head><body><article><h1>{0}</h1>"
    + "<p>Gradient descent walks downhill on the loss surface, one small step against the gradient at a time.</p>" * 6
    + "</article></body></html>"
)


@dataclass
class ScriptedWeb:
    """Stands where `crawler.crawl.crawl` would: `answers` maps a key to its state, `bodies` to its page."""

    now: Callable[[], datetime]
    answers: dict[str, State] = field(default_factory=dict)
    bodies: dict[str, bytes] = field(default_factory=dict)
    moved_to: dict[str, str] = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict)
    inconclusive: str = ""
    asked: list[Target] = field(default_factory=list)
    on_visit: Callable[[Target], None] = lambda _: None
    die_after: int | None = None
    """Raises KilledError after so many visits, as a kill would end the process."""

    def __call__(
        self,
        frontier: Sequence[Target],
        options: CrawlOptions,
        sink: Callable[[Visit, Check], None],
        *,
        stop: Callable[[], bool] | None = None,
    ) -> CrawlOutcome:
        for count, target in enumerate(frontier):
            if self.die_after is not None and count >= self.die_after:
                raise KilledError
            if stop and stop():
                return CrawlOutcome(count, count, inconclusive=self.inconclusive, stopped=True)
            self.asked.append(target)
            self.on_visit(target)
            sink(*self._answer(target))
        return CrawlOutcome(len(frontier), len(frontier), inconclusive=self.inconclusive)

    def _answer(self, target: Target) -> tuple[Visit, Check]:
        state = self.answers.get(target.key, State.OK)
        status = {State.OK: 200, State.MOVED: 200, State.NOT_FOUND: 404, State.BLOCKED: 403}.get(state)
        final = self.moved_to.get(target.key, target.url)
        same = bool(self.headers and target.etag and target.etag == self.headers.get("etag"))
        body = b"" if same or status != 200 else self.bodies.get(target.key, LESSON.format(target.key).encode())
        hops = (Hop(target.url, 301),) if state is State.MOVED else ()
        visit = Visit(
            target.key,
            target.url,
            self.now(),
            final_url=final,
            status=304 if same else status,
            hops=hops,
            headers=self.headers,
            content_type="text/html",
            charset="utf-8",
            body=body,
            not_modified=same,
        )
        return visit, Check(target.key, state, f"It is {state}.", self.now(), status, final, hops)


class KilledError(BaseException):
    """Not an Exception: nothing in the product may catch it, as nothing can catch kill -9."""
