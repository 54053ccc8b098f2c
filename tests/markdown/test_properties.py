"""Whatever the page: a page comes out, with true places, and as GitHub renders it."""

from __future__ import annotations

from hypothesis import assume, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from generator import markdown
from generator.diagnostics.source import document
from generator.markdown.page import Page
from tests.conftest import examples

CASES = examples(150)

# fmt: off
PIECES = st.sampled_from([
    "|", "\\|", "\\", "`", "``", "*", "**", "_", "~~", "<", ">", "<br>", "<x>", "</b>", "<!--",
    "-->", "&amp;", "&", "[", "]", "](", ")", "[a][]", "{", "}", "{{", "%}", "#", "- ", "1. ",
    "---", "-", ":-:", "|-|-|", "```", "~~~", "json", "\n", "\n\n", "\r\n", "\r", "\t", " ", "    ",
    "<table>", "<tr>", "<td>", "</td>", "</table>", "<td rowspan=2>", "<td colspan=3>", "<th>",
    "<td title='a > b'>", "<td title=\"", "<i title='", "' ", "\">",
    "a", "b c", "404", "é", "漢字", "\u00a0", "\u200b", "\u2028", "\x0c", "\x00", "\ud800", "> ",
    "<span data-ttu-id='1'>", "<span class='sxs-lookup'>", "</span>", "[x]: y", "---\n", "a: b\n",
])
# fmt: on
MARKUP = st.lists(PIECES, max_size=60).map("".join)
NAME = st.text("ab1 `*\\<_&[]()é~", max_size=6).map(lambda text: f"h{text}h")
CELL = st.text("ab1 `*\\<>_&[]()é~|", max_size=8)
DASHES = st.sampled_from(["-", "---", ":-", "-:", ":---:"])
# What a value of an attribute may hold that looks like a tag, or like another attribute.
VALUE = st.sampled_from(
    [*"<>/='\"a \n", "<td>", "</td>", "<tr>", "<table>", "</table >", "-->", "colspan=2 ", "<!-- "]
)
# What begins the first line of a table, and what each line after it.
PLACES = st.sampled_from(
    [
        *(("", ""), ("  ", "  "), ("> ", "> "), ("- text\n\n  ", "  "), ("text\n", "")),
        *(("> 1. text\n>\n>    ", ">    "), ("10) text\n    - more\n\n      ", "      ")),
    ]
)


@st.composite
def pipe_tables(draw: st.DrawFn) -> str:
    """A table that GFM knows: its header has as many cells as its delimiter row."""
    columns = draw(st.integers(2, 5))
    head = [draw(st.lists(cell, min_size=columns, max_size=columns)) for cell in (NAME, DASHES)]
    body = draw(st.lists(st.lists(CELL, min_size=2, max_size=6).map(lambda r: ["c", *r])))
    lines = [" | ".join(row) for row in (*head, *body)]
    if draw(st.booleans()):
        lines = [f"| {line} |" for line in lines]
    first, further = draw(PLACES)
    return first + f"\n{further}".join(lines) + "\n"


def read(text: str) -> Page:
    return markdown.read(document("page.md", text))[0]


@settings(max_examples=CASES, deadline=None)
@given(st.one_of(st.text(), MARKUP))
def test_any_text_is_read(text: str) -> None:
    page, problems = markdown.read(document("page.md", text))
    for table in page.tables:
        for row in table.rows:
            assert len(row.cells) == len(table.header)
    for problem in [*problems, *(p for t in page.tables for p in t.problems)]:
        assert problem.message
        assert problem.span.line is not None


@settings(max_examples=CASES, deadline=None)
@given(st.one_of(st.text(), MARKUP))
def test_every_cell_stands_where_it_says(text: str) -> None:
    page = read(text)
    for table in page.tables:
        for cell in [*table.header, *(cell for row in table.rows for cell in row.cells)]:
            line = page.document.lines[(cell.span.line or 0) - 1]
            start = (cell.span.column or 0) - 1
            written = line[start : start + cell.span.length]
            assert cell.span.text == line
            if table.kind == "pipe":
                written = written.replace("\\|", "|")
            assert cell.padded or written.rstrip() == cell.raw.partition("\n")[0].rstrip()


@settings(max_examples=CASES, deadline=None)
@given(st.lists(VALUE, max_size=9).map("".join), st.sampled_from("'\""))
def test_no_value_in_quotes_moves_a_cell(value: str, quote: str) -> None:
    value = value.replace(quote, "")
    opened = f"<tr title={quote}{value}{quote}><td a={quote}{value}{quote} >"
    page = read(f"text\n\n<table><tr><th>h</th></tr>\n{opened}x</td></tr></table>\n")
    (row,) = page.tables[0].rows
    line = 4 + 2 * value.count("\n")
    column = len(opened) - opened.rfind("\n")
    assert [(c.text, c.span.line, c.span.column) for c in row.cells] == [("x", line, column)]
    assert (len(page.tables), page.tables[0].problems) == (1, ())


@settings(max_examples=CASES, deadline=None)
@given(pipe_tables())
def test_a_table_is_read_as_github_renders_it(text: str) -> None:
    expected = gfm(text)
    assume(expected)
    found = [
        [tuple(cell.raw for cell in row) for row in (table.header, *(r.cells for r in table.rows))]
        for table in read(text).tables
    ]
    assert found == expected


def gfm(text: str) -> list[list[tuple[str, ...]]]:
    """The cells of the tables that a strict GFM reader sees, as written."""
    found: list[list[tuple[str, ...]]] = []
    row: list[str] = []
    for token in MarkdownIt("commonmark").enable("table").parse(text):
        if token.type == "table_open":
            found.append([])
        elif token.type == "tr_open":
            row = []
        elif token.type == "inline" and found and token.level > 3:
            row.append(token.content)
        elif token.type == "tr_close":
            found[-1].append(tuple(row))
    return found
