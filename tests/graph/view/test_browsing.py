"""The graph page in a real Chromium: every way to find, narrow, open and leave things."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from crawler.records import Facts
from graph.build import build
from graph.view import write_view
from tests.graph.facts import key_of
from tests.graph.view.conftest import Atlas

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.chromium

ALL = {
    "Attention from scratch",
    "Transformers, slowly",
    "Going downhill",
    "Slopes and sums",
    "Seeing with convolutions",
    "the old page",
    "Behind a wall",
    "failed once",
    "A repository of exercises",
}


@pytest.mark.parametrize(
    ("words", "first"),
    [
        ("attention", "Attention mechanism"),
        ("ATTENTION MECH", "Attention mechanism"),
        ("MHA", "Attention mechanism"),
        ("cnn", "Convolutional neural networks"),
        ("maths", "Maths"),
        ("downhill", "Going downhill"),
        ("ben loom", "Transformers, slowly"),
        ("example/loose", "A repository of exercises"),
        ("big models", "Big models"),
        ("machine learning", "Machine learning"),
    ],
)
def test_search_finds_while_one_types(atlas: Atlas, words: str, first: str) -> None:
    page = atlas.open()
    page.fill("#query", words)
    assert page.locator("#answers [role=option] .words").first.inner_text() == first


def test_search_by_keyboard_opens_what_is_chosen(atlas: Atlas) -> None:
    page = atlas.open()
    page.keyboard.press("/")
    page.keyboard.type("attention")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowUp")
    chosen = page.get_attribute("#query", "aria-activedescendant")
    assert page.get_attribute(f"#{chosen}", "aria-selected") == "true"
    page.keyboard.press("Enter")
    assert "Attention mechanism" in atlas.panel()
    assert atlas.fragment() == "#topic=attention"


def test_search_lists_every_resource_with_the_words(atlas: Atlas) -> None:
    page = atlas.open()
    page.fill("#query", "attention")
    page.locator("#answers .rest").click()
    assert set(atlas.titles()) == {"Attention from scratch", "the old page"}


@pytest.mark.parametrize(
    ("fragment", "titles"),
    [
        ("#view=list", ALL),
        ("#view=list&health=dead", {"the old page", "failed once"}),
        ("#view=list&health=dead,uncertain", {"the old page", "failed once", "Behind a wall"}),
        ("#view=list&kind=video", {"Transformers, slowly"}),
        ("#view=list&task=done", {"Slopes and sums"}),
        ("#view=list&task=open", {"Going downhill", "Attention from scratch"}),
        ("#view=list&level=advanced", {"Transformers, slowly", "Seeing with convolutions"}),
        ("#view=list&language=none", {"the old page", "failed once", "Behind a wall"}),
        ("#view=list&about=attention", {"Attention from scratch", "Transformers, slowly"}),
        ("#view=list&in=note:other.md", {"Attention from scratch", "A repository of exercises"}),
        ("#view=list&in=stage:ml/maths", {"Slopes and sums", "Going downhill"}),
        (
            "#view=list&in=stage:ml/sequences",
            {"Attention from scratch", "the old page", "failed once", "Transformers, slowly", "Behind a wall"},
        ),
        ("#view=list&since=1", set()),
        ("#view=list&since=31", ALL),
        ("#view=list&kind=blog&health=alive", {"Attention from scratch"}),
        ("#view=list&q=ada+byte", {"Attention from scratch", "Going downhill", "A repository of exercises"}),
    ],
)
def test_each_filter_lets_through_what_it_says(atlas: Atlas, fragment: str, titles: set[str]) -> None:
    atlas.open(fragment)
    assert set(atlas.titles()) == titles


def test_the_legend_is_a_filter(atlas: Atlas) -> None:
    page = atlas.open("#view=list")
    page.locator("#legend button", has_text="could not tell").click()
    assert atlas.titles() == ["Behind a wall"]
    assert atlas.fragment() == "#view=list&health=uncertain"
    assert page.get_attribute("#legend button:has-text('could not tell')", "aria-pressed") == "true"
    page.locator("#legend").get_by_role("button", name="Clear").click()
    assert set(atlas.titles()) == ALL


def test_a_resource_tells_why_it_covers_and_where_it_stands(atlas: Atlas) -> None:
    atlas.open(f"#resource={key_of('attention')}")
    words = atlas.panel()
    for said in (
        "Attention weighs every word by its use.",
        "roadmap.md:20",
        "other.md:3",
        "Sequences",
        "95 %",
        "Ada Byte",
    ):
        assert said in words


def test_a_dead_resource_tells_since_when_and_what_to_put_instead(atlas: Atlas) -> None:
    page = atlas.open(f"#resource={key_of('old-attention')}")
    words = atlas.panel()
    assert "confirmed" in words
    assert "since 2026-11-16" in words
    assert "Put instead" in words
    assert page.locator("#panel .history li").count() == 2
    link = page.locator("#panel section:has-text('Put instead') a").first
    assert link.get_attribute("target") == "_blank"
    assert link.get_attribute("rel") == "noopener noreferrer"


def test_a_topic_tells_what_comes_first_and_what_covers_it(atlas: Atlas) -> None:
    atlas.open("#topic=attention")
    words = atlas.panel()
    for said in (
        "weights are a softmax over scores",
        "Covered by 2",
        "Read next",
        "Transformers",
        "Sequence modelling",
    ):
        assert said in words


def test_a_stage_tells_what_it_lacks(atlas: Atlas) -> None:
    atlas.open("#stage=ml/sequences")
    words = atlas.panel()
    assert "Lacks" in words
    assert "Convolutional neural networks" in words
    assert "named by the stage" in words


@pytest.mark.parametrize("fragment", ["#roadmap=ml", "#note=roadmap.md", "#stage=ml/big-models"])
def test_everything_can_be_linked_to(atlas: Atlas, fragment: str) -> None:
    atlas.open(fragment)
    assert atlas.panel()
    assert atlas.fragment() == fragment


@pytest.mark.parametrize("fragment", ["#topic=nothing", "#resource=%00", "#%%%", "#view=else&kind=,,", "#path-from=x"])
def test_a_fragment_that_means_nothing_shows_the_map(atlas: Atlas, fragment: str) -> None:
    page = atlas.open(fragment)
    assert page.locator("#map canvas").is_visible()
    assert page.locator("#panel").is_hidden()


def test_back_and_forward_follow_what_was_opened(atlas: Atlas) -> None:
    page = atlas.open("#topic=attention")
    page.locator("#panel .chip a", has_text="Transformers").first.click()
    page.wait_for_selector("#panel h2:has-text('Transformers')")
    page.go_back()
    page.wait_for_selector("#panel h2:has-text('Attention mechanism')")
    page.go_forward()
    page.wait_for_selector("#panel h2:has-text('Transformers')")


def test_focus_shows_only_what_belongs(atlas: Atlas) -> None:
    page = atlas.open("#topic=attention")
    page.keyboard.press("f")
    assert atlas.fragment() == "#topic=attention&focus=1"
    page.keyboard.press("Escape")
    assert atlas.fragment() == "#topic=attention"
    page.keyboard.press("Escape")
    assert atlas.fragment() in {"", "#"}


def test_a_path_leads_from_topic_to_topic(atlas: Atlas) -> None:
    page = atlas.open("#topic=calculus")
    page.get_by_label("Path to").fill("Transformers")
    page.get_by_label("Path to").press("Enter")
    page.wait_for_selector("#panel .way")
    steps = page.locator("#panel .way > li > a").all_inner_texts()
    assert steps[0] == "Calculus"
    assert steps[-1] == "Transformers"
    assert 3 <= len(steps) <= 4
    assert "path-from=calculus" in atlas.fragment()


def test_what_to_read_next_leaves_out_the_done_and_the_dead(atlas: Atlas) -> None:
    page = atlas.open()
    page.keyboard.press("n")
    titles = page.locator("#panel .line-words > a").all_inner_texts()
    assert titles[0] == "Going downhill"
    assert not {"Slopes and sums", "the old page", "Behind a wall"} & set(titles)


def test_every_key_of_the_help_works(atlas: Atlas) -> None:
    page = atlas.open()
    for key in ("?", "Escape", "+", "-", "0", "ArrowLeft", "ArrowDown", "]", "]", "[", "f", "f", "Escape", "c"):
        page.keyboard.press(key)
    page.keyboard.press("l")
    assert page.locator("#list").is_visible()
    page.keyboard.press("l")
    assert page.locator("#map").is_visible()


def test_the_query_to_copy_cannot_be_broken_out_of(atlas: Atlas) -> None:
    page = atlas.open(f"#resource={key_of('attention')}")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name="Copy Cypher").click()
    page.wait_for_selector("#said:has-text('Copied')")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith(f"MATCH (r:Resource {{id: '{key_of('attention')}'}})-[c:COVERS]->(t:Topic)")


def test_the_map_can_be_saved_as_a_picture(atlas: Atlas) -> None:
    page = atlas.open()
    with page.expect_download() as saved:
        page.keyboard.press("p")
    assert saved.value.suggested_filename == "linkatlas-map.png"
    assert Path(saved.value.path()).read_bytes().startswith(b"\x89PNG")


def test_dark_follows_the_system_and_the_reader(atlas: Atlas) -> None:
    ground = "getComputedStyle(document.body).backgroundColor"
    atlas.page.emulate_media(color_scheme="dark")
    page = atlas.open()
    dark = page.evaluate(ground)
    page.keyboard.press("d")
    light = page.evaluate(ground)
    assert sum(map(int, dark[4:-1].split(","))) < 150 < 600 < sum(map(int, light[4:-1].split(",")))


def test_on_a_phone_the_list_opens_and_nothing_overflows(atlas: Atlas) -> None:
    atlas.page.set_viewport_size({"width": 375, "height": 700})
    page = atlas.open()
    assert page.locator("#list").is_visible()
    page.locator("#list .item h3 a").first.click()
    assert atlas.panel()
    assert page.evaluate("document.documentElement.scrollWidth") <= 375
    page.get_by_role("button", name="Close the details").click()
    page.get_by_role("button", name="Filters").click()
    page.locator("#legend button", has_text="video").click()
    assert atlas.titles() == ["Transformers, slowly"]


def test_a_dot_on_the_map_opens_its_resource(atlas: Atlas) -> None:
    page = atlas.open("#resource=" + key_of("convnets"))
    atlas.panel()
    page.keyboard.press("Escape")
    page.wait_for_timeout(400)
    box = page.locator("#map").bounding_box()
    assert box
    # along the whole map a press finds something sooner or later: dots, topics and stages answer to the pointer
    for share in (0.3, 0.4, 0.5, 0.6, 0.7):
        for height in (0.2, 0.35, 0.5, 0.65, 0.8):
            page.mouse.move(box["x"] + box["width"] * share, box["y"] + box["height"] * height)
            if page.locator("#tip").is_visible():
                page.mouse.down()
                page.mouse.up()
                page.wait_for_selector("#panel:not([hidden]) h2")
                return
    pytest.fail("nothing on the map answered")


def test_packed_data_open_block_by_block(page: Page, large_page: Path) -> None:
    atlas = Atlas(page, large_page)
    atlas.open("#view=list&q=page+1199")
    assert atlas.titles() == ["Page 1199"]
    page.locator("#list .item h3 a").click()
    assert "Sentence 0 of site202.example/page1199." in atlas.panel()


def test_on_a_phone_the_panel_leaves_the_map_in_sight_and_says_the_way_back(atlas: Atlas) -> None:
    atlas.page.set_viewport_size({"width": 390, "height": 844})
    page = atlas.open("#topic=attention&view=map")
    atlas.panel()
    box = page.locator("#panel").bounding_box()
    assert box is not None
    assert box["height"] < 0.6 * 844
    way = page.locator("#panel .close").evaluate("(close) => getComputedStyle(close, '::before').content")
    assert "To the map" in way
    page.locator("#panel .close").click()
    assert page.locator("#panel").is_hidden()


@pytest.mark.parametrize("width", [320, 640, 1024, 1440])
@pytest.mark.parametrize("fragment", ["#view=list", "#topic=attention", "#topic=attention&focus=1"])
def test_nothing_overflows_at_any_width_or_zoom(atlas: Atlas, width: int, fragment: str) -> None:
    # 320 pixels are what WCAG 1.4.10 asks for: a screen of 1,280 at 400 %
    atlas.page.set_viewport_size({"width": width, "height": 620})
    page = atlas.open(fragment)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    for box in page.locator("#tools button:visible").all():
        place = box.bounding_box()
        assert place is not None
        assert place["x"] >= 0
        assert place["x"] + place["width"] <= width


def test_beside_an_open_panel_the_legend_waits_behind_its_button(atlas: Atlas) -> None:
    page = atlas.open("#topic=attention&health=alive")
    filters = page.get_by_role("button", name="Filters (1)")
    assert page.locator("#legend").is_hidden()
    filters.click()
    assert page.locator("#legend").is_visible()
    page.locator("#legend").get_by_role("button", name="Clear").click()
    assert atlas.fragment() == "#topic=attention"
    atlas.page.locator("#panel .close").click()
    assert page.get_by_role("button", name="Filters").is_hidden()
    assert page.locator("#legend").is_visible()


def test_a_world_without_links_says_what_to_do(page: Page, tmp_path: Path) -> None:
    write_view(build(Facts()), tmp_path / "graph.html")
    atlas = Atlas(page, tmp_path / "graph.html")
    assert "linkatlas nightly NOTES" in atlas.open().locator("#map").inner_text()
    assert "linkatlas nightly NOTES" in atlas.open("#view=list").locator("#list").inner_text()
