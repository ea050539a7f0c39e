"""A laptop that sleeps in the midst of a night: what fails as it wakes is not believed."""

from __future__ import annotations

from datetime import UTC, datetime

from crawler.records import Check, State, Target, Visit
from pipelines.catalogue import Catalogue
from pipelines.steps.visit import Keeper
from pipelines.steps.waking import Waking


class Clocks:
    """The clock on the wall, and the one that stands still in a sleep."""

    def __init__(self) -> None:
        self.wall, self.steady = 1e9, 100.0
        self.waking = Waking(lambda: self.wall, lambda: self.steady)

    def work(self, seconds: float) -> None:
        self.wall += seconds
        self.steady += seconds
        self.waking.look()

    def sleep(self, seconds: float) -> None:
        self.wall += seconds
        self.waking.look()


def test_a_sleep_is_noticed_for_two_minutes_of_work() -> None:
    clocks = Clocks()
    clocks.work(3600)
    assert not clocks.waking.is_drowsy
    clocks.sleep(8 * 3600)
    assert clocks.waking.is_drowsy
    clocks.work(60)
    assert clocks.waking.is_drowsy
    clocks.work(61)
    assert not clocks.waking.is_drowsy


def test_a_clock_that_is_set_a_little_or_back_is_no_sleep() -> None:
    clocks = Clocks()
    clocks.sleep(20)
    clocks.sleep(-7200)
    assert not clocks.waking.is_drowsy
    clocks.work(5)
    assert not clocks.waking.is_drowsy


def test_failures_while_waking_leave_their_links_due(catalogue: Catalogue) -> None:
    clocks = Clocks()
    run = catalogue.runs.begin(datetime(2027, 3, 1, 2, tzinfo=UTC)).id
    keeper = Keeper(catalogue, run, lambda *_: None, waking=clocks.waking)

    def keep(name: str, state: State) -> None:
        target, at = Target(f"{name}.example", f"https://{name}.example"), datetime(2027, 3, 1, 2, tzinfo=UTC)
        keeper.keep(Visit(target.key, target.url, at), Check(target.key, state, "So it is.", at))

    keep("a", State.TIMEOUT)
    clocks.sleep(3600)
    keep("b", State.NO_DNS)
    keep("c", State.OK)
    clocks.work(200)
    keep("d", State.NO_DNS)
    assert set(catalogue.visits.done_in(run)) == {"a.example", "c.example", "d.example"}
    assert keeper.kept == 3
