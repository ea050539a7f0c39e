"""Asks the companions' questions of a living visit, one after another, before the visit is handed on."""

from __future__ import annotations

import asyncio
from collections import Counter, deque
from collections.abc import Callable
from dataclasses import dataclass, replace

from scrapy.http import Response
from twisted.python.failure import Failure as Failed

from crawler import companions
from crawler.hosts import host_in
from crawler.records import Check, Health, Target, Visit
from crawler.safety.failures import StoppedError
from crawler.spiders.journey import Journey, Purpose

PATIENCE = 3
"""Questions in a row that a host may leave unanswered before it is asked no more in this run."""

Told = Callable[["Response | Failed"], None]
Ask = Callable[[str, Journey, Told, int], None]
"""Sends one request of our own; told once of the answer or the failure."""
HandOn = Callable[[Target, Visit, Check], None]


@dataclass(slots=True)
class _Guest:
    """A visit whose questions are being asked, the next one first."""

    target: Target
    visit: Visit
    check: Check
    questions: deque[tuple[str, str]]

    def learn(self, name: str, said: str | None) -> None:
        if said is not None:
            self.visit = replace(self.visit, companions={**self.visit.companions, name: said})


class Company:
    """Gathers what belongs to a visit; `ask` is the spider's, `hand_on` gets each visit once."""

    def __init__(self, ask: Ask, hand_on: HandOn) -> None:
        self._ask = ask
        self._hand_on = hand_on
        self._unanswered: Counter[str] = Counter()
        self._waiting: dict[str, deque[_Guest]] = {}

    def gather(self, target: Target, visit: Visit, check: Check) -> None:
        """Hand the visit on, with the answers to what it leaves open where it is alive."""
        open_questions = companions.wanted(visit) if check.health is Health.ALIVE else ()
        if open_questions:
            self._go_on(_Guest(target, visit, check, deque(open_questions)))
        else:
            self._hand_on(target, visit, check)

    def _go_on(self, guest: _Guest) -> None:
        while guest.questions:
            name, address = guest.questions[0]
            host = host_in(address)
            known = companions.told_already(guest.visit, address)
            if known is None and self._unanswered[host] < PATIENCE:
                self._line_up(host, guest)
                return
            guest.questions.popleft()
            guest.learn(name, known)
        self._hand_on(guest.target, guest.visit, guest.check)

    def _line_up(self, host: str, guest: _Guest) -> None:
        """One question at a time for each host, so that its silence is known before the next."""
        if host in self._waiting:
            self._waiting[host].append(guest)
        else:
            self._waiting[host] = deque()
            self._put(host, guest)

    def _put(self, host: str, guest: _Guest) -> None:
        name, address = guest.questions.popleft()

        def told(result: Response | Failed) -> None:
            if isinstance(result, Response):
                said = companions.answer(result.status, result.body, "".join(result.flags))
            elif isinstance(result.value, StoppedError | asyncio.CancelledError):
                self._hand_on(guest.target, guest.visit, guest.check)
                return
            else:
                said = None
            guest.learn(name, said)
            self._unanswered[host] = 0 if said is not None else self._unanswered[host] + 1
            self._next(host)
            self._go_on(guest)

        self._ask(address, Journey(Target(guest.visit.key, address), Purpose.COMPANION), told, companions.CAP)

    def _next(self, host: str) -> None:
        """Whose turn it is; where the host has used up our patience, everybody goes on without it."""
        line = self._waiting[host]
        if line and self._unanswered[host] < PATIENCE:
            self._put(host, line.popleft())
            return
        del self._waiting[host]
        for guest in line:
            self._go_on(guest)
