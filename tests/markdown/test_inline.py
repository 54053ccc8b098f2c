"""What a reader sees of a cell, and what it sets apart."""

from __future__ import annotations

import pytest

from generator import markdown
from generator.diagnostics.source import document
from generator.markdown.page import Cell

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
