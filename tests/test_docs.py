"""The documentation says what is: commands as `--help` tells them, examples that run, links that lead somewhere.

Commands in a block marked `console` run as they stand on the sample's data, in a folder that looks like a checkout,
but for those that name what only a reader has, or that wait for a person. All are checked by name and options.
"""

from __future__ import annotations

import re
import shlex
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import click
import pytest
from markdown_it import MarkdownIt

from pipelines.cli.exits import Exit
from pipelines.cli.main import COMMANDS, linkatlas
from tests.support.sample import SampleData, run_linkatlas

ROOT = Path(__file__).parent.parent
PAGES = [ROOT / "README.md", ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").glob("*.md"))]
README = (ROOT / "README.md").read_text("utf-8")
SHELL_BLOCKS = {"console", "sh", "bash", "shell", ""}
READERS_OWN = re.compile(r"~/|bolt://|…|\b(NOTES|FOLDER|FILE|TARGET)\b|\bmy-|--write")
WAITING = re.compile(r"linkatlas (serve|mcp|cypher *(#.*)?$)")


@dataclass(frozen=True)
class Example:
    """A command line of a page."""

    page: str
    line: int
    words: tuple[str, ...]
    runs: bool

    def __str__(self) -> str:
        return f"{self.page}:{self.line}"


def examples() -> Iterator[Example]:
    """Every line of a shell block that begins with the command's name."""
    for page in PAGES:
        for token in MarkdownIt().parse(page.read_text("utf-8")):
            language = token.info.strip().split(" ")[0]
            if token.type not in {"fence", "code_block"} or language not in SHELL_BLOCKS:
                continue
            first = (token.map or [0])[0] + (2 if token.type == "fence" else 1)
            for number, line in enumerate(joined(token.content), first):
                command = line.removeprefix("$ ").strip()
                if command.startswith("linkatlas "):
                    runs = language == "console" and not READERS_OWN.search(command) and not WAITING.match(command)
                    yield Example(page.name, number, tuple(shlex.split(command, comments=True)[1:]), runs)


def joined(block: str) -> list[str]:
    """The block's lines; one that ends in a backslash goes on in the next."""
    return block.replace("\\\n", " ").splitlines()


EXAMPLES = [example for example in examples() if example.words[0] != "COMMAND"]
RUNNING = [example for example in EXAMPLES if example.runs]


def test_the_readme_is_short() -> None:
    assert README.count("\n") < 150


def test_the_readme_names_each_command_with_the_words_of_help() -> None:
    rows = re.findall(r"^\| `(\w+)` \| (.*?)\.? \| \[", README, re.MULTILINE)
    told = [(name, line.split(", as in")[0].rstrip(".")) for name, (_, line) in COMMANDS.items()]
    assert rows == told


def test_the_readme_tells_every_exit_code() -> None:
    told = [int(code) for code in re.findall(r"^\| (\d) \|", README, re.MULTILINE)]
    assert told == sorted(code.value for code in Exit)


@pytest.mark.parametrize("command", COMMANDS)
def test_each_command_is_shown_in_use(command: str) -> None:
    named = {page.name for page in PAGES if f"`linkatlas {command}" in page.read_text("utf-8")}
    assert named or [str(example) for example in EXAMPLES if example.words[0] == command]


@pytest.mark.parametrize("example", EXAMPLES, ids=str)
def test_commands_in_the_documentation_exist_with_their_options(example: Example) -> None:
    command: click.Command | None = linkatlas
    context = click.Context(linkatlas)
    words = list(example.words)
    while isinstance(command, click.Group) and words and not words[0].startswith("-"):
        command = command.get_command(context, words.pop(0))
    assert command is not None, f"{example}: no such command"
    known = {name for parameter in command.params for name in parameter.opts} | {"--help", "-h", "--version"}
    given = {word.split("=")[0] for word in words if word.startswith("--") and word != "--"}
    assert given <= known, f"{example}: {sorted(given - known)}"


@pytest.mark.xdist_group("sample")
@pytest.mark.parametrize("example", RUNNING, ids=str)
def test_examples_run_on_the_sample(example: Example, sample_data: SampleData, checkout: Path) -> None:
    done = run_linkatlas(example.words, cwd=checkout)
    assert done.returncode == 0, f"{example}: {done.stdout}{done.stderr}"
    assert done.stdout.strip()


@pytest.fixture(scope="module")
def checkout(sample_data: SampleData, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the sample and its run where a checkout has them."""
    folder = tmp_path_factory.mktemp("checkout")
    shutil.copytree(ROOT / "data" / "sample", folder / "data" / "sample")
    shutil.copytree(sample_data.folder, folder / "data" / "out")
    return folder


def slug(heading: str) -> str:
    """The anchor that a code host gives to a heading."""
    return re.sub(r"[^\w\- ]", "", heading.strip().lower()).replace(" ", "-")


def links_of(page: Path) -> Iterator[str]:
    for token in MarkdownIt().enable("table").parse(page.read_text("utf-8")):
        for child in token.children or []:
            target = child.attrGet("href") or child.attrGet("src")
            if isinstance(target, str):
                yield target


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_relative_links_lead_somewhere(page: Path) -> None:
    broken = []
    for target in links_of(page):
        if re.match(r"[a-z]+:", target):
            continue
        path, _, anchor = target.partition("#")
        meant = (page.parent / path).resolve() if path else page
        if not meant.exists():
            broken.append(target)
        elif anchor and meant.suffix == ".md":
            headings = re.findall(r"^#+ (.*)$", meant.read_text("utf-8"), re.MULTILINE)
            broken += [] if anchor in map(slug, headings) else [target]
    assert not broken


def test_the_front_page_of_the_docs_links_to_every_page() -> None:
    linked = {Path(target).name for target in links_of(ROOT / "docs" / "index.md")}
    assert {page.name for page in (ROOT / "docs").glob("*.md")} - {"index.md"} <= linked
