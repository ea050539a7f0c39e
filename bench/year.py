"""A year of nights over a world that changes, clock and web simulated, catalogue and night real.

    BENCH_LINKS=300 BENCH_NIGHTS=365 python -m bench year

Pages live, die, return, move, blink, hide behind walls, flicker and ask for days of rest; a large host fails for five
days and nine small ones have no name for two; links come and go in the notes, stand twice and in two notes, one of
which is emptied, the other renamed; clocks change to summer and back; three nights are offline, and for two weeks, in
which deaths wait to be confirmed, the machine is away. What pages say is not read, and nothing is drawn: both are other
benchmarks'. `wrong changes` counts those that were told never, twice or out of their time, and visits to who had asked
for rest, so its bar is nought.
"""

from __future__ import annotations

import os
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from statistics import mean

import pytest

from bench.result import Result
from tests.pipelines.nightly.conftest import make_vault, unread_pages
from tests.pipelines.nightly.world import DARK_DAYS, OUTAGE_DAYS, World, Year, simulate

OFFLINE, AWAY = (50, 51, 200), range(120, 135)


def measure() -> Sequence[Result]:
    """Whether nights are level and truthful, and stay as quick and as small as after the first month."""
    links, days = int(os.environ.get("BENCH_LINKS", "300")), int(os.environ.get("BENCH_NIGHTS", "365"))
    world = World(links, days)
    for name in [name for name, (fate, _) in world.fates.items() if fate == "lives"][:3]:
        world.fates[name] = ("dies", AWAY.start - 2)
    with tempfile.TemporaryDirectory() as name, pytest.MonkeyPatch.context() as patch:
        unread_pages(patch)
        year = simulate(make_vault(Path(name)), world, offline=OFFLINE, away=AWAY, clock=time.process_time)
    return results(world, year)


def results(world: World, year: Year) -> list[Result]:
    """The figures; the first month and the fortnight after the pause are left out of what must be level."""
    wrong = year.wrong(world)
    for words in wrong[:20]:
        print(words)
    quiet = [
        number
        for number, day in enumerate(year.days)
        if day > 31
        and not AWAY.start <= day < AWAY.stop + 14
        and not any(0 <= day - off < 4 for off in OFFLINE)
        and not 0 <= day - world.outage < OUTAGE_DAYS + 4
        and not 0 <= day - world.dark < DARK_DAYS + 4
    ]
    level, large = [year.visits[number] for number in quiet], [year.large[number] for number in quiet]
    month = year.days.index(31)
    nights = len(year.days)
    early, late = mean(year.seconds[month : month + 30]), mean(year.seconds[-30:])
    expected = sum(world.expected().values())
    return [
        Result(f"wrong changes of {expected} planted, {nights} nights", "", len(wrong), 1, "one would be too many", 0),
        Result("dearest night", "visits", max(level), mean(level), "the mean night", 1.5),
        Result("the large host's dearest night", "visits", max(large), mean(large), "its mean night", 2.5),
        Result("CPU of a night, last month", "s", late, early, "second month", 1.2),
        Result("catalogue at the end", "MB", year.sizes[-1] / 1e6, year.sizes[month] / 1e6, "after a month", 1.2),
    ]
