"""The site of the docs: built strictly, for every kind of catalogue, with nothing from outside."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

from generator.model import Catalogue
from tests import rendered, samples
from tests.conftest import first

Site = tuple[Catalogue, Path]
CATALOGUES: dict[str, Callable[[], Catalogue]] = {
    "real": rendered.real,
    "hostile": rendered.unsafe,
    "advised": samples.advised,
    "variants": samples.variants,
    "several": lambda: rendered.SAMPLES["several"],
    "listed": samples.listed,
    "in success": samples.in_success,
}


class Page(HTMLParser):
    """The elements of a page with their attributes, its anchors, and its text without scripts."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.text = ""
        self._silent = False
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}))
        self._silent = tag in ("script", "style")

    def handle_endtag(self, tag: str) -> None:
        self._silent = False

    def handle_data(self, data: str) -> None:
        self.text += "" if self._silent else data

    @property
    def anchors(self) -> set[str]:
        return {attributes["id"] for _, attributes in self.elements if "id" in attributes}


def pages(root: Path) -> dict[Path, Page]:
    return {path: Page(path.read_text("utf-8")) for path in sorted(root.rglob("*.html"))}


@pytest.fixture(scope="module", params=first(CATALOGUES))
def made(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Site:
    catalogue = CATALOGUES[request.param]()
    return catalogue, rendered.site(catalogue, tmp_path_factory.mktemp(catalogue.name))


def test_every_code_has_its_page_in_every_language(made: Site) -> None:
    catalogue, root = made
    for number, locale in enumerate(catalogue.locales):
        folder = root / locale if number else root
        for error in catalogue.errors:
            assert (folder / "errors" / f"{error.slug}.html").is_file()


def test_the_real_page_has_twenty_code_pages(tmp_path: Path) -> None:
    written = rendered.files(rendered.real(), "docs")
    assert sum("/errors/" in path for path in written) == 20


def test_every_link_leads_somewhere(made: Site) -> None:
    found = pages(made[1])
    for path, page in found.items():
        for tag, attributes in page.elements:
            address = urlsplit(attributes.get("href", attributes.get("src", "")))
            named = tag in ("a", "link", "script", "img") and path.name != "404.html"
            if not named or address.scheme:
                continue
            target = (path.parent / unquote(address.path)).resolve() if address.path else path
            target = target / "index.html" if target.is_dir() else target
            assert target.is_file(), f"{path.name}: {address.path}"
            if address.fragment and target in found:
                assert unquote(address.fragment) in found[target].anchors, f"{path}: {address}"


def test_nothing_is_loaded_from_outside(made: Site) -> None:
    for path, page in pages(made[1]).items():
        for tag, attributes in page.elements:
            if tag in ("script", "link", "img", "iframe", "source", "use", "object"):
                address = attributes.get("src") or attributes.get("href", "")
                assert not re.match(r"(https?:)?//", address), f"{path.name}: {tag} {address}"
    for style in made[1].rglob("site.css"):
        assert "url(" not in style.read_text("utf-8")


def test_text_of_the_page_is_no_markup(made: Site) -> None:
    for path, page in pages(made[1]).items():
        for tag, attributes in page.elements:
            assert not any(name.startswith("on") for name in attributes), f"{path}: {tag}"
            assert not attributes.get("href", "").lower().startswith("javascript:")
            assert tag != "img" or attributes["src"].endswith("hierarchy.svg")
        if "</script>" in made[0].errors[0].cell and "errors" in path.parts:
            assert "<img src=x onerror=1>" in page.text
            assert "{{ 7*7 }}" in page.text
            assert "U+202E" in page.text


def test_every_page_names_the_licence(made: Site) -> None:
    catalogue, root = made
    if catalogue.licence == "CC-BY-4.0":
        for path, page in pages(root).items():
            assert path.name == "404.html" or "CC-BY-4.0" in page.text, path


def test_a_page_says_its_language_and_direction(made: Site) -> None:
    catalogue, root = made
    known = {"ja-JP": ("ja", "ltr"), "en-US": ("en", "ltr"), "ar-SA": ("en", "rtl")}
    known |= {"ja": ("ja", "ltr"), "en": ("en", "ltr")}
    for number, locale in enumerate(catalogue.locales):
        page = Page(((root / locale if number else root) / "index.html").read_text("utf-8"))
        facts = dict(page.elements)
        assert (facts["html"]["lang"], facts["body"]["dir"]) == known[locale]


def test_links_to_files_beside_the_page_are_no_reason_to_refuse_a_site(tmp_path: Path) -> None:
    root = rendered.site(replace(samples.advised(), origin=""), tmp_path)
    assert "../../../../../docs/ja/guide.html#open" in (root / "ja/errors/1001.html").read_text()


def test_many_codes_build_stand_in_the_menu_and_are_searched(tmp_path: Path) -> None:
    root = rendered.site(samples.large(300), tmp_path)
    assert len(list(root.glob("errors/*.html"))) == 300
    # A navigation that named every code would make each page as large as all of them.
    assert max(path.stat().st_size for path in root.glob("errors/*.html")) < 50_000
    titles = {item["title"] for item in json.loads((root / "search.json").read_text())["items"]}
    assert {f"Code{n}" for n in range(300)} <= titles
    page = Page((root / "errors/Code30.html").read_text("utf-8"))
    links = {facts.get("rel"): facts["href"] for tag, facts in page.elements if tag == "link"}
    # Its neighbours come with the same status; the first one's is the page of that.
    assert (links["prev"], links["next"]) == ("./Code0.html", "./Code60.html")


def test_the_menu_of_one_status_has_parts(tmp_path: Path) -> None:
    errors = tuple(replace(error, status=None) for error in samples.large(60).errors)
    written = rendered.files(replace(samples.large(60), errors=errors), "docs")
    menu = written["docs/large/mkdocs.yml"].partition("\nnav:\n")[2]
    assert re.findall(r"^ {6}- \"(.*)\":$", menu, re.MULTILINE) == [
        "Code0 – Code24",
        "Code25 – Code49",
        "Code50 – Code59",
    ]
    assert len(re.findall(r"^ {10}- \"errors/", menu, re.MULTILINE)) == 60


def test_no_title_in_the_search_has_the_mark_of_a_permalink(made: Site) -> None:
    for path in made[1].rglob("search.json"):
        assert "¶" not in path.read_text("utf-8")
