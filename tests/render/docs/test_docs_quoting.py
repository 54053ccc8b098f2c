"""Text from a page is text on GitHub and in the site, whatever it says."""

from __future__ import annotations

import re
from collections.abc import Callable
from html.parser import HTMLParser

import cmarkgfm
import markdown
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from generator.model import Mark
from generator.render.quoting import markdown as quoting
from tests import rendered, samples
from tests.anything import PIECES
from tests.conftest import examples

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
        self.addresses: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.add(tag)
        self.addresses += [value or "" for name, value in attrs if name == "href"]

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


Reader = Callable[[str], Text]
READERS: list[Reader] = [github, cmark, site]


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


# A text, its marks, and the elements that these become.
MARKED = [
    (
        "Use `x | y` or see.",
        (Mark(4, 11), Mark(15, 18, "https://x.org/a_(b)?c=1&copy=2")),
        {"code", "a"},
    ),
    ("ab", (Mark(0, 1), Mark(1, 2)), {"code"}),
    ("a`b`c", (Mark(2, 3), Mark(4, 5)), {"code"}),
    ("!link", (Mark(1, 5, "guide.md#a"),), {"a"}),
    ("- a", (Mark(0, 3, "mailto:a@b.org"),), {"a"}),
    ("[x](y) z", (Mark(0, 8, "../x/"), Mark(0, 6)), {"a", "code"}),
    ("see the guide", (Mark(3, 8, "/x"),), {"a"}),
    ("a b", (Mark(1, 2, "/x"),), set()),
    ("a <b> c", (Mark(0, 4, "/x"), Mark(2, 7)), {"a"}),
    ("a b c", (Mark(0, 3, "/x"), Mark(2, 5, "/y")), {"a"}),
]


@pytest.mark.parametrize(("text", "marks", "elements"), MARKED)
@pytest.mark.parametrize("reader", READERS)
def test_marked_text_is_its_text_with_code_and_links(
    reader: Reader, text: str, marks: tuple[Mark, ...], elements: set[str]
) -> None:
    quoted = quoting.md_marked(text, marks)
    for page in (reader(quoted), reader(f"| z |\n| --- |\n| {quoted} |\n")):
        assert words(page.text).removeprefix("z ") == shown(text)
        assert {"code", "a"} & page.elements == elements


HARMFUL = {
    "javascript": "javascript:alert(1)",
    "in other letters": "JaVaScRiPt:alert(1)",
    "a reference for the colon": "javascript&colon;alert(1)",
    "a number for the colon": "javascript&#58;alert(1)",
    "a tab inside": "java\tscript:alert(1)",
    "a blank before": " javascript:alert(1)",
    "what cannot be seen": "java\u200bscript:alert(1)",
    "data": "data:text/html,x",
    "vbscript": "vbscript:x",
    "a file": "file:///etc/passwd",
    "another host": "//evil.example/x",
    "another host, with a backslash": "/\\evil.example/x",
    "an end of the address": "a>(x) [b](javascript:alert(1)",
    "a line end": "a\n\n# b",
    "a quote": 'a"onclick="x',
}


@pytest.mark.parametrize("address", HARMFUL.values(), ids=HARMFUL)
@pytest.mark.parametrize("reader", READERS)
def test_a_link_that_may_do_harm_is_its_words(reader: Reader, address: str) -> None:
    quoted = quoting.md_marked("See the guide.", (Mark(8, 13, address),))
    assert quoted == "See the guide."
    assert reader(quoted).addresses == []


@st.composite
def marked(draw: st.DrawFn) -> tuple[str, tuple[Mark, ...]]:
    pieces = st.sampled_from([*PIECES, "a", " ", "`", "[", "](", "\n", "é", "1. "])
    text = "".join(draw(st.lists(pieces, min_size=1, max_size=6)))
    place = st.integers(0, len(text))
    urls = st.sampled_from(["", "", "x.md", "https://x.org/a?b=1", "#c", "mailto:a@b.c", "d:e"])
    found = draw(st.lists(st.tuples(place, place, urls), max_size=4))
    return text, tuple(Mark(min(a, b), max(a, b), url) for a, b, url in found)


@settings(deadline=None, max_examples=examples(1200))
@given(marked())
def test_any_marked_text_is_its_text(said: tuple[str, tuple[Mark, ...]]) -> None:
    text, marks = said
    quoted = quoting.md_marked(text, marks)
    for reader in READERS:
        page = reader(f"x {quoted} y")
        assert "".join(page.text.split()) == "".join(f"x{shown(text)}y".split())
        assert page.elements <= {"p", "code", "a"}
        assert {a.split("?")[0] for a in page.addresses} <= {
            *("x.md", "https://x.org/a", "#c", "mailto:a@b.c"),
        }


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
        "so are words with underscores": ("invalid_request a_1_B", None),
        "and an ampersand that begins nothing": ("R&D & more, ?a=1&copy=2", None),
        "so is Japanese": ("リソース が見つかりません。", None),
    }.values(),
)
def test_readable_text_stays_readable(text: str, quoted: str | None) -> None:
    assert quoting.md_text(text) == (text if quoted is None else quoted)


LINE = "- [{}](a.md): {} {}\n"


@settings(deadline=None, max_examples=examples(1200))
@given(marked(), st.text(alphabet="`|\\ *_<>&[](){}#!~$=-+.:a1\n\x85\u2028", max_size=20))
def test_any_text_of_llms_txt_stays_in_its_line_and_makes_no_link(
    said: tuple[str, tuple[Mark, ...]], word: str
) -> None:
    """What is read as it stands has no other links than ours, and those of the page."""
    text, marks = said
    label, line = quoting.txt_label(f"x{word}"), quoting.txt_line(word)
    written = LINE.format(label, line, quoting.txt_marked(text, marks))
    assert len(written.splitlines()) == 1
    seen = "".join(map(quoting._shown, word.replace("\n", " "))).strip(" ")
    assert line.replace("]\\(", "](") == seen.replace("]\\(", "](")
    # What a reader of Markdown does not take for HTML or for an address that stands alone.
    page = github(written.replace("<", " "))
    assert page.addresses[:1] == ["a.md"] or "`" in word
    assert {address.split("?")[0] for address in page.addresses} <= {
        *("a.md", "x.md", "https://x.org/a", "#c", "mailto:a@b.c"),
    }
    assert page.elements <= {"ul", "li", "a", "code", "em", "strong", "s", "img", "p"}


@pytest.mark.parametrize(
    ("text", "marks", "wanted"),
    {
        "as it is": ("NOT_FOUND: {id} <b> *x* #1", (), "NOT_FOUND: {id} <b> *x* #1"),
        "code": ("Use max_id.", (Mark(4, 10),), "Use `max_id`."),
        "a link": ("A _guide_.", (Mark(2, 9, "x.md?a&b=(2)"),), "A [_guide_](x.md?a&b=%282%29)."),
        "a link that may do harm": ("See it.", (Mark(4, 6, "javascript:x"),), "See it."),
        "code with a backtick": ("a`b c", (Mark(0, 3),), "a`b c"),
        "what would be a link": ("[x](y)", (), "[x]\\(y)"),
        "a bracket in a link": ("a] b", (Mark(0, 4, "x.md"),), "[a\\] b](x.md)"),
        "lines": ("a\n# b\u2028c", (), "a # bU+2028c"),
    }.values(),
)  # fmt: skip
def test_text_of_llms_txt_is_as_it_is(text: str, marks: tuple[Mark, ...], wanted: str) -> None:
    assert quoting.txt_marked(text, marks) == wanted


def test_a_link_of_llms_txt_leads_to_the_web_alone() -> None:
    assert quoting.txt_link("a_b", "https://x.org/(1)") == "[a_b](https://x.org/%281%29)"
    assert quoting.txt_link("a_b", "javascript:x") == "a_b"


def test_hostile_text_forges_no_line_of_llms_txt() -> None:
    """Every line of a code is one line, with its own link first."""
    made = rendered.unsafe()
    text = rendered.files(made, "docs")[f"docs/{made.name}/llms.txt"]
    lines = text.split("\n")
    assert text.splitlines() == lines[:-1]
    assert len([line for line in lines if line.startswith("- [")]) == len(made.errors) + 5
    for error, line in zip(made.errors, lines[8:], strict=False):
        assert line.startswith(f"- [{quoting.txt_label(error.code)}](ja-JP/errors/{error.slug}.md)")
    assert [line for line in lines if line.startswith("#")] == [
        *(lines[0], "## エラー コード", "## エラーではないコード", "## コードの位置"),
        *("## エラーに含まれる値", "## 未知のコード", "## 関連情報"),
    ]
    assert not re.search(r"(?<!\\)\]\(javascript:", text)
