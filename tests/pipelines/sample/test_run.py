"""The first run of a newcomer: `linkatlas nightly --sample` gives every link its verdict and answers questions."""

from __future__ import annotations

import json
import tomllib
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from pipelines.resources import shipped
from tests.support.sample import SampleData, run_linkatlas

DOMAIN = "linkatlas.example"
pytestmark = pytest.mark.xdist_group("sample")  # one run for all

# address without scheme and domain → state; all other links of the notes are alive and ok
VERDICTS = {
    "docs/latest/sql/": "moved",
    "lessons/2019/04/gradient-descent.html": "moved",
    "books/tables": "redirected",
    "courses/go/transformers": "redirected",
    "lessons/kernel-trick/": "not_found",
    "papers/abs/la-0003": "gone",
    "academy/lectures/12-boltzmann-machines": "soft_404",
    "letters/2018/hello-world": "soft_404",
    "old-blog/naive-bayes-in-javascript": "parked",
    "labs/carousel": "redirect_loop",
    "academy/lectures/14-graph-networks": "login_required",
    "lessons/drafts/mixture-of-experts/": "robots_disallowed",
    "archive/2012/perceptrons-revisited": "robots_disallowed",
    "forum/t/how-i-got-my-first-ml-job/4711": "blocked",
    "scores/leaderboard": "rate_limited",
    "labs/demo/style-transfer": "server_error",
    "labs/live": "connection_failed",
    "lessons/assets/attention-heads.png": "image",
    "lessons/hidden-markov-models/": "excluded",
    "old-blog/perceptron": "excluded",
}
UNFETCHABLE = {
    "mailto:ines@linkatlas.example": "unsupported_scheme",
    "http://lessons.linkatlas.example:8o80/entropy/": "malformed",
}
FILES = (
    "catalogue.sqlite",
    "graph.lbug",
    "search.sqlite",
    "graph.html",
    "report.html",
    "report.md",
    "report.json",
)
UNREAD = "MATCH (r:Resource)-[c:COVERS]->() WHERE r.health <> 'alive' RETURN DISTINCT c.source AS source"
# pages that one needs patience for, and that are well all the same
PATIENCE = {"courses/statistics/bayes", "letters/p/random-forests", "docs/git/branches/", "labs/cheat-sheet.txt"}
TEACHES = {
    "attention": "lessons/attention/",
    "gradient descent": "lessons/gradient-descent/",
    "backpropagation": "lessons/backpropagation/",
    "transformers": "courses/go/transformers",
    "convolutional neural networks": "courses/computer-vision/convolutional-networks",
    "k-means": "lessons/k-means/",
    "SQL": "docs/latest/sql/",
    "retrieval-augmented generation": "letters/p/retrieval-augmented-generation",
    "support vector machines": "papers/pdf/support-vector-machines.pdf",
    "gradient boosting": "notebooks/chapter-7/gradient-boosting.ipynb",
    "probability": "text/probability.txt",
    "LoRA": "code/harbour/lora-kitchen",
    "diffusion models": "videos/watch?v=diffusion-01",
    "Q-learning": "courses/reinforcement-learning/q-learning",
    "logistic regression": "books/learning-from-tables/logistic-regression",
    "BERT": "papers/abs/la-0017",
}


KINDS = {
    "lessons/attention/": "blog",
    "letters/p/sgd-in-practice": "blog",
    "courses/go/transformers": "course",
    "courses/reinforcement-learning": "course",
    "docs/numpy/arrays/": "docs",
    "code/marrow/tiny-gpt": "repo",
    "books/learning-from-tables": "book",
    "books/learning-from-tables/linear-regression": "book",
    "videos/watch?v=diffusion-01": "video",
    "papers/abs/la-0017": "paper",
    "papers/pdf/support-vector-machines.pdf": "paper",
    "lernen/neuronale-netze": "blog",
}


def short(url: str) -> str:
    """The address without its scheme and domain, as in the tables above."""
    return url.removeprefix("http://").removeprefix("www.").replace(f".{DOMAIN}", "", 1)


@pytest.fixture(scope="session")
def links(sample_data: SampleData) -> list[dict[str, Any]]:
    return list(sample_data.report["links"])


def test_every_link_has_the_verdict_that_its_page_deserves(links: list[dict[str, Any]]) -> None:
    told = {short(link["url"]) if link["url"] else link["raw"]: link["state"] for link in links}
    expected = {**dict.fromkeys(told, "ok"), **VERDICTS, **UNFETCHABLE}
    assert told == expected
    assert set(told) >= PATIENCE


def test_pages_are_known_for_what_they_are(links: list[dict[str, Any]]) -> None:
    told = {short(link["url"]): link["kind"] for link in links if link["url"]}
    assert {url: told[url] for url in KINDS} == KINDS


def test_no_link_of_the_notes_is_lost(links: list[dict[str, Any]], sample_data: SampleData) -> None:
    from crawler.notes import read_notes

    scan = read_notes([shipped("sample") / "notes"])
    assert sorted((link["note"], link["line"], link["raw"]) for link in links) == sorted(
        (link.note, link.line, link.raw) for link in scan.links
    )
    assert len(scan.notes) == 2


def test_every_behaviour_that_a_visitor_can_meet_is_linked_from_the_notes(links: list[dict[str, Any]]) -> None:
    rows = tomllib.loads((shipped("sample") / "web" / "site.toml").read_text("utf-8"))["rows"]
    behaviours = {row["host"] + row["path"]: row.get("what", "page") for row in rows}
    linked = {short(link["url"]) for link in links if link["url"]}
    assert {behaviours[url] for url in behaviours if url in linked} == set(behaviours.values())


def test_the_first_night_buries_nobody(links: list[dict[str, Any]]) -> None:
    confirmed = {link["state"] for link in links if link["confirmed"]}
    assert confirmed <= {"malformed"}  # which no second look can mend


@pytest.mark.parametrize("name", FILES)
def test_the_files_are_written(sample_data: SampleData, name: str) -> None:
    assert (sample_data.folder / name).stat().st_size > 1000


def test_the_run_says_where_its_pages_are_and_what_to_ask(sample_data: SampleData) -> None:
    assert "graph.html" in sample_data.printed
    assert "report.html" in sample_data.printed
    assert sample_data.printed.count("linkatlas ask") == 3


@pytest.mark.parametrize(("topic", "page"), TEACHES.items())
def test_what_covers_a_topic_names_its_page_first(sample_data: SampleData, topic: str, page: str) -> None:
    from graph.ask import ask
    from graph.stores import open_ladybug

    with closing(open_ladybug(sample_data.folder / "graph.lbug")) as store:
        answer = ask(store, sample_data.folder / "search.sqlite", f"what covers {topic}?", limit=3)
    rows = answer.rows
    assert page in [short(row["url"]).split("&t=")[0] for row in rows[:2]], [row["url"] for row in rows]
    assert all(row["evidence"] for row in rows)


def test_the_command_answers_what_covers_attention(sample_data: SampleData) -> None:
    done = sample_data.linkatlas("ask", "what covers attention?", "--json")
    answer = json.loads(done.stdout)
    assert short(answer["rows"][0]["url"]) == "lessons/attention/"
    assert "query" in answer["rows"][0]["evidence"]
    again = sample_data.linkatlas("cypher", answer["cypher"], *parameters(answer["params"]), "--json")
    assert again.returncode == 0, again.stderr
    assert answer["rows"][0]["url"] in again.stdout


def parameters(params: dict[str, Any]) -> list[str]:
    """As `--param` options."""
    return [word for name, value in params.items() for word in ("--param", f"{name}={json.dumps(value)}")]


def test_pages_that_were_not_read_are_answered_from_the_note_at_most(sample_data: SampleData) -> None:
    done = sample_data.linkatlas("cypher", UNREAD, "--json")
    assert done.returncode == 0, done.stderr
    assert '"page"' not in done.stdout


def test_a_second_run_visits_only_what_is_due_and_fetches_only_what_changed(sample_copy: SampleData) -> None:
    first = sample_copy.report["run"]["counts"]
    counts = [counted(sample_copy, *arguments) for arguments in ((), ("--all",))]
    assert counts[0]["visited"] == 0
    assert counts[1]["visited"] >= 60  # all but those that asked to be left alone for an hour
    assert counts[1]["read"] == 0
    assert counts[1]["received_bytes"] < 0.6 * first["received_bytes"]


def counted(data: SampleData, *arguments: str) -> dict[str, int]:
    """The counts of one more sample run."""
    done = data.linkatlas("nightly", "--sample", "--json", *arguments)
    assert done.returncode == 0, done.stderr
    counts: dict[str, int] = json.loads(done.stdout)["run"]["counts"]
    return counts


def test_two_sample_runs_at_once_do_not_fight_for_the_port(sample_copy: SampleData, tmp_path: Path) -> None:
    from pipelines.sample.errors import SampleError
    from pipelines.sample.server import DEFAULT_PORT, SampleWeb

    try:
        with SampleWeb(DEFAULT_PORT):
            done = run_linkatlas(["nightly", "--sample", "--data", str(sample_copy.folder)], cwd=tmp_path)
    except SampleError:  # somebody else holds it, which is the case to be tried
        done = run_linkatlas(["nightly", "--sample", "--data", str(sample_copy.folder)], cwd=tmp_path)
    assert done.returncode == 0, done.stderr


def test_a_terminal_that_lacks_signs_stops_no_command(sample_data: SampleData) -> None:
    for arguments in (["ask", "what covers attention?"], ["report"], ["show", "neuronales Netz"]):
        done = sample_data.linkatlas(*arguments, PYTHONIOENCODING="ascii")
        assert done.returncode == 0, done.stderr
        assert done.stdout


def test_show_names_what_ambiguous_words_may_mean_by_the_addresses_that_are_visited(sample_data: SampleData) -> None:
    done = sample_data.linkatlas("show", "attention")
    assert done.returncode != 0
    assert "Attention is a soft dictionary http://lessons.linkatlas.example/attention/" in " ".join(done.stderr.split())


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--sample", "notes.md"), "not both"),
        (("--sample", "--config", "settings.toml"), "did you mean 'crawl.delay_s'"),
    ],
)
def test_the_sample_ignores_nothing_that_it_is_told(tmp_path: Path, arguments: tuple[str, ...], words: str) -> None:
    (tmp_path / "settings.toml").write_text("[crawl]\ndelay = 1\n", "utf-8")
    done = run_linkatlas(["nightly", *arguments], cwd=tmp_path)
    assert done.returncode == 2
    assert words in done.stderr
    assert not (tmp_path / "data").exists()
