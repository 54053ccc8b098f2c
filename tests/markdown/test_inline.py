"""What a reader sees of a cell, and what it sets apart."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator import markdown
from generator.diagnostics.source import document
from generator.markdown.page import Cell
from tests.conftest import examples

SPAN = (
    '<span data-ttu-id="1">{}</span><span class="sxs-lookup"><span data-stu-id="1">{}</span></span>'
)


def cell(raw: str, rest: str = "") -> Cell:
    """The cell of a table of one row."""
    page, problems = markdown.read(document("page.md", f"|a|b|\n|-|-|\n|{raw}|x|\n\n{rest}"))
    assert problems == page.tables[0].problems == ()
    return page.tables[0].rows[0].cells[0]


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("a  b\tc", "a b c"),
        ("`a  b`", "a b"),
        ("**a** _b_ *c* __d__ ~~e~~", "a b c d e"),
        ("[a](b) [`c`](d 'e') <https://f>", "a c https://f"),
        ("![alt](x.png)", "alt"),
        ("a<br>b<br/>c <br /> d", "a\nb\nc\nd"),
        ("a<br><br />*Note: b*", "a\nNote: b"),
        ("<p>a</p><p>b</p>", "a\nb"),
        ("<ul><li>a</li><li>b</li></ul>", "a\nb"),
        ("&lt;%1&gt; &amp; &#x41;&#66; &nbsp;", "<%1> & AB \u00a0"),
        (r"\*\*kwargs", "**kwargs"),
        (r"\<the invalid hash\> \_\[\*", "<the invalid hash> _[*"),
        (r"\&lt; `&lt;`", "&lt; &lt;"),
        ("<sup>1</sup><font color=red>a</font><i>b</i>", "1ab"),
        ("a <!-- b --> c", "a c"),
        ("<a href='x'>a</a><Badge>b</Badge><Icon /><x y=z>", "ab"),
    ],
)
def test_markup_is_resolved(raw: str, text: str) -> None:
    assert cell(raw).text == text


@pytest.mark.parametrize(
    "raw",
    [
        "pos > <value>",
        "<the invalid URL>",
        "<無効な URL>",
        "a < b > c",
        "{the invalid hash} {{leverage}} ${x} %s '%1'",
        "{% badge %}New{% /badge %}",
        "{{< param >}}",
        "snake_case_name and 2 * 3 * 4",
        "C:\\Users\\x",
        "AT&T &unknown &copy",
        "[x] (y) [z]",
        "a[0][1]",
        "no\u00a0break\u202fand\u200bnothing",
        '{無効なハッシュ}、\u200f"غير مسموح به"،',
        "** bold",
        "***",
        "** a ** b",
        "x <!-- never closed",
    ],
)
def test_what_is_no_markup_stays(raw: str) -> None:
    expected = raw.removeprefix("** ") if raw == "** bold" else raw
    assert cell(raw).text == expected


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("[X][]", "X"),
        ("see [the text][X].", "see the text."),
        ("[`X`][]", "X"),
        ("[Y]", "Y"),
        ("[y][] and [Y][z]", "y and Y"),
    ],
)
def test_reference_links_are_their_text_wherever_they_are_defined(raw: str, text: str) -> None:
    assert cell(raw, "[y]: https://example.com 'Title'\n").text == text


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        ("`A`", ("A",)),
        ("`` a`b ``", ("a`b",)),
        ("`A`, `B` / `.C`", ("A", "B", ".C")),
        ("<code>A</code> and <kbd>B</kbd>", ("A", "B")),
        ("**`A`** [`B`](x)", ("A", "B")),
        ("A", ()),
    ],
)
def test_code_spans_are_set_apart(raw: str, code: tuple[str, ...]) -> None:
    assert cell(raw).code == code


@pytest.mark.parametrize(
    ("raw", "bold", "struck"),
    [
        ("**a**", True, False),
        ("**`a`** **b**", True, False),
        ("<b>a</b>", True, False),
        ("**a** b", False, False),
        ("~~a~~", False, True),
        ("<del>a</del>", False, True),
        ("~~**a**~~", True, True),
        ("a ~~b~~", False, False),
        ("***", False, False),
        ("", False, False),
    ],
)
def test_a_cell_may_be_bold_or_struck_as_a_whole(raw: str, bold: bool, struck: bool) -> None:
    found = cell(raw)
    assert (found.bold, found.struck) == (bold, struck)


@pytest.mark.parametrize("raw", ["**WS_E_X<br />", "** WS_E_X **", "**WS_E_X **"])
def test_bold_that_never_closes_is_bold(raw: str) -> None:
    found = cell(raw)
    assert (found.text, found.bold) == ("WS_E_X", True)


@pytest.mark.parametrize(
    ("raw", "text", "source"),
    [
        ("a", "a", None),
        (SPAN.format("Verboden", "Forbidden"), "Verboden", "Forbidden"),
        (SPAN.format("Een (400) ", "One (400)"), "Een (400)", "One (400)"),
        (f"{SPAN.format('a', 'b')} {SPAN.format('c', 'd')}", "a c", "b d"),
        (f"`X`: {SPAN.format('a', 'b')}!", "X: a!", "X: b!"),
        (SPAN.format("**a**", "**b**"), "a", "b"),
        (SPAN.format("", "b"), "", "b"),
        ("<span>a</span></span>", "a", None),
    ],
)
def test_a_bilingual_cell_has_the_translation_and_its_source(
    raw: str, text: str, source: str | None
) -> None:
    found = cell(raw)
    assert (found.text, found.source) == (text, source)


def test_a_page_with_such_a_cell_is_bilingual() -> None:
    for text in (f"a|b\n-|-\n{SPAN}|c\n", f"# {SPAN}\n", f"{SPAN}\n"):
        assert markdown.read(document("page.md", text))[0].bilingual
    assert not markdown.read(document("page.md", "# a\n\nb|c\n-|-\nd|e\n"))[0].bilingual


def test_deep_markup_in_a_cell_is_read() -> None:
    assert cell("<b>" * 60 + "a" + "</b>" * 60).bold


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("lost[^1]", "lost"),
        ("lost[^1],[^2], [^note] or so", "lost or so"),
        ("`lost`[^1]", "lost"),
        ("It is lost.[^note]", "It is lost."),
        ("It is lost [^2].", "It is lost."),
        ("It [^2] is", "It is"),
        ("lost<sup>2</sup>", "lost"),
        ("`lost`<sup>1</sup>", "lost"),
        ("lost<sup>*</sup>", "lost"),
        ("lost<sup>a</sup>", "lost"),
        ("lost<sup>1, 2</sup> <sup>(3)</sup>", "lost"),
        ('lost<sup><a href="#fn1">1</a></sup>', "lost"),
        ("lost <sup>[n-1](#notes)</sup>, too", "lost, too"),
        ("lost<a href='#fn1'><sup>1</sup></a>", "lost"),
        ("lost [\\[1\\]](#fn1)", "lost"),
        ("503 †", "503"),
        ("503‡ or more", "503 or more"),
        ("404<sup>1</sup>", "404"),
        ("404¹ or 403²", "404 or 403"),
        ("lost¹,²", "lost"),
        ("紛失しました[^1]。", "紛失しました。"),
        ("503 †<br>† Seldom.", "503\n† Seldom."),
    ],
)
def test_references_to_footnotes_are_no_text(raw: str, text: str) -> None:
    assert cell(raw, "[^note]: Seldom.\n").text == text


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("10<sup>6</sup> bytes", "106 bytes"),
        ("10<sup>6</sup>", "106"),
        ("2³²", "2³²"),
        ("at most 10⁶", "at most 10⁶"),
        ("5 m² or m<sup>3</sup>", "5 m² or m3"),
        ("10⁻⁶ Ca²⁺", "10⁻⁶ Ca²⁺"),
        ("x² + y²", "x² + y²"),
        ("the 2<sup>nd</sup> time", "the 2nd time"),
        ("lost<sup>deprecated</sup>", "lost deprecated"),
        ("<sup>1</sup> Seldom.", "1 Seldom."),
        ("<sup>1 Seldom.", "1 Seldom."),
        ("† Seldom.", "† Seldom."),
        ("[^a-z]+ or [^b]", "[^a-z]+ or [^b]"),
        ("[x](#y) lost\\[^1]", "x lost[^1]"),
        ("`lost[^1]` `lost†` `m²`", "lost[^1] lost† m²"),
    ],
)
def test_what_is_no_reference_to_a_footnote_stays(raw: str, text: str) -> None:
    assert cell(raw).text == text


@pytest.mark.parametrize(
    "anchor", ['<a id="x"/>', '<a name="x" />', '<a name="x">', '<a id="x"></a>']
)
def test_an_anchor_does_not_keep_what_follows_from_being_read(anchor: str) -> None:
    assert cell(f"{anchor}[40000](/e)<br /><small>*lost*</small>").text == "40000\nlost"


def marked(found: Cell) -> list[tuple[str, str]]:
    """What each mark of a cell marks, and its URL."""
    return [(found.text[mark.start : mark.end], mark.url) for mark in found.marks]


@pytest.mark.parametrize(
    ("raw", "marks"),
    [
        ("plain", []),
        ("`a`", [("a", "")]),
        ("x  `a  b` <code>c</code>", [("a b", ""), ("c", "")]),
        ("a\t **[b c](d 'e')**.", [("b c", "d")]),
        ("[b `c`](d)", [("b c", "d"), ("c", "")]),
        ("<https://a.b> <me@a.b>", [("https://a.b", "https://a.b"), ("me@a.b", "mailto:me@a.b")]),
        ("see [the text][X] and [x][]", [("the text", "/ü"), ("x", "/ü")]),
        ("[elsewhere][y]", []),
        ('<a href="/d?e=1&amp;f" id=g>b</a> h', [("b", "/d?e=1&f")]),
        ('<a id="g"/>h', []),
        ("![alt](x.png)", []),
        ("(https://a.b/c_(d)). https://", [("https://a.b/c_(d)", "https://a.b/c_(d)")]),
        ("詳細はhttps://a.b/cです", [("https://a.b/c", "https://a.b/c")]),
        ("**[a**](b)", [("a", "b")]),
        ("** [a](b) `c`", [("a", "b"), ("c", "")]),
        ("[a](<b c>)", [("a", "b%20c")]),
        ("[a](#b) [a](//b.c) [a](../b?c:d)", [("a", "#b"), ("a", "//b.c"), ("a", "../b?c:d")]),
    ],
)
def test_links_and_code_are_marked(raw: str, marks: list[tuple[str, str]]) -> None:
    found = marked(cell(raw, "[x]: /ü\n"))
    assert [(text, url.replace("%C3%BC", "ü")) for text, url in found] == marks


@pytest.mark.parametrize(
    "url",
    [
        *("javascript:a", "JavaScript:a", "data:text/html,a", "file:///a", "vbscript:a", "a:b"),
        *("&#106;avascript:a", "{link}", "x" * 2001),
    ],
)
def test_a_link_that_could_do_harm_is_text(url: str) -> None:
    for raw in (f"[a]({url})", f"<a href='{url}'>a</a>"):
        found = cell(raw)
        assert (found.text, found.marks) == ("a", ())


@pytest.mark.parametrize("char", ["&#10;", "\x7f", "\u202e", "\u2028", "\u200b", "&Tab;"])
def test_a_link_has_no_control_character(char: str) -> None:
    for url in (f"java{char}script:a", f"/a{char}b", f"{char}https://a.b"):
        assert cell(f'<a href="{url}">a</a>').marks == ()


def test_a_character_that_is_not_known_stays_in_its_link() -> None:
    (mark,) = cell("[a](/\U00010ec2b)").marks
    assert mark.url == "/%F0%90%BB%82b"


LEAVES = st.sampled_from(
    ["a", "`b  c`", "[d\t`e`](f)", " ", "  ", "<br>", "**", "<a href=g>", "</a>", "[^1]", "ü", "\t"]
)


@settings(max_examples=examples(200), deadline=None)
@given(st.lists(LEAVES, max_size=12).map("".join))
def test_every_mark_is_in_its_text(raw: str) -> None:
    found = cell(raw)
    for mark in found.marks:
        text = found.text[mark.start : mark.end]
        assert 0 <= mark.start < mark.end <= len(found.text)
        assert text == text.strip() != ""
    for code in found.code:
        assert " ".join(code.split()) in " ".join(text for text, url in marked(found) if not url)
