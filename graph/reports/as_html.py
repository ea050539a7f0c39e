"""The report as one offline page: template with autoescape, a policy without inline allowances, plots as SVG."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from pathlib import Path

from crawler.records import Health
from graph.addresses import host_of
from graph.offline import environment, policy, source
from graph.plain import sentence
from graph.reports import plots
from graph.reports.groups import CHANGE_WORDS, groups, headline
from graph.reports.model import LinkRow, Report
from graph.reports.open_in import editor_links

_HERE = Path(__file__).parent / "templates"
HOSTS = 12
"""Hosts that fail most: so many bars."""


def render(report: Report) -> str:
    """The whole page. Works from a file, asks for nothing, prints well."""
    from markupsafe import Markup

    style = source(_HERE / "report.css") + source(_HERE / "plots.css")
    script = source(_HERE / "report.js")
    page = environment(_HERE).get_template("report.html.j2")
    return page.render(
        report=report,
        headline=headline(report),
        groups=groups(report),
        change_words=CHANGE_WORDS,
        editor_links=editor_links,
        safe_url=web_address,
        sentence=sentence,
        policy=policy([script], [style]),
        style=Markup(style),  # noqa: S704 - our own file
        script=Markup(script),  # noqa: S704 - our own file
        nights=Markup(plots.health_over_nights(report.nights)),  # noqa: S704 - drawn from numbers
        ages=Markup(plots.ages(_years(report))),  # noqa: S704 - drawn from numbers
        kinds=_kinds(report.links),
        hosts=_failing_hosts(report.links),
        reading=[row for row in report.coverage if row.minutes],
        heat=_heat(report),
    )


def web_address(url: str | None) -> str:
    """The address where it is one a browser may be sent to, else nothing."""
    return url if url and url.lower().startswith(("http://", "https://")) else ""


def _years(report: Report) -> list[int]:
    seen = {row.key: row.published for row in report.links if row.published[:4].isdigit()}
    return [int(published[:4]) for published in seen.values()]


def _kinds(rows: Sequence[LinkRow]) -> list[tuple[str, int]]:
    kinds = {row.key: row.kind.value for row in rows if row.key}
    return sorted(Counter(kinds.values()).items(), key=lambda pair: (-pair[1], pair[0]))


def _failing_hosts(rows: Sequence[LinkRow]) -> list[tuple[str, int, int]]:
    """Host, resources that are dead, resources that could not be told; those with most trouble first."""
    found: dict[str, dict[Health, set[str]]] = defaultdict(lambda: defaultdict(set))
    for row in rows:
        if row.url and row.key and row.health in (Health.DEAD, Health.UNCERTAIN):
            found[host_of(row.url)][row.health].add(row.key)
    counted = [(host, len(by[Health.DEAD]), len(by[Health.UNCERTAIN])) for host, by in found.items()]
    return sorted(counted, key=lambda row: (-row[1] - row[2], row[0]))[:HOSTS]


def _heat(report: Report) -> dict[str, object]:
    """Topics × stages: the topics that most stages teach, and for each cell how well (0…4)."""
    rows = [row for row in report.coverage if row.teaches]
    count = Counter(taught.name for row in rows for taught in row.teaches)
    topics = [name for name, _ in sorted(count.items(), key=lambda pair: (-pair[1], pair[0]))[:24]]
    cells = []
    for row in rows:
        by_name = {taught.name: taught for taught in row.teaches}
        cells.append((row, [(name, by_name.get(name), _step(by_name.get(name))) for name in topics]))
    return {"topics": topics, "rows": cells}


def _step(taught: object) -> int:
    resources = getattr(taught, "resources", 0)
    return min(4, resources) if resources else 0
