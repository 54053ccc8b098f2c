"""Rows that stand in no table are told; prose with a pipe in it is none."""

from __future__ import annotations

import pytest

from generator import markdown
from generator.diagnostics.source import Diagnostic, document
from generator.markdown.page import Page

PIPES = """# Errors

| Code | Status | Text |
|------|--------|------|
| card_lost | 404 | The card is lost. |
| card_full | 409 | The card is full. |
| card_wet | 400 | The card is wet. |
| card_old | 410 | It is old (see above). |
"""
PLAIN = PIPES.replace("| ", "|").replace(" |", "|").replace("\n|", "\n").replace("|\n", "\n")
TABLES = {"pipes at the edges": PIPES, "none": PLAIN}


def read(text: str) -> Page:
    return markdown.read(document("page.md", text))[0]


def told(page: Page) -> list[Diagnostic]:
    """The errors of the tables of a page, each once."""
    found = (p for table in page.tables for p in table.problems if p.level == "error")
    return list(dict.fromkeys(found))


def codes(page: Page) -> list[str]:
    return [row.cells[0].text for table in page.tables for row in table.rows]


# What stands before the third row, and what is said of the two rows that are lost then.
BETWEEN = {
    "a blank line": ("", "a blank line ends the table at line 7"),
    "two blank lines": ("\n", "a blank line ends the table at line 7"),
    "a no-break space": ("\u00a0", "a blank line ends the table at line 7"),
    "a comment and blank lines": ("\n<!-- a -->\n", "a comment at line 8 ends the table"),
    "text": ("\nThe others are old.\n", "a line of text at line 8 ends the table"),
    "a heading": ("## Others", "a heading at line 7 ends the table"),
    "a heading and blank lines": ("\n## Others\n", "a heading at line 8 ends the table"),
    "a line": ("---", "a line at line 7 ends the table"),
    "a tag": ("<br>", "a line of HTML at line 7 ends the table"),
    "an element": ("<div></div>", "a line of HTML at line 7 ends the table"),
    "a quote": ("> Others:", "a quote at line 7 ends the table"),
    "a list": ("- Others:", "an item of a list at line 7 ends the table"),
    "a list and blank lines": ("\n1. Others:\n", "an item of a list at line 8 ends the table"),
    "a fence": ("```", "line 7 opens code that never ends"),
    "a fence of JSON": ("```json", "line 7 opens code that never ends"),
    "a comment that never ends": ("<!-- a", "line 7 opens a comment that never ends"),
}


@pytest.mark.parametrize("table", TABLES.values(), ids=TABLES)
@pytest.mark.parametrize(("line", "why"), BETWEEN.values(), ids=BETWEEN)
def test_what_ends_a_table_within_its_rows_is_told(table: str, line: str, why: str) -> None:
    lines = table.split("\n")
    page = read("\n".join([*lines[:6], line, *lines[6:]]))
    first = 8 + line.count("\n")
    (problem,) = told(page)
    assert (problem.rule, problem.span.line) == ("row-stranded", first)
    assert problem.message == f"2 rows of a table are lost: {why}"
    assert f"lines {first}, {first + 1};" in problem.help
    assert codes(page) == ["card_lost", "card_full"]


def test_a_fence_within_a_table_that_a_later_one_closes_is_told() -> None:
    lines = PIPES.split("\n")
    page = read("\n".join([*lines[:6], "```", *lines[6:], "", "```", "{}", "```", ""]))
    assert [problem.rule for problem in told(page)] == ["row-stranded"]


def test_a_comment_that_ends_with_another_one_is_told() -> None:
    lines = PIPES.split("\n")
    page = read("\n".join([*lines[:6], "<!-- a", *lines[6:], "", "<!-- b -->", ""]))
    assert [problem.rule for problem in told(page)] == ["row-stranded"]


# What becomes of the first lines, and why the rows are lost then.
BEGINNINGS = {
    "no delimiter row": ("{0}", "no delimiter row stands under the header", 4),
    "no header": ("{1}", "no header row stands right above the delimiter row", 4),
    "a blank line below the header": (
        "{0}\n\n{1}",
        "the delimiter row does not stand right under the header",
        4,
    ),
    "a dash too long": ("{0}\n|—|—|—|", "the delimiter row at line 4 is damaged", 4),
    "a dot": ("{0}\n|---|-.-|---|", "the delimiter row at line 4 is damaged", 4),
    "neither": ("", "no delimiter row stands under the header", 3),
    "in the wrong order": ("{1}\n{0}", "no header row stands right above the delimiter row", 5),
    "a word of code": ("```\n{0}\n{1}", "line 3 opens code that never ends", 4),
}


@pytest.mark.parametrize(("first", "why", "rows"), BEGINNINGS.values(), ids=BEGINNINGS)
def test_a_table_without_its_beginning_is_told(first: str, why: str, rows: int) -> None:
    """It is a table with the error, so that it matters only where somebody would choose it."""
    lines = PIPES.split("\n")
    page = read("\n".join([*lines[:2], first.format(*lines[2:4]), *lines[4:]]))
    (problem,) = told(page)
    assert problem.rule == "table-delimiter"
    assert problem.message == f"{rows} rows are lost: {why}"
    assert len(page.tables) == 1
    assert page.tables[0].heading == "Errors"
    assert codes(page)[-3:] == ["card_full", "card_wet", "card_old"]


def test_a_header_far_above_is_none() -> None:
    for lines, header in ((2, ["#", "Code", "Text"]), (4, ["", "", ""])):
        page = read("# | Code | Text" + "\n" * lines + "--|---|---\n1 | a | b\n")
        assert [cell.text for cell in page.tables[0].header] == header
        assert codes(page) == ["1"]


def test_rows_of_one_line_each_are_told_as_one_table() -> None:
    (problem,) = told(read(PIPES.replace("\n", "\n\n")))
    assert problem.message.startswith("4 rows are lost")


@pytest.mark.parametrize("rows", [2, 3])
def test_without_pipes_at_the_edges_three_lines_are_a_table(rows: int) -> None:
    lines = [f"E_{n} | 40{n} | It failed." for n in range(rows)]
    page = read("\n".join(["# Errors", "", *lines, ""]))
    assert [p.rule for p in told(page)] == (["table-delimiter"] if rows > 2 else [])


def test_a_table_below_another_may_go_on_with_it() -> None:
    """It is told with both, for either may be chosen, and once."""
    more = "| Code | Status | Text |\n| shelf_lost | 404 | The shelf is lost. |\n"
    page = read(f"{PIPES}\n## Shelves\n\n{more}")
    assert [table.problems for table in page.tables] == [page.tables[0].problems] * 2
    (problem,) = told(page)
    assert "if they go on with the table at line 3, put them right under it" in problem.help


def test_a_table_of_another_width_is_one_of_its_own() -> None:
    page = read(f"{PIPES}\n| Country | Language |\n| CH | de |\n| FR | fr |\n")
    assert page.tables[0].problems == ()
    assert [p.rule for p in page.tables[1].problems] == ["table-delimiter"]


def test_a_row_of_another_width_right_below_is_lost() -> None:
    (problem,) = told(read(f"{PIPES}\n| card_gone | 404 |\n"))
    assert problem.rule == "row-stranded"


def test_rows_of_html_behind_their_table_are_told() -> None:
    row = "<tr><td>a</td></tr>"
    page = read(f"<table><tr><th>Code</th></tr>{row}</table>\n\n<div>\n\n{row}\n{row}\n")
    (problem,) = told(page)
    assert problem.message == "2 rows of a table are lost: they stand outside of <table>"
    assert problem.span.line == 5
    assert told(read(f"<table>{row}</table>\n\n# Others\n\n{row}\n")) == []


NO_ROWS = {
    "a sentence": "Use `a | b` to combine them.",
    "a sentence of as many parts": "Call us | write us | visit us.",
    "links": "[Home](a) | [Up](b) | [Next](c)",
    "languages": "English | 中文 | 日本語",
    "contacts": "**Mail**: a@b.c | **Phone**: 1 | **Fax**: 2",
    "a command": "    cat a | grep b | sort",
    "a fence of commands": "```sh\ncat a | grep b | sort\n```",
    "an example in a fence": f"```md\n{PIPES}```",
    "an example that is indented": "".join(f"    {line}\n" for line in PIPES.split("\n")),
    "an operator": "If a || b || c is true, it fails.",
    "a type": "The type is string | number | null.",
    "a formula": "For $|x| < 1$ and $|y| < 1$ it fails.",
    "a template": "Hello {{ name | upcase | trim }}!",
    "a heading": "## Errors | Warnings | Notes",
    "an attribute": '<div title="a | b | c">d</div>',
    "a list": "- Use a | b | c.",
    "a list of types": "- `a` {b|c} (d|e)\n- `f` {g|h} (i|j)\n- `k` {l|m} (n|o)",
    "a list with parts": "- a | b | c\n- d | e | f\n- g | h | i",
    "lines of a paragraph": "It has a | b | c in it,\nand goes on with d | e | f,\nand ends.",
    "a table of another width": "| Country | Language |\n|---|---|\n| CH | de |",
    "a table of the same width": "| A | B | C |\n|---|---|---|\n| a | 1 | c d |",
    "a table with borders": "|---|---|---|\n|A|B|C|\n|:--|---|---|\n|a|1|c d|\n|===|===|===|",
    "rows in a comment": "<!--\n| card_gone | 404 | It is gone. |\n-->",
}


@pytest.mark.parametrize("table", TABLES.values(), ids=TABLES)
@pytest.mark.parametrize("text", NO_ROWS.values(), ids=NO_ROWS)
def test_what_is_no_row_is_not_told(table: str, text: str) -> None:
    assert told(read(f"{table}\n{text}\n")) == []


def test_far_from_a_table_one_line_of_words_is_no_row() -> None:
    text = "Some text.\n\n" * 3
    assert told(read(f"a|b\n-|-\nc d|e f\n\n{text}Either g|or h\n")) == []


def test_a_conflict_in_a_table_is_all_that_is_told_of_it() -> None:
    lines = PIPES.split("\n")
    ours, theirs = "| card_wet | 400 | It is wet. |", "| card_wet | 409 | It is too wet. |"
    marked = ["<<<<<<< HEAD", ours, "||||||| base", "=======", theirs, ">>>>>>> theirs"]
    page = read("\n".join([*lines[:6], *marked, *lines[7:]]))
    (problem,) = told(page)
    assert (problem.rule, problem.span.line) == ("table-conflict", 7)
    assert "which of 2 rows count" in problem.message
    assert "lines 7, 9, 10, 12" in problem.help
    assert codes(page) == ["card_lost", "card_full", "card_wet", "card_wet", "card_old"]


def test_a_conflict_of_whole_tables_is_told_of_both() -> None:
    page = read(f"<<<<<<< HEAD\n{PIPES}=======\n{PLAIN}>>>>>>> theirs\n")
    assert [p.rule for p in told(page)] == ["table-conflict"]
    assert all(table.problems for table in page.tables)


def test_of_a_conflict_without_pipes_no_rows_are_counted() -> None:
    rows = "<<<<<<< HEAD\n<tr><td>A</td></tr>\n=======\n<tr><td>B</td></tr>\n>>>>>>> theirs\n"
    (problem,) = told(read(f"<table>\n<tr><th>Code</th></tr>\n{rows}</table>\n"))
    assert "which of its rows count" in problem.message


@pytest.mark.parametrize(
    "text",
    [
        f"{PIPES}\n```\n<<<<<<< a\nb\n=======\nc\n>>>>>>> d\n```\n\nText.\n",
        f"<<<<<<< a\n\n{PIPES}",
        f"=======\n\n>>>>>>> a\n\n{PIPES}\n<<<<<<< b\n",
    ],
    ids=["elsewhere", "a beginning", "in the wrong order"],
)
def test_without_all_its_markers_within_a_table_there_is_no_conflict(text: str) -> None:
    assert told(read(text)) == []
