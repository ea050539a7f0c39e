"""Scrapy settings of the project `crawler`. What a user can choose is in `crawler.options`; this is the rest.

`scrapy list` and `scrapy shell` work in a checkout; runs are started by `crawler.crawl`, which adds the options.
"""

from crawler.options import CrawlOptions

BOT_NAME = "linkatlas"
SPIDER_MODULES = ["crawler.spiders"]
NEWSPIDER_MODULE = "crawler.spiders"

# plain asyncio without a Twisted reactor: the loop is uvloop's, made by crawler.crawl
TWISTED_REACTOR_ENABLED = False

# both run code that is sent to a loopback port
TELNETCONSOLE_ENABLED = False
REMOTE_CONTROL_ENABLED = False
EXTENSIONS_BASE: dict[str, int] = {}

# nothing but the web, and over our own handler: checked addresses, verified certificates, capped bodies
DOWNLOAD_HANDLERS_BASE: dict[str, str] = {}
DOWNLOAD_HANDLERS = {
    "http": "crawler.safety.handler.SafeDownloadHandler",
    "https": "crawler.safety.handler.SafeDownloadHandler",
    **dict.fromkeys(("data", "file", "ftp", "s3")),
}
DOWNLOAD_VERIFY_CERTIFICATES = True

# which request goes next, and one at a time per host, is the scheduler's; Scrapy's own limits only stand behind it
SCHEDULER = "crawler.spiders.scheduler.HostScheduler"
DOWNLOADER = "crawler.spiders.downloader.HostDownloader"
CONCURRENT_REQUESTS = 0
CONCURRENT_REQUESTS_PER_DOMAIN = 1
DOWNLOAD_DELAY = 0
CONCURRENT_ITEMS = 1  # the default starts a hundred tasks for each answer (811 instead of 542 requests a second)
SCRAPER_SLOT_MAX_ACTIVE_SIZE = 50_000_000

# request side from top to bottom, answer side from bottom to top
DOWNLOADER_MIDDLEWARES_BASE = {
    "crawler.middlewares.left_alone.LeftAloneMiddleware": 100,
    "crawler.middlewares.robots.RobotsMiddleware": 200,
    "crawler.middlewares.headers.ValidatorsMiddleware": 300,
    "crawler.middlewares.token.GithubTokenMiddleware": 350,
    "crawler.middlewares.cookies.ChainCookiesMiddleware": 550,
    "crawler.middlewares.redirect.RedirectMiddleware": 500,
    "crawler.middlewares.retry.PatientRetryMiddleware": 600,
}
SPIDER_MIDDLEWARES_BASE: dict[str, int] = {}  # no URL length limit: it drops long addresses without a word

STATS_DUMP = False
LOG_ENABLED = False
LOG_INSTALL_ROOT_HANDLER = False
LOGSTATS_INTERVAL = 0
MEMUSAGE_ENABLED = False

LINKATLAS_OPTIONS = CrawlOptions()
LINKATLAS_BOUNDS = None  # crawler.parcels.bounds.Bounds, where others crawl other hosts at the same time
