"""The wheel, installed in an empty environment, runs the sample from any folder: nothing that it needs stays behind."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import sysconfig
import zipfile
from pathlib import Path

import pytest

from tests.support.sample import clean_environment

ROOT = Path(__file__).parents[3]
pytestmark = pytest.mark.xdist_group("sample")


def run(*arguments: str | Path, cwd: Path) -> str:
    done = subprocess.run(
        list(map(str, arguments)), cwd=cwd, env=clean_environment(), capture_output=True, text=True, timeout=240
    )
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-2000:]
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Built from a copy without environment, caches and run output, so that nothing of them can help."""
    source = tmp_path_factory.mktemp("source") / "linkatlas"
    shutil.copytree(ROOT, source, ignore=shutil.ignore_patterns(".*", "out", "__pycache__", "dist", "build"))
    run(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", source / "dist", cwd=source)
    (built,) = (source / "dist").glob("*.whl")
    return built


def test_the_wheel_carries_taxonomy_sample_and_templates(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    for part in (
        "pipelines/_data/topics/machine-learning/meta.toml",
        "pipelines/_data/sample/web/site.toml",
        "pipelines/_data/sample/notes/Reading List.md",
        "pipelines/_data/sample/linkatlas.toml",
        "graph/queries/covers.cypher",
        "crawler/py.typed",
    ):
        assert part in names
    assert not [name for name in names if name.startswith(("tests/", "bench/", "data/"))]


def test_the_installed_wheel_runs_the_sample_from_another_folder(wheel: Path, tmp_path: Path) -> None:
    run(sys.executable, "-m", "venv", "--without-pip", tmp_path / "venv", cwd=tmp_path)
    python = tmp_path / "venv" / "bin" / "python"
    (site,) = (tmp_path / "venv" / "lib").glob("python*/site-packages")
    pip = (sys.executable, "-m", "pip", "--python", python, "--disable-pip-version-check", "--quiet")
    run(*pip, "install", "--no-deps", "--no-index", wheel, cwd=tmp_path)
    dependencies = lent_dependencies(tmp_path / "dependencies")
    (site / "dependencies.pth").write_text(f"{dependencies}\n", "utf-8")
    where = run(python, "-c", "import pipelines.resources as r; print(r.shipped('sample'))", cwd=tmp_path)
    assert Path(where.strip()).is_relative_to(tmp_path)
    linkatlas = tmp_path / "venv" / "bin" / "linkatlas"
    done = json.loads(run(linkatlas, "nightly", "--sample", "--json", cwd=tmp_path))
    assert done["run"]["counts"]["visited"] > 60
    assert (tmp_path / "data" / "out" / "graph.html").exists()
    answer = json.loads(run(linkatlas, "ask", "what covers attention?", "--json", cwd=tmp_path))
    assert "attention" in answer["rows"][0]["url"]


def lent_dependencies(folder: Path) -> Path:
    """This environment's packages without linkatlas itself, whose editable install would shadow the wheel."""
    folder.mkdir()
    for entry in Path(sysconfig.get_paths()["purelib"]).iterdir():
        if "linkatlas" not in entry.name and entry.suffix != ".pth":
            (folder / entry.name).symlink_to(entry)
    return folder
