"""One parcel from beginning to end."""

from __future__ import annotations

from collections.abc import Callable

from crawler.parcels.records import Done, Parcel
from crawler.records import Check, Visit


def do_parcel(parcel: Parcel, sink: Callable[[Visit, Check], None], stop: Callable[[], bool]) -> Done:
    """Crawl what is in the parcel; `sink` is called as by `crawler.crawl.crawl`.

    Several may be done in one process, each in a thread of its own: each has its event loop.
    """
    from crawler.parcels.bounds import Bounds
    from crawler.run import crawl_watched

    bounds = Bounds(parcel)
    targets = [errand.target for errand in parcel.errands]
    outcome, conclusive = crawl_watched(targets, parcel.options, sink, stop=stop, bounds=bounds)
    return Done(tuple(bounds.back), bounds.learned, outcome, conclusive)
