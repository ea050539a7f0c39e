"""axe-core finds nothing serious in any state of the pages, light and dark."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.build import build
from graph.reports import make_report, render
from tests.graph.facts import key_of, small_facts
from tests.graph.view.conftest import Atlas
from tests.support.axe import axe_script
from tests.support.fetch import MissingError

pytestmark = pytest.mark.chromium

STATES = [
    "",
    "#view=list",
    "#topic=attention",
    "#stage=ml/sequences",
    f"#resource={key_of('old-attention')}",
    "#topic=attention&focus=1",
    "#path-from=calculus&path-to=transformers",
]


@pytest.fixture(scope="module")
def axe() -> str:
    try:
        return axe_script()
    except MissingError as lack:
        pytest.skip(f"this machine lacks {lack}")


def serious(atlas: Atlas, axe: str) -> list[str]:
    """Violations that axe calls serious or critical, with the elements."""
    atlas.page.evaluate(axe)
    found = atlas.page.evaluate("() => axe.run(document, {resultTypes: ['violations']})")
    return [
        f"{violation['id']}: {violation['help']} {[node['html'][:120] for node in violation['nodes'][:3]]}"
        for violation in found["violations"]
        if violation["impact"] in {"serious", "critical"}
    ]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("state", STATES)
def test_the_graph_page_is_accessible(atlas: Atlas, axe: str, state: str, scheme: str) -> None:
    atlas.page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    atlas.open(state)
    assert serious(atlas, axe) == []


def test_the_graph_page_is_accessible_on_a_phone(atlas: Atlas, axe: str) -> None:
    atlas.page.set_viewport_size({"width": 375, "height": 700})
    page = atlas.open()
    assert serious(atlas, axe) == []
    page.get_by_role("button", name="Filters").click()
    assert serious(atlas, axe) == []


def test_the_help_is_accessible(atlas: Atlas, axe: str) -> None:
    page = atlas.open()
    page.keyboard.press("?")
    page.wait_for_selector("dialog[open]")
    assert serious(atlas, axe) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_report_is_accessible(atlas: Atlas, axe: str, tmp_path: Path, scheme: str) -> None:
    path = tmp_path / "report.html"
    facts = small_facts()
    path.write_text(render(make_report(facts, build(facts)), "html"), "utf-8")
    atlas.page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    atlas.page.goto(path.as_uri())
    assert serious(atlas, axe) == []
