"""What addresses alone tell: the home page, a page for errors, a page for logging in."""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, unquote, urlsplit

from crawler.hosts import site

_LOCALE = r"[a-z]{2}(?:[-_][a-z]{2,4})?"
_INDEX = re.compile(r"(?:index|home|default|main)(?:\.\w{2,5})?", re.IGNORECASE)
_HOME = re.compile(
    rf"/(?:{_LOCALE}/?)?(?:(?:index|home|default|main|start|accueil|inicio|startseite)(?:\.\w{{2,5}})?/?)?",
    re.IGNORECASE,
)
# segments of addresses that sites send to when something is not there; one row a spelling in use
_NOT_FOUND_SEGMENT = re.compile(
    r"(?:error|err|page|erreur|fehler|http)?[-_]?404(?:[-_]?(?:error|page|not[-_]?found))?|(?:page|seite|content|file|item|product|course)?[-_]?"
    r"(?:not[-_]?found|notfound|missing|unavailable|not[-_]?available|no[-_]longer[-_]available|gone|removed|deleted|expired)|oops|(?:dead|broken|expired)[-_]link"
    r"|(?:seite[-_])?nicht[-_]gefunden|(?:page[-_])?(?:introuvable|non[-_]trouvee)|(?:pagina[-_])?no[-_]encontrad[oa]"
    r"|pagina[-_]non[-_]trovata|(?:pagina[-_])?nao[-_]encontrada|(?:pagina[-_])?niet[-_]gevonden|does[-_]not[-_]exist",
    re.IGNORECASE,
)
_NOT_FOUND_QUERY = re.compile(
    r"(?:^|&)(?:(?:error|err|status|code|error_?code|http_?status)=(?:404|410)"
    r"|(?:page|view|p|route|error|err|msg|message|action)=(?:404|(?:page[-_]?)?not[-_]?found)"
    r"|(?:not[-_]?found|page[-_]?not[-_]?found|404)(?:=(?:1|true|yes)?)?)(?:&|$)",
    re.IGNORECASE,
)
_TROUBLE_SEGMENT = re.compile(
    r"(?:site[-_]?|under[-_]?|server[-_]?)?(?:maintenance|wartung|manutenzione|mantenimiento|manutencao|onderhoud)(?:[-_]?(?:mode|page))?"
    r"|(?:http[-_]?)?(?:error|err)?[-_]?50[0234]|(?:internal[-_]?)?server[-_]?error|temporarily[-_]?unavailable",
    re.IGNORECASE,
)
_SEARCH_SEGMENT = re.compile(
    r"search(?:[-_]?results?)?|suche|recherche|buscar|busca|cerca|ricerca|zoeken|szukaj|arama|s", re.IGNORECASE
)
_SEARCH_NAMES = frozenset({"s", "q", "query", "search", "keyword", "keywords", "term", "searchword", "suche", "text"})
_LOGIN_SEGMENT = re.compile(
    r"(?:user|users|member|members|account|accounts|auth|wp|my|customer)?[-_]?(?:log[-_]?in|sign[-_]?in|logon|signon|sso)"
    r"(?:[-_]?(?:page|form|required|redirect))?|authwall|checkpoint|authenticate|authorize|oauth2?|saml2?|anmelden|anmeldung|einloggen|connexion|se[-_]connecter|iniciar[-_]sesion|entrar|accedi"
    r"|inloggen|logowanie|zaloguj|giris|register|sign[-_]?up|openid-connect|session[-_]?new|adfs|paywall",
    re.IGNORECASE,
)
_LOGIN_HOST = re.compile(
    r"(?:login|weblogin|adfs|signin|sso|auth|accounts?|id|identity|idp|passport|cas|secure-login)\.|.*\.(?:okta|auth0|onelogin)\.com$",
    re.IGNORECASE,
)
_EXTENSION = re.compile(r"\.\w{2,5}$")
# services whose addresses are short names for others: being sent to a home page is what they are for
SHORTENERS = frozenset(
    {
        "bit.ly", "t.co", "goo.gl", "tinyurl.com", "ow.ly", "buff.ly", "is.gd", "lnkd.in", "amzn.to", "amzn.eu",
        "youtu.be", "shorturl.at", "cutt.ly", "rb.gy", "t.ly", "tiny.cc", "bit.do", "rebrand.ly", "fb.me", "g.co",
        "aka.ms", "go.microsoft.com", "dlvr.it", "trib.al", "soo.gd", "s.id", "qr.ae", "hubs.ly", "hubs.la",
        "linktr.ee", "doi.org", "dx.doi.org", "hdl.handle.net", "purl.org", "w3id.org", "n9.cl", "v.gd", "bl.ink",
        "short.io", "spoti.fi", "wp.me", "j.mp",
    }
)  # fmt: skip


def segments(url: str) -> list[str]:
    """The decoded parts of the path."""
    try:
        return [unquote(part) for part in urlsplit(url).path.split("/") if part]
    except ValueError:
        return []


def is_home(url: str) -> bool:
    """Whether `url` is a site's front page (of a language)."""
    parts = urlsplit(url)
    return _HOME.fullmatch(parts.path or "/") is not None and not re.search(
        r"(?:^|&)(?:p|id|page_id|q|v)=", parts.query
    )


def is_error_page(url: str) -> bool:
    """Whether `url` is where sites send those who ask for what is not there."""
    if any(_NOT_FOUND_SEGMENT.fullmatch(_EXTENSION.sub("", part)) for part in segments(url)[-2:]):
        return True
    return _NOT_FOUND_QUERY.search(_query(url)) is not None


def is_trouble(url: str) -> bool:
    """Whether `url` is where sites send everybody while they are in trouble."""
    return any(_TROUBLE_SEGMENT.fullmatch(_EXTENSION.sub("", part)) for part in segments(url)[-2:])


def is_above(url: str, lost: str) -> bool:
    """Whether `url` is a page above `lost` on the same site, and no front page."""
    parts = segments(url)
    deeper = segments(lost)
    return (
        0 < len(parts) < len(deeper) and parts == deeper[: len(parts)] and site(url) == site(lost) and not is_home(url)
    )


def is_search_for(url: str, lost: str) -> bool:
    """Whether `url` is a site's search for the words of the address `lost`, which was none itself."""
    searched = _searched(url)
    return bool(searched) and not _searched(lost) and site(url) == site(lost) and searched <= slug_words(lost)


def _searched(url: str) -> set[str]:
    """The words that the address of a search asks for; empty where it is none."""
    try:
        fields = parse_qsl(_query(url))
    except ValueError:
        return set()
    words = " ".join(value for name, value in fields if name.lower() in _SEARCH_NAMES)
    named = any(_SEARCH_SEGMENT.fullmatch(part) for part in segments(url)) or is_home(url)
    return set(re.findall(r"[^\W\d_]{4,}", words.casefold())) if named else set()


def _query(url: str) -> str:
    try:
        return urlsplit(url).query
    except ValueError:
        return ""


def is_login(url: str) -> bool:
    """Whether `url` is for logging in."""
    named = any(_LOGIN_SEGMENT.fullmatch(_EXTENSION.sub("", part)) for part in segments(url)[:4])
    return named or _LOGIN_HOST.match(urlsplit(url).hostname or "") is not None


def is_deep(url: str) -> bool:
    """Whether `url` means one certain page: several parts, or a part of several words, digits or with an extension."""
    parts = segments(url)
    if len(parts) >= 2:
        return True
    if not parts:
        return bool(re.search(r"(?:^|&)(?:p|id|page_id|article|post)=", urlsplit(url).query))
    last = parts[-1]
    return len(re.findall(r"[^\W_]+", _EXTENSION.sub("", last))) >= 3 or bool(re.search(r"\d{3,}|\.\w{2,5}$", last))


def slug_words(url: str) -> set[str]:
    """The words of the path that are long enough to mean something."""
    return {word for part in segments(url) for word in re.findall(r"[^\W\d_]{4,}", part.casefold())}
