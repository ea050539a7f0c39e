"""The crawl by Dask's workers: manners over all of them, workers and schedulers that go away, stops."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from crawler.options import CrawlOptions
from crawler.records import Check, Target, Visit
from pipelines.errors import ConfigError, WorkersError
from pipelines.steps import crawl_on_dask as module
from pipelines.steps.crawl_on_dask import crawl_on_dask
from tests.crawler.crawl.web import Asked, Hang, Web, answer, running
from tests.support.dask import Cluster, dask_cluster

pytestmark = [pytest.mark.xdist_group("dask"), pytest.mark.timeout(200)]


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    with dask_cluster(tmp_path_factory.mktemp("dask"), 2) as running_cluster:
        yield running_cluster


@pytest.fixture
def web() -> Iterator[Web]:
    with running(Web()) as served:
        yield served


def options(web: Web, **more: float) -> CrawlOptions:
    return CrawlOptions(delay_s=0, connect_to={"*.example": f"127.0.0.1:{web.port}"}, **more)  # type: ignore[arg-type]


def targets(*urls: str) -> list[Target]:
    return [Target(url, url) for url in urls]


def test_hosts_are_asked_one_at_a_time_by_all_workers_together(web: Web, cluster: Cluster) -> None:
    urls = [web.page(f"h{host}.example", f"/{page}") for host in range(16) for page in range(3)]
    for host in range(16):
        goal = f"http://h{(host * 5 + 3) % 16}.example/0"
        urls.append(web.page(f"h{host}.example", "/moved", answer(301, Location=goal)))
    states: Counter[str] = Counter()

    def keep(_: Visit, check: Check) -> None:
        states[check.state] += 1

    outcome = crawl_on_dask(cluster.address, targets(*urls), options(web), keep)
    assert states == {"ok": 48, "moved": 16}
    assert (outcome.visited, outcome.stopped) == (64, False)
    assert max(request.at_once for request in web.requests) == 1
    assert Counter(r.path for r in web.requests)["/robots.txt"] == 16


def test_a_stop_breaks_parcels_off_and_keeps_what_they_have(web: Web, cluster: Cluster) -> None:
    urls = [web.page(f"h{number}.example", "/", (lambda _: Hang()) if number % 2 else b"") for number in range(8)]
    told: list[str] = []
    outcome = crawl_on_dask(
        cluster.address,
        targets(*urls),
        options(web, timeout_s=30.0),
        lambda visit, _: told.append(visit.key),
        stop=lambda: len(web.asked("h0.example")) > 0 and len(web.asked("h1.example")) > 0,
    )
    assert outcome.stopped
    assert len(told) == outcome.visited < 8


def test_a_scheduler_without_workers_is_told(tmp_path: Path, web: Web, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "JOIN_S", 1)
    with dask_cluster(tmp_path, 0) as empty, pytest.raises(ConfigError, match="has no workers"):
        crawl_on_dask(empty.address, targets(web.page("a.example")), options(web), lambda _visit, _check: None)


def test_workers_that_all_go_end_the_crawl(tmp_path: Path, web: Web, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "GONE_S", 1.0)
    with dask_cluster(tmp_path, 1) as lonely:

        def deadly(_: Asked) -> Hang:
            lonely.workers[0].kill()
            return Hang()

        url = web.page("a.example", "/", deadly)
        with pytest.raises(WorkersError, match="no Dask worker"):
            crawl_on_dask(lonely.address, targets(url), options(web), lambda _visit, _check: None)
