"""Plots of numbers as inline SVG. Their colours are classes of the report's style sheet, so that light and dark apply.

Drawn as a tree of elements, from numbers alone: a report is written each night, and loading a plotting library for two
plots took a third of the time of a night without news. No text of pages or notes is in them.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from xml.etree import ElementTree as ET

from graph.reports.model import NightCount

_FROM = 1995
"""Resources older than that are counted with it."""

_LEGEND = (("alive", "alive"), ("uncertain", "could not tell"), ("dead", "dead"))
_WIDTH, _LEFT, _RIGHT, _TOP, _BOTTOM = 518.0, 30.0, 8.0, 18.0, 18.0
_MOST_DATES, _MOST_YEARS, _MOST_STEPS = 7, 12, 5


@dataclass(frozen=True, slots=True)
class _Frame:
    """The room of a plot: `least` to `most` from left to right, 0 to `top` upwards."""

    svg: ET.Element
    height: float
    least: float
    most: float
    top: float

    def x(self, value: float) -> float:
        share = (value - self.least) / ((self.most - self.least) or 1)
        return round(_LEFT + share * (_WIDTH - _LEFT - _RIGHT), 2)

    def y(self, value: float) -> float:
        return round(self.height - _BOTTOM - value / self.top * (self.height - _TOP - _BOTTOM), 2)

    def text(self, x: float, y: float, words: str, anchor: str = "middle") -> None:
        place = {"x": f"{x:g}", "y": f"{y:g}", "text-anchor": anchor, "class": "fill-ink"}
        ET.SubElement(self.svg, "text", place).text = words

    def bar(self, x: float, y: float, width: float, height: float, kind: str) -> None:
        ET.SubElement(
            self.svg,
            "rect",
            {"x": f"{x:g}", "y": f"{y:g}", "width": f"{width:g}", "height": f"{height:g}", "class": f"fill-{kind}"},
        )


def health_over_nights(nights: Sequence[NightCount]) -> str:
    """Resources alive, uncertain and dead, night by night; empty for fewer than two conclusive nights."""
    told = [night for night in nights if night.conclusive and "alive" in night.counts]
    if len(told) < 2:
        return ""
    days = [night.started.timestamp() for night in told]
    sums = [[0.0] * len(told)]
    for name, _ in _LEGEND:
        sums.append([below + night.counts.get(name, 0) for below, night in zip(sums[-1], told, strict=True)])
    frame = _framed("Health over the nights", 187, min(days), max(days), max(sums[-1]))
    for (name, _), below, above in zip(_LEGEND, sums, sums[1:], strict=False):
        there = [f"{frame.x(day):g},{frame.y(value):g}" for day, value in zip(days, above, strict=True)]
        back = [f"{frame.x(day):g},{frame.y(value):g}" for day, value in zip(days, below, strict=True)]
        ET.SubElement(frame.svg, "polygon", {"points": " ".join(there + back[::-1]), "class": f"fill-{name}"})
    for moment in _dates([night.started for night in told]):
        place = min(max(frame.x(moment.timestamp()), _LEFT + 14), _WIDTH - _RIGHT - 14)
        frame.text(place, frame.height - 5, _date(moment, told[-1].started - told[0].started))
    for number, (name, words) in enumerate(_LEGEND):
        left = _LEFT + 95 * number
        frame.bar(left, 2, 14, 8, name)
        frame.text(left + 19, 9.5, words, "start")
    return ET.tostring(frame.svg, encoding="unicode")


def ages(years: Iterable[int]) -> str:
    """How many resources were published in which year; empty where no page says."""
    count = Counter(max(_FROM, year) for year in years if 1900 < year < 2200)
    if not count:
        return ""
    first, last = min(count), max(*count, min(count) + 4)
    frame = _framed("Year of publication", 144, first - 0.7, last + 0.7, max(count.values()))
    for year, many in sorted(count.items()):
        left, top = frame.x(year - 0.4), frame.y(many)
        frame.bar(left, top, round(frame.x(year + 0.4) - left, 2), round(frame.y(0) - top, 2), "bar")
    for year in range(first, last + 1, math.ceil((last - first + 1) / _MOST_YEARS)):
        frame.text(frame.x(year), frame.height - 5, str(year))
    return ET.tostring(frame.svg, encoding="unicode")


def _framed(title: str, height: float, least: float, most: float, highest: float) -> _Frame:
    """An empty plot with its steps from the bottom to the first whole one above `highest`."""
    svg = ET.Element(
        "svg",
        {
            "xmlns": "http://www.w3.org/2000/svg",
            "viewBox": f"0 0 {_WIDTH:g} {height:g}",
            "role": "img",
            "aria-label": title,
        },
    )
    step = _step(highest)
    frame = _Frame(svg, height, least, most, max(step, math.ceil(highest / step) * step))
    for value in range(0, int(frame.top) + 1, step):
        level = f"{frame.y(value):g}"
        line = {"x1": f"{_LEFT:g}", "x2": f"{_WIDTH - _RIGHT:g}", "y1": level, "y2": level, "class": "stroke-ink"}
        ET.SubElement(svg, "line", line)
        frame.text(_LEFT - 5, frame.y(value) + 3, str(value), "end")
    return frame


def _step(highest: float) -> int:
    """1, 2 or 5 times a power of ten, so that a few steps reach the top."""
    steps = (digit * int(10**power) for power in range(12) for digit in (1, 2, 5))
    return next((step for step in steps if step * _MOST_STEPS >= highest), 10**12)


def _dates(moments: Sequence[datetime]) -> Iterator[datetime]:
    """A few of the moments, evenly chosen, with the first and the last."""
    many = min(len(moments), _MOST_DATES)
    yield from dict.fromkeys(moments[round(number * (len(moments) - 1) / (many - 1))] for number in range(many))


def _date(moment: datetime, span: timedelta) -> str:
    days = span.days
    if days > 300:
        return f"{moment:%b %Y}"
    return f"{moment.day} {moment:%b}" if days >= 1 else f"{moment:%H:%M}"
