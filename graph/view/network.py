"""The one place that knows pyvis: the overview as its Network, rendered with our own template and vis-network in it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from graph.offline import environment, json_in_html, policy, source
from graph.plain import plain
from graph.view.layout import Layout
from graph.view.numbering import Numbered
from graph.view.palette import OPTIONS, STAGE_BOX, STAGE_HEIGHT, STAGE_WIDTH

if TYPE_CHECKING:
    from pyvis.network import Network

Block = tuple[str, bool]
"""Text that can stand in a script element, and whether it is packed."""

_ASSETS = Path(__file__).parent / "assets"
_VIS = Path("lib", "vis-9.1.2", "vis-network.min.js")
_SOURCE_MAP = re.compile(r"^//# sourceMappingURL=.*$", re.MULTILINE)

SCRIPTS = (
    "dom",
    "data",
    "state",
    "filters",
    "search",
    "theme",
    "dots",
    "words",
    "names",
    "looks",
    "belonging",
    "scenery",
    "map",
    "focus",
    "paths",
    "advice",
    "parts",
    "detail_resource",
    "detail_topic",
    "detail_stage",
    "detail",
    "list",
    "legend",
    "pictures",
    "keys",
    "main",
)
"""Our own scripts in the order in which they need each other."""

STYLES = ("base", "map", "parts", "panel", "narrow")
"""Our own styles; later ones may refine earlier ones."""


def overview(numbered: Numbered, layout: Layout) -> Network:
    """Roadmaps, stages in their order and main topics; resources are drawn by the page itself."""
    from pyvis.network import Network

    network = Network(directed=True, cdn_resources="in_line")
    network.options = dict(OPTIONS)
    for place, (x, y) in layout.lanes.titles.items():
        title = numbered.node(numbered.names["Roadmap"][place])["title"]
        _add(network, f"roadmap:{place}", plain(title, 120), x, y, group="roadmap")
    for place, (x, y) in layout.lanes.stages.items():
        title = numbered.node(numbered.names["Stage"][place])["title"]
        scale = layout.lanes.scale
        box = {"widthConstraint": round(STAGE_WIDTH * scale), "heightConstraint": round(STAGE_BOX * scale)}
        _add(network, f"stage:{place}", plain(title, 38), x, y, group="stage", size=scale, **box)
    for place, (x, y, radius) in layout.topics.items():
        name = numbered.node(numbered.names["Topic"][place])["name"]
        _add(network, f"topic:{place}", plain(name, 60), x, y, group="topic", size=round(radius))
    shown = layout.lanes.stages
    for start, end, _ in numbered.edges("NEXT"):
        one, other = numbered.number[start], numbered.number[end]
        # a line from the end of a row to the start of the next would run through what stands between
        if one in shown and other in shown and abs(shown[one][1] - shown[other][1]) < STAGE_HEIGHT / 2:
            network.add_edge(f"stage:{one}", f"stage:{other}")
    return network


def _add(network: Network, name: str, label: str, x: float, y: float, **options: Any) -> None:
    network.add_node(name, label=label, x=round(x), y=round(y), **options)


def page(network: Network, blocks: Mapping[str, Block], title: str) -> Iterator[str]:
    """The HTML in parts. `blocks` are the data by element id: none is copied, each is a part."""
    from markupsafe import Markup

    templates = environment(_ASSETS)
    scripts = [vis_script(), own_script()]
    style = "".join(source(_ASSETS / f"page.{name}.css") for name in STYLES)
    # no text of the page holds a NUL: it marks where a block stands
    places = {name: (Markup(f"\0{name}\0"), packed) for name, (_, packed) in blocks.items()}  # noqa: S704 - our own names
    templates.filters["json_in_html"] = lambda value: Markup(json_in_html(value))  # noqa: S704 - escaped for its place
    templates.filters["as_json"] = lambda text: Markup(json_in_html(json.loads(text)))  # noqa: S704 - as above
    templates.globals.update(
        title=title,
        style=Markup(style),  # noqa: S704 - our own file
        scripts=[Markup(script) for script in scripts],  # noqa: S704 - our own files and vis-network's
        blocks=places,
        policy=policy(scripts, [style]),
    )
    network.templateEnv, network.path = templates, "page.html.j2"
    for number, part in enumerate(network.generate_html().split("\0")):
        yield blocks[part][0] if number % 2 else part


def vis_script() -> str:
    """vis-network as pyvis ships it, without the line that sends developer tools looking for another file."""
    import pyvis

    return _SOURCE_MAP.sub("", source(Path(pyvis.__file__).parent / _VIS))


def own_script() -> str:
    """All our scripts as one, in a scope of their own."""
    parts = "\n".join(source(_ASSETS / f"{name}.js") for name in SCRIPTS)
    return f'"use strict";\n(() => {{\nconst atlas = {{}};\n{parts}\n}})();\n'
