"""The process beside the crawl that drives the browser: addresses in, pages as they are after their scripts out.

    python -m crawler.browser.child

Started by `crawler.browser.browser`, whose pickles it speaks; not a command for people. Playwright and Debian's
Chromium, not scrapy-playwright: that is a download handler in the place of ours, which checks every address, and what a
page asks for from inside would pass by both.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import pickle
import sys
from typing import IO, TYPE_CHECKING

from crawler.browser.options import BrowserOptions, Rendered
from crawler.browser.proxy import GuardedProxy
from crawler.middlewares.headers import user_agent
from crawler.options import CrawlOptions
from crawler.safety.addresses import AddressPolicy
from crawler.safety.resolver import SafeResolver

if TYPE_CHECKING:
    from playwright.async_api import Browser, BrowserContext, Page, Route, WebSocketRoute

QUIET_S = 5.0
"""So long at most a page may take, once loaded, until it asks for nothing more."""
MOST_BYTES = 30_000_000
UNREAD = frozenset({"image", "media", "font", "texttrack", "eventsource", "ping", "websocket", "manifest"})
READING = frozenset({"GET", "HEAD", "OPTIONS"})
# by switch: everything goes through our proxy, loopback too; names are never looked up; nothing leaves beside it
SWITCHES = (
    "--proxy-bypass-list=<-loopback>",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
    "--force-webrtc-ip-handling-policy=disable_non_proxied_udp",
    "--webrtc-ip-handling-policy=disable_non_proxied_udp",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-domain-reliability",
    "--disable-sync",
    "--disable-gpu",
    "--no-pings",
    "--no-first-run",
    "--mute-audio",
    "--js-flags=--max-old-space-size=512",
    "--disable-features=Translate,MediaRouter,OptimizationHints,DnsOverHttps,WebTransport,DirectSockets",
)
# what a page needs for none of its words, and could reach round the proxy or stay with
_WITHOUT = (
    "for (const name of ['RTCPeerConnection','webkitRTCPeerConnection','RTCDataChannel','WebTransport','SharedWorker'])"
    " { try { delete window[name]; } catch (_) {} }"
)


async def serve(crawl: CrawlOptions, options: BrowserOptions, out: IO[bytes]) -> None:
    """Render the addresses that come in, one after the other, until there are no more."""
    from playwright.async_api import async_playwright

    resolver = SafeResolver(AddressPolicy(crawl.allow_networks), crawl.connect_to, 15.0)
    loop = asyncio.get_running_loop()
    async with GuardedProxy(resolver, MOST_BYTES) as proxy, async_playwright() as play:
        browser = await play.chromium.launch(
            executable_path=options.program,
            chromium_sandbox=options.sandbox,
            proxy={"server": f"http://127.0.0.1:{proxy.port}", "bypass": "<-loopback>"},
            args=[*SWITCHES, *([] if options.sandbox else ["--no-sandbox"])],
            handle_sigint=False,
        )
        _tell(out, Rendered())
        while url := await loop.run_in_executor(None, _next):
            proxy.fresh()
            _tell(out, await _rendered(browser, proxy, url, crawl, options))
        await browser.close()
    await resolver.close()


async def _rendered(
    browser: Browser, proxy: GuardedProxy, url: str, crawl: CrawlOptions, options: BrowserOptions
) -> Rendered:
    from playwright.async_api import Error

    try:
        async with asyncio.timeout(options.timeout_s):
            context = await _context(browser, crawl)
            try:
                page = await context.new_page()
                found = await _read(page, url, int(crawl.max_body_mb * 1_000_000))
            finally:
                await context.close()
    except (Error, TimeoutError) as problem:
        words = "it took too long" if isinstance(problem, TimeoutError) else str(problem).partition("\n")[0][:200]
        return Rendered(problem=words, refused=tuple(proxy.refused))
    return Rendered(found.url, found.status, found.body, tuple(proxy.refused), found.problem)


async def _context(browser: Browser, crawl: CrawlOptions) -> BrowserContext:
    """A browser that has been nowhere and keeps nothing."""
    context = await browser.new_context(
        user_agent=user_agent(crawl), service_workers="block", accept_downloads=False, bypass_csp=False
    )
    await context.add_init_script(_WITHOUT)
    await context.route("**/*", _allow)
    await context.route_web_socket("**/*", _close)
    return context


async def _allow(route: Route) -> None:
    """Only what is read, and may hold words or make them; nothing is sent to anybody."""
    request = route.request
    if request.method in READING and request.resource_type not in UNREAD:
        await route.continue_()
    else:
        await route.abort()


async def _close(socket: WebSocketRoute) -> None:
    await socket.close()


async def _read(page: Page, url: str, most: int) -> Rendered:
    from playwright.async_api import Error

    page.on("dialog", lambda dialog: asyncio.ensure_future(dialog.dismiss()))
    page.on("popup", lambda popup: asyncio.ensure_future(popup.close()))
    crashed = asyncio.get_running_loop().create_future()
    page.on("crash", lambda _: None if crashed.done() else crashed.set_result(None))
    reading = asyncio.ensure_future(_after_scripts(page, url))
    await asyncio.wait({reading, crashed}, return_when=asyncio.FIRST_COMPLETED)
    if not reading.done():
        reading.cancel()
        with contextlib.suppress(asyncio.CancelledError, Error):
            await reading
        return Rendered(problem="it broke the browser")
    status, body = reading.result()
    return Rendered(page.url, status, body[:most])


async def _after_scripts(page: Page, url: str) -> tuple[int | None, bytes]:
    from playwright.async_api import Error

    response = await page.goto(url, wait_until="load", timeout=0)
    with contextlib.suppress(Error):
        await page.wait_for_load_state("networkidle", timeout=QUIET_S * 1000)
    return response.status if response else None, (await page.content()).encode("utf-8", "replace")


def _next() -> str:
    try:
        return str(pickle.load(sys.stdin.buffer))  # noqa: S301  # our own parent
    except (EOFError, pickle.UnpicklingError):
        return ""


def _tell(out: IO[bytes], rendered: Rendered) -> None:
    pickle.dump(rendered, out, pickle.HIGHEST_PROTOCOL)
    out.flush()


def main() -> None:
    """Words that anything prints go to standard error."""
    from playwright.async_api import Error

    out = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    crawl, options = pickle.load(sys.stdin.buffer)  # noqa: S301  # our own parent
    try:
        asyncio.run(serve(crawl, options, out))
    except Error as problem:
        _tell(out, Rendered(problem=str(problem).partition("\n")[0][:300]))


if __name__ == "__main__":
    main()
