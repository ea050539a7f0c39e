"""The catalogue as the rest of the program sees it: rooms for each kind of record, and what the graph is made of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from types import TracebackType

from sqlalchemy import Engine, select

from crawler.records import Coverage, Document, Facts, Page, Resource, Run, Scan, StageCoverage, Standing
from graph.shelf import Rows, Shelf
from pipelines.catalogue.copies import Copies
from pipelines.catalogue.engine import make_engine, reading, upsert, writing
from pipelines.catalogue.leads import Leads, ends, is_followed, joined, joined_texts, leads
from pipelines.catalogue.migrate import ensure_schema
from pipelines.catalogue.runs import Runs
from pipelines.catalogue.scans import Scans, resources_of
from pipelines.catalogue.standings import Standings
from pipelines.catalogue.tables import marks
from pipelines.catalogue.understanding import Understanding
from pipelines.catalogue.visits import Visits

_NIGHTS = 60

STAGE = "stage:"
"""Before a stage's id where it is the subject of a tagging."""


class Catalogue:
    """An open catalogue; a context manager. Every method raises CatalogueError where the database refuses."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self.runs = Runs(engine)
        self.scans = Scans(engine)
        self.visits = Visits(engine)
        self.standings = Standings(engine)
        self.understanding = Understanding(engine)
        self.copies = Copies(engine)

    def __enter__(self) -> Catalogue:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Ends all connections."""
        self.engine.dispose()

    def scan(self) -> Scan:
        """What stood in the notes at the latest scan."""
        return self.scans.load(self.runs.last_scan())

    def resources(self) -> tuple[Resource, ...]:
        """What the links of the latest scan mean."""
        return resources_of(self.scan())

    def mark(self, name: str) -> str:
        """The digest of what the derived thing `name` was last made from; empty where it never was."""
        with reading(self.engine) as connection:
            return connection.execute(select(marks.c.digest).where(marks.c.name == name)).scalar() or ""

    def set_mark(self, name: str, digest: str) -> None:
        """Says what `name` is now made from."""
        with writing(self.engine) as connection:
            upsert(connection, marks, [{"name": name, "digest": digest}])

    def document(self, key: str) -> Document | None:
        """What the resource's page says, with its text."""
        return self.understanding.document(key)

    def page(self, key: str) -> Page | None:
        """The resource's last living page."""
        return self.visits.page(key)

    def texts(self) -> Iterator[tuple[str, str]]:
        """Key and full text of each resource of the latest scan that could be read, under the keys of the facts."""
        scan = self.scan()
        keys, found = [resource.key for resource in resources_of(scan)], self._leads(scan)
        return joined_texts(self.understanding.texts(keys), found)

    def leads(self) -> Leads:
        """Where the latest scan's short links lead: they are visited by their own keys, and told by those."""
        return self._leads(self.scan())

    def _leads(self, scan: Scan) -> Leads:
        short = self.standings.of(dict.fromkeys(link.key for link in scan.links if link.key and is_followed(link)))
        return leads(scan, short | self.standings.of(ends(scan, short) - short.keys()))

    def told(self, scan: Scan) -> Mapping[str, Standing]:
        """How the links of a scan stand, malformed ones too, under the keys of the facts."""
        standings = Shelf(self.standings.each(dict.fromkeys(link.key for link in scan.links if link.key)))
        return joined(Facts(scan=scan, standings=standings), leads(scan, standings)).standings

    def facts(self, run: Run | None = None) -> Facts:
        """All that the graph, the view and the reports are made of, as of `run` or of the latest finished one."""
        finished = self.runs.all(limit=_NIGHTS)
        run = run or (finished[0] if finished else None)
        scan = self.scan()
        found = resources_of(scan)
        keys = dict.fromkeys(link.key for link in scan.links if link.key)
        standings = Shelf(self.standings.each(keys))
        of_stages: list[StageCoverage] = []
        facts = Facts(
            scan=scan,
            resources=found,
            standings=standings,
            documents=Shelf(self.understanding.each_document(resource.key for resource in found)),
            coverages=Rows(_of_resources(self.understanding.coverages(), of_stages)),
            stage_coverages=tuple(of_stages),
            topics=self.understanding.topics(),
            run=run,
            runs=finished[::-1],
            changes=self.standings.changes(run=run.id) if run else (),
            copies=self.copies.of(resource.key for resource in found),
        )
        return joined(facts, leads(scan, standings))


def _of_resources(coverages: Iterable[Coverage], of_stages: list[StageCoverage]) -> Iterator[Coverage]:
    """Those of resources; those of stages go into the list."""
    for one in coverages:
        if one.resource.startswith(STAGE):
            of_stages.append(StageCoverage(one.resource.removeprefix(STAGE), one.topic, one.score))
        else:
            yield one


def open_catalogue(url: str, *, create: bool = False) -> Catalogue:
    """The catalogue at a database address, brought to this version's schema.

    Raises ConfigError for an address that cannot be, CatalogueError where the database cannot be opened or is empty
    and `create` is not said, NewerCatalogueError where a later version wrote it.
    """
    engine = make_engine(url)
    try:
        ensure_schema(engine, create=create)
    except BaseException:
        engine.dispose()
        raise
    return Catalogue(engine)
