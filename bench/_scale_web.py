"""A generated web and the notes that link to it, for measuring how a night grows: cheap pages, each of its own words.

    python -m bench._scale_web --port 8700

serves every host on one port; a page is made from its host and path alone. Prints "ready" when it listens.
"""

from __future__ import annotations

import argparse
import asyncio
import random
from collections import Counter
from functools import cache
from pathlib import Path
from typing import ClassVar

from bench._server import Site, path_of

LINKS_PER_HOST = 20
LINKS_PER_NOTE = 500
WORDS = 250


@cache
def vocabulary() -> tuple[str, ...]:
    """Names of topics, so that tagging has something to find."""
    from pipelines.topics import load_taxonomy

    return tuple(topic.name.lower() for topic in load_taxonomy().topics)


FILLER = (
    "the loss goes down as weights follow the gradient while examples pass in small batches and the learner sees each "
    "of them again with other neighbours until nothing new is left to learn from what is known so far"
)


def page(name: str) -> bytes:
    """Some two hundred and fifty words about three topics."""
    dice, filler = random.Random(name), FILLER.split()
    topics = dice.sample(vocabulary(), 3)
    title = f"{topics[0].title()} in practice, part {dice.randrange(1000)}"
    parts = []
    for topic in topics:
        words = [dice.choice(filler) for _ in range(WORDS // 3)]
        for place in range(7, len(words), 25):
            words[place] = topic
        parts.append(f"<h2>About {topic}</h2><p>{' '.join(words)}.</p>")
    text = "".join(parts)
    return (
        f"<!doctype html><html lang=en><head><title>{title}</title></head><body><article><h1>{title}</h1>{text}"
        "</article></body></html>"
    ).encode()


def write_notes(folder: Path, links: int) -> None:
    """Notes with so many links, in stages of 50."""
    folder.mkdir(parents=True)
    for first in range(0, links, LINKS_PER_NOTE):
        lines = [f"# Roadmap {first // LINKS_PER_NOTE}"]
        for number in range(first, min(first + LINKS_PER_NOTE, links)):
            if number % 50 == 0:
                lines.append(f"\n## Stage {number // 50}\n")
            # neighbours stand on different hosts, as in people's notes
            host = number % max(1, links // LINKS_PER_HOST)
            lines.append(f"- [Lesson {number}](http://h{host}.scale{host % 977}.example/lesson/{number})")
        (folder / f"note{first // LINKS_PER_NOTE}.md").write_text("\n".join(lines) + "\n", "utf-8")


def links_of(name: str, hosts: int, pages: int) -> list[str]:
    """So many pages of so many hosts, no two neighbours of one host."""
    return [f"http://h{host}.{name}{host}.example/lesson/{page}" for page in range(pages) for host in range(hosts)]


class Lessons(Site):
    """Counts what each host is asked at once."""

    open: ClassVar[Counter[str]] = Counter()
    most: ClassVar[int] = 0

    def asked(self, head: bytes) -> None:
        """One more is under way."""
        host = host_of(head)
        Lessons.open[host] += 1
        Lessons.most = max(Lessons.most, Lessons.open[host])

    def page(self, head: bytes) -> bytes | None:
        """A page for a lesson, and what was counted; there is nothing else."""
        host, path = host_of(head), path_of(head)
        Lessons.open[host] -= 1
        if path.startswith("/most-at-once"):
            return str(Lessons.most).encode()
        return page(host + path) if path.startswith("/lesson/") else None


def host_of(head: bytes) -> str:
    """Whom a request is for."""
    return head.lower().partition(b"\r\nhost: ")[2].partition(b"\r\n")[0].decode("latin-1")


async def serve(port: int, latency_s: float) -> None:
    """Listen until the process is ended."""
    vocabulary()
    server = await asyncio.get_running_loop().create_server(lambda: Lessons(latency_s), "127.0.0.1", port, backlog=512)
    print("ready", flush=True)
    await server.serve_forever()


def main() -> None:
    """Read the arguments and serve."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, default=8700)
    parser.add_argument("--latency", type=float, default=0.0, help="seconds before each answer")
    import uvloop

    args = parser.parse_args()
    uvloop.run(serve(args.port, args.latency))


if __name__ == "__main__":
    main()
