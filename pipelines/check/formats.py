"""The formats of the link checker's report, by name."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any
from xml.etree import ElementTree as ET

from crawler.records import Health
from graph.plain import escape_invisible, plain
from pipelines.check.model import Finding, Report

TOOL = "linkatlas"
LIMIT = 500
REPEATED = 64
"""Texts of a report that are remembered, since the next links often have them too."""

# health → level of SARIF 2.1.0 §3.58.6, and command of GitHub's workflow commands
_LEVELS: Mapping[Health, tuple[str, str]] = {Health.DEAD: ("error", "error"), Health.UNCERTAIN: ("warning", "warning")}


def as_text(report: Report) -> str:
    """For the terminal: what is dead and what is uncertain, note by note, and a line of sums.

    Of a run that proves nothing only what needed no visit is told link by link.
    """
    lines: list[str] = []
    for finding in report.worth_telling:
        if report.outcome.inconclusive and finding.check is not None:
            continue
        known = " (known)" if finding.known else " (confirmed)" if finding.confirmed else ""
        lines.append(f"{place(finding)}: {finding.health.value} {finding.state.value}{known}  {address(finding)}")
        lines.append(f"    {plain(finding.reason, LIMIT)}")
    if lines:
        lines.append("")
    lines.append(sums(report))
    if report.outcome.inconclusive:
        lines.append(f"inconclusive: {plain(report.outcome.inconclusive, LIMIT)}")
    return "\n".join(lines)


def sums(report: Report) -> str:
    """All links by health, in one line."""
    counts = report.counts
    parts = " · ".join(f"{counts[health]} {health.value}" for health in Health if counts[health])
    known = sum(finding.known for finding in report.findings)
    links = len(report.findings)
    return f"{links} link{'' if links == 1 else 's'}: {parts or 'nothing to visit'}" + (
        f" ({known} known)" if known else ""
    )


def as_json(report: Report) -> str:
    """For programs: run, counts and every link, one link a line."""
    head = {
        "conclusive": not report.outcome.inconclusive,
        "reason": report.outcome.inconclusive,
        "stopped": report.outcome.stopped,
        "fail_on": report.fail_on.value,
        "failing": len(report.failing),
        "counts": {health.value: report.counts[health] for health in Health},
    }
    start = json.dumps(head, ensure_ascii=False, indent=2).removesuffix("\n}")
    encode, words = json.JSONEncoder(ensure_ascii=False).encode, lru_cache(REPEATED)(plain)
    rows = ",\n".join(f"    {encode(_row(finding, words))}" for finding in report.findings)
    return escape_invisible(f'{start},\n  "links": [\n{rows}\n  ]\n}}')


def as_junit(report: Report) -> str:
    """JUnit XML as CI servers read it: a case for each link; dead is a failure, uncertain and skipped are skipped."""
    counts = report.counts
    skipped = len(report.findings) - counts[Health.ALIVE] - len(report.failing)
    numbers = {"tests": len(report.findings), "failures": len(report.failing), "errors": 0, "skipped": skipped}
    suites = ET.Element("testsuites", {name: str(value) for name, value in numbers.items()})
    suite = ET.SubElement(suites, "testsuite", {"name": TOOL, **{name: str(value) for name, value in numbers.items()}})
    failing = set(map(id, report.failing))
    for finding in report.findings:
        case = ET.SubElement(
            suite, "testcase", {"classname": plain(finding.source), "name": f"{finding.link.line}: {address(finding)}"}
        )
        words = f"{finding.state.value}: {plain(finding.reason, LIMIT)}"
        if id(finding) in failing:
            ET.SubElement(case, "failure", {"message": words, "type": finding.state.value})
        elif finding.health is not Health.ALIVE:
            ET.SubElement(case, "skipped", {"message": words})
    ET.indent(suites)
    return ET.tostring(suites, encoding="unicode", xml_declaration=True)


def as_sarif(report: Report) -> str:
    """SARIF 2.1.0, as code scanning reads it: a result for each dead or uncertain link."""
    told = report.worth_telling
    rules = sorted({finding.state.value for finding in told})
    run = {
        "tool": {
            "driver": {
                "name": TOOL,
                "rules": [{"id": rule, "shortDescription": {"text": rule.replace("_", " ")}} for rule in rules],
            }
        },
        "columnKind": "unicodeCodePoints",
        "results": [_result(finding) for finding in told],
    }
    schema = "https://json.schemastore.org/sarif-2.1.0.json"
    return escape_invisible(
        json.dumps({"$schema": schema, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=2)
    )


def as_github(report: Report) -> str:
    """GitHub's workflow commands, which it shows beside the lines of a pull request; then the sums."""
    lines = []
    for finding in report.worth_telling:
        level = "notice" if finding.known else _LEVELS[finding.health][1]
        words = _escaped(f"{address(finding)} — {plain(finding.reason, LIMIT)}")
        place_of = (
            f"file={_escaped(plain(finding.source), prop=True)},line={finding.link.line},col={finding.link.column}"
        )
        lines.append(f"::{level} {place_of},title={finding.health.value} link ({finding.state.value})::{words}")
    if report.outcome.inconclusive:
        lines.append(f"::warning title=inconclusive::{_escaped(plain(report.outcome.inconclusive, LIMIT))}")
    return "\n".join([*lines, sums(report)])


def place(finding: Finding) -> str:
    """Where a link stands, as editors and terminals open it."""
    return f"{plain(finding.source)}:{finding.link.line}:{finding.link.column}"


def address(finding: Finding) -> str:
    """The link as it is shown: one line, harmless, without secrets."""
    return plain(finding.link.raw, LIMIT)


def _row(finding: Finding, words: Callable[..., str]) -> dict[str, Any]:
    """One link for programs; `words` is `plain`, with a memory for what stands in many rows or several times in one."""
    check = finding.check
    return {
        "note": words(finding.link.note),
        "file": words(finding.source),
        "line": finding.link.line,
        "column": finding.link.column,
        "raw": words(finding.link.raw, LIMIT),
        "key": words(finding.link.key or "", LIMIT) or None,
        "health": finding.health.value,
        "state": finding.state.value,
        "status": check.http_status if check else None,
        "reason": words(finding.reason, LIMIT),
        "final_url": words(check.final_url, LIMIT) if check else None,
        "known": finding.known,
        "confirmed": finding.confirmed,
    }


def _result(finding: Finding) -> dict[str, Any]:
    return {
        "ruleId": finding.state.value,
        "level": "note" if finding.known else _LEVELS[finding.health][0],
        "message": {"text": f"{address(finding)}: {plain(finding.reason, LIMIT)}"},
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": {"uri": _uri(finding.source)},
                    "region": {"startLine": finding.link.line, "startColumn": finding.link.column},
                }
            }
        ],
        "baselineState": "unchanged" if finding.known else "new",
    }


def _uri(path: str) -> str:
    from urllib.parse import quote

    return ("file://" if path.startswith("/") else "") + quote(path)


def _escaped(text: str, *, prop: bool = False) -> str:
    """`text` for a workflow command, as GitHub's own toolkit escapes it."""
    for sign, code in (("%", "%25"), ("\r", "%0D"), ("\n", "%0A"), *((((":", "%3A"), (",", "%2C"))) if prop else ())):
        text = text.replace(sign, code)
    return text


FORMATS: Mapping[str, Callable[[Report], str]] = {
    "text": as_text,
    "json": as_json,
    "junit": as_junit,
    "sarif": as_sarif,
    "github": as_github,
}
