"""What the link checker found: every link of the notes beside the verdict on it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from enum import StrEnum

from crawler.records import HEALTH_OF, Check, CrawlOutcome, Health, Link, State
from graph.redact import redact_key


class FailOn(StrEnum):
    """What makes the command fail."""

    DEAD = "dead"
    CONFIRMED = "confirmed"
    UNCERTAIN = "uncertain"
    NEVER = "never"


@dataclass(frozen=True, slots=True)
class Finding:
    """One link and what is known of it. `known`: a baseline lists it; `confirmed`: nights of history say so."""

    link: Link
    state: State
    reason: str
    check: Check | None = None
    known: bool = False
    confirmed: bool = False
    source: str = ""
    """The note's path on disk, from the working directory where it is below it."""

    @property
    def health(self) -> Health:
        """What the state means to a reader."""
        return HEALTH_OF[self.state]

    def fails(self, on: FailOn) -> bool:
        """Whether this link makes the command fail."""
        if self.known or on is FailOn.NEVER:
            return False
        if on is FailOn.CONFIRMED:
            return self.health is Health.DEAD and self.confirmed
        return self.health is Health.DEAD or (on is FailOn.UNCERTAIN and self.health is Health.UNCERTAIN)


@dataclass(frozen=True, slots=True)
class Report:
    """All links, in the order of notes and lines."""

    findings: tuple[Finding, ...] = ()
    outcome: CrawlOutcome = field(default_factory=CrawlOutcome)
    fail_on: FailOn = FailOn.DEAD

    @property
    def counts(self) -> Counter[Health]:
        """How many links have each health."""
        return Counter(finding.health for finding in self.findings)

    @property
    def failing(self) -> tuple[Finding, ...]:
        """The links that make the command fail; none where the run proves nothing."""
        if self.outcome.inconclusive:
            return ()
        return tuple(finding for finding in self.findings if finding.fails(self.fail_on))

    @property
    def worth_telling(self) -> tuple[Finding, ...]:
        """The dead links, then the uncertain ones."""
        return tuple(
            finding
            for health in (Health.DEAD, Health.UNCERTAIN)
            for finding in self.findings
            if finding.health is health
        )

    def marked(self, known: frozenset[str], confirmed: frozenset[str]) -> Report:
        """The report with what a baseline knows and what history has confirmed, by key."""
        if not known and not confirmed:
            return self
        return replace(
            self,
            findings=tuple(
                replace(
                    finding,
                    known=finding.health is Health.DEAD and _listed(finding.link.key, known),
                    confirmed=finding.health is Health.DEAD and finding.link.key in confirmed,
                )
                for finding in self.findings
            ),
        )


def _listed(key: str | None, known: frozenset[str]) -> bool:
    """Whether a baseline has `key`: it is written without secrets, and was not always."""
    return key is not None and (key in known or redact_key(key) in known)
