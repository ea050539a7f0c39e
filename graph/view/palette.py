"""What the page's drawing looks like before any theme: shapes, sizes and vis-network's options."""

from __future__ import annotations

from collections.abc import Mapping

# Widths and heights are in the drawing's own units; at the first fit one unit is about half a pixel.
STAGE_WIDTH = 190
STAGE_BOX = 88
"""Height of a stage's box: three lines at the first fit."""
STAGE_HEIGHT = 104
"""From one row of stages to the next."""
STAGE_GAP = 20
ROADMAP_HEIGHT = 48
DOT_SPACING = 8.5
"""Distance between neighbouring resources within a topic's disc."""
LEAST_RADIUS = 20

FONT = 'system-ui, "Segoe UI", "Liberation Sans", sans-serif'

OPTIONS: Mapping[str, object] = {
    "physics": {"enabled": False},
    "layout": {"improvedLayout": False},
    "interaction": {
        "hover": False,
        "dragNodes": False,
        "keyboard": {"enabled": False},
        "navigationButtons": False,
        "selectConnectedEdges": False,
        "tooltipDelay": 3600000,
        "zoomSpeed": 0.7,
    },
    "nodes": {
        "font": {"face": FONT, "multi": False},
        "scaling": {"label": {"enabled": False, "drawThreshold": 3}},
        "shadow": False,
    },
    "edges": {
        "smooth": False,
        "width": 2,
        "arrows": {"to": {"enabled": True, "scaleFactor": 0.55}},
        "hoverWidth": 0,
        "selectionWidth": 0,
    },
}
