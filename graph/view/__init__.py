"""The graph page: one HTML file that works offline."""

from graph.view.write import write_view

__all__ = ["write_view"]
