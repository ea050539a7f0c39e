"""The house keeps its own rules: layers, types, style, size of files."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGES = ("crawler", "graph", "pipelines")
SOURCES = sorted(path for package in PACKAGES for path in (ROOT / package).rglob("*.py"))
LONGEST_FILE, LONGEST_FUNCTION = 400, 60
# the vocabulary is one file on purpose (DESIGN §1): whoever looks for a record looks in one place
LONGER = {"crawler/records.py": 600}


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    program = Path(sys.executable).parent / arguments[0]
    return subprocess.run([program, *arguments[1:]], cwd=ROOT, capture_output=True, text=True, check=False)


@pytest.mark.parametrize(
    "arguments",
    [("ruff", "format", "--check", "."), ("ruff", "check", "."), ("mypy",), ("lint-imports", "--no-cache")],
    ids=" ".join,
)
def test_checks_are_clean(arguments: tuple[str, ...]) -> None:
    done = run(*arguments)
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-1000:]


def test_records_import_only_the_standard_library() -> None:
    tree = ast.parse((ROOT / "crawler" / "records.py").read_text("utf-8"))
    roots = {
        name.split(".")[0]
        for node in ast.walk(tree)
        for name in (
            [alias.name for alias in node.names]
            if isinstance(node, ast.Import)
            else [node.module or ""]
            if isinstance(node, ast.ImportFrom)
            else []
        )
    }
    assert roots <= set(sys.stdlib_module_names)


def test_files_and_functions_stay_small() -> None:
    long: list[str] = []
    for path in SOURCES:
        text = path.read_text("utf-8")
        lines = text.count("\n")
        if lines > LONGER.get(path.relative_to(ROOT).as_posix(), LONGEST_FILE):
            long.append(f"{path.relative_to(ROOT)}: {lines} lines")
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                length = (node.end_lineno or node.lineno) - node.lineno + 1
                if length > LONGEST_FUNCTION:
                    long.append(f"{path.relative_to(ROOT)}:{node.lineno} {node.name}: {length} lines")
    assert not long, long


def test_help_answers_without_heavy_imports() -> None:
    """`linkatlas --help` answers in under 0.3 s (DESIGN §8): it must not load what only commands need."""
    heavy = {"scrapy", "spacy", "trafilatura", "sqlalchemy", "networkx", "ladybug", "pyarrow", "matplotlib", "pydantic"}
    script = (
        "import sys\nfrom pipelines.cli.main import main\n"
        "try:\n    main(['--help'])\nexcept SystemExit:\n    pass\n"
        f"print(sorted(set(sys.modules) & {heavy!r}))"
    )
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"
