"""Whatever damage an HTML table has, its rows are read, or their loss is told as an error."""

from __future__ import annotations

import re

import pytest

from generator import catalogue, markdown
from generator.diagnostics.source import Problems, document
from generator.markdown.page import Table
from generator.project.settings import CatalogueSettings, Selection

SISTER = """<table>
<tr><th>Code</th><th>Status</th><th>Message</th></tr>
<tr><td>boat_gone</td><td>404</td><td>The boat has left.</td></tr>
<tr><td>boat_leak</td><td>500</td><td>There is water in it.</td></tr>
</table>
"""
ROWS = """<tr><td>card_lost</td><td>404</td><td>The card is lost.</td></tr>
<tr><td>card_full</td><td>409</td><td>The card is full.</td></tr>
<tr><td>card_wet</td><td>400</td><td>The card is wet.</td></tr>
"""
HEADER = "<tr><th>Code</th><th>Status</th><th>Message</th></tr>\n"
TABLE = f"<table>\n{HEADER}{ROWS}</table>\n"
PAGE = f"# Error codes\n\n## Boats\n\n{SISTER}\n## Cards\n\n{TABLE}\nThat is all.\n"
CARDS = {"card_lost", "card_full", "card_wet"}
BOATS = {"boat_gone", "boat_leak"}


def read(text: str, selection: Selection = Selection()) -> tuple[set[str], Problems]:
    page, problems = markdown.read(document("page.md", text))
    settings = CatalogueSettings("page", ("page.md",), selection=selection)
    found, trouble = catalogue.read(settings, [page], None, ())
    return {error.code for error in found.errors} if found else set(), problems + trouble


def told(problems: Problems) -> list[str]:
    return [f"{p.level}[{p.rule}] {p.span.line}" for p in problems]


def tables(text: str) -> tuple[Table, ...]:
    return markdown.read(document("page.md", text))[0].tables


# What is done to the page, and the first thing that is told of it.
MISSED = {
    "no <table>": ("<table>\n", "", "error[table-unopened] 13"),
    "a damaged <table>": ("<table>\n", "<tabel>\n", "error[table-unopened] 14"),
    "no < of <table>": ("<table>\n", "table>\n", "error[table-unopened] 14"),
    "a fence": ("<table>\n", "```\n<table>\n", "error[table-unopened] 15"),
    "a comment above": ("<table>\n", "<!-- a\n<table>\n", "error[table-unopened] 15"),
    "no header row": (HEADER, "", "warning[table-headless] 13"),
    "a comment": ("<tr><td>card_full", "<!-- <tr><td>card_full", "error[table-comment] 16"),
    "a comment in a cell": ("card_full", "<!-- card_full", "error[table-comment] 16"),
    "a comment on its line": ("<tr><td>card_full", "<!--\n<tr><td>", "error[table-comment] 16"),
    "a comment that ends with the next": (
        "<tr><td>card_full",
        "<!-- a <tr><td>b</td></tr> <!-- b --><tr><td>card_full",
        "error[table-comment] 16",
    ),
    "a comment that ends late": (
        "</td></tr>\n<tr><td>card_full",
        "<!-- </td></tr>\n<tr><td> -->card_full",
        "error[table-comment] 15",
    ),
    "</table> too early": ("<tr><td>card_full", "</table><tr><td>card_full", "row-stranded"),
    "</table> in a row": ("<td>card_full", "</table><td>card_full", "row-stranded"),
    "</table> in the header": ("<th>Status", "</table><th>Status", "error[table-unopened]"),
    "<table> twice": ("<th>Status", "<table><th>Status", "error[table-unclosed] 13"),
    "no <th>": ("<th>Code", "Code", "error[row-overflow] 15"),
    "no <td>": ("<td>card_full", "card_full", "error[table-stray] 16"),
    "no cell": ("<td>card_full</td>", "", "error[row-shifted] 16"),
    "no < of <td>": ("<td>card_full", "td>card_full", "error[table-tag] 16"),
    "no > of </td>": ("card_full</td>", "card_full</td", "error[table-tag] 16"),
    "no < of </td>": ("card_full</td>", "card_full/td>", "error[table-tag] 16"),
    "no > of <th>": ("<th>Status", "<thStatus", "error[row-overflow] 15"),
    "no tags of the first row": (
        "</tr>\n<tr><td>card_lost",
        "<td>card_lost",
        "error[table-joined] 14",
    ),
    "no tags of a row": ("</tr>\n<tr><td>card_full", "<td>card_full", "error[row-overflow] 15"),
}


@pytest.mark.parametrize(("old", "new", "first"), MISSED.values(), ids=MISSED)
def test_what_is_lost_is_told(old: str, new: str, first: str) -> None:
    above, below = PAGE.split("## Cards")
    assert old in below
    codes, problems = read(f"{above}## Cards{below.replace(old, new, 1)}")
    assert any(first in one for one in told(problems)), told(problems)
    has_error = any(problem.level == "error" for problem in problems)
    assert has_error or codes == CARDS | BOATS


# What a browser makes rows of all the same, and what is warned of.
MENDED = {
    "no <tr>": ("<tr><td>card_full", "<td>card_full", []),
    "no </tr>": ("</tr>\n<tr><td>card_full", "\n<tr><td>card_full", []),
    "no </td>": ("card_full</td>", "card_full", []),
    "no </th>": ("</th>", "", []),
    "a body": (ROWS, f"<tbody>{ROWS}</tbody>", []),
    "no <tr> in a head": (HEADER, f"<thead>{HEADER[4:]}</thead>", []),
    "a blank line": ("<tr><td>card_full", "\n<tr><td>card_full", []),
    "a comment": ("<tr><td>card_full", "<!-- a --><!----><!--><tr><td>card_full", []),
    "rows in a comment": ("<tr><td>card_wet", f"<!-- {ROWS} --><tr><td>card_wet", []),
    "rows in a comment, not ended": ("<tr><td>card_wet", "<!-- <tr><td>a --><tr><td>card_wet", []),
    "a comment with another in it": ("<tr><td>card_wet", "<!-- a <!-- b --><tr><td>card_wet", []),
    "text between rows": ("<tr><td>card_wet", "More:<tr><td>card_wet", ["warning[table-stray] 17"]),
    "signs between rows": ("<tr><td>card_wet", "- &nbsp; <tr><td>card_wet", []),
    "an expression": ("<tr><td>card_wet", "{more}<tr><td>card_wet", []),
    "a caption": ("<table>\n", "<table><caption>All <b>cards</b></caption>\n", []),
    "no > of </tr>": ("</tr>\n<tr><td>card_f", "</tr\n<tr><td>card_f", ["warning[table-tag] 15"]),
    "no < of <tr>": ("<tr><td>card_wet", "tr><td>card_wet", ["warning[table-tag] 17"]),
    "words for tags": ("is wet.", "is wet: &lt;td>.", []),
}


@pytest.mark.parametrize(("old", "new", "warned"), MENDED.values(), ids=MENDED)
def test_what_is_not_lost_is_read(old: str, new: str, warned: list[str]) -> None:
    above, below = PAGE.split("## Cards")
    assert old in below
    codes, problems = read(f"{above}## Cards{below.replace(old, new, 1)}")
    assert codes == CARDS | BOATS
    assert told(problems) == warned


def test_the_page_without_damage_says_nothing() -> None:
    assert read(PAGE) == (CARDS | BOATS, ())


@pytest.mark.parametrize("cut", ["<table>\n", "<tr>", "<th>Code", "Code</th>", "</tr>\n<tr>"])
def test_a_page_that_is_cut_in_a_table_is_told(cut: str) -> None:
    end = PAGE.index(cut, PAGE.index("## Cards")) + len(cut)
    assert "error[table-unclosed] 13" in told(read(PAGE[:end])[1])


# Rows of HTML that are no table's, so nothing is said of them.
NONE = {
    "tags in prose": "Write `<tr><td>` and `<td>` for a row.",
    "a tag in prose": "An element <table> has rows.",
    "an example in a fence": f"```html\n{TABLE}```",
    "an example that is indented": "".join(f"    {line}\n" for line in TABLE.split("\n")),
    "a row in a fence": f"```html\n{ROWS}```",
    "a row that is indented": "".join(f"    {line}\n" for line in ROWS.split("\n")),
    "rows in a comment": f"<!--\n{ROWS}-->",
    "rows in a comment of a block": f"<div>\n<!--\n{ROWS}-->\n</div>",
    "rows of something else": "<tr><th>Land</th><th>Town</th></tr><tr><td>A</td><td>b</td></tr>",
    "one cell": "<td>a</td>",
}


@pytest.mark.parametrize("text", NONE.values(), ids=NONE)
def test_what_is_no_row_is_not_told(text: str) -> None:
    codes, problems = read(f"{PAGE}\n## More\n\n{text}\n")
    assert codes == CARDS | BOATS
    assert [problem for problem in problems if problem.level == "error"] == []


def test_of_a_table_that_is_not_asked_for_nothing_is_told() -> None:
    text = PAGE[::-1].replace("<th>Code"[::-1], "Code"[::-1], 1)[::-1]
    assert "error[row-overflow] 15" in told(read(text)[1])
    assert read(text, Selection(headings=("Boats",))) == (BOATS, ())
    assert read(text, Selection(ignored=("Cards",))) == (BOATS, ())


# A table without header cells below one that has some: its first row, and whether that is one.
FIRST = {
    "a row": ("a_lost", "The card is lost.", True),
    "names": ("Code", "Message", False),
    "names of one word each": ("Key", "Words", False),
    "a word and words": ("Kind", "What it says", False),
}


@pytest.mark.parametrize(("code", "text", "is_row"), FIRST.values(), ids=FIRST)
def test_a_row_in_the_place_of_the_header_is_a_row(code: str, text: str, is_row: bool) -> None:
    sister = re.sub("<t([dh])>[0-9S][^<]*</t.>", "", SISTER)
    rows = re.sub("<td>[0-9]+</td>", "", ROWS)
    other = f"<table>\n<tr><td>{code}</td><td>{text}</td></tr>\n{rows}</table>\n"
    codes, problems = read(f"# Error codes\n\n{sister}\n## Cards\n\n{other}")
    assert ("a_lost" in codes) == is_row
    assert ("table-headless" in {problem.rule for problem in problems}) == is_row


def test_damage_without_end_is_told_of_twenty_places() -> None:
    (table,) = tables(f"<table>\n{ROWS}{'<tr>a</tr>' * 50}{'<!-- <tr>' * 50}</table>\n")
    rules = [problem.rule for problem in table.problems]
    assert (rules.count("table-stray"), rules.count("table-comment")) == (20, 20)
