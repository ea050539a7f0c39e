"""The end of a night: its figures for Prometheus, its changes to those who want to know, its lines in the log."""

from __future__ import annotations

import logging

from crawler.records import Change, Facts, Run
from pipelines.catalogue import Catalogue
from pipelines.data_folder import DataFolder
from pipelines.logs import log
from pipelines.metrics import write_metrics
from pipelines.settings import Settings
from pipelines.sizes import folder_sizes


def tell(
    catalogue: Catalogue,
    facts: Facts,
    run: Run,
    changes: tuple[Change, ...],
    paths: DataFolder,
    settings: Settings,
    warnings: tuple[str, ...] = (),
) -> tuple[str, ...]:
    """Tells what a finished run has to say; all warnings, those of the telling last. `warnings` came before it.

    Notices wait for a run that is conclusive: an offline machine reaches nobody.
    """
    warnings += _measured(facts, run, paths)
    if run.conclusive and settings.notify.urls:
        from pipelines.notices import send_notices

        warnings += send_notices(catalogue, facts, settings.notify)
    for change in changes:
        words = " ".join(part for part in (change.kind, change.url, change.after and f"→ {change.after}") if part)
        log("change", words, run=run.id, change=change.kind.value, url=change.url, to=change.after)
    for warning in warnings:
        log("warning", warning, level=logging.WARNING, run=run.id)
    log("ended", _words(run), run=run.id, conclusive=run.conclusive, changes=len(changes), **run.counts)
    return warnings


def _measured(facts: Facts, run: Run, paths: DataFolder) -> tuple[str, ...]:
    try:
        write_metrics(paths.metrics, facts, run, folder_sizes(paths))
    except OSError as problem:
        return (f"{paths.metrics.name} was not written: {problem.strerror or problem}",)
    return ()


def _words(run: Run) -> str:
    counts = run.counts
    said = ", ".join(f"{counts.get(name, 0)} {name}" for name in ("visited", "left", "alive", "dead", "uncertain"))
    return f"run {run.id} ends: {said}" if run.conclusive else f"run {run.id} is inconclusive: {run.reason}"
