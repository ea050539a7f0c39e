"""The vault: links that lead somewhere, text that stays text, and the owner's own words left alone."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import frontmatter
import networkx as nx
import pytest

from graph.build import build
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


def test_writing_again_changes_no_file(vault: Path, small_graph: nx.MultiDiGraph[str]) -> None:
    before = {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in vault.rglob("*.md")}
    write(small_graph, "obsidian", vault)
    assert {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in vault.rglob("*.md")} == before


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
    (vault / ".linkatlas.json").write_text('{"topic:gone": "../outside.md", "topic:softmax": "/etc/hosts"}', "utf-8")
    write(small_graph, "obsidian", vault)
    assert outside.read_text("utf-8") == "not ours"
