"""What the tests of the site do with a real browser."""

from __future__ import annotations

import functools
import http.server
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, expect

from tests import workshop
from tests.conftest import extra, need

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
# Without the last ones the browser itself looks for updates at every start.
SWITCHES = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"]
SWITCHES += ["--disable-background-networking", "--disable-component-update", "--disable-sync"]
DESKTOP = {"width": 1280, "height": 900}
PHONE = {"width": 390, "height": 844}
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]

Open = Callable[..., Page]


def chromium() -> None:
    """Skips without a browser, which `.ci/run` installs where there is apt-get."""
    missing = need if shutil.which("apt-get") else extra
    missing(CHROMIUM, "there is no Chromium: apt-get install chromium fonts-noto-cjk")


class Quiet(http.server.SimpleHTTPRequestHandler):
    """Serves a folder and logs nothing."""

    def log_message(self, *_: object) -> None:
        pass


def served(root: Path) -> Iterator[str]:
    with workshop.served(functools.partial(Quiet, directory=str(root))) as address:
        yield f"{address}/"


def complaints(said: ConsoleMessage) -> list[str]:
    """What a console message complains of: from disk the theme looks for an index in vain."""
    address = said.location["url"]
    expected = address.startswith("file:") and address.endswith("/search.js")
    return [said.text] if said.type == "error" and not expected else []


def opening(browser: Browser) -> Iterator[Open]:
    """Opens an address; afterwards nothing may have been asked of another machine or gone wrong."""
    contexts: list[BrowserContext] = []
    seen: list[str] = []
    wrong: list[str] = []

    def opened(address: str, script: str = "", **settings: object) -> Page:
        context = browser.new_context(**{"viewport": DESKTOP, **settings})
        contexts.append(context)
        context.on("request", lambda request: seen.append(request.url))
        context.on("console", lambda said: wrong.extend(complaints(said)))
        context.on("weberror", lambda error: wrong.append(str(error.error)))
        if script:
            context.add_init_script(script)
        page = context.new_page()
        page.on("dialog", lambda dialog: wrong.append(dialog.message))
        page.goto(address)
        return page

    yield opened
    for context in contexts:
        context.close()
    outside = [
        url for url in seen if not re.match(r"(http://127\.0\.0\.1:|file:|data:|blob:)", url)
    ]
    assert not outside, outside
    assert not wrong, wrong


def results(page: Page, words: str) -> list[str]:
    """The addresses that the search finds, in its order; it is left open."""
    if not page.locator("dialog[open]").count():
        page.wait_for_load_state("networkidle")
        page.keyboard.press("Control+k")
    box = page.locator("dialog input")
    expect(box).to_be_focused()
    found = page.locator("[role=option]")
    # Those of the words before stay until there are others.
    box.fill("")
    expect(found).to_have_count(0)
    box.fill(words)
    expect(found.first).to_be_visible()
    return [link.get_attribute("href") or "" for link in found.all()]


def violations(page: Page, axe: str, *rules: str) -> list[str]:
    """What axe has to say of a page by the rules, or by all of WCAG 2.2 AA."""
    page.evaluate(axe)
    only = list(rules or WCAG)
    report = page.evaluate("only => axe.run(document, {runOnly: only})", only)
    assert report["passes"]
    return [
        f"{found['id']}: {node['html'][:200]}"
        for found in report["violations"]
        for node in found["nodes"]
    ]
