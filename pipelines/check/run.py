"""Scan the notes, visit what they link to, put each link beside its verdict."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from crawler.crawl import crawl
from crawler.notes import read_notes
from crawler.nursery import Nursery
from crawler.options import CrawlOptions
from crawler.records import Check, Link, Note, Scan, State, Target, Visit
from crawler.urls import is_safer
from pipelines.check.exclude import Excludes
from pipelines.check.model import FailOn, Finding, Report

Progress = Callable[[int, int], None]


def check_notes(
    notes: Sequence[Path],
    options: CrawlOptions,
    *,
    excludes: Excludes = lambda _: "",
    fail_on: FailOn = FailOn.DEAD,
    progress: Progress = lambda _done, _of: None,
    nursery: Nursery | None = None,
) -> Report:
    """Visit every link of `notes` once; by children of `nursery`, where one was started before.

    Raises NotesError for notes that are not there, CrawlOptionsError for settings that make no sense.
    """
    scan = read_notes(notes)
    targets = targets_of(scan, excludes)
    checks: dict[str, Check] = {}

    def keep(_: Visit, check: Check) -> None:
        checks[check.resource] = check
        progress(len(checks), len(targets))

    outcome = crawl(targets, replace(options, companions=False), keep, nursery=nursery)
    sources = {note.path: _source(note) for note in scan.notes}
    findings = [_finding(link, checks, excludes, sources.get(link.note, link.note)) for link in scan.links]
    if outcome.inconclusive:
        findings = [_untold(finding) for finding in findings]
    return Report(tuple(findings), outcome, fail_on)


def targets_of(scan: Scan, excludes: Excludes) -> list[Target]:
    """One target for each resource that is to be visited."""
    targets: dict[str, Target] = {}
    for link in scan.links:
        if link.state is None and link.url and link.key and not _excluded(link, excludes):
            known = targets.get(link.key)
            if known is None or is_safer(link.url, known.url):
                targets[link.key] = Target(link.key, link.url)
    return list(targets.values())


def _excluded(link: Link, excludes: Excludes) -> str:
    return excludes(link.raw) or (excludes(link.url) if link.url else "")


def _finding(link: Link, checks: dict[str, Check], excludes: Excludes, source: str) -> Finding:
    if link.state is not None:
        return Finding(link, link.state, link.reason, source=source)
    pattern = _excluded(link, excludes)
    if pattern:
        return Finding(link, State.EXCLUDED, f"Excluded by {pattern!r}.", source=source)
    check = checks.get(link.key or "")
    if check is None:
        return Finding(link, State.EXCLUDED, "Not visited: the run was stopped.", source=source)
    return Finding(link, check.state, check.reason, check, source=source)


def _untold(finding: Finding) -> Finding:
    """A finding of a run that proves nothing: whatever the visit gave, it could not be told."""
    if finding.check is None:
        return finding
    state = State.DNS_FAILED if finding.state is State.NO_DNS else State.CONNECTION_FAILED
    return replace(finding, state=state, reason=f"Could not be told, since this run proves nothing. {finding.reason}")


def _source(note: Note) -> str:
    """Where the note stands, as a person or an editor would name it."""
    if not note.source:
        return note.path
    below = os.path.relpath(note.source)
    return note.source if below.startswith("..") else below
