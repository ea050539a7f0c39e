"""A real Neo4j Community server without Docker: its jars by Maven, a home folder of its own, one process.

Two lines are known: `lts` (5.26, Java 17) and `newest` (Java 21 or later). The jars are kept below
`$LINKATLAS_TEST_CACHE` (default `.cache/`) and fetched once.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.support.fetch import MissingError, fetched_once, partial, run_fetch
from tests.support.ports import free_port, wait_for

HERE = Path(__file__).parent
PASSWORD = "linkatlas-tests"
START_SECONDS = 120

_OPENS = [
    "--add-opens=java.base/java.nio=ALL-UNNAMED",
    "--add-opens=java.base/java.io=ALL-UNNAMED",
    "--add-opens=java.base/sun.nio.ch=ALL-UNNAMED",
]
_CONF = """\
server.default_listen_address=127.0.0.1
server.bolt.listen_address=127.0.0.1:{port}
server.http.enabled=false
server.https.enabled=false
dbms.usage_report.enabled=false
server.memory.heap.max_size={heap}m
server.memory.pagecache.size={cache}m
"""


@dataclass(frozen=True)
class Line:
    """A line of releases: least Java, main class, further options of the virtual machine."""

    name: str
    java: int
    main: str
    options: tuple[str, ...]


LINES = {
    "lts": Line("lts", 17, "org.neo4j.server.CommunityEntryPoint", ()),
    "newest": Line(
        "newest",
        21,
        "org.neo4j.server.Neo4jCommunity",
        ("--add-opens=java.base/java.util.concurrent=ALL-UNNAMED", "--enable-native-access=ALL-UNNAMED"),
    ),
}


@dataclass(frozen=True)
class Neo4jServer:
    """Where the server listens and who may enter."""

    url: str
    user: str
    password: str


def _javas() -> Iterator[Path]:
    for home in (os.environ.get("JAVA_HOME"), *sorted(map(str, Path("/usr/lib/jvm").glob("*")))):
        if home and (Path(home) / "bin" / "java").exists():
            yield Path(home) / "bin" / "java"
    if found := shutil.which("java"):
        yield Path(found)


def _version(java: Path) -> int:
    told = subprocess.run([java, "-version"], capture_output=True, text=True, check=False)
    found = re.search(r'version "(\d+)', told.stderr)
    return int(found[1]) if found else 0


def find_java(least: int) -> Path:
    """The Java nearest above `least`; raises MissingError."""
    fitting = sorted((version, java) for java in _javas() if (version := _version(java)) >= least)
    if not fitting:
        raise MissingError(f"a Java of version {least} or later")
    return fitting[0][1]


def jars(name: str) -> Path:
    """The folder with the jars of the line `name`, fetched by Maven the first time; raises MissingError."""
    with fetched_once(f"neo4j-{name}") as folder:
        if folder.exists():
            return folder
        if not shutil.which("mvn"):
            raise MissingError("Maven (mvn)")
        copying = ["dependency:copy-dependencies", "-DincludeScope=runtime", f"-DoutputDirectory={partial(folder)}"]
        command = ["mvn", "-q", "-B", "-f", str(HERE / f"neo4j_{name}" / "pom.xml"), *copying]
        run_fetch(command, "Neo4j's jars", folder)
        return folder


def _arguments(home: Path, conf: Path) -> list[str]:
    return [f"--home-dir={home}", f"--config-dir={conf}", "--console-mode"]


@contextmanager
def neo4j_server(name: str = "lts", heap: int = 512, cache: int = 128) -> Iterator[Neo4jServer]:
    """A running, empty server of the line `name`, with so many MB of heap and page cache.

    Raises MissingError where the machine cannot have one.
    """
    line = LINES[name]
    java = find_java(line.java)
    classpath = f"{jars(name)}/*"
    home = Path(tempfile.mkdtemp(prefix="linkatlas-neo4j-"))
    conf, port = home / "conf", free_port()
    conf.mkdir()
    (conf / "neo4j.conf").write_text(_CONF.format(port=port, heap=heap, cache=cache), "utf-8")
    places = {**os.environ, "NEO4J_HOME": str(home), "NEO4J_CONF": str(conf)}
    admin = [str(java), "-cp", classpath, "org.neo4j.cli.AdminTool", "dbms", "set-initial-password", PASSWORD]
    subprocess.run(admin, env=places, check=True, capture_output=True)
    log = (home / "server.log").open("wb")
    server = subprocess.Popen(
        [java, f"-Xmx{heap}m", *_OPENS, *line.options, "-cp", classpath, line.main, *_arguments(home, conf)],
        env=places,
        stdout=log,
        stderr=log,
    )
    try:
        if not wait_for(port, START_SECONDS):
            raise RuntimeError(f"Neo4j did not start: {(home / 'server.log').read_text()[-2000:]}")
        yield Neo4jServer(f"bolt://127.0.0.1:{port}", "neo4j", PASSWORD)
    finally:
        server.terminate()
        try:
            server.wait(30)
        except subprocess.TimeoutExpired:
            server.kill()
            server.wait()
        log.close()
        shutil.rmtree(home, ignore_errors=True)
