"""Text from a page is text on GitHub and in the site, whatever it says."""

from __future__ import annotations

from html.parser import HTMLParser

import cmarkgfm
import markdown
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from generator.render.quoting import markdown as quoting
from tests import samples

HOSTILE = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "](javascript:alert(1))",
    "[x](javascript:alert(1))",
    "![x](y)",
    "{{ 7*7 }} {% raw %} {# x #} ${x} {: onclick=x }",
    "*/ /* // --> <!--",
    "a | b || c \\| d",
    "`code` ``more`` ```",
    "**bold** __bold__ *it* _it_ ~~gone~~ ~x~ ==y== ^z^ ++k++",
    "# no heading",
    "- no item",
    "+ no item",
    "1. no item",
    "12) no item",
    "> no quote",
    "=====",
    "-----",
    "$x$ $$y$$",
    "&lt; &amp; &#60; &copy;",
    "&#1 &#x1 &#",
    "\\ \\\\ \\* a\\",
    "[^1]: note [^1]",
    "[label]: https://example.org",
    "!!! note",
    "??? note",
    ": definition",
    "Term\n: definition",
    "<https://example.org>",
    "*[HTML]: x",
    "NOT_FOUND __init__ a_b_c",
    "C:\\new\\table",
    "\t- no item",
    "\xa0> no quote",
    "\xa0\xa0\xa0\xa0no block of code",
]
EXTENSIONS = ["tables", "pymdownx.superfences", "pymdownx.highlight", "toc"]


class Text(HTMLParser):
    """The text of a page, and the elements that it is in."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.text = ""
        self.elements: set[str] = set()
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.add(tag)

    def handle_data(self, data: str) -> None:
        self.text += data

    def handle_comment(self, data: str) -> None:
        self.elements.add("comment")


def github(text: str) -> Text:
    return Text(MarkdownIt("gfm-like", {"linkify": False}).render(text))


def cmark(text: str) -> Text:
    options = cmarkgfm.cmark.Options.CMARK_OPT_UNSAFE
    return Text(cmarkgfm.markdown_to_html_with_extensions(text, options, ["table"]))


def site(text: str) -> Text:
    return Text(markdown.markdown(text, extensions=EXTENSIONS))


READERS = [github, cmark, site]


def words(text: str) -> str:
    """What is left when blanks are made alike: no reader of HTML sees more of them."""
    return " ".join(text.split())


def shown(text: str) -> str:
    """What a page may show: the characters that cannot be seen are named."""
    return words("".join(quoting._shown(char) for char in text.replace("\n", " ")))


@pytest.mark.parametrize("text", [*HOSTILE, samples.HOSTILE], ids=repr)
@pytest.mark.parametrize("reader", READERS)
class TestHostileTextIsText:
    def test_in_a_paragraph(self, reader, text: str) -> None:
        page = reader(quoting.md_text(text))
        assert words(page.text) == shown(text)
        assert page.elements == {"p"}

    def test_in_a_cell(self, reader, text: str) -> None:
        page = reader(f"| a | b |\n| --- | --- |\n| {quoting.md_text(text)} | z |\n")
        assert words(page.text) == words(f"a b {shown(text)} z")
        assert page.elements == {"table", "thead", "tbody", "tr", "th", "td"}

    def test_in_a_heading_and_in_a_quote_and_in_an_item(self, reader, text: str) -> None:
        quoted = quoting.md_text(text)
        page = reader(f"# {quoted}\n\n> {quoted}\n\n- {quoted}\n")
        assert words(page.text) == words(" ".join([shown(text)] * 3))
        assert page.elements <= {"h1", "blockquote", "p", "ul", "li"}

    def test_in_a_code_span(self, reader, text: str) -> None:
        page = reader(f"x {quoting.md_code(text)} y")
        assert words(page.text) == words(f"x {shown(text)} y")
        assert page.elements == {"p", "code"}

    def test_in_a_code_span_in_a_cell(self, reader, text: str) -> None:
        page = reader(f"| a | b |\n| --- | --- |\n| {quoting.md_code(text)} | z |\n")
        assert words(page.text) == words(f"a b {shown(text)} z")

    def test_in_a_fenced_block(self, reader, text: str) -> None:
        page = reader(f"a\n\n{quoting.md_fence(text, 'json')}\n\nz\n")
        assert words(page.text) == words(f"a {shown(text)} z")
        assert page.elements <= {"p", "pre", "code", "div", "span", "a"}

    def test_in_a_comment(self, reader, text: str) -> None:
        page = reader(f"{quoting.md_comment(text)}\n\na\n")
        assert words(page.text) == "a"

    def test_as_the_label_of_a_link(self, reader, text: str) -> None:
        page = reader(quoting.md_link(text, "https://example.org/a_(b)"))
        assert words(page.text) == shown(text)
        assert page.elements == {"p", "a"}


ADDRESSES = {
    "javascript": "javascript:alert(1)",
    "data": "data:text/html,x",
    "relative": "../../x",
    "blank inside": "https://example.org/ javascript:x",
    "quote inside": 'https://example.org/"onclick="x',
    "angle inside": "https://example.org/>(x",
    "bidirectional": "https://example.org/\u202egnp.exe",
    "line end": "https://example.org\n\n# x",
    "empty": "",
}


@pytest.mark.parametrize("address", ADDRESSES.values(), ids=ADDRESSES)
def test_only_an_address_of_the_web_is_linked(address: str) -> None:
    assert quoting.md_link("a", address) == "a"


@settings(deadline=None)
@given(st.text(max_size=60))
def test_any_text_is_text_in_a_cell(text: str) -> None:
    for reader in READERS:
        page = reader(f"| a | b |\n| --- | --- |\n| {quoting.md_text(text)} | z |\n")
        assert "".join(page.text.split()) == "".join(f"ab{shown(text)}z".split())


@settings(deadline=None)
@given(st.text(alphabet="`|\\ *_<>&[](){}#!~$=-+.:a1\n", max_size=40))
def test_any_mark_is_text_everywhere(text: str) -> None:
    for reader in READERS:
        for quoted in (quoting.md_text(text), f"x {quoting.md_code(text)} y"):
            expected = shown(text) if "x " not in quoted[:2] else f"x{shown(text)}y"
            found = reader(quoted)
            assert "".join(found.text.split()) == "".join(expected.split())
            assert found.elements <= {"p", "code"}


@pytest.mark.parametrize(
    ("text", "quoted"),
    {
        "what cannot be seen is named": ("a\u202eb\u200bc", "aU+202EbU+200Bc"),
        "blanks stay blanks": ("a\u00a0b\u202fc\td", "a b c d"),
        "joiners of Persian and of emoji stay": ("می\u200cخواهم ☎\ufe0f", "می\u200cخواهم ☎\ufe0f"),
        "plain words are left alone": ('It\'s "one" (1) – 100%; a/b: c', None),
        "so is Japanese": ("リソース が見つかりません。", None),
    }.values(),
)
def test_readable_text_stays_readable(text: str, quoted: str | None) -> None:
    assert quoting.md_text(text) == (text if quoted is None else quoted)
