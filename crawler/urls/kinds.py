"""What an address alone lets one guess: video, course, paper … The page itself may say better later."""

from __future__ import annotations

import re
from functools import lru_cache

from crawler.records import Kind
from crawler.urls.address import Address

# (host without www., path, kind): regular expressions that must fit from the start; the first row that fits says it.
KINDS: tuple[tuple[str, str, Kind], ...] = (
    (r"((m|music)\.)?youtube\.com", r"/(@[^/]+|c/|user/|channel/|results)", Kind.PROFILE),
    (
        r"((m|music)\.)?youtube(-nocookie)?\.com|youtu\.be|(player\.)?vimeo\.com|ted\.com|videolectures\.net|(.+\.)?bilibili\.com",
        r"/",
        Kind.VIDEO,
    ),
    (r"github\.com", r"/[^/]+/[^/]+", Kind.REPO),
    (r"github\.com", r"/(topics|trending|collections)", Kind.OTHER),
    (r"github\.com", r"/[^/]+/?$", Kind.PROFILE),
    (r"gitlab\.com|bitbucket\.org|codeberg\.org|sr\.ht", r"/[^/]+/[^/]+", Kind.REPO),
    (r"gist\.github\.com", r"/", Kind.REPO),
    (r"kaggle\.com", r"/(learn|learn-guide)", Kind.COURSE),
    (r"kaggle\.com", r"/(code|datasets|competitions|c)/", Kind.REPO),
    (r"(.+\.)?arxiv\.org", r"/(abs|pdf|html)", Kind.PAPER),
    (
        (
            r"(dx\.)?doi\.org|openreview\.net|aclanthology\.org|aclweb\.org|proceedings\.(mlr\.press|neurips\.cc)|papers\.(nips|neurips)\.cc|jmlr\.org|"
            r"openaccess\.thecvf\.com|(.+\.)?semanticscholar\.org|paperswithcode\.com|dl\.acm\.org|ieeexplore\.ieee\.org|pubmed\.ncbi\.nlm\.nih\.gov|distill\.pub|alphaxiv\.org|ssrn\.com|biorxiv\.org"
        ),
        r"/.+",
        Kind.PAPER,
    ),
    (r"(books\.)?google\.[a-z.]{2,6}", r"/books", Kind.BOOK),
    (r"(smile\.)?amazon\.[a-z.]{2,6}", r"(/[^/]+)?/(dp|gp/product|exec/obidos)/", Kind.BOOK),
    (
        r"amzn\.to|oreilly\.com|manning\.com|openlibrary\.org|goodreads\.com|packtpub\.com|leanpub\.com|nostarch\.com|mitpress\.mit\.edu|gutenberg\.org",
        r"/.+",
        Kind.BOOK,
    ),
    (r".*", r".*\b(free-?)?(e?books?|textbook)\b", Kind.BOOK),
    (
        r"(.+\.)?(d2l\.ai|deeplearningbook\.org|mml-book\.(com|github\.io)|statlearning\.com|themlbook\.com|mlebook\.com|probml\.github\.io|udlbook\.github\.io)",
        r"/",
        Kind.BOOK,
    ),
    (
        (
            r"(.+\.)?(coursera\.org|edx\.org|udacity\.com|udemy\.com|khanacademy\.org|deeplearning\.ai|fast\.ai|educative\.io|datacamp\.com|codecademy\.com|brilliant\.org|"
            r"pluralsight\.com|skillshare\.com|futurelearn\.com|ocw\.mit\.edu|freecodecamp\.org|zerotomastery\.io|mooc\.fi|classcentral\.com|fullstackdeeplearning\.com|tryexponent\.com|bradfieldcs\.com|teachyourselfcs\.com)"
        ),
        r"/",
        Kind.COURSE,
    ),
    (r"(.+\.)?(cs\d+[a-z]?|cs\d+\w*-stanford|stanford-cs\d+\w*)\..*", r"/", Kind.COURSE),
    (
        r".*",
        r".*/(courses?|learn|mooc|class|lectures?|syllabus|bootcamp|nanodegree|specializations)(/|-|$)",
        Kind.COURSE,
    ),
    (
        r"docs?\..+|.+\.readthedocs\.(io|org)|devdocs\.io|developer\.mozilla\.org|learn\.microsoft\.com|w3schools\.com|cppreference\.com|pkg\.go\.dev|docs\.rs",
        r"/",
        Kind.DOCS,
    ),
    (r".*", r"/(docs?|documentation|reference|manual|api|user_guide|getting_started)(/|$)", Kind.DOCS),
    (r"(.+\.)?(wikipedia|wikibooks|wikiversity)\.org", r"/", Kind.DOCS),
    (
        r"(twitter|x|linkedin|facebook|instagram|threads|mastodon)\.(com|net|social)",
        r"/(in/|company/)?[^/]+/?$",
        Kind.PROFILE,
    ),
    (r"open\.substack\.com", r"/users/", Kind.PROFILE),
    (r"(.+\.)?medium\.com", r"/(u/[^/]+|@[^/]+)/?$", Kind.PROFILE),
    (
        r"(twitter|x|linkedin|facebook|instagram|threads|reddit)\.(com|net)|news\.ycombinator\.com|(.+\.)?stackexchange\.com|stackoverflow\.com|quora\.com|discord\.(gg|com)|t\.me",
        r"/",
        Kind.OTHER,
    ),
    (
        r"(.+\.)?(medium\.com|substack\.com|hashnode\.dev|wordpress\.com|blogspot\.com|ghost\.io|dev\.to|tumblr\.com|hackernoon\.com|towardsdatascience\.com|machinelearningmastery\.com|kdnuggets\.com|analyticsvidhya\.com)",
        r"/",
        Kind.BLOG,
    ),
    (r"blogs?\..+|(.+\.)?.*blog.*\..+", r"/", Kind.BLOG),
    (r".*", r".*/(blogs?|posts?|articles?|writing|essays?|news|newsletter|p|tutorials?)/", Kind.BLOG),
    (r".*", r"/(19|20)\d\d/\d\d/", Kind.BLOG),
    (
        r"colab\.research\.google\.com|nbviewer\..+|huggingface\.co|replit\.com|codesandbox\.io|observablehq\.com",
        r"/.+",
        Kind.TOOL,
    ),
    (
        r"(numpy|pandas\.pydata|matplotlib|scikit-learn|pytorch|tensorflow|keras|jupyter|spacy|opencv|scipy|mlflow|dvc|wandb)\.(org|io|ai|com)",
        r"/.+",
        Kind.DOCS,
    ),
    (
        r"(numpy|pandas\.pydata|matplotlib|scikit-learn|pytorch|tensorflow|keras|jupyter|spacy|opencv|scipy|mlflow|dvc|wandb|leetcode|kaggle|hackerrank|whimsical|notion|overleaf|github)\.(org|io|ai|com|so)",
        r"/",
        Kind.TOOL,
    ),
    (r".+\.github\.io", r"/$", Kind.OTHER),
    (r".*", r".+\.pdf$", Kind.PAPER),
)

_COMPILED = tuple((re.compile(host), re.compile(path, re.IGNORECASE), kind) for host, path, kind in KINDS)


def guessed_kind(address: Address) -> Kind:
    """The kind that the first fitting row of the table says; `other` where none fits."""
    return next((kind for path, kind in _rows(address.site) if path.match(address.path)), Kind.OTHER)


@lru_cache(maxsize=4096)
def _rows(site: str) -> tuple[tuple[re.Pattern[str], Kind], ...]:
    """The rows that a host fits, path and kind: the next link is often of the same host."""
    return tuple((path, kind) for host, path, kind in _COMPILED if host.fullmatch(site))
