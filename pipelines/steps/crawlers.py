"""What visits, by the settings: this machine or the workers of a Dask scheduler, with a browser or without."""

from __future__ import annotations

from functools import partial

from pipelines.catalogue import Catalogue
from pipelines.settings import Settings
from pipelines.steps.visit import Crawl


def crawler_of(settings: Settings, catalogue: Catalogue) -> Crawl:
    """The crawl of a night. Heavy parts are loaded only where they are wanted."""
    crawl = _of_engine(settings.engine.dask)
    if not settings.browser.pages:
        return crawl
    from crawler.browser.crawl import MARK, RenderingCrawl
    from crawler.browser.options import BrowserOptions

    def rendered_before(key: str) -> bool:
        page = catalogue.page(key)
        return page is not None and page.body.startswith(MARK)

    return RenderingCrawl(crawl, BrowserOptions(**settings.browser.model_dump()), rendered_before)


def _of_engine(dask: str) -> Crawl:
    if dask:
        from pipelines.steps.crawl_on_dask import crawl_on_dask

        return partial(crawl_on_dask, dask)
    from crawler.crawl import crawl

    return crawl
