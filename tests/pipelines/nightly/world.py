"""A world for years of nights: notes and pages that live, die, move and return on days that are known beforehand.

Everything is real but the web, the clock and what pages say: the catalogue, the night, the notes on the disk.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from crawler.options import CrawlOptions
from crawler.records import Check, CrawlOutcome, Hop, State, Target, Visit
from pipelines.nightly import Publish
from tests.pipelines.nightly.conftest import Vault

LOUD = ("newly_dead", "came_back", "moved", "new", "removed")
BACK_AFTER = 45
"""So many days a page is away that returns."""

# fate → share of the links
SHARES = {
    "dies": 0.05,
    "returns": 0.03,
    "moves": 0.03,
    "blinks": 0.05,
    "walls": 0.03,
    "flickers": 0.03,
    "begs off": 0.03,
}
NOTED = {"added": 0.03, "removed": 0.03}

OUTAGE_DAYS = 5
"""So long the large host answers with errors alone."""

DARK_DAYS = 2
"""So long nine hosts have no name: shorter than a death takes to be told."""

LEFT_ALONE = timedelta(days=3, hours=7)
"""So long a page that begs off wants no visit, each time that it is asked."""

BERLIN = ZoneInfo("Europe/Berlin")
"""Nights begin at two o'clock there, also where that hour comes twice or is left out."""

_DARK = tuple(f"h{number}.example.org" for number in range(1, 10))


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
    outage: int = 100
    """The day on which the large host fails."""
    dark: int = 85
    """The day on which nine hosts lose their names."""
    renamed: int = 160
    """The day on which the large note gets another name."""
    emptied: int = 210
    """The day on which the small note, whose links all stand in the large one too, is emptied."""
    hasty: list[str] = field(default_factory=list)
    """Visits to pages that had asked to be left alone until later."""
    until: dict[str, datetime] = field(default_factory=dict)

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
        host = self.host(name)
        if host == "large.example.org" and 0 <= self.day - self.outage < OUTAGE_DAYS:
            return State.SERVER_ERROR
        if host in _DARK and 0 <= self.day - self.dark < DARK_DAYS:
            return State.NO_DNS
        return self._by_itself(name)

    def _by_itself(self, name: str) -> State:
        """As it would answer were its host well."""
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
            case "begs off" if since >= 0:
                return State.RATE_LIMITED
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
        if now < self.until.get(name, now):
            self.hasty.append(f"{name} on day {self.day}")
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
        later = now + LEFT_ALONE if state is State.RATE_LIMITED else None
        if later:
            self.until[name] = later
        return visit, Check(target.key, state, f"It is {state}.", now, status, final, hops, next_check_at=later)


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
        found += [f"{words} was asked too early" for words in world.hasty]
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
    vault.notes = vault.root / "notes"
    vault.notes.mkdir()
    for day in range(world.days):
        if day in away:
            continue
        world.day, world.offline = day, day in offline
        vault.clock = world.now = _two_in_berlin(first, day)
        world.asked = []
        _write_notes(world, vault.notes)
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


def _two_in_berlin(first: datetime, day: int) -> datetime:
    local = datetime.combine(first.date() + timedelta(days=day), time(2, 10), tzinfo=BERLIN)
    return local.astimezone(UTC)


def _write_notes(world: World, folder: Path) -> None:
    """The large note, each seventh of its links twice there; the small one, whose links stand in the large one too."""
    names = list(world.noted())
    lines = [f"- [{name}]({world.url(name)})" for name in names]
    lines += [f"- [{name} again]({world.url(name).replace('https', 'http')}#part)" for name in names[::7]]
    large, old = folder / "road.md", folder / "old road.md"
    text = f"# Road\n\n## Stage one\n\nThought of week {world.day // 7}.\n\n" + "\n".join(lines) + "\n"
    if world.day >= world.renamed and large.exists():
        large.replace(old)
    (old if world.day >= world.renamed else large).write_text(text, "utf-8")
    beside = "\n\n".join(lines[:20]) if world.day < world.emptied else "Done."
    (folder / "small.md").write_text(f"# Beside\n\n{beside}\n", "utf-8")
