"""The verdict on a visit: rules in order, the first that speaks decides. "Dead" is said only on evidence."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta

from crawler.records import Check, Failure, Hop, State, Visit
from crawler.safety.redact import redacted
from crawler.safety.tls import certificate_fault
from crawler.verdicts import adapters, shapes, soft404, walls
from crawler.verdicts.page import PageView
from crawler.verdicts.states import FAILURES, by_status

LASTING = frozenset({301, 308})
_HTML = ("text/html", "application/xhtml+xml", "")


@dataclass(frozen=True, slots=True)
class Verdict:
    """A state, why, and what it rests on."""

    state: State
    reason: str
    evidence: dict[str, str] = field(default_factory=dict)


def judge(visit: Visit) -> Check:
    """The verdict on `visit`. Pure; secrets are taken out of everything it keeps."""
    return _told(visit, _verdict(visit, _page(visit)))


def weigh(visit: Visit) -> tuple[Check, bool]:
    """The verdict as far as it goes, and whether `is_suspect`: both for the price of one."""
    page = _page(visit)
    verdict = _verdict(visit, page)
    return _told(visit, verdict), _is_suspect(visit, page, verdict)


def _told(visit: Visit, verdict: Verdict) -> Check:
    evidence = {**verdict.evidence, **({"body": visit.damage} if visit.damage else {})}
    return Check(
        resource=visit.key,
        state=verdict.state,
        reason=redacted(verdict.reason),
        at=visit.at,
        http_status=visit.status,
        final_url=redacted(visit.final_url),
        hops=tuple(Hop(redacted(hop.url), hop.status, hop.by) for hop in visit.hops),
        evidence={name: redacted(value)[:500] for name, value in evidence.items()},
        elapsed=visit.elapsed,
        next_check_at=visit.at + timedelta(seconds=visit.retry_after) if visit.retry_after else None,
    )


def is_suspect(visit: Visit) -> bool:
    """Whether a visit to a made-up address of the same host should be made before `visit` is judged."""
    page = _page(visit)
    return _is_suspect(visit, page, _verdict(visit, page))


def _is_suspect(visit: Visit, page: PageView | None, verdict: Verdict) -> bool:
    if page is None or visit.probe is not None or visit.failure is not None or visit.status != 200:
        return False
    if verdict.state not in (State.OK, State.MOVED, State.REDIRECTED):
        return False
    if soft404.sent_home(visit) == "ask":
        return True
    return bool(soft404.headline_finding(page) or soft404.opening_finding(page) or soft404.vague(page))


def _page(visit: Visit) -> PageView | None:
    """The page as a reader sees it; None where there is none to see."""
    kind = visit.content_type.partition(";")[0].strip().lower()
    if kind not in _HTML or not visit.body or visit.body.isspace():
        return None
    if not kind and b"<" not in visit.body[:1000]:
        return None
    return PageView.of(visit.body, visit.charset)


def _verdict(visit: Visit, page: PageView | None) -> Verdict:
    if visit.failure is not None:
        return _failed(visit)
    if visit.not_modified:
        return _alive(visit)
    told = adapters.verdict(visit, None)
    if told is not None:
        return Verdict(*told)
    for rule in _RULES:
        verdict = rule(visit, page)
        if verdict is not None:
            return verdict
    return _alive(visit)


def _failed(visit: Visit) -> Verdict:
    assert visit.failure is not None
    state, words = FAILURES[visit.failure]
    detail = visit.detail
    evidence = {"failure": visit.failure.value, "detail": visit.detail}
    if visit.failure is Failure.TLS:
        detail = certificate_fault(visit.tls_code)
        evidence["openssl"] = f"{visit.tls_code} {visit.detail}"
    if visit.failure is Failure.FORBIDDEN_ADDRESS and visit.hops:
        state = State.BLOCKED
    return Verdict(state, words.format(detail=detail), evidence)


def _alive(visit: Visit) -> Verdict:
    steps = [hop for hop in visit.hops if hop.url != visit.final_url]
    if not steps:
        words = "The page has not changed since it was last read (304)." if visit.not_modified else "The page answers."
        return Verdict(State.OK, words)
    if all(hop.status in LASTING for hop in steps):
        return Verdict(State.MOVED, f"The page has moved for good to {visit.final_url}.")
    return Verdict(State.REDIRECTED, f"The page answers at {visit.final_url}.")


def _bot_wall(visit: Visit, page: PageView | None) -> Verdict | None:
    if not walls.sent_to_wall(visit) and _says_gone(visit, page):
        return None
    found = walls.bot_wall(visit, page)
    if found is None:
        return None
    return Verdict(
        State.BLOCKED,
        f"{found[0][:1].upper()}{found[0][1:]} stands before the page, which readers may well see.",
        {"wall": found[1]},
    )


def _says_gone(visit: Visit, page: PageView | None) -> bool:
    """Whether status and page agree that there is nothing, whoever stands before it."""
    if visit.status == 404:
        return page is not None and soft404.headline_finding(page) is not None
    return visit.status == 410


def _status(visit: Visit, _: PageView | None) -> Verdict | None:
    status = visit.status or 0
    if 200 <= status < 300 or status == 304:
        return None
    state, reason = by_status(status)
    return Verdict(state, reason, {"status": str(status)})


def _other_wall(_: Visit, page: PageView | None) -> Verdict | None:
    found = walls.other_wall(page)
    return Verdict(State.BLOCKED, f"{found[0]} stands before the page.", {"wall": found[1]}) if found else None


def _too_many(_: Visit, page: PageView | None) -> Verdict | None:
    found = walls.too_many(page)
    return (
        Verdict(State.RATE_LIMITED, "The host says that it was asked too often.", {"words": found[1]})
        if found
        else None
    )


def _trouble(visit: Visit, page: PageView | None) -> Verdict | None:
    found = walls.host_trouble(visit, page)
    if found is None:
        return None
    return Verdict(State.SERVER_ERROR, f"{found[0]} stands in place of the page.", {"words": found[1]})


def _parked(visit: Visit, page: PageView | None) -> Verdict | None:
    found = walls.parked(visit, page)
    return Verdict(State.PARKED, "The domain is for sale or parked.", {"words": found}) if found else None


def _consent(visit: Visit, page: PageView | None) -> Verdict | None:
    found = walls.consent_wall(visit, page)
    return Verdict(State.BLOCKED, "A consent wall stands before the page.", {"wall": found}) if found else None


def _login(visit: Visit, page: PageView | None) -> Verdict | None:
    found = walls.login_wall(visit, page)
    return Verdict(State.LOGIN_REQUIRED, "The page wants a log-in first.", {"wall": found}) if found else None


def _error_address(visit: Visit, _: PageView | None) -> Verdict | None:
    if visit.hops and shapes.is_error_page(visit.final_url) and not shapes.is_error_page(visit.url):
        return Verdict(
            State.SOFT_404,
            f"It sends to a page for what is not there: {visit.final_url}.",
            {"sent to": visit.final_url},
        )
    return None


def _sent_home(visit: Visit, _: PageView | None) -> Verdict | None:
    sent = soft404.sent_home(visit)
    proven = sent == "ask" and visit.probe is not None and visit.probe.final_url == visit.final_url
    if sent == "dead" or proven:
        evidence = {"sent to": visit.final_url, **({"made-up address": "is sent there too"} if proven else {})}
        what = "the front page" if shapes.is_home(visit.final_url) else "a page above it,"
        return Verdict(State.SOFT_404, f"A link to one page now leads to {what} {visit.final_url}.", evidence)
    return None


def _sent_to_search(visit: Visit, _: PageView | None) -> Verdict | None:
    if not visit.hops or not shapes.is_search_for(visit.final_url, visit.url):
        return None
    evidence = {"sent to": visit.final_url}
    return Verdict(State.SOFT_404, "A link to one page now leads to the site's search for its name.", evidence)


def _small_print(visit: Visit, page: PageView | None) -> Verdict | None:
    found = soft404.small_print(visit) if page is None else None
    if found is None:
        return None
    return Verdict(
        State.SOFT_404, f'It answers, but only "{found.words}".', {"words": found.words, "language": found.language}
    )


def _soft_404(visit: Visit, page: PageView | None) -> Verdict | None:
    if page is None:
        return None
    finding = soft404.headline_finding(page) or soft404.opening_finding(page)
    if finding is None:
        return _like_made_up(visit, page) if soft404.vague(page) else None
    if soft404.is_about_errors(visit) or (finding.place == "text" and soft404.has_own_name(page)):
        return _like_made_up(visit, page)
    if soft404.prose_besides(page) < soft404.LITTLE_PROSE or soft404.says_it_thrice(page):
        evidence = {"words": finding.words, "where": finding.place, "language": finding.language}
        return Verdict(State.SOFT_404, f'The page answers, but its {finding.place} says "{finding.words}".', evidence)
    return _like_made_up(visit, page)


def _like_made_up(visit: Visit, page: PageView) -> Verdict | None:
    probe = visit.probe
    if probe is None or probe.status != 200 or not soft404.alike(page, probe):
        return None
    return Verdict(
        State.SOFT_404,
        "The host shows the same page for an address that cannot exist.",
        {"made-up address": probe.url, "title": page.title},
    )


def _site_of_its_own(visit: Visit, page: PageView | None) -> Verdict | None:
    found = adapters.verdict(visit, page)
    return Verdict(*found) if found is not None else None


Rule = Callable[[Visit, PageView | None], Verdict | None]
_RULES: tuple[Rule, ...] = (
    _bot_wall,
    _status,
    _site_of_its_own,
    _other_wall,
    _too_many,
    _trouble,
    _parked,
    _consent,
    _login,
    _error_address,
    _sent_home,
    _sent_to_search,
    _soft_404,
    _small_print,
)
