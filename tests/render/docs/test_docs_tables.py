"""The tables of codes in a real browser: filtered, sorted, copied from, linked to; at any size."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from generator.model import Catalogue, Error, Message, Retryable
from tests import rendered, samples
from tests.browsing import PHONE, Open, results, served, violations

pytestmark = pytest.mark.slow

LOCALES = ("en-US", "zh-CN", "de-DE")

# Code, status, and what it means in each of the languages.
CARDS = {
    "card_declined": (
        402,
        "The card was declined.",
        "银行卡被拒绝。",
        "Die Karte wurde abgelehnt.",
    ),
    "invalid_request": (400, "It is malformed.", "请求格式错误。", "Ungültige Größe der Anfrage."),
    "rate_limit": (429, "Slow down.", "请求过于频繁。", "Zu viele Anfragen."),
    "field_missing": (400, "A field is missing.", "缺少参数。", "Ein Feld fehlt."),
    "key_expired": (401, "The key is too old.", "密钥已过期。", "Der Schlüssel ist abgelaufen."),
    "shop_closed": (403, "The shop is closed.", "商店已关闭。", "Der Laden ist geschlossen."),
}
ALL = list(CARDS)


def cards() -> Catalogue:
    """Codes in snake_case, in three languages; one of them may be retried."""
    made = samples.catalogue(
        "cards", [_card(code, *said) for code, said in CARDS.items()], locale="en-US"
    )
    pages = tuple(replace(made.pages[0], locale=x, title=f"Errors ({x})") for x in LOCALES)
    return replace(made, locales=LOCALES, pages=pages)


def _card(code: str, status: int, *texts: str) -> Error:
    said = tuple(Message(x, text, (text,)) for x, text in zip(LOCALES, texts, strict=True))
    retry = Retryable(status == 429, "status")
    return Error(code, class_name="", cell=code, status=status, messages=said, retryable=retry)


@pytest.fixture(scope="module")
def shop(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    yield from served(rendered.site(cards(), tmp_path_factory.mktemp("cards")))


def codes(page: Page) -> list[str]:
    """The codes that are shown, in their order."""
    shown = page.locator(".md-content td:first-child code").filter(visible=True)
    return shown.all_inner_texts()


def filtered(page: Page, words: str) -> list[str]:
    page.get_by_label("Filter", exact=True).fill(words)
    return codes(page)


def test_a_filter_finds_codes_by_what_is_said_of_them(opened: Open, shop: str) -> None:
    page = opened(shop)
    assert codes(page) == ALL
    assert filtered(page, "INVALID") == ["invalid_request"]
    assert filtered(page, "request invalid") == ["invalid_request"]
    assert filtered(page, "too old") == ["key_expired"]
    assert filtered(page, "40") == [code for code in ALL if code != "rate_limit"]
    expect(page.locator(".filter output")).to_have_text("5 of 6")
    page.get_by_label("HTTP status").select_option("400")
    assert codes(page) == ["invalid_request", "field_missing"]
    assert filtered(page, "nothing") == []
    expect(page.locator(".filter output")).to_have_text("No code matches.")
    page.get_by_role("button", name="Show all").click()
    assert codes(page) == ALL
    expect(page.get_by_label("Filter", exact=True)).to_be_focused()
    page.locator("[name=retry]").select_option("yes")
    assert codes(page) == ["rate_limit"]


def test_a_filtered_index_has_an_address(opened: Open, shop: str) -> None:
    page = opened(shop)
    filtered(page, "is")
    page.get_by_label("HTTP status").select_option("400")
    page.get_by_role("button", name="Code", exact=True).click()
    page.wait_for_url(re.compile(r"\?q=is&status=400&sort=1$"))
    again = opened(page.url)
    assert codes(again) == codes(page) == ["field_missing", "invalid_request"]
    # The row of a code that is filtered out is shown all the same.
    again.evaluate("location.hash = 'shop_closed'")
    expect(again.locator("[id=shop_closed]")).to_be_in_viewport()
    assert codes(again) == ALL
    again.wait_for_url(re.compile(r"index\.html#shop_closed$|/#shop_closed$"))


def test_columns_sort_both_ways_and_back(opened: Open, shop: str) -> None:
    page = opened(shop)
    column, button = page.locator("th").nth(1), page.get_by_role("button", name="HTTP status")
    for way, first in (("ascending", "invalid_request"), ("descending", "rate_limit")):
        button.press("Enter")
        expect(column).to_have_attribute("aria-sort", way)
        assert codes(page)[0] == first
    button.press("Enter")
    expect(column).to_have_attribute("aria-sort", "none")
    assert codes(page) == ALL


def test_a_code_is_copied_and_its_row_linked_to(opened: Open, shop: str) -> None:
    page = opened(shop, permissions=["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name="Copy rate_limit").click()
    expect(page.get_by_text("rate_limit copied")).to_be_attached()
    assert page.evaluate("navigator.clipboard.readText()") == "rate_limit"
    page.get_by_role("link", name="Link to shop_closed").press("Enter")
    page.wait_for_url(re.compile("#shop_closed$"))
    colour = "row => getComputedStyle(row).backgroundColor"
    rows = page.locator("tbody tr")
    assert rows.last.evaluate(colour) != rows.first.evaluate(colour)


def test_what_may_be_retried_stands_out(opened: Open, shop: str) -> None:
    page = opened(shop)
    first = page.locator("tbody tr td:first-child")
    widths = [
        cell.evaluate("cell => getComputedStyle(cell).borderLeftWidth") for cell in first.all()
    ]
    assert [width != "0px" for width in widths] == [code == "rate_limit" for code in ALL]


# The rows of a picture in which something is drawn, or, with a second picture, where they differ.
INK = """async ([one, two]) => {
  const read = async (data) => {
    const picture = await fetch("data:image/png;base64," + data);
    const image = await createImageBitmap(await picture.blob());
    const context = new OffscreenCanvas(image.width, image.height).getContext("2d");
    context.drawImage(image, 0, 0);
    return context.getImageData(0, 0, image.width, image.height);
  };
  const [a, b] = [await read(one), await read(two)];
  const rows = [];
  for (let y = 0; y < a.height; y++) {
    const [from, to] = [y * a.width * 4, (y + 1) * a.width * 4];
    if (a.data.subarray(from, to).some((value, at) => value !== b.data[from + at])) rows.push(y);
  }
  return rows;
}"""


@pytest.mark.parametrize("scale", [1, 2])
def test_underscores_are_seen_above_the_line_of_a_link(opened: Open, shop: str, scale: int) -> None:
    page = opened(f"{shop}status/400.html", device_scale_factor=scale)
    code = page.locator("td code").first
    expect(code).to_have_text("invalid_request")
    shots = []
    for text in ("invalid_request", "invalid\u00a0request"):
        code.evaluate("(code, text) => { code.textContent = text }", text)
        shots.append(b64encode(code.screenshot()).decode())
    code.evaluate("code => { code.style.borderColor = code.parentElement.style.color = 'red' }")
    code.evaluate("code => { code.style.color = getComputedStyle(code).color }")
    lined = page.evaluate(INK, [shots[1], b64encode(code.screenshot()).decode()])
    underscore = page.evaluate(INK, shots)
    assert underscore
    assert lined
    assert max(underscore) < min(lined)


def test_search_finds_words_of_every_language(opened: Open, shop: str) -> None:
    for folder, count, searches in (
        ("", "matching documents", {"declined": 0, "CARD_DECLINED": 0, "missing": 3}),
        ("zh-CN/", "符合条件的结果", {"银行卡": 0, "expired": 4, "关闭": 5}),
        ("de-DE/", "Suchergebnisse", {"größe": 1, "SCHLÜSSEL": 4, "geschlossen": 5}),
    ):
        page = opened(f"{shop}{folder}index.html")
        for words, wanted in searches.items():
            assert f"errors/{ALL[wanted]}.html" in results(page, words)[0], words
            expect(page.locator("dialog [role=status]")).to_contain_text(count)


def test_without_scripts_there_are_plain_tables(opened: Open, shop: str) -> None:
    page = opened(shop, java_script_enabled=False)
    assert codes(page) == ALL
    for tool in (".filter", ".copy", ".sort", ".tabs"):
        assert page.locator(tool).count() == 0, tool


def test_a_phone_filters_and_sorts_too(opened: Open, shop: str) -> None:
    page = opened(shop, viewport=PHONE, has_touch=True)
    assert page.evaluate("document.scrollingElement.scrollWidth") <= PHONE["width"]
    page.get_by_role("button", name="Code", exact=True).tap()
    assert codes(page) == sorted(ALL)
    assert filtered(page, "closed") == ["shop_closed"]
    expect(page.get_by_role("link", name="Link to shop_closed")).to_have_css("opacity", "1")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_wcag_finds_nothing_in_a_filtered_index(
    opened: Open, shop: str, axe: str, scheme: str
) -> None:
    page = opened(f"{shop}?q=e&status=&retry=&sort=-2#rate_limit", color_scheme=scheme)
    assert codes(page) == [ALL[at] for at in (2, 5, 0, 4, 1, 3)]
    assert violations(page, axe) == []


def test_two_thousand_codes_are_filtered_and_walked_through(
    opened: Open, browser: Browser, tmp_path: Path
) -> None:
    """One site for all that is said of many codes: it takes a while to build."""
    root = rendered.site(samples.large(2000), tmp_path)
    # A menu that named every code on every page would weigh their square.
    assert max(path.stat().st_size for path in root.glob("errors/*.html")) < 50_000
    for address in served(root):
        page = opened(address)
        for words, count in (
            ("c", 2000),
            ("code19", 111),
            ("code1999", 1),
            ("404", 69),
            ("", 2000),
        ):
            assert _milliseconds(page, words) < 1000, words
            expect(page.locator(".filter output")).to_contain_text(f"{count:,}")
            assert page.locator("tbody tr").count() == count
        page.goto(f"{address}errors/Code77.html")
        assert page.locator("a[rel=next], .md-footer__link--next").get_attribute("href")
        page.locator(".md-footer__link--next").click()
        expect(page.locator("h1")).to_have_text("Code107¶")
        expect(page.locator(".md-nav__link--active").last).to_have_text("Code107")
        assert results(page, "code1999")[0].partition("?")[0].endswith("errors/Code1999.html")


# From a key to the next picture on the screen.
TIMED = """async (words) => {
  const box = document.querySelector(".filter [name=q]");
  const start = performance.now();
  box.value = words;
  box.dispatchEvent(new Event("input", { bubbles: true }));
  await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
  return performance.now() - start;
}"""


def _milliseconds(page: Page, words: str) -> float:
    return float(page.evaluate(TIMED, words))
