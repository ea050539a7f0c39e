# ruff: noqa: E501 - the rows of a table stay on one line
"""Sites that answer 200 for everything: what on their pages, or in their own interfaces, tells that a thing is gone.

Two tables. A page mark is looked for in what the site sent. A question is asked of the site's open interface (no
token), and only where the page leaves it open: no answer, or one that is not in the row, decides nothing. The rows are
from what was known of these sites in 2026; none was tried on the live site while it was written.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from urllib.parse import quote

from crawler.records import State, Visit
from crawler.verdicts.page import PageView


@dataclass(frozen=True, slots=True)
class PageMark:
    """A site (pattern of the final address), what its page carries (pattern of the source), and what that means."""

    site: str
    address: str
    mark: str
    state: State
    reason: str
    source: str
    scripted: bool = False
    """Whether the mark stands in a script: words there are often only translations of what may be said."""


@dataclass(frozen=True, slots=True)
class Question:
    """What to ask a site about an address, and what its answers mean by status."""

    site: str
    address: str
    ask: str
    """The address to ask; `{url}` is the link's, quoted."""
    unless: str
    """Pattern of the page's source that settles the matter without asking."""
    meanings: Mapping[int, tuple[State, str]]
    source: str


_YOUTUBE = r"^https?://(?:www\.|m\.)?youtube\.com/(?:watch|shorts/|live/|embed/|playlist)"
_GONE = State.SOFT_404

PAGE_MARKS: tuple[PageMark, ...] = (
    PageMark("YouTube", _YOUTUBE, r'"playabilityStatus"\s*:\s*\{\s*"status"\s*:\s*"LOGIN_REQUIRED"[^}]{0,300}private', State.LOGIN_REQUIRED, "The video is private.", "as known in 2026: ytInitialPlayerResponse of private videos", scripted=True),
    PageMark("YouTube", _YOUTUBE, r'"playabilityStatus"\s*:\s*\{\s*"status"\s*:\s*"ERROR"', _GONE, "The video is gone: YouTube calls it unavailable.", "as known in 2026: ytInitialPlayerResponse of removed videos", scripted=True),
    PageMark("YouTube", _YOUTUBE, r'"alerts"\s*:\s*\[\s*\{\s*"alertRenderer"\s*:\s*\{\s*"type"\s*:\s*"ERROR"', _GONE, "The playlist is gone: YouTube says that it does not exist.", "as known in 2026: ytInitialData of removed playlists", scripted=True),
    PageMark("Vimeo", r"^https?://(?:www\.|player\.)?vimeo\.com/", r"<title>\s*Private Video|<h1[^>]*>\s*This (?:is a private video|video is private)", State.LOGIN_REQUIRED, "The video is private.", "as known in 2026: vimeo.com's page for private videos"),
    PageMark("Vimeo", r"^https?://(?:player\.)?vimeo\.com/", r"<h1[^>]*>\s*Sorry, (?:we couldn.t find that page|this video does not exist)", _GONE, "The video is gone: Vimeo says that it does not exist.", "as known in 2026: vimeo.com's page for removed videos"),
    PageMark("Dailymotion", r"^https?://(?:www\.)?dailymotion\.com/video/", r'"(?:code|error_code)"\s*:\s*"?(?:DM00[237]|not_found|deleted)', _GONE, "The video is gone: Dailymotion says that it was removed.", "as known in 2026: geo.dailymotion.com error codes", scripted=True),
    PageMark("Bilibili", r"^https?://(?:www\.)?bilibili\.com/video/", r'"(?:code)"\s*:\s*(?:-404|62002|62004)\b|视频去哪了|啊叻？视频不见了', _GONE, "The video is gone: Bilibili says that it does not exist.", "as known in 2026: bilibili.com's page for removed videos", scripted=True),
    PageMark("X", r"^https?://(?:www\.|mobile\.)?(?:twitter|x)\.com/[^/]+/status/", r"this (?:post|tweet) (?:is unavailable|was deleted|has been deleted|is from (?:a suspended|an) account)|Hmm\.\.\.this page doesn.t exist", _GONE, "The post is gone: X says that it was deleted or its account closed.", "as known in 2026: help.x.com: notices on posts"),
    PageMark("X", r"^https?://(?:www\.|mobile\.)?(?:twitter|x)\.com/", r"These (?:posts|tweets) are protected", State.LOGIN_REQUIRED, "The posts are protected.", "as known in 2026: help.x.com: protected posts"),
    PageMark("Reddit", r"^https?://(?:www\.|old\.)?reddit\.com/r/", r"this (?:community|subreddit) (?:has been banned|was banned|is banned|doesn.t exist)|there aren.t any (?:subreddits|communities) on reddit with that name", _GONE, "Reddit says that the community does not exist or was banned.", "as known in 2026: reddit.com's interstitials"),
    PageMark("Reddit", r"^https?://(?:www\.|old\.)?reddit\.com/r/", r"is a private community|this community is private", State.LOGIN_REQUIRED, "The community is private.", "as known in 2026: reddit.com's interstitials"),
    PageMark("Facebook", r"^https?://(?:[a-z-]+\.)?facebook\.com/", r"This (?:content|page) isn.t available (?:right now|at the moment)|The link you followed may be broken, or the page may have been removed", State.LOGIN_REQUIRED, "Facebook shows it to nobody who is not logged in, or to nobody.", "as known in 2026: facebook.com's page, the same for private and for removed things"),
    PageMark("Instagram", r"^https?://(?:www\.)?instagram\.com/", r"Sorry, this page isn.t available\.", _GONE, "Instagram says that the page is not available or was removed.", "as known in 2026: instagram.com's page for removed things"),
    PageMark("LinkedIn", r"^https?://(?:[a-z]+\.)?linkedin\.com/", r"<title>\s*(?:LinkedIn Login|Sign (?:In|Up) \| LinkedIn|Security Verification)|/authwall\?", State.LOGIN_REQUIRED, "LinkedIn wants a log-in first.", "as known in 2026: linkedin.com's authwall"),
    PageMark("Medium", r"^https?://(?:[a-z0-9-]+\.)?medium\.com/", r"<title>\s*(?:Not Found|Page not found)|This (?:user|author)(?:.s account)? (?:account )?(?:is|has been) (?:suspended|deactivated|deleted)|Error 410|user deactivated or deleted their account|story (?:was|has been) (?:removed|deleted)", _GONE, "The story is gone: Medium says that it was removed or its author's account closed.", "as known in 2026: medium.com's 404 and 410 pages"),
    PageMark("Google Drive", r"^https?://(?:drive|docs)\.google\.com/", r"Sorry, the file you have requested does not exist|the file you have requested has been deleted|We.re sorry\. You can.t access this item because it is in violation", _GONE, "Google says that the file does not exist or was deleted.", "as known in 2026: drive.google.com's page for removed files"),
    PageMark("Google Drive", r"^https?://(?:drive|docs|colab\.research|sites)\.google\.com/", r"You need (?:access|permission)|Request access|Sign in to continue to Google", State.LOGIN_REQUIRED, "The file is shared with some people only.", "as known in 2026: drive.google.com's page for restricted files"),
    PageMark("Notion", r"^https?://(?:www\.)?notion\.so/|^https?://[a-z0-9-]+\.notion\.site/", r"\"errorId\"\s*:\s*\"[^\"]+\"\s*,\s*\"name\"\s*:\s*\"(?:ObjectNotFound|ValidationError)", _GONE, "Notion says that the content does not exist.", "as known in 2026: notion.so's page for removed pages", scripted=True),
    PageMark("Coursera", r"^https?://(?:www\.)?coursera\.org/(?:learn|specializations|professional-certificates)/", r"this (?:course|specialization) (?:is no longer|isn.t) (?:available|offered)|closed for new learners|no longer accepting enrollments?", _GONE, "The course no longer runs: Coursera has closed it.", "as known in 2026: coursera.org's page for closed courses"),
    PageMark("Udemy", r"^https?://(?:www\.)?udemy\.com/course/", r"(?:this )?course is (?:no longer|not) (?:available|accepting enrollments)", _GONE, "The course no longer runs: Udemy does not offer it any more.", "as known in 2026: udemy.com's page for retired courses"),
    PageMark("edX", r"^https?://(?:www\.)?edx\.org/(?:course|learn)/", r"this course (?:is|has been) (?:archived and )?(?:no longer available|retired)", _GONE, "The course no longer runs: edX has retired it.", "as known in 2026: edx.org's page for retired courses"),
    PageMark("Udacity", r"^https?://(?:www\.)?udacity\.com/(?:course|enrollment)/", r"(?:this )?(?:course|program|nanodegree) is (?:no longer|not currently) (?:available|open for enrollment|offered)", _GONE, "The course no longer runs: Udacity does not offer it any more.", "as known in 2026: udacity.com's page for retired courses"),
    PageMark("SlideShare", r"^https?://(?:[a-z]+\.)?slideshare\.net/", r"this (?:presentation|slideshow|content) (?:has been|was) (?:removed|deleted)|presentation not found", _GONE, "SlideShare says that the slides were removed.", "as known in 2026: slideshare.net's page for removed slides"),
    PageMark("Substack", r"^https?://[a-z0-9-]+\.substack\.com/", r"this (?:publication|post) (?:has been|was) (?:removed|deleted|taken down)|publication not available", _GONE, "Substack says that the post was removed.", "as known in 2026: substack.com's page for removed posts"),
    PageMark("Kaggle", r"^https?://(?:www\.)?kaggle\.com/", r"<title>\s*(?:404|We can.t find that page|Page not found)", _GONE, "Kaggle says that there is no such page.", "as known in 2026: kaggle.com's page for missing things"),
    PageMark("Hugging Face", r"^https?://huggingface\.co/", r"Sorry, we can.t find the page you are looking for|repository not found", _GONE, "Hugging Face says that there is no such repository.", "as known in 2026: huggingface.co's 404 page"),
    PageMark("GitHub", r"^https?://(?:www\.)?github\.com/", r"This repository has been (?:disabled|removed)|Repository unavailable due to DMCA takedown", _GONE, "The repository is gone: GitHub has taken it down.", "as known in 2026: docs.github.com: DMCA takedowns"),
    PageMark("Gist", r"^https?://gist\.github\.com/", r"<title>\s*Page not found", _GONE, "The gist is gone.", "as known in 2026: gist.github.com's 404 page"),
    PageMark("GitLab", r"^https?://gitlab\.com/", r"You need to sign in or sign up before continuing", State.LOGIN_REQUIRED, "GitLab wants a log-in first: the project is private or gone.", "as known in 2026: gitlab.com answers so for both"),
    PageMark("Amazon", r"^https?://(?:[a-z]+\.)?amazon\.[a-z.]+/", r"Looking for something\?[^<]{0,200}not a functioning page|the web address you entered is not a functioning page", State.NOT_FOUND, "Amazon says that there is no such page.", "as known in 2026: amazon.com's page for missing products"),
    PageMark("Goodreads", r"^https?://(?:www\.)?goodreads\.com/", r"<title>\s*(?:Page not found|Could not find)", _GONE, "Goodreads says that there is no such page.", "as known in 2026: goodreads.com's 404 page"),
    PageMark("arXiv", r"^https?://(?:www\.)?arxiv\.org/", r"(?:Paper|Article) identifier [^<]{0,60}not (?:recognized|found)|No paper '[^']*'", State.NOT_FOUND, "arXiv knows no paper of this number.", "as known in 2026: arxiv.org's page for unknown identifiers"),
    PageMark("arXiv", r"^https?://(?:www\.)?arxiv\.org/(?:pdf|ps)/", r"This paper has been withdrawn", State.GONE, "The paper has been withdrawn.", "as known in 2026: arxiv.org: withdrawals"),
    PageMark("DOI", r"^https?://(?:dx\.)?doi\.org/", r"DOI (?:Not Found|cannot be found)|<title>\s*Error: DOI Not Found", State.NOT_FOUND, "No document has this DOI.", "as known in 2026: doi.org's page for unknown DOIs"),
    PageMark("Internet Archive", r"^https?://(?:www\.)?archive\.org/details/", r"The item is not available due to issues with the item.s content|Item cannot be found|item you have requested (?:is not available|does not exist)", _GONE, "The Internet Archive no longer shows the item.", "as known in 2026: archive.org's page for darkened items"),
    PageMark("Wayback Machine", r"^https?://web\.archive\.org/web/", r"has not archived that URL|This URL has been excluded from the Wayback Machine", _GONE, "The Wayback Machine has no copy of it.", "as known in 2026: web.archive.org's page for missing copies"),
    PageMark("Wikipedia", r"^https?://[a-z-]+\.(?:m\.)?wikipedia\.org/wiki/", r"class=\"noarticletext|id=\"noarticletext", State.NOT_FOUND, "Wikipedia has no such article.", "as known in 2026: MediaWiki's noarticletext"),
    PageMark("SoundCloud", r"^https?://(?:www\.)?soundcloud\.com/", r"We can.t find that (?:track|user|playlist)", _GONE, "SoundCloud says that the track was removed.", "as known in 2026: soundcloud.com's page for removed tracks"),
    PageMark("Spotify", r"^https?://open\.spotify\.com/", r"<title>\s*Page not found", _GONE, "Spotify says that there is no such page.", "as known in 2026: open.spotify.com's 404 page"),
    PageMark("Meetup", r"^https?://(?:www\.)?meetup\.com/", r"Group not found|this group (?:no longer exists|has been closed)|Sorry, the page you're looking for (?:doesn.t|does not) exist", _GONE, "The group no longer exists.", "as known in 2026: meetup.com's page for closed groups"),
    PageMark("Tumblr", r"^https?://[a-z0-9-]+\.tumblr\.com/", r"There.s nothing here\.|this tumblr may contain sensitive media and is gone", _GONE, "Tumblr says that there is nothing here.", "as known in 2026: tumblr.com's 404 page"),
    PageMark("Blogger", r"^https?://[a-z0-9-]+\.blogspot\.", r"<title>\s*Blog(?: has been)? (?:not found|removed)|Sorry, the blog (?:at [^<]+ has been removed|you were looking for does not exist)", _GONE, "The blog has been removed.", "as known in 2026: blogger.com's page for removed blogs"),
    PageMark("WordPress.com", r"^https?://[a-z0-9-]+\.wordpress\.com/", r"is no longer available\.\s*<|The authors have deleted this site|doesn.t exist</(?:h1|h2|title)|This (?:blog|site) has been archived or suspended", _GONE, "The blog was deleted by its authors or closed.", "as known in 2026: wordpress.com's page for deleted blogs"),
    PageMark("Quora", r"^https?://(?:www\.)?quora\.com/", r"<title>[^<]*Page Not Found|This question (?:was|has been) (?:deleted|removed)", _GONE, "Quora says that the question was deleted.", "as known in 2026: quora.com's page for deleted questions"),
    PageMark("Stack Exchange", r"^https?://(?:[a-z]+\.)?(?:stackoverflow|stackexchange|superuser|serverfault)\.com/", r"This question was removed from|Page not found</h1>|was (?:voluntarily removed|deleted) by", _GONE, "The question was removed.", "as known in 2026: stackoverflow.com's page for deleted questions"),
)  # fmt: skip

_OEMBED = {404: (_GONE, "The video is gone: its site knows it no more."), 400: (_GONE, "There is no such video."), 410: (_GONE, "The video is gone for good."), 403: (State.LOGIN_REQUIRED, "The video is private.")}  # fmt: skip

QUESTIONS: tuple[Question, ...] = (
    # 401 is a video whose owner forbids embedding: alive
    Question("YouTube", r"^https?://(?:(?:www\.|m\.)?youtube\.com/(?:watch|shorts/|live/|playlist)|youtu\.be/)", "https://www.youtube.com/oembed?url={url}&format=json", r'"playabilityStatus"|property=[\'"]og:title', _OEMBED, "as known in 2026: oembed.com; YouTube's provider"),
    Question("Vimeo", r"^https?://(?:www\.)?vimeo\.com/\d+", "https://vimeo.com/api/oembed.json?url={url}", r'property=[\'"]og:title', {404: _OEMBED[404], 410: _OEMBED[410]}, "as known in 2026: developer.vimeo.com/api/oembed"),
    Question("X", r"^https?://(?:www\.|mobile\.)?(?:twitter|x)\.com/[^/]+/status/\d+", "https://publish.twitter.com/oembed?url={url}&omit_script=1", r'property=[\'"]og:description', {404: (_GONE, "The post is gone: X knows it no more."), 403: (State.LOGIN_REQUIRED, "The post is protected.")}, "as known in 2026: developer.x.com: oEmbed API"),
)  # fmt: skip


def verdict(visit: Visit, page: PageView | None) -> tuple[State, str, dict[str, str]] | None:
    """State, reason and evidence by the site's own marks or its answer; None where neither speaks."""
    answered = _answer(visit)
    if answered is not None or page is None:
        return answered
    url = visit.final_url or visit.url
    if _known_sites().match(url) is None:
        return None
    for row in PAGE_MARKS:
        if _compiled(row.address).match(url):
            found = _compiled(row.mark).search(page.markup if row.scripted else page.visible)
            if found:
                return row.state, row.reason, {"site": row.site, "mark": found[0][:200]}
    return None


def question(visit: Visit) -> str:
    """The address that would settle the matter; empty where there is none or nothing is open."""
    if visit.asked is not None or visit.failure is not None or visit.not_modified:
        return ""
    row = _row(visit)
    if row is None or _settled(row, visit):
        return ""
    return row.ask.format(url=quote(visit.url, safe=""))


def _row(visit: Visit) -> Question | None:
    return next((row for row in QUESTIONS if _compiled(row.address).match(visit.url)), None)


def _settled(row: Question, visit: Visit) -> bool:
    """A refusal or an answer without the site's usual marks leaves it open; a plain status or the marks do not."""
    if visit.status in (404, 410):
        return True
    on_site = _compiled(row.address).match(visit.final_url) is not None
    return on_site and _compiled(row.unless).search(visit.body[:2_000_000].decode("utf-8", "replace")) is not None


def _answer(visit: Visit) -> tuple[State, str, dict[str, str]] | None:
    row = _row(visit) if visit.asked is not None else None
    if row is None or visit.asked is None:
        return None
    known = row.meanings.get(visit.asked.status)
    evidence = {"site": row.site, "asked": visit.asked.url, "answer": str(visit.asked.status)}
    if known is not None:
        return *known, evidence
    if visit.asked.status == 200:
        return State.OK, f"{row.site} itself says that it is there.", evidence
    return None


@cache
def _known_sites() -> re.Pattern[str]:
    """Any site of the table, in one pattern: most pages are of none."""
    return re.compile("|".join(f"(?:{address})" for address in {row.address for row in PAGE_MARKS}), re.IGNORECASE)


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)
