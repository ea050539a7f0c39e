"""Plots of numbers as inline SVG, drawn by matplotlib; their colours are classes, so that light and dark apply.

No text of pages or notes is drawn here: matplotlib reads `$…$` in labels as mathematics.
"""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from graph.reports.model import NightCount

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

# class in report.css → a colour that stands for it while matplotlib draws
_CLASSES = {"alive": "#010101", "uncertain": "#010102", "dead": "#010103", "ink": "#010104", "bar": "#010105"}
_DAYS = ["%Y", "%b %Y", "%-d %b", "%H:%M", "%H:%M", "%S"]
"""How matplotlib's concise dates are written, from years to seconds."""
_FROM = 1995
"""Resources older than that are counted with it."""


def health_over_nights(nights: Sequence[NightCount]) -> str:
    """Resources alive, uncertain and dead, night by night; empty for fewer than two conclusive nights."""
    told = [night for night in nights if night.conclusive and "alive" in night.counts]
    if len(told) < 2:
        return ""
    from matplotlib.dates import AutoDateLocator, ConciseDateFormatter
    from matplotlib.ticker import MaxNLocator

    figure, axes = _figure(7.2, 2.6)
    names = ("alive", "uncertain", "dead")
    axes.stackplot(
        [night.started.timestamp() / 86400 for night in told],
        [[night.counts.get(name, 0) for night in told] for name in names],
        labels=("alive", "could not tell", "dead"),
        colors=[_CLASSES[name] for name in names],
        step="mid" if len(told) < 4 else None,
    )
    axes.margins(x=0)
    days = AutoDateLocator(minticks=3, maxticks=8)  # type: ignore[no-untyped-call]
    axes.xaxis.set_major_locator(days)
    axes.xaxis.set_major_formatter(ConciseDateFormatter(days, formats=_DAYS, show_offset=False))  # type: ignore[no-untyped-call]
    axes.yaxis.set_major_locator(MaxNLocator(integer=True, nbins=5))
    axes.legend(loc="lower left", bbox_to_anchor=(0, 1), ncols=3, frameon=False, fontsize=8, borderaxespad=0)
    return _svg(figure, "Health over the nights")


def ages(years: Iterable[int]) -> str:
    """How many resources were published in which year; empty where no page says."""
    count = Counter(max(_FROM, year) for year in years if 1900 < year < 2200)
    if not count:
        return ""
    from matplotlib.ticker import MaxNLocator

    figure, axes = _figure(7.2, 2.0)
    axes.bar(list(count), list(count.values()), color=_CLASSES["bar"], width=0.8)
    axes.set_xlim(min(count) - 0.7, max(*count, min(count) + 4) + 0.7)
    for axis in (axes.xaxis, axes.yaxis):
        axis.set_major_locator(MaxNLocator(integer=True))
    return _svg(figure, "Year of publication")


def _figure(width: float, height: float) -> tuple[Figure, Axes]:
    from matplotlib.figure import Figure

    figure = Figure(figsize=(width, height), layout="constrained")
    axes = figure.add_subplot()
    for side in ("top", "right", "left"):
        axes.spines[side].set_visible(False)
    axes.spines["bottom"].set_color(_CLASSES["ink"])
    axes.tick_params(colors=_CLASSES["ink"], length=0, labelsize=8)
    return figure, axes


def _svg(figure: Figure, title: str) -> str:
    import matplotlib as mpl

    out = io.StringIO()
    with mpl.rc_context({"svg.fonttype": "none", "svg.hashsalt": "linkatlas", "font.family": "sans-serif"}):
        figure.savefig(out, format="svg", transparent=True, metadata={"Date": None, "Creator": None})
    return _for_page(out.getvalue(), title)


def _for_page(svg: str, title: str) -> str:
    """Without style elements and attributes (the page's policy refuses them): declarations become attributes."""
    from lxml import etree

    root = etree.fromstring(svg.encode("utf-8"), etree.XMLParser(resolve_entities=False, no_network=True))
    for node in list(root.iter("{*}style", "{*}metadata")):
        node.getparent().remove(node)
    names = {colour: name for name, colour in _CLASSES.items()}
    for node in root.iter():
        declared = [pair.split(":", 1) for pair in str(node.attrib.pop("style", "")).split(";") if ":" in pair]
        for name, value in declared:
            node.set(name.strip(), value.strip())
        found = [f"{part}-{names[colour]}" for part in ("fill", "stroke") if (colour := node.get(part, "")) in names]
        if found:
            node.set("class", " ".join(found))
        if node.tag.endswith("}text"):
            node.set("class", "fill-ink")
    for unwanted in ("width", "height"):
        root.attrib.pop(unwanted, "")
    root.set("role", "img")
    root.set("aria-label", title)
    return etree.tostring(root, encoding="unicode")
