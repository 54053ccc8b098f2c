"""Blocks that become tabs, permalinks and print, in a real browser."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests import rendered, samples
from tests.browsing import Open, served, violations

pytestmark = pytest.mark.slow

BLOCKS = """\
```python title="Python"
here = {number}
```

```ts title="TypeScript"
const here = {number};
```
"""
ALONE = '```python title="Alone"\nalone = 1\n```\n'
TABS = "\n".join(["# Tabs", BLOCKS.format(number=1), "Between.", ALONE, "## More", "Then."])
TABS += "\n\n" + BLOCKS.format(number=2)
# What a browser does where nothing of ours may be kept.
REFUSING = """
const set = Storage.prototype.setItem;
Storage.prototype.setItem = function (key, value) {
  if (key.startsWith("error-table")) throw new Error("no");
  set.call(this, key, value);
};
"""


@pytest.fixture(scope="module")
def shop(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("tabs")
    more = {"tabs.md": TABS, "again.md": TABS.replace("# Tabs", "# Again")}
    yield from served(rendered.site(samples.listed(), folder, more))


def shown(page: Page) -> list[str]:
    """The first line of every block that is shown."""
    blocks = page.locator(".md-content .highlight code").filter(visible=True)
    return [text.strip() for text in blocks.all_inner_texts()]


PYTHON = ["here = 1", "alone = 1", "here = 2"]
SCRIPT = ["const here = 1;", "alone = 1", "const here = 2;"]
BOTH = ["here = 1", "const here = 1;", "alone = 1", "here = 2", "const here = 2;"]


def test_neighbouring_blocks_are_tabs(opened: Open, shop: str) -> None:
    page = opened(f"{shop}tabs.html")
    assert shown(page) == PYTHON
    tabs = page.get_by_role("tab")
    assert tabs.all_inner_texts() == ["Python", "TypeScript"] * 2
    expect(page.get_by_role("tablist")).to_have_count(2)
    for number in range(4):
        panel = page.locator(f"[id='{tabs.nth(number).get_attribute('aria-controls')}']")
        assert panel.get_attribute("role") == "tabpanel"
        assert panel.get_attribute("aria-labelledby") == tabs.nth(number).get_attribute("id")
    tabs.nth(3).click()
    assert shown(page) == SCRIPT


def test_the_language_is_remembered_on_every_page(opened: Open, shop: str) -> None:
    page = opened(f"{shop}tabs.html")
    page.get_by_role("tab", name="TypeScript").last.click()
    for path in ("again.html", "tabs.html"):
        page.goto(f"{shop}{path}")
        assert shown(page) == SCRIPT, path
    refused = opened(f"{shop}tabs.html", script=REFUSING)
    refused.get_by_role("tab", name="TypeScript").first.click()
    assert shown(refused) == SCRIPT
    page.evaluate("localStorage['error-table.tabs'] = '{'")
    page.reload()
    assert shown(page) == PYTHON


def test_tabs_obey_the_keyboard(opened: Open, shop: str) -> None:
    page = opened(f"{shop}tabs.html")
    first = page.get_by_role("tab").first
    first.focus()
    for key, wanted in (
        ("ArrowRight", SCRIPT),
        ("ArrowRight", PYTHON),
        ("ArrowLeft", SCRIPT),
        ("Home", PYTHON),
        ("End", SCRIPT),
    ):
        page.keyboard.press(key)
        assert shown(page) == wanted, key
        selected = page.get_by_role("tab", selected=True).first
        expect(selected).to_be_focused()
        expect(selected).to_have_attribute("tabindex", "0")
    expect(first).to_have_attribute("tabindex", "-1")


def test_all_blocks_are_shown_in_print_and_without_scripts(opened: Open, shop: str) -> None:
    page = opened(f"{shop}tabs.html")
    page.emulate_media(media="print")
    plain = opened(f"{shop}tabs.html", java_script_enabled=False)
    for where in (page, plain):
        assert shown(where) == BOTH
        titles = where.locator(".filename").filter(visible=True).all_inner_texts()
        assert titles == ["Python", "TypeScript", "Alone", "Python", "TypeScript"]
    assert page.get_by_role("tab").filter(visible=True).count() == 0


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_wcag_finds_nothing_in_tabs(opened: Open, shop: str, axe: str, scheme: str) -> None:
    assert violations(opened(f"{shop}tabs.html", color_scheme=scheme), axe) == []


def test_every_heading_can_be_linked_to(opened: Open, site: str) -> None:
    for path in ("", "errors/InvalidHashValue.html", "status/400.html", "retrying.html"):
        page = opened(f"{site}{path}")
        for heading in page.locator(".md-content :is(h1, h2, h3)").all():
            link = heading.locator(".headerlink")
            expect(link).to_have_attribute("title", "このセクションへのリンク")
            expect(link).to_have_attribute("href", f"#{heading.get_attribute('id')}")


def style(page: Page, part: str, name: str) -> str:
    found = page.locator(f".md-content {part}").first
    return str(found.evaluate("(part, name) => getComputedStyle(part)[name]", name))


def test_paper_is_light_and_keeps_together_what_belongs_together(opened: Open, site: str) -> None:
    page = opened(site, color_scheme="dark")
    page.emulate_media(media="print", color_scheme="dark")
    for part in ("p", "h1", "td", "td code"):
        red = re.findall(r"\d+", style(page, part, "color"))[0]
        assert int(red) < 64, part
    assert style(page, "tbody tr", "breakInside") == "avoid"
    assert style(page, "h2", "breakAfter") == "avoid"
    assert style(page, "thead", "display") == "table-header-group"
    for tool in (".filter", ".copy", ".headerlink"):
        assert page.locator(tool).filter(visible=True).count() == 0, tool
    address = "getComputedStyle(document.querySelector('.md-content p > a[href^=http]'), '::after')"
    assert "https://" in page.evaluate(f"{address}.content")


def test_tables_and_tabs_survive_a_change_of_page_without_a_reload(
    opened: Open, tmp_path: Path, browser: Browser
) -> None:
    catalogue = samples.defender()
    project = rendered.write(catalogue, tmp_path, "docs") / "docs" / catalogue.name
    (project / "ja-JP/tabs.md").write_text(f"{TABS}\n[Index](README.md)\n", "utf-8")
    for address in served(project / "site"):
        config = (project / "mkdocs.yml").read_text("utf-8")
        config = config.replace("features: [", "features: [navigation.instant, ")
        config = config.replace("site_name:", f"site_url: {address}\nsite_name:")
        (project / "mkdocs.yml").write_text(config, "utf-8")
        rendered.built(project / "mkdocs.yml")
        page = opened(f"{address}tabs.html")
        page.wait_for_load_state("networkidle")
        page.evaluate("window.stays = true")
        page.get_by_role("link", name="Index").click()
        page.locator(".filter [name=q]").fill("hash")
        expect(page.locator(".md-content tbody tr")).to_have_count(1)
        page.wait_for_url(re.compile("q=hash"))
        page.go_back()
        expect(page.get_by_role("tab")).to_have_count(4)
        page.go_forward()
        expect(page.locator(".filter output")).to_have_text("9 件中 1 件")
        assert page.locator(".sort").count() == 4
        assert page.evaluate("window.stays")
