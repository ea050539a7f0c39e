"""The vault: links that lead somewhere, text that stays text, and the owner's own words left alone."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path

import frontmatter
import networkx as nx
import pytest

from graph.build import build
from graph.errors import GraphError
from graph.export import write
from graph.export.obsidian_pages import BEGIN, END
from tests.graph.facts import key_of, small_facts

LINK = re.compile(r"\[\[([^|\]]+)\|[^\]]*\]\]")


@pytest.fixture
def vault(small_graph: nx.MultiDiGraph[str], tmp_path: Path) -> Path:
    write(small_graph, "obsidian", tmp_path)
    return tmp_path


def test_has_a_page_for_each_topic_stage_and_resource(vault: Path) -> None:
    counts = {folder: len(list((vault / folder).glob("*.md"))) for folder in ("Topics", "Stages", "Resources")}
    assert counts == {"Topics": 8, "Stages": 3, "Resources": 9}
    assert [path.name for path in vault.glob("*.canvas")] == ["Machine learning.canvas"]


def test_every_link_leads_to_a_page(vault: Path) -> None:
    links = {place for page in vault.rglob("*.md") for place in LINK.findall(page.read_text("utf-8"))}
    assert links
    assert all((vault / f"{place}.md").exists() for place in links)


def test_properties_are_front_matter(vault: Path) -> None:
    page = frontmatter.load(str(vault / "Resources" / "Attention from scratch.md"))
    assert page["url"] == "https://lessons.linkatlas.example/attention"
    assert (page["kind"], page["health"], page["tags"]) == ("blog", "alive", ["linkatlas/resource"])
    assert "[[Topics/Attention mechanism|Attention mechanism]]: Attention weighs every word by its use." in page.content


def test_the_owners_words_stay_when_the_vault_is_written_again(vault: Path, small_graph: nx.MultiDiGraph[str]) -> None:
    path = vault / "Topics" / "Softmax.md"
    text = path.read_text("utf-8")
    path.write_text(text.replace(BEGIN, "My words before.\n" + BEGIN) + "\nMy words after.\n", "utf-8")
    facts = small_facts()
    changed = build(
        replace(facts, topics=tuple(replace(t, description="Anew.") if t.id == "softmax" else t for t in facts.topics))
    )
    write(changed, "obsidian", vault)
    again = path.read_text("utf-8")
    assert "My words before." in again
    assert again.rstrip().endswith("My words after.")
    assert "Anew." in again
    assert again.count(BEGIN) == again.count(END) == 1


def test_the_owners_properties_and_tags_stay(vault: Path, small_graph: nx.MultiDiGraph[str]) -> None:
    path = vault / "Topics" / "Softmax.md"
    text = path.read_text("utf-8").replace(
        "tags: [linkatlas/topic]\n",
        "tags:\n  - linkatlas/topic\n  - mine/later\n"
        'rating: 7\n"my: key":\n  - a\n  - "b: c"\nnote: |\n  two\n  lines\n',
    )
    path.write_text(text, "utf-8")
    for _ in range(2):
        write(small_graph, "obsidian", vault)
        page = frontmatter.load(str(path))
        assert page["tags"] == ["linkatlas/topic", "mine/later"]
        assert (page["rating"], page["my: key"], page["note"]) == (7, ["a", "b: c"], "two\nlines\n")
        assert (page["linkatlas"], page["aliases"]) == ("softmax", ["softmax"])
    facts = small_facts()
    without = replace(facts, topics=tuple(t for t in facts.topics if t.id != "softmax"))
    write(build(without), "obsidian", vault)
    left = frontmatter.load(str(path))
    assert (left["tags"], left["rating"], left.content) == (["mine/later"], 7, "")


def test_the_owners_aliases_stay_and_ours_go_with_the_taxonomys(vault: Path) -> None:
    path, other = vault / "Topics" / "Attention mechanism.md", vault / "Resources" / "Attention from scratch.md"
    ours = frontmatter.load(str(path))["aliases"]
    assert len(ours) > 1
    written = "".join(f"  - {name}\n" for name in [*ours, '"mine: two words"', "2026", "mine"])
    path.write_text(re.sub(r"(?m)^aliases: .*\n", f"aliases:\n{written}", path.read_text("utf-8")), "utf-8")
    other.write_text(other.read_text("utf-8").replace("tags:", "aliases: [mine]\nposition: 3\ntags:"), "utf-8")
    facts = small_facts()
    fewer = tuple(replace(t, aliases=(), acronyms=()) if t.id == "attention" else t for t in facts.topics)
    for _ in range(2):
        write(build(facts), "obsidian", vault)
        assert frontmatter.load(str(path))["aliases"] == [*ours, "mine: two words", "2026", "mine"]
        page = frontmatter.load(str(other))
        assert (page["aliases"], page["position"]) == (["mine"], 3)
    write(build(replace(facts, topics=fewer)), "obsidian", vault)
    assert frontmatter.load(str(path))["aliases"] == ["mine: two words", "2026", "mine"]
    write(build(replace(facts, topics=tuple(t for t in facts.topics if t.id != "attention"))), "obsidian", vault)
    assert frontmatter.load(str(path)).metadata == {"aliases": ["mine: two words", "2026", "mine"]}


def test_an_alias_alone_is_kept_as_it_was_written(vault: Path, small_graph: nx.MultiDiGraph[str]) -> None:
    path = vault / "Topics" / "Softmax.md"
    path.write_text(re.sub(r"(?m)^aliases: .*$", "aliases: mine", path.read_text("utf-8")), "utf-8")
    write(small_graph, "obsidian", vault)
    assert frontmatter.load(str(path))["aliases"] == ["softmax", "mine"]


def test_what_the_owner_adds_to_a_canvas_stays(vault: Path) -> None:
    path = vault / "Machine learning.canvas"
    first = json.loads(path.read_text("utf-8"))
    ours = [card["id"] for card in first["nodes"]]
    group = {"id": "a1", "type": "group", "label": "Mine", "x": -9, "y": -9, "width": 900, "height": 900}
    card = {"id": "b2", "type": "text", "text": "My words", "x": 0, "y": 900, "width": 200, "height": 60}
    lines = [
        {"id": "c3", "fromNode": "b2", "toNode": ours[0], "label": "why"},
        {"id": "d4", "fromNode": "a1", "toNode": ours[-1]},
    ]
    mine = {
        "nodes": [group, *first["nodes"], card],
        "edges": [*lines, *first["edges"]],
        "metadata": {"version": "1.0-1.0"},
    }
    path.write_text(json.dumps(mine, indent="\t"), "utf-8")
    facts = small_facts()
    write(build(facts), "obsidian", vault)
    again = json.loads(path.read_text("utf-8"))
    assert again["nodes"] == mine["nodes"]
    assert sorted(again["edges"], key=str) == sorted(mine["edges"], key=str)
    assert again["metadata"] == mine["metadata"]
    gone = ours[-1]
    links = tuple(link for link in facts.scan.links if link.key != _listed_last(vault, first))
    write(build(replace(facts, scan=replace(facts.scan, links=links))), "obsidian", vault)
    fewer = json.loads(path.read_text("utf-8"))
    assert [one["id"] for one in fewer["nodes"]] == ["a1", *(one for one in ours if one != gone), "b2"]
    assert [one["id"] for one in fewer["edges"] if not one["id"].startswith("linkatlas-")] == ["c3"]


def _listed_last(vault: Path, canvas: dict[str, list[dict[str, str]]]) -> object:
    """The key of the resource on the last card of a canvas."""
    return frontmatter.load(str(vault / canvas["nodes"][-1]["file"]))["linkatlas"]


@pytest.mark.parametrize(
    "text", ["<<<<<<< HEAD", "[]", '{"nodes": 1}', '{"nodes": ["a"]}', '{"nodes": [], "edges": [1]}']
)
def test_a_file_that_is_no_canvas_is_not_written_over(
    vault: Path, small_graph: nx.MultiDiGraph[str], text: str
) -> None:
    path = vault / "Machine learning.canvas"
    path.write_text(text, "utf-8")
    with pytest.raises(GraphError, match="no canvas"):
        write(small_graph, "obsidian", vault)
    assert path.read_text("utf-8") == text


def test_roadmaps_of_one_title_have_a_canvas_each(tmp_path: Path) -> None:
    facts = small_facts()
    (one,) = facts.scan.roadmaps
    scan = replace(facts.scan, roadmaps=(one, replace(one, id="ml2", note="other.md")))
    write(build(replace(facts, scan=scan)), "obsidian", tmp_path)
    first, second = sorted(tmp_path.glob("*.canvas"), key=lambda path: len(path.name))
    assert len(json.loads(first.read_text("utf-8"))["nodes"]) == 10
    assert json.loads(second.read_text("utf-8"))["nodes"] == []


def test_an_empty_canvas_of_the_owners_becomes_the_roadmaps(tmp_path: Path, small_graph: nx.MultiDiGraph[str]) -> None:
    (tmp_path / "Machine learning.canvas").touch()
    write(small_graph, "obsidian", tmp_path)
    assert len(json.loads((tmp_path / "Machine learning.canvas").read_text("utf-8"))["nodes"]) == 10


def test_writing_again_changes_no_file(vault: Path, small_graph: nx.MultiDiGraph[str]) -> None:
    before = _written(vault)
    write(small_graph, "obsidian", vault)
    assert _written(vault) == before


def _written(vault: Path) -> dict[Path, tuple[bytes, int]]:
    pages = [*vault.rglob("*.md"), *vault.glob("*.canvas")]
    return {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in pages}


def test_a_page_keeps_its_name_when_its_title_changes(vault: Path) -> None:
    facts = small_facts()
    key = key_of("attention")
    documents = dict(facts.documents) | {key: replace(facts.documents[key], title="Another title")}
    write(build(replace(facts, documents=documents)), "obsidian", vault)
    assert "# Another title" in (vault / "Resources" / "Attention from scratch.md").read_text("utf-8")
    assert not (vault / "Resources" / "Another title.md").exists()


def test_what_is_gone_goes_unless_its_owner_wrote_on_it(vault: Path) -> None:
    kept, gone = vault / "Topics" / "Softmax.md", vault / "Topics" / "Calculus.md"
    kept.write_text(kept.read_text("utf-8") + "\nMine.\n", "utf-8")
    facts = small_facts()
    write(
        build(replace(facts, topics=tuple(t for t in facts.topics if t.id not in {"softmax", "calculus"}))),
        "obsidian",
        vault,
    )
    assert not gone.exists()
    assert kept.read_text("utf-8").strip() == "Mine."


def test_a_page_that_was_there_before_us_is_kept(small_graph: nx.MultiDiGraph[str], tmp_path: Path) -> None:
    (tmp_path / "Topics").mkdir()
    (tmp_path / "Topics" / "Softmax.md").write_text("My own page.\n", "utf-8")
    write(small_graph, "obsidian", tmp_path)
    text = (tmp_path / "Topics" / "Softmax.md").read_text("utf-8")
    assert "My own page." in text
    assert BEGIN in text


@pytest.mark.parametrize(
    "title", ["../../etc/passwd", "con/../x", "a|b]]c[[d", "<b>x</b>", "#^", "...", "\u202eevil", "x" * 300]
)
def test_titles_never_become_paths_or_markup(title: str, tmp_path: Path) -> None:
    facts = small_facts()
    key = key_of("attention")
    documents = dict(facts.documents) | {key: replace(facts.documents[key], title=title)}
    write(build(replace(facts, documents=documents)), "obsidian", tmp_path / "vault")
    assert {path.name for path in tmp_path.iterdir()} == {"vault"}
    assert len(list((tmp_path / "vault" / "Resources").iterdir())) == 9
    links = {place for page in tmp_path.rglob("*.md") for place in LINK.findall(page.read_text("utf-8"))}
    assert all((tmp_path / "vault" / f"{place}.md").exists() for place in links)
    assert not any("<b>" in page.read_text("utf-8") for page in tmp_path.rglob("*.md"))


def test_a_memory_that_points_outside_is_not_believed(vault: Path, small_graph: nx.MultiDiGraph[str]) -> None:
    outside = vault.parent / "outside.md"
    outside.write_text("not ours", "utf-8")
    memory = json.loads((vault / ".linkatlas.json").read_text("utf-8"))
    memory["pages"] |= {"topic:gone": "../outside.md", "topic:softmax": "/etc/hosts"}
    (vault / ".linkatlas.json").write_text(json.dumps(memory), "utf-8")
    write(small_graph, "obsidian", vault)
    assert outside.read_text("utf-8") == "not ours"
