"""The baseline file: dead links that are known and do not make the command fail any more."""

from __future__ import annotations

import json
from pathlib import Path

from crawler.records import Health
from graph.redact import redact, redact_key
from pipelines.check.model import Report
from pipelines.errors import ConfigError, OutputError

VERSION = 1


def read_baseline(path: Path) -> frozenset[str]:
    """The keys of the known dead links. Raises ConfigError where the file is missing or is none."""
    try:
        shape = json.loads(path.read_text("utf-8"))
        return frozenset(str(row["key"]) for row in shape["dead"])
    except OSError as problem:
        raise ConfigError(
            f"{path}: {problem.strerror}", hint="write one with: linkatlas check NOTES --write-baseline FILE"
        ) from problem
    except (ValueError, KeyError, TypeError) as problem:
        raise ConfigError(f"{path} is no baseline file", hint="write it anew with --write-baseline") from problem


def write_baseline(path: Path, report: Report) -> int:
    """Write the dead links of `report`, without their secrets; how many. Raises OutputError."""
    rows = {
        redact_key(finding.link.key): {
            "key": redact_key(finding.link.key),
            "url": redact(finding.link.raw),
            "state": finding.state.value,
        }
        for finding in report.findings
        if finding.health is Health.DEAD and finding.link.key
    }
    dead = [rows[key] for key in sorted(rows)]
    shape = {"version": VERSION, "dead": dead}
    try:
        path.write_text(json.dumps(shape, indent=2, ensure_ascii=False) + "\n", "utf-8")
    except OSError as problem:
        raise OutputError(f"{path}: {problem.strerror}", hint="--write-baseline names the file to write") from problem
    return len(dead)
