"""The scan of a vault of 10,000 notes of 5 KB against markdown-it-py's bare parse of the same texts.

    BENCH_COUNT=10000 python -m bench scan

Processor seconds, of all processes together: what else the machine does counts for little. Memory is the largest of
any one process. The bars: with places, sentences, stages, identities, the cache and the printed list a scan costs at
most three bare parses, and the second, where nothing changed, a quarter of one; by the clock 10,000 notes take at most
20 s, then 2 s. Measured on two cores with much else to do: 28 s of processor where the bare parse took 9.8 s, then
1.6 s; 14 s by the clock, then 2.2 s; 206 MB.
"""

from __future__ import annotations

import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from bench.result import Result

_SENTENCE = (
    "gradient descent is the method that most networks learn with and the loss tells how far the model stands from "
    "what we want it to say when data are few regularisation helps"
)
_WORDS = _SENTENCE.split()
_SIZE = 5000
_BAR_MB = 300
_COUNT = 10_000
_BAR_S = (20.0, 2.0)  # seconds by the clock for _COUNT notes, on a machine with nothing else to do


def measure() -> Sequence[Result]:
    """Seconds of the first and the second scan, and the memory of the larger."""
    count = int(os.environ.get("BENCH_COUNT", str(_COUNT)))
    with tempfile.TemporaryDirectory() as folder:
        vault = Path(folder) / "vault"
        texts = _vault(vault, count)
        bare = _bare(texts)
        cache = Path(folder) / "data"
        first, first_wall, memory = _scan(vault, cache)
        second, second_wall, again = _scan(vault, cache)
    parse = f"markdown-it-py alone, {count} notes"
    return [
        Result("first scan", "s of processor", first, bare, parse, 3.0),
        Result("second scan", "s of processor", second, bare, parse, 0.25),
        Result("first scan, by the clock", "s", first_wall, _BAR_S[0], "the bar", 1.0 if count == _COUNT else None),
        Result("second scan, by the clock", "s", second_wall, _BAR_S[1], "the bar", 1.0 if count == _COUNT else None),
        Result("largest memory", "MB", max(memory, again), _BAR_MB, "the bar", 1.0),
    ]


def _vault(folder: Path, count: int) -> list[str]:
    """Notes with front matter, headings, prose, links, tasks and wikilinks, the same ones each time."""
    dice = random.Random(2)
    texts = []
    for number in range(count):
        text = _note(dice, number, count)
        place = folder / f"d{number % 50}" / f"Note {number}.md"
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text, "utf-8")
        texts.append(text)
    return texts


def _note(dice: random.Random, number: int, count: int) -> str:
    parts = ["---", "tags: [a, b]", "---", f"# Note {number}", ""]
    for part in range(4):
        parts += [f"## Part {part} of it", "", _prose(dice, 60), ""]
        for _ in range(2):
            address = f"https://site{dice.randrange(2000)}.example/p/{dice.randrange(30000)}"
            parts.append(f"- [{_prose(dice, 3)}]({address}) {_prose(dice, 8)}")
        parts += [f"- [ ] {_prose(dice, 6)} [[Note {dice.randrange(count)}]]", "", _prose(dice, 50), ""]
    text = "\n".join(parts)
    while len(text) < _SIZE:
        text += "\n\n" + _prose(dice, 60)
    return text


def _prose(dice: random.Random, words: int) -> str:
    return " ".join(dice.choice(_WORDS) for _ in range(words)).capitalize() + "."


def _bare(texts: Sequence[str]) -> float:
    from markdown_it import MarkdownIt

    parser = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    began = time.process_time()
    for text in texts:
        parser.parse(text)
    return time.process_time() - began


def _scan(vault: Path, data: Path) -> tuple[float, float, float]:
    """Processor seconds, seconds by the clock and largest memory (MB) of the command in a process of its own."""
    code = "from pipelines.cli.main import main; main()"
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    arguments = [sys.executable, "-c", code, "scan", str(vault), "--data", str(data), "--json"]
    began = time.perf_counter()
    subprocess.run(arguments, stdout=subprocess.DEVNULL, check=True)
    wall = time.perf_counter() - began
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, wall, after.ru_maxrss / 1024
