"""A world for years of nights: notes and pages that live, die, move and return on days that are known beforehand.

Everything is real but the web, the clock and what pages say: the catalogue, the night, the notes on the disk.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from crawler.options import CrawlOptions
from crawler.records import Check, CrawlOutcome, Hop, State, Target, Visit
from pipelines.nightly import Publish
from tests.pipelines.nightly.conftest import Vault

LOUD = ("newly_dead", "came_back", "moved", "new", "removed")
BACK_AFTER = 45
"""So many days a page is away that returns."""

# fate → share of the links
SHARES = {"dies": 0.05, "returns": 0.03, "moves": 0.03, "blinks": 0.05, "walls": 0.03, "flickers": 0.03}
NOTED = {"added": 0.03, "removed": 0.03}


@dataclass
class World:
    """`links` pages on few hosts, one of them large. A `day` is counted from the first night."""

    links: int
    days: int
    seed: int = 7
    fates: dict[str, tuple[str, int]] = field(init=False)
    """Name of a link → its fate and the day on which it comes."""
    day: int = 0
    now: datetime = datetime(2027, 1, 1, tzinfo=UTC)
    offline: bool = False
    asked: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        dice = random.Random(self.seed)
        names = [f"p{number}" for number in range(self.links)]
        dice.shuffle(names)
        self.fates = dict.fromkeys(names, ("lives", 0))
        for fate, share in {**SHARES, **NOTED}.items():
            for _ in range(max(1, int(share * self.links))):
                self.fates[names.pop()] = (fate, dice.randint(8, max(9, self.days - 60)))

    def host(self, name: str) -> str:
        """A fifth of the pages stand on one host, the rest on many."""
        number = int(name[1:])
        return "large.example.org" if number % 5 == 0 else f"h{number % 97}.example.org"

    def url(self, name: str) -> str:
        return f"https://{self.host(name)}/{name}"

    def noted(self) -> Iterator[str]:
        """The links that stand in the notes today."""
        for name in sorted(self.fates, key=lambda name: int(name[1:])):
            fate, day = self.fates[name]
            if not (fate == "added" and self.day < day) and not (fate == "removed" and self.day >= day):
                yield name

    def state(self, name: str) -> State:
        fate, day = self.fates[name]
        since = self.day - day
        match fate:
            case "dies" if since >= 0:
                return State.NOT_FOUND
            case "returns" if 0 <= since < BACK_AFTER:
                return State.NO_DNS
            case "moves" if since >= 0:
                return State.MOVED
            case "blinks" if self.day % 23 == day % 23:
                return State.GONE
            case "walls" if since >= 0:
                return State.BLOCKED
            case "flickers" if (self.day + day) % 3 == 0:
                return State.TIMEOUT
        return State.OK

    def version(self, name: str) -> int:
        """Each page says something new every few months."""
        return (self.day + int(name[1:])) // 97

    def expected(self) -> Counter[tuple[str, str]]:
        """Each loud change that is to be told, as (change, link)."""
        told: Counter[tuple[str, str]] = Counter()
        words = {"dies": ["newly_dead"], "returns": ["newly_dead", "came_back"], "moves": ["moved"]}
        for name, (fate, _) in self.fates.items():
            for change in words.get(fate, [{"added": "new", "removed": "removed"}.get(fate, "")]):
                if change:
                    told[change, name] += 1
        return told

    def window(self, change: str, name: str) -> tuple[int, int]:
        """The days on which a change may be told: an interval of up to 28 days, three days of suspicion, a pause."""
        fate, day = self.fates[name]
        if fate in NOTED:
            return day, day + 20
        if change == "came_back":
            return day + BACK_AFTER, day + BACK_AFTER + 24
        return (day, day + 48) if change == "moved" else (day + 3, day + 52)

    def __call__(
        self,
        frontier: Sequence[Target],
        options: CrawlOptions,
        sink: Callable[[Visit, Check], None],
        *,
        stop: Callable[[], bool] | None = None,
    ) -> CrawlOutcome:
        """Answers as the web of today would."""
        received = 0
        self.asked = [target.key for target in frontier]
        for target in frontier:
            visit, check = self._answer(target, self.now)
            received += len(visit.body)
            sink(visit, check)
        words = "most hosts that answered before cannot be reached" if self.offline else ""
        return CrawlOutcome(len(frontier), len(frontier), received, inconclusive=words)

    def _answer(self, target: Target, now: datetime) -> tuple[Visit, Check]:
        name = target.key.rpartition("/")[2]
        state = State.NO_DNS if self.offline else self.state(name)
        tag = f'"{self.version(name)}"'
        alive = state in (State.OK, State.MOVED)
        same = alive and target.etag == tag
        words = random.Random(f"{name} {tag}")
        text = " ".join(f"{words.getrandbits(40):x}" for _ in range(2200)) if alive and not same else ""
        body = f"<title>Lesson {name}</title><p>{text}</p>".encode() if alive and not same else b""
        moved = state is State.MOVED
        final = f"https://new.example.org/{name}" if moved else target.url
        hops = (Hop(target.url, 301),) if moved else ()
        status = {State.NOT_FOUND: 404, State.GONE: 410, State.BLOCKED: 403}.get(state, 200 if alive else None)
        visit = Visit(
            target.key,
            target.url,
            now,
            final_url=final,
            status=304 if same else status,
            hops=hops,
            headers={"etag": tag} if alive else {},
            content_type="text/html",
            charset="utf-8",
            body=body,
            not_modified=same,
        )
        return visit, Check(target.key, state, f"It is {state}.", now, status, final, hops)


@dataclass
class Year:
    """What a simulation saw, night by night."""

    days: list[int] = field(default_factory=list)
    visits: list[int] = field(default_factory=list)
    seconds: list[float] = field(default_factory=list)
    sizes: list[int] = field(default_factory=list)
    large: list[int] = field(default_factory=list)
    """Visits to the large host."""
    told: dict[tuple[str, str], list[int]] = field(default_factory=dict)

    def wrong(self, world: World) -> list[str]:
        """Changes that were told never, twice, on a wrong day, or that never were."""
        expected = world.expected()
        found = [f"{what} told on days {days}, want once" for what, days in self.told.items() if not expected[what]]
        for what in expected:
            first, last = world.window(*what)
            days = self.told.get(what, [])
            if len(days) != 1 or not first <= days[0] <= last:
                found.append(f"{what} told on days {days}, want one of {first} to {last}")
        return found


def simulate(
    vault: Vault,
    world: World,
    *,
    offline: Sequence[int] = (),
    away: Sequence[int] = (),
    clock: Callable[[], float] = lambda: 0.0,
    publish: Publish = lambda *_: (),
) -> Year:
    """A night each day but for those `away`; on those `offline` the machine has no network."""
    year, first = Year(), vault.clock
    for day in range(world.days):
        if day in away:
            continue
        world.day, world.offline = day, day in offline
        vault.clock = world.now = first + timedelta(days=day)
        world.asked = []
        vault.root.joinpath("note.md").write_text(_note(world), "utf-8")
        began = clock()
        result = vault.night(days=0, crawl=world, publish=publish)
        year.seconds.append(clock() - began)
        year.days.append(day)
        year.visits.append(len(world.asked))
        year.large.append(sum(key.startswith("large.") for key in world.asked))
        year.sizes.append((vault.data / "catalogue.sqlite").stat().st_size)
        for change in result.changes:
            if change.kind in LOUD:
                year.told.setdefault((change.kind.value, change.key.rpartition("/")[2]), []).append(day)
    return year


def _note(world: World) -> str:
    lines = "\n".join(f"- [{name}]({world.url(name)})" for name in world.noted())
    return f"# Road\n\n## Stage one\n\nThought of week {world.day // 7}.\n\n{lines}\n"
