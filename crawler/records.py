"""The vocabulary: everything that travels between crawler, pipelines and graph.

Frozen records and closed enums, standard library only. A record says what is known, never what to do with it.
Times are timezone-aware UTC; durations are seconds; sizes are bytes; lines and columns count from 1.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum


class LinkAtlasError(Exception):
    """A failure that a person can act on: what and where in `args[0]`, what to do in `hint`.

    Each package draws its own tree below this one; `exit_code` is the process's, from `DESIGN.md` §6.
    """

    exit_code = 1

    def __init__(self, message: str, *, hint: str = "") -> None:
        super().__init__(message)
        self.hint = hint


# --- notes ------------------------------------------------------------------------------------------------------


class Task(StrEnum):
    """The task box that a link hangs on."""

    OPEN = "open"
    DONE = "done"
    NONE = "none"


class Kind(StrEnum):
    """What a resource is to somebody who learns from it."""

    BLOG = "blog"
    COURSE = "course"
    REPO = "repo"
    VIDEO = "video"
    PAPER = "paper"
    BOOK = "book"
    DOCS = "docs"
    TOOL = "tool"
    PROFILE = "profile"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Note:
    """A file that links stand in. `path` is its id: relative to the folder that was named, with `/`."""

    path: str
    title: str
    digest: str
    encoding: str = "utf-8"
    source: str = ""
    """Absolute path on disk, for editors' links; empty where there is none."""


@dataclass(frozen=True, slots=True)
class Roadmap:
    """A heading under which stages stand. `position` counts from 0 within the note."""

    id: str
    note: str
    title: str
    position: int
    line: int


@dataclass(frozen=True, slots=True)
class Stage:
    """A step of a roadmap. `position` counts from 0 over the whole roadmap in reading order; `depth` from 0."""

    id: str
    roadmap: str
    title: str
    position: int
    depth: int
    parent: str | None
    line: int
    prose: str = ""
    """The stage's own words, without those of the stages nested in it."""


@dataclass(frozen=True, slots=True)
class Link:
    """A link as it stands in a note, and which resource it means.

    `raw` is the target as written, for a repaired file after the repair; `url` and `key` are None where `skipped` says
    that there is nothing to visit or the link is malformed. `column` counts characters.
    """

    note: str
    line: int
    column: int
    raw: str
    text: str
    url: str | None
    key: str | None
    kind: Kind = Kind.OTHER
    context: str = ""
    """The sentence around the link."""
    task: Task = Task.NONE
    headings: tuple[str, ...] = ()
    roadmap: str | None = None
    stage: str | None = None
    state: State | None = None
    """Set where no visit is needed to know it: `malformed` and the skipped states."""
    reason: str = ""
    commented: bool = False
    """Stands in a comment: listed, and not followed."""


@dataclass(frozen=True, slots=True)
class NoteLink:
    """A link from one note to another. `target` is None where nothing fits; `near` is then the nearest name."""

    note: str
    line: int
    column: int
    raw: str
    target: str | None
    problem: str = ""
    near: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """Something about the notes that a person should know and that stopped nothing."""

    note: str
    line: int
    message: str


@dataclass(frozen=True, slots=True)
class Scan:
    """All that stands in the notes, in the order of notes and lines."""

    notes: tuple[Note, ...] = ()
    roadmaps: tuple[Roadmap, ...] = ()
    stages: tuple[Stage, ...] = ()
    links: tuple[Link, ...] = ()
    note_links: tuple[NoteLink, ...] = ()
    findings: tuple[Finding, ...] = ()


# --- visits and verdicts ----------------------------------------------------------------------------------------


class Health(StrEnum):
    """What a reader needs to know of a link."""

    ALIVE = "alive"
    DEAD = "dead"
    UNCERTAIN = "uncertain"
    SKIPPED = "skipped"


class State(StrEnum):
    """Why. `HEALTH_OF` says which health each state means."""

    OK = "ok"
    MOVED = "moved"
    REDIRECTED = "redirected"
    NOT_FOUND = "not_found"
    GONE = "gone"
    SOFT_404 = "soft_404"
    PARKED = "parked"
    NO_DNS = "no_dns"
    REDIRECT_LOOP = "redirect_loop"
    MALFORMED = "malformed"
    TLS_INVALID = "tls_invalid"
    BLOCKED = "blocked"
    LOGIN_REQUIRED = "login_required"
    ROBOTS_DISALLOWED = "robots_disallowed"
    RATE_LIMITED = "rate_limited"
    SERVER_ERROR = "server_error"
    TIMEOUT = "timeout"
    CONNECTION_FAILED = "connection_failed"
    DNS_FAILED = "dns_failed"
    UNSUPPORTED_SCHEME = "unsupported_scheme"
    IMAGE = "image"
    EXCLUDED = "excluded"


HEALTH_OF: Mapping[State, Health] = {
    **dict.fromkeys((State.OK, State.MOVED, State.REDIRECTED), Health.ALIVE),
    **dict.fromkeys(
        (
            State.NOT_FOUND,
            State.GONE,
            State.SOFT_404,
            State.PARKED,
            State.NO_DNS,
            State.REDIRECT_LOOP,
            State.MALFORMED,
            State.TLS_INVALID,
        ),
        Health.DEAD,
    ),
    **dict.fromkeys(
        (
            State.BLOCKED,
            State.LOGIN_REQUIRED,
            State.ROBOTS_DISALLOWED,
            State.RATE_LIMITED,
            State.SERVER_ERROR,
            State.TIMEOUT,
            State.CONNECTION_FAILED,
            State.DNS_FAILED,
        ),
        Health.UNCERTAIN,
    ),
    **dict.fromkeys((State.UNSUPPORTED_SCHEME, State.IMAGE, State.EXCLUDED), Health.SKIPPED),
}


@dataclass(frozen=True, slots=True)
class Resource:
    """What links mean: one for all spellings of the same address. `url` is the address to fetch."""

    key: str
    url: str
    kind: Kind = Kind.OTHER


@dataclass(frozen=True, slots=True)
class Target:
    """A line of the frontier: a resource that is due, with what its last answer lets us ask for."""

    key: str
    url: str
    etag: str = ""
    last_modified: str = ""
    answered_before: bool = False
    """Whether its host gave any answer in an earlier run; how a run knows that it is offline."""


@dataclass(frozen=True, slots=True)
class Hop:
    """One step of a redirect chain: this address answered `status` and sent us on, by header, `meta` or script."""

    url: str
    status: int
    by: str = "header"


class Failure(StrEnum):
    """Why a visit ended without an answer that can be judged by its status."""

    NAME_UNKNOWN = "name_unknown"
    NAME_SERVER_FAILED = "name_server_failed"
    REFUSED = "refused"
    RESET = "reset"
    UNREACHABLE = "unreachable"
    TIMEOUT = "timeout"
    TLS = "tls"
    BAD_ANSWER = "bad_answer"
    REDIRECT_LOOP = "redirect_loop"
    BAD_REDIRECT = "bad_redirect"
    FORBIDDEN_ADDRESS = "forbidden_address"
    ROBOTS = "robots"
    SET_ASIDE = "set_aside"
    LOCAL = "local"
    """Trouble of this machine, not of the web."""


@dataclass(frozen=True, slots=True)
class Probe:
    """What the host answered for an address that cannot exist; the control for soft 404s."""

    url: str
    status: int
    final_url: str
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Visit:
    """What the web answered to one target, retries done. `headers` has lower-case names, secrets left out."""

    key: str
    url: str
    at: datetime
    elapsed: float = 0.0
    final_url: str = ""
    status: int | None = None
    hops: tuple[Hop, ...] = ()
    headers: Mapping[str, str] = field(default_factory=dict)
    content_type: str = ""
    charset: str = ""
    body: bytes = b""
    """Decompressed, up to the cap."""
    damage: str = ""
    """What was wrong with the body though the status line was fine: cut, oversized, slow, badly compressed."""
    not_modified: bool = False
    failure: Failure | None = None
    detail: str = ""
    tls_code: int | None = None
    retry_after: float | None = None
    attempts: int = 1
    probe: Probe | None = None
    asked: Probe | None = None
    """What the site's own open interface (oEmbed, say) answered about the address."""
    companions: Mapping[str, str] = field(default_factory=dict)
    """What else the site told of the thing, by the question's name (crawler.companions); empty: nothing more."""


@dataclass(frozen=True, slots=True)
class Check:
    """The verdict on one visit. `reason` is one sentence a person understands; `evidence` is what it rests on."""

    resource: str
    state: State
    reason: str
    at: datetime
    http_status: int | None = None
    final_url: str = ""
    hops: tuple[Hop, ...] = ()
    evidence: Mapping[str, str] = field(default_factory=dict)
    elapsed: float = 0.0
    next_check_at: datetime | None = None
    """Not before then, where the host said so (Retry-After beyond the cap)."""

    @property
    def health(self) -> Health:
        """What the state means to a reader."""
        return HEALTH_OF[self.state]


@dataclass(frozen=True, slots=True)
class CrawlOutcome:
    """How a crawl ended. `inconclusive` says why its verdicts must touch no streak; empty where all is well."""

    visited: int = 0
    requests: int = 0
    received_bytes: int = 0
    inconclusive: str = ""
    stopped: bool = False
    """Ended early by a signal or a budget: what is left stays due."""


@dataclass(frozen=True, slots=True)
class Sighting:
    """One line of a resource's history."""

    at: datetime
    state: State


@dataclass(frozen=True, slots=True)
class Standing:
    """What all checks of a resource so far amount to.

    `since` is when the present health began, `failures` the length of the present streak of dead checks, `confirmed`
    whether a death has been said aloud and not been taken back. `moved_to` is the lasting address last told.
    """

    key: str
    check: Check
    since: datetime
    failures: int = 0
    first_failed_at: datetime | None = None
    confirmed: bool = False
    moved_to: str = ""
    next_check_at: datetime | None = None
    history: tuple[Sighting, ...] = ()
    last_alive_at: datetime | None = None
    first_seen_at: datetime | None = None
    ahead: datetime | None = None
    """The latest moment of a check, while the clock stands behind it: it was wrong then, or is now."""


class ChangeKind(StrEnum):
    """What a night can tell; the last two are quiet."""

    NEWLY_DEAD = "newly_dead"
    CAME_BACK = "came_back"
    MOVED = "moved"
    NEW = "new"
    REMOVED = "removed"
    SUSPECTED = "suspected"
    RECOVERED = "recovered"


@dataclass(frozen=True, slots=True)
class Change:
    """Something that became true in one run. `before` and `after` are states, or addresses of a move."""

    kind: ChangeKind
    key: str
    url: str
    before: str = ""
    after: str = ""
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Run:
    """One night. `counts` maps a health or a step's figure to how many."""

    id: int
    started: datetime
    finished: datetime | None = None
    conclusive: bool = True
    reason: str = ""
    counts: Mapping[str, int] = field(default_factory=dict)


# --- understanding ----------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Page:
    """The stored answer that understanding starts from."""

    key: str
    url: str
    """The address that answered, after redirects."""
    content_type: str
    charset: str
    body: bytes
    kind: Kind = Kind.OTHER
    """What the address alone suggests."""
    companions: Mapping[str, str] = field(default_factory=dict)
    """What the visit's companions told."""


@dataclass(frozen=True, slots=True)
class Section:
    """A heading of a document and where in its `text` the words under it begin (characters)."""

    level: int
    title: str
    offset: int


@dataclass(frozen=True, slots=True)
class Document:
    """What a page says. Empty strings and None where the page does not say; `problem` where it could not be read."""

    key: str
    title: str = ""
    author: str = ""
    published: str = ""
    """ISO date, as exact as the page gives it."""
    site: str = ""
    language: str = ""
    """ISO 639-1."""
    kind: Kind = Kind.OTHER
    text: str = ""
    sections: tuple[Section, ...] = ()
    lead: str = ""
    tags: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    """Addresses that the text links to."""
    anchors: tuple[str, ...] = ()
    """Their words, one for each of `links`."""
    words: int = 0
    summary: str = ""
    level: str = ""
    """introductory, intermediate or advanced."""
    level_reason: str = ""
    minutes: float | None = None
    """Reading or playing time."""
    facts: Mapping[str, str] = field(default_factory=dict)
    extractor: str = ""
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Requirement:
    """A topic to know first, and in one line why."""

    topic: str
    reason: str


@dataclass(frozen=True, slots=True)
class Topic:
    """A topic of the taxonomy (SKOS: prefLabel, altLabel, broader). `acronyms` are matched by case.

    `asked` are words that a question may mean the topic by, but that are too general to speak for it on a page.
    """

    id: str
    name: str
    description: str = ""
    aliases: tuple[str, ...] = ()
    acronyms: tuple[str, ...] = ()
    broader: tuple[str, ...] = ()
    requires: tuple[Requirement, ...] = ()
    asked: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Coverage:
    """That a resource teaches a topic. `score` in 0…1: 0.5 means that a reader would say that it covers it.

    `source` is `page`, or `note` where only the note's own words speak. `evidence` is the sentence that shows it.
    """

    resource: str
    topic: str
    score: float
    mentions: int
    source: str
    evidence: str
    heading: str = ""


@dataclass(frozen=True, slots=True)
class StageCoverage:
    """That a stage, by its own title and prose, sets out to teach a topic."""

    stage: str
    topic: str
    score: float


@dataclass(frozen=True, slots=True)
class ArchivedCopy:
    """A page as a public web archive kept it: `at` is when, `url` where it is shown."""

    url: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Facts:
    """All that the graph, the view and the reports are made of. Documents come without their text.

    Of a large collection what is many is read from the disk as it is asked for: standings, documents and coverages.
    """

    scan: Scan = field(default_factory=Scan)
    resources: tuple[Resource, ...] = ()
    standings: Mapping[str, Standing] = field(default_factory=dict)
    documents: Mapping[str, Document] = field(default_factory=dict)
    coverages: Sequence[Coverage] = ()
    stage_coverages: tuple[StageCoverage, ...] = ()
    topics: tuple[Topic, ...] = ()
    run: Run | None = None
    runs: tuple[Run, ...] = ()
    changes: tuple[Change, ...] = ()
    copies: Mapping[str, ArchivedCopy] = field(default_factory=dict)
    """Archived copies of dead resources, by key."""
