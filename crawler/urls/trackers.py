"""Query parameters that say where a click came from, and nothing about what is shown."""

from __future__ import annotations

import re
from functools import lru_cache

# (name, hosts) — name with `*` for any ending; hosts: a regular expression on the host without `www.`, "" for all.
# A name goes to "" only where no site is known to choose its content by it; such sites stand in PROTECTED.
TRACKERS: tuple[tuple[str, str, str], ...] = (
    ("utm_*", "", "Google Analytics campaigns"),
    ("ref", "", "referrer; Ghost and newsletters append it"),
    ("ref_src", "", "Twitter's embed"),
    ("ref_url", "", "Twitter's embed"),
    ("referrer", "", "referrer"),
    ("referer", "", "referrer"),
    ("fbclid", "", "Facebook click"),
    ("gclid", "", "Google Ads click"),
    ("gclsrc", "", "Google Ads"),
    ("dclid", "", "Google Display click"),
    ("gbraid", "", "Google Ads, apps"),
    ("wbraid", "", "Google Ads, web to app"),
    ("gad_source", "", "Google Ads"),
    ("gad_campaignid", "", "Google Ads"),
    ("srsltid", "", "Google Merchant"),
    ("_ga", "", "Google Analytics cross-domain"),
    ("_gl", "", "Google Analytics cross-domain"),
    ("msclkid", "", "Microsoft Ads click"),
    ("yclid", "", "Yandex click"),
    ("ysclid", "", "Yandex search click"),
    ("_openstat", "", "OpenStat"),
    ("twclid", "", "Twitter click"),
    ("ttclid", "", "TikTok click"),
    ("li_fat_id", "", "LinkedIn Ads"),
    ("rdt_cid", "", "Reddit Ads"),
    ("igshid", "", "Instagram share"),
    ("igsh", "", "Instagram share"),
    ("mc_cid", "", "Mailchimp campaign"),
    ("mc_eid", "", "Mailchimp reader"),
    ("mkt_tok", "", "Marketo reader"),
    ("_hsenc", "", "HubSpot reader"),
    ("_hsmi", "", "HubSpot mail"),
    ("__hssc", "", "HubSpot session"),
    ("__hstc", "", "HubSpot visitor"),
    ("__hsfp", "", "HubSpot fingerprint"),
    ("hsCtaTracking", "", "HubSpot button"),
    ("vero_id", "", "Vero reader"),
    ("vero_conv", "", "Vero"),
    ("oly_anon_id", "", "Omeda"),
    ("oly_enc_id", "", "Omeda"),
    ("ml_subscriber", "", "MailerLite"),
    ("ml_subscriber_hash", "", "MailerLite"),
    ("ck_subscriber_id", "", "ConvertKit"),
    ("sb_referer_host", "", "Outbrain"),
    ("irclickid", "", "Impact click"),
    ("irgwc", "", "Impact"),
    ("ranMID", "", "Rakuten"),
    ("ranEAID", "", "Rakuten"),
    ("ranSiteID", "", "Rakuten"),
    ("cjevent", "", "Commission Junction"),
    ("cjdata", "", "Commission Junction"),
    ("awc", "", "Awin click"),
    ("sscid", "", "ShareASale"),
    ("clickid", "", "affiliate click"),
    ("click_id", "", "affiliate click"),
    ("wickedid", "", "Wicked Reports"),
    ("matomo_*", "", "Matomo campaigns"),
    ("mtm_*", "", "Matomo campaigns"),
    ("pk_campaign", "", "Piwik campaigns"),
    ("pk_kwd", "", "Piwik campaigns"),
    ("hss_channel", "", "HubSpot social"),
    ("guccounter", "", "Yahoo consent"),
    ("guce_referrer", "", "Yahoo consent"),
    ("guce_referrer_sig", "", "Yahoo consent"),
    ("__s", "", "Drip reader"),
    ("s_cid", "", "Adobe Analytics"),
    ("s_kwcid", "", "Adobe Ads"),
    ("wt_mc", "", "Webtrekk"),
    ("at_medium", "", "AT Internet"),
    ("at_campaign", "", "AT Internet"),
    (
        "source",
        r"(.+\.)?(medium\.com|towardsdatascience\.com|betterprogramming\.pub|levelup\.gitconnected\.com)",
        "Medium",
    ),
    ("gi", r"(.+\.)?medium\.com", "Medium's log-in detour"),
    ("lli", "", "Substack's reader"),
    ("r", r"(.+\.)?substack\.com", "Substack's recommender"),
    ("isFreemail", r"(.+\.)?substack\.com", "Substack's mail"),
    ("publication_id", r"(.+\.)?substack\.com", "Substack"),
    ("post_id", r"(.+\.)?substack\.com", "Substack"),
    ("triedRedirect", r"(.+\.)?substack\.com", "Substack"),
    ("feature", r"((m|music)\.)?youtube\.com|youtu\.be", "YouTube"),
    ("ab_channel", r"((m|music)\.)?youtube\.com|youtu\.be", "YouTube, the channel's name"),
    ("si", r"((m|music)\.)?youtube\.com|youtu\.be|open\.spotify\.com", "share"),
    ("pp", r"((m|music)\.)?youtube\.com", "YouTube search"),
    ("s", r"(mobile\.)?(twitter|x)\.com", "Twitter share"),
    ("t", r"(mobile\.)?(twitter|x)\.com", "Twitter share"),
    ("trk", r"(.+\.)?linkedin\.com", "LinkedIn"),
    ("trackingId", r"(.+\.)?linkedin\.com", "LinkedIn"),
    ("lipi", r"(.+\.)?linkedin\.com", "LinkedIn"),
    ("rcm", r"(.+\.)?linkedin\.com", "LinkedIn"),
    ("ref_", r"(.+\.)?(amazon\.[a-z.]+|imdb\.com)", "Amazon"),
    ("tag", r"amazon\.[a-z.]+", "Amazon's affiliate"),
    ("linkCode", r"amazon\.[a-z.]+", "Amazon's affiliate"),
    ("linkId", r"amazon\.[a-z.]+", "Amazon's affiliate"),
    ("ascsubtag", r"amazon\.[a-z.]+", "Amazon's affiliate"),
    ("creative", r"amazon\.[a-z.]+", "Amazon's affiliate"),
    ("creativeASIN", r"amazon\.[a-z.]+", "Amazon's affiliate"),
    ("camp", r"amazon\.[a-z.]+", "Amazon's affiliate"),
    ("psc", r"amazon\.[a-z.]+", "Amazon"),
    ("pd_rd_*", r"amazon\.[a-z.]+", "Amazon's recommendations"),
    ("pf_rd_*", r"amazon\.[a-z.]+", "Amazon's pages"),
    ("qid", r"amazon\.[a-z.]+", "Amazon's search time"),
    ("sr", r"amazon\.[a-z.]+", "Amazon's search rank"),
    ("keywords", r"amazon\.[a-z.]+", "Amazon's search words"),
    ("crid", r"amazon\.[a-z.]+", "Amazon's search"),
    ("sprefix", r"amazon\.[a-z.]+", "Amazon's search"),
    ("dib", r"amazon\.[a-z.]+", "Amazon's search"),
    ("dib_tag", r"amazon\.[a-z.]+", "Amazon's search"),
    ("couponCode", r"udemy\.com", "Udemy's coupon"),
    ("referralCode", r"udemy\.com", "Udemy's affiliate"),
    ("siteID", r"(coursera\.org|udemy\.com)", "Rakuten"),
    ("ved", r"google\.[a-z.]+", "Google search's click"),
    ("sca_esv", r"google\.[a-z.]+", "Google search"),
    ("spm", r"(.+\.)?(alibaba\.com|aliyun\.com|taobao\.com|bilibili\.com)", "Alibaba, Bilibili"),
    ("spm_id_from", r"(.+\.)?bilibili\.com", "Bilibili"),
    ("vd_source", r"(.+\.)?bilibili\.com", "Bilibili"),
    ("share_source", r"(.+\.)?bilibili\.com", "Bilibili"),
)

# (name, hosts, why): parameters of these names choose what is shown there, and stay.
PROTECTED: tuple[tuple[str, str, str], ...] = (
    (
        "ref",
        r"(.+\.)?(gitlab\.com|gitlab\..+|gitea\..+|codeberg\.org|api\.github\.com|raw\.githubusercontent\.com)",
        "a branch",
    ),
    ("ref", r"(.+\.)?(docs\.docker\.com|sourcegraph\.com)", "a version"),
    ("ref", r"(.+\.)?(bible\.com|biblegateway\.com)", "a passage"),
    ("source", r"(.+\.)?github\.com", "a search's source"),
    ("_ga", r"analytics\.google\.com", "the report itself"),
)

_NAMES = {name for name, _, _ in TRACKERS if not name.endswith("*")}
_STEMS = tuple(name[:-1] for name, _, _ in TRACKERS if name.endswith("*"))


def is_tracker(name: str, site: str) -> bool:
    """Whether the query parameter `name` on `site` (host without `www.`) tells nothing about what is shown."""
    if name not in _NAMES and not name.startswith(_STEMS):
        return False
    return _listed(name, site, TRACKERS) and not _listed(name, site, PROTECTED)


@lru_cache(maxsize=4096)
def _listed(name: str, site: str, rows: tuple[tuple[str, str, str], ...]) -> bool:
    for pattern, hosts, _ in rows:
        fits = name.startswith(pattern[:-1]) if pattern.endswith("*") else name == pattern
        if fits and (not hosts or re.fullmatch(hosts, site)):
            return True
    return False
