"""What a crawl can be told. The defaults here are the defaults of the settings file, of `--help` and of the docs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class CrawlOptions:
    """Table `crawl` of the settings. Times in seconds."""

    contact: str = ""
    """An address that a site's owner can turn to; goes into the user agent."""
    user_agent: str = ""
    """Replaces the default user agent."""
    delay_s: float = 1.0
    timeout_s: float = 30.0
    retries: int = 2
    retry_after_cap_s: float = 60.0
    concurrency: int = 64
    max_body_mb: float = 10.0
    robots: bool = True
    companions: bool = True
    """Whether sites are asked for what their pages leave unsaid (crawler.companions)."""
    allow_networks: tuple[str, ...] = ()
    connect_to: Mapping[str, str] = field(default_factory=dict)
    """Host pattern → address:port, as curl's option of that name."""
    processes: int = 0
    """0: by the frontier (crawler.share)."""
    github_token: str = field(default="", repr=False)
    """For GitHub's interface alone (crawler.middlewares.token); from the environment only."""
