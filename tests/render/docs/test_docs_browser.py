"""The site in a real browser, as a reader uses it."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from urllib.parse import unquote

import pytest
from playwright.sync_api import Browser, Page, expect

from tests import rendered, samples
from tests.browsing import DESKTOP, PHONE, Open, results, served, violations

pytestmark = pytest.mark.slow


# What somebody types, and the page that comes first, or with a star among the first six.
SEARCHES = {
    "Japanese": ("ハッシュ", "errors/InvalidHashValue.html"),
    "a Japanese sentence's word": ("クォータ", "errors/TooManyRequests.html"),
    "a code": ("NotFound", "errors/NotFound.html"),
    "a code in lower case": ("notfound", "errors/NotFound.html"),
    "a longer one": ("invalidhashvalue", "errors/InvalidHashValue.html"),
    "in capitals": ("INVALIDHASHVALUE", "errors/InvalidHashValue.html"),
    "while it is typed": ("invalidha", "errors/InvalidHashValue.html"),
    "a part of a code": ("hash", "errors/InvalidHashValue.html"),
    "its last part": ("found", "*errors/ResourceNotFound.html"),
    "several parts": ("too many", "*errors/TooManyRequests.html"),
    "a class": ("InvalidHashValueError", "errors/InvalidHashValue.html"),
    "a class in lower case": ("resourcenotfounderror", "errors/ResourceNotFound.html"),
    "a status": ("403", "status/403.html"),
    "a status by its name": ("unauthorized", "errors/Unauthorized.html"),
}


def test_search_finds(opened: Open, site: str) -> None:
    page = opened(site)
    for case, (words, wanted) in SEARCHES.items():
        found = results(page, words)
        first = found[:6] if wanted[0] == "*" else found[:1]
        assert any(wanted.strip("*") in address for address in first), (case, found)
    for code in ("Forbidden", "DisabledFeature"):
        assert any(f"errors/{code}.html" in found for found in results(page, "403")), code


def test_the_search_speaks_the_language_of_the_page(opened: Open, site: str) -> None:
    page = opened(site)
    results(page, "403")
    expect(page.locator("dialog [role=status]")).to_have_text(re.compile(r"^\d+件見つかりました$"))
    page.locator("dialog input").fill("zzzz")
    expect(page.locator("dialog [role=status]")).to_have_text("何も見つかりませんでした")
    expect(page.locator("dialog input")).to_have_attribute("placeholder", "検索")
    expect(page.locator("dialog button").first).to_have_attribute("aria-label", "検索を閉じる")
    shown = page.locator("dialog").inner_text()
    assert not re.search("[A-Za-z]{4}", shown), shown


def test_a_result_is_followed_to_its_place(opened: Open, site: str) -> None:
    page = opened(site)
    address = next(one for one in results(page, "hash") if "InvalidHashValue" in one and "#" in one)
    page.locator(f"[role=option][href='{address}']").click()
    page.wait_for_url(re.compile(r"errors/InvalidHashValue\.html.*#"))
    anchor = unquote(page.url.partition("#")[2])
    expect(page.locator(f"[id='{anchor}']").first).to_be_in_viewport()


def test_the_anchor_of_a_row_is_the_code(opened: Open, site: str) -> None:
    page = opened(f"{site}index.html#TooManyRequests")
    expect(page.locator("#TooManyRequests")).to_be_in_viewport()
    page.locator("td a", has_text="TooManyRequests").click()
    page.wait_for_url(re.compile(r"errors/TooManyRequests\.html$"))


def test_an_import_line_is_copied(opened: Open, site: str) -> None:
    page = opened(f"{site}errors/NotFound.html", permissions=["clipboard-read", "clipboard-write"])
    page.locator(".highlight").first.hover()
    page.locator(".highlight button").first.click()
    copied = "navigator.clipboard.readText()"
    expected = "from defender_errors import NotFoundError, raise_for_error"
    assert page.evaluate(copied).split("\n")[0] == expected


def brightness(page: Page) -> float:
    """How bright the page's background is, from 0 to 1."""
    color = page.evaluate("getComputedStyle(document.body).backgroundColor")
    return sum(int(part) for part in re.findall(r"\d+", color)[:3]) / 3 / 255


def test_dark_is_a_choice_that_stays(opened: Open, site: str) -> None:
    page = opened(site, color_scheme="light")
    assert brightness(page) > 0.9
    page.get_by_title("ダーク モードに切り替える").click()
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
    assert brightness(page) < 0.2
    page.goto(f"{site}errors/NotFound.html")
    assert brightness(page) < 0.2


def test_the_system_decides_where_nobody_has_chosen(opened: Open, site: str) -> None:
    assert brightness(opened(site, color_scheme="dark")) < 0.2


def test_print_shows_the_page_and_nothing_else(opened: Open, site: str) -> None:
    page = opened(f"{site}errors/NotFound.html", color_scheme="dark")
    page.emulate_media(media="print")
    for part in (".md-header", ".md-sidebar", ".md-footer", ".md-code__nav"):
        assert page.locator(part).filter(visible=True).count() == 0, part
    expect(page.locator("h1")).to_be_visible()
    expect(page.get_by_text("CC-BY-4.0")).to_be_visible()
    assert page.pdf().startswith(b"%PDF")


def test_the_keyboard_is_enough(opened: Open, site: str) -> None:
    page = opened(site)
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_class(re.compile("md-skip"))
    page.keyboard.press("Enter")
    # The heading's permalink, then the filter and its two choices, then the four columns.
    first = page.locator("td a[href]").first
    for step in (None, page.get_by_label("フィルター", exact=True), *[None] * 6, first):
        page.keyboard.press("Tab")
        if step:
            expect(step).to_be_focused()
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("errors/BadRequest.html"))
    results(page, "403")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("[?]h=403"))


def test_a_phone_needs_no_scrolling_sideways(opened: Open, site: str) -> None:
    for path in ("", "errors/MaximumBatchSizeExceeded.html", "retrying.html"):
        page = opened(f"{site}{path}", viewport=PHONE, has_touch=True)
        assert page.evaluate("document.scrollingElement.scrollWidth") <= PHONE["width"]
        cells = page.locator("td").filter(visible=True).all()
        boxes = [cell.bounding_box() for cell in cells]
        assert all(box and box["x"] + box["width"] <= PHONE["width"] for box in boxes)


def test_a_phone_has_the_navigation_in_a_drawer(opened: Open, site: str) -> None:
    page = opened(site, viewport=PHONE, has_touch=True)
    link = page.locator(".md-sidebar--primary").get_by_role("link", name="再試行について")
    expect(link).not_to_be_in_viewport()
    page.locator("label[for=__drawer].md-header__button").tap()
    link.tap()
    page.wait_for_url(re.compile("retrying.html"))


def test_the_picture_is_shown_and_follows_light_and_dark(opened: Open, site: str) -> None:
    shots = []
    for scheme in ("light", "dark"):
        picture = opened(site, color_scheme=scheme).locator("img[src$='hierarchy.svg']")
        expect(picture).to_have_attribute("alt", re.compile("クラス"))
        assert picture.evaluate("image => image.complete && image.naturalWidth") == 460
        shots.append(picture.screenshot())
    assert shots[0] != shots[1]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_wcag_finds_nothing(
    opened: Open, site: str, axe: str, scheme: str, size: dict[str, int]
) -> None:
    for path in ("", "errors/InvalidHashValue.html", "retrying.html", "status/400.html"):
        page = opened(f"{site}{path}", color_scheme=scheme, viewport=size)
        assert violations(page, axe) == [], path


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_open_search_can_be_read(opened: Open, site: str, axe: str, scheme: str) -> None:
    page = opened(site, color_scheme=scheme)
    results(page, "hash")
    assert violations(page, axe, "color-contrast") == []


def test_the_pages_read_and_link_from_disk(opened: Open, root: Path) -> None:
    page = opened((root / "index.html").as_uri())
    assert page.locator("img[src$='hierarchy.svg']").evaluate("image => image.naturalWidth") == 460
    page.locator("td a", has_text="InvalidHashValue").click()
    expect(page.locator("h1")).to_have_text(re.compile("InvalidHashValue"))
    page.get_by_role("link", name="400 Bad Request").first.click()
    expect(page.locator("h1")).to_have_text("HTTP 400 Bad Request¶")
    assert page.locator("body").evaluate("body => getComputedStyle(body).colorScheme") == "light"


def test_hostile_text_is_text_and_runs_nothing(
    opened: Open, tmp_path: Path, browser: Browser
) -> None:
    catalogue = rendered.SAMPLES["hostile"]
    for address in served(rendered.site(catalogue, tmp_path)):
        for slug in ("error-2", next(e.slug for e in catalogue.errors if "<img" in e.code)):
            page = opened(f"{address}errors/{slug}.html")
            for words in ("</script>", "](javascript:alert(1))", "{{ 7*7 }}", "{% raw %}", "*/"):
                expect(page.locator("blockquote")).to_contain_text(words)
            assert page.locator("img").count() == 0
        results(opened(address), "onerror")


def test_the_same_page_is_one_click_away_in_another_language(
    opened: Open, tmp_path: Path, browser: Browser
) -> None:
    for address in served(rendered.site(rendered.SAMPLES["several"], tmp_path)):
        page = opened(f"{address}errors/NotFound.html")
        for language, tag, direction in (("العربية", "en", "rtl"), ("日本語", "ja", "ltr")):
            page.locator(".md-select button").click()
            page.get_by_role("link", name=language).click()
            expect(page.locator("html")).to_have_attribute("lang", tag)
            expect(page.locator("body")).to_have_attribute("dir", direction)
            expect(page.locator("h1")).to_have_text("NotFound¶")
        # What is still on its way when the server goes would be a complaint.
        page.wait_for_load_state("networkidle")


def test_the_address_of_a_page_that_is_not_there_leads_nowhere_else(
    opened: Open, tmp_path: Path, browser: Browser
) -> None:
    """Hosts answer with this one, whatever somebody put behind the address of the site."""
    root = rendered.site(rendered.SAMPLES["several"], tmp_path)
    names = ("javascript:alert(1);", "http:x")
    for name in names:
        (root / f"{name}.html").write_bytes((root / "404.html").read_bytes())
    for address in served(root):
        for name in names:
            page = opened(f"{address}{name}.html")
            links = page.locator(".md-select__link[hreflang]").all()
            assert links
            for link in links:
                target = link.evaluate("link => link.href")
                assert target.startswith(address), target
                assert target.endswith(f"/{name}.html"), target


def test_a_link_to_what_lies_beside_the_site_is_words(opened: Open, tmp_path: Path) -> None:
    root = rendered.site(replace(samples.advised(), origin=""), tmp_path)
    for address in served(root):
        page = opened(f"{address}/ja/errors/1001.html")
        content = page.locator(".md-content")
        expect(content).to_contain_text("手順")
        expect(content.locator("a[href*='guide']")).to_have_count(0)
        expect(content.locator("a[href^='../status/']").first).to_be_visible()


def test_arabic_reads_from_right_to_left(
    opened: Open, axe: str, tmp_path: Path, browser: Browser
) -> None:
    catalogue = rendered.spoken(samples.defender(), "ar-SA")
    for address in served(rendered.site(catalogue, tmp_path)):
        page = opened(address)
        assert page.locator("html").get_attribute("lang") == "en"
        code, meaning = (page.locator("td").nth(number).bounding_box() for number in (0, 3))
        assert code
        assert meaning
        assert code["x"] > meaning["x"]
        assert violations(page, axe) == []
        page.wait_for_load_state("networkidle")
