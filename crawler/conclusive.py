"""Whether a run's verdicts can be trusted: trouble of this machine or its network must never look like dead links."""

from __future__ import annotations

import zlib
from collections import Counter
from dataclasses import dataclass, field

from crawler.hosts import host as host_of
from crawler.records import Failure, Target, Visit
from crawler.safety.tls import CLOCK_CODES

# a host that ends so has not been heard of; refusals, resets and certificates come from a machine that is there
_SILENT = frozenset(
    {
        Failure.NAME_SERVER_FAILED, Failure.UNREACHABLE, Failure.TIMEOUT, Failure.LOCAL, Failure.NAME_UNKNOWN,
        Failure.REFUSED, Failure.RESET,
    }
)  # fmt: skip
# says nothing of the network: refused by ourselves, or what came was no answer and may have come from anywhere
_MUTE = frozenset({Failure.FORBIDDEN_ADDRESS, Failure.BAD_ANSWER})
_ENOUGH = 3
"""Hosts from which "most" means something."""
_PORTAL_HOSTS = 5
_CROWD = 10
_NETWORK_LOGIN = 511
_COMPARED = 4_096
"""Bytes of a page, beside its length, by which it is told from others."""
_NEARLY_ALL = 0.9
"""Of a crowd of hosts: so many never fall silent in one night by themselves."""


@dataclass(slots=True)
class Conclusiveness:
    """Watches the visits of a run, host by host."""

    heard: set[str] = field(default_factory=set)
    silent: dict[str, Failure] = field(default_factory=dict)
    before: set[str] = field(default_factory=set)
    clock: set[str] = field(default_factory=set)
    distrusted: set[str] = field(default_factory=set)
    same: dict[tuple[int, int], set[str]] = field(default_factory=dict)
    """Hosts by the page (length, checksum) that they sent without TLS."""
    sent_to: dict[str, set[str]] = field(default_factory=dict)
    held_up: set[str] = field(default_factory=set)
    """Hosts in whose place the network asked for a log-in (511, RFC 6585 §6)."""
    local: Counter[str] = field(default_factory=Counter)

    def note(self, target: Target, visit: Visit) -> None:
        """Take one finished visit into account."""
        host = host_of(target.url)
        if target.answered_before:
            self.before.add(host)
        if visit.hops or visit.failure not in _SILENT | _MUTE:
            self._note_answer(host, visit)
        elif visit.failure in _SILENT:
            self.silent[host] = visit.failure
        if visit.failure is Failure.LOCAL:
            self.local[visit.detail] += 1

    def _note_answer(self, host: str, visit: Visit) -> None:
        self.heard.add(host)
        if visit.failure is Failure.TLS:
            (self.clock if visit.tls_code in CLOCK_CODES else self.distrusted).add(host)
        if visit.status == _NETWORK_LOGIN:
            self.held_up.add(host)
        if visit.status == 200 and visit.body and visit.final_url.startswith("http:"):
            page = len(visit.body), zlib.crc32(visit.body[:_COMPARED])
            self.same.setdefault(page, set()).add(host)
        goal = host_of(visit.final_url)
        if visit.hops and goal != host:
            self.sent_to.setdefault(goal, set()).add(host)

    def add(self, other: Conclusiveness) -> None:
        """Take what another process watched into account."""
        self.heard |= other.heard
        self.silent |= other.silent
        self.before |= other.before
        self.clock |= other.clock
        self.distrusted |= other.distrusted
        self.held_up |= other.held_up
        for goal, hosts in other.sent_to.items():
            self.sent_to.setdefault(goal, set()).update(hosts)
        for page, hosts in other.same.items():
            self.same.setdefault(page, set()).update(hosts)
        self.local += other.local

    def verdict(self) -> str:
        """Why the run is inconclusive, in one sentence; empty where it is not."""
        for rule in (
            self._by_machine,
            self._by_network,
            self._by_memory,
            self._by_clock,
            self._by_certificates,
            self._by_portal,
        ):
            words = rule()
            if words:
                return words
        return ""

    def _by_machine(self) -> str:
        worst = self.local.most_common(1)
        return f"This machine had trouble of its own: {worst[0][0]}." if worst else ""

    def _by_network(self) -> str:
        silent = self.silent.keys() - self.heard
        if not silent:
            return ""
        if not self.heard and len(silent) < _ENOUGH:
            return "Not one host answered: the web's fault cannot be told from this machine's."
        if not self.heard:
            return f"Not one of {len(silent)} hosts could be reached: this machine seems to be offline."
        everybody = len(silent) + len(self.heard)
        if everybody < _CROWD or len(silent) < _NEARLY_ALL * everybody:
            return ""
        return f"{len(silent)} of {everybody} hosts could not be reached: the network is to be suspected, not they."

    def _by_memory(self) -> str:
        lost = {host for host in self.before if host in self.silent and host not in self.heard}
        if len(lost) < _ENOUGH or len(lost) * 2 <= len(self.before):
            return ""
        return (
            f"{len(lost)} of {len(self.before)} hosts that answered before cannot be reached: "
            "the network is to be suspected, not they."
        )

    def _by_clock(self) -> str:
        if len(self.clock) < _ENOUGH or len(self.clock) * 2 <= len(self.heard):
            return ""
        return (
            f"The certificates of {len(self.clock)} of {len(self.heard)} hosts seem out of date: "
            "this machine's clock is to be suspected."
        )

    def _by_certificates(self) -> str:
        all_of_them = len(self.distrusted) >= _ENOUGH and self.distrusted == self.heard
        if not all_of_them and not self._most(self.distrusted):
            return ""
        return (
            f"The certificates of {len(self.distrusted)} of {len(self.heard)} hosts are not theirs: "
            "something between this machine and the web answers in their place."
        )

    def _by_portal(self) -> str:
        for goal, hosts in self.sent_to.items():
            if self._most(hosts):
                return (
                    f"{len(hosts)} of {len(self.heard)} hosts send to {goal}: "
                    "a network's log-in page seems to stand before the web."
                )
        if self._most(self.held_up):
            return "Most hosts seem to ask for a log-in (511): a network's log-in page stands before the web."
        if any(self._most(hosts) for hosts in self.same.values()):
            return "Most hosts show the same page: a network's log-in page seems to stand before the web."
        return ""

    def _most(self, hosts: set[str]) -> bool:
        return len(hosts) >= _PORTAL_HOSTS and len(hosts) * 2 > len(self.heard)
