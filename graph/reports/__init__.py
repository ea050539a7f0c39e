"""What a run found, as words, Markdown, a page, and formats for machines."""

from graph.reports.make import make_report
from graph.reports.model import Report
from graph.reports.render import FORMATS, render

__all__ = ["FORMATS", "Report", "make_report", "render"]
