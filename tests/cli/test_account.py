"""The account of a reading: every table of a page, and every column of those that were taken."""

from __future__ import annotations

from dataclasses import replace

import pytest

from generator.cli import account
from generator.diagnostics.source import Span
from generator.model import Catalogue, Error, Message, PageInfo, Success, TableInfo

PATH = "docs/errors.md"
HEADERS = ("Error code", "Endpoint(s)", "Meaning", "Fix", "Advice", "Since")
ROLES = (
    ("code", (0,)),
    ("status", ()),
    ("message", (2,)),
    ("action", (3, 4)),
    ("kept", (1,)),
)
NAMES = ("E1", "E2")
ERRORS = tuple(Error(name, class_name=name, span=Span(PATH, 5)) for name in NAMES)


def table(line: int, heading: str = "", left: str = "", path: str = PATH) -> TableInfo:
    return TableInfo(path, heading, line, 2, () if left else ROLES, HEADERS, left)


def said(*tables: TableInfo, **more: object) -> list[str]:
    paths = dict.fromkeys([PATH, *(one.path for one in tables)])
    pages = tuple(PageInfo(path, "en") for path in paths)
    whole = Catalogue("x", pages=pages, errors=ERRORS, tables=tables)
    return list(account.lines(replace(whole, **more)))  # type: ignore[arg-type]


TOLD = "code = Error code, message = Meaning, action = Fix + Advice, kept: Endpoint(s), left: Since"


def test_each_table_is_taken_for_something_or_left_with_a_reason() -> None:
    found = said(
        table(7, "Limits", "no column of codes"),
        table(161, "HTTP", "HTTP statuses"),
        table(194, "Error codes of the API"),
        table(1263, "状態によるエラー"),
        table(1297, "States", "HTTP statuses"),
    )
    assert found == [
        "docs/errors.md: 2 errors from 2 tables; 3 tables left",
        f"  line 194   Error codes of the API  {TOLD}",
        f"  line 1263  状態によるエラー        {TOLD}",
        "  left: line 7 (no column of codes), lines 161, 1297 (HTTP statuses)",
    ]


def test_a_table_without_headings_and_headers() -> None:
    bare = TableInfo(PATH, "", 3, 1, (("code", (0,)), ("kept", (1,))), ("",))
    assert said(bare)[1:] == ["  line 3  code = column 0, kept: column 1"]


def test_many_tables_are_told_kind_by_kind() -> None:
    others = [replace(table(500 + n, "Odd"), headers=(f"Code {n}",)) for n in range(14)]
    kinds = [table(n * 10, f"Part {n}") for n in range(1, 10)]
    found = said(*kinds, *(replace(one, columns=(("code", (0,)),)) for one in others))
    assert found[0] == "docs/errors.md: 2 errors from 23 tables"
    assert found[1] == f"  line 10   Part 1  {TOLD}"
    assert found[2] == "    8 tables like this: lines 20, 30, 40, 50, 60 and 3 more"
    assert found[3] == "  line 500  Odd     code = Code 0"
    assert found[-1] == "  3 more tables: lines 511, 512, 513"
    assert len(found) == 15


def test_a_few_tables_that_are_alike_are_told_one_by_one() -> None:
    assert len(said(*(table(n, "A") for n in range(1, 6)))) == 6
    assert len(said(*(table(n, "A") for n in range(1, 7)))) == 3


def test_many_reasons_are_counted() -> None:
    left = said(*(table(n, "", f"reason {n}") for n in range(1, 15)))[-1]
    assert left.endswith("line 12 (reason 12), lines 13, 14")


@pytest.mark.parametrize(
    ("codes", "line"),
    [
        (("0", "OK"), "2 codes are no errors: 0, OK"),
        (("OK",), "1 code is no error: OK"),
        (tuple("abcdefg"), "7 codes are no errors: a, b, c, d, e and 2 more"),
    ],
)
def test_codes_that_are_no_errors(codes: tuple[str, ...], line: str) -> None:
    assert said(successes=tuple(map(Success, codes))) == [line]


def test_each_page_has_its_own_account() -> None:
    ja = Message("ja", "x", span=Span("docs/ja.md", 4))
    errors = (replace(ERRORS[0], messages=(ja,)), ERRORS[1])
    added = Error("E3", class_name="E3", evidence="overlay", span=Span("docs/errors.toml", 1))
    found = said(table(3), table(4, path="docs/ja.md"), errors=(*errors, added))
    assert [line for line in found if line[0] != " "] == [
        "docs/errors.md: 2 errors from 1 table",
        "docs/ja.md: 1 error from 1 table",
    ]


def test_many_columns_are_counted() -> None:
    wide = replace(table(3), headers=tuple(f"H{n}" for n in range(100)))
    assert said(wide)[1].endswith(
        "left: H5, H6, H7, H8, H9, H10, H11, H12, H13, H14, H15, H16 and 83 more"
    )


def test_what_a_page_says_is_one_line_and_moves_nothing() -> None:
    odd = replace(
        table(3, "a\nb\u202e" + "x" * 500, ""), headers=("A\x1b[31m\nB" * 50, *HEADERS[1:])
    )
    left = table(9, "", "no\n::error::")
    lines = said(odd, left)
    assert len(lines) == 3
    assert all(line.isprintable() and len(line) < 250 for line in lines)


def test_a_table_as_data() -> None:
    assert account.data(table(194, "Codes")) == {
        "path": PATH,
        "heading": "Codes",
        "line": 194,
        "rows": 2,
        "columns": {
            "code": 0,
            "status": None,
            "name": None,
            "message": 2,
            "action": [3, 4],
            "cause": None,
            "retry": None,
            "kept": [1],
        },
    }


def test_a_table_that_was_left_says_why_and_what_its_columns_may_be() -> None:
    found = account.data(replace(table(161, "HTTP", "HTTP statuses"), columns=(("code", (0,)),)))
    assert found["left"] == "HTTP statuses"
    columns = found["columns"]
    assert isinstance(columns, dict)
    assert (columns["code"], columns["kept"]) == (0, None)


def test_headings_are_told_by_their_level() -> None:
    def headings(line: int, heading: str, left: str = "") -> TableInfo:
        return replace(table(line, heading, left), level=3, columns=(), headers=())

    assert said(headings(3, "Errors"), headings(9, "Old"), headings(12, "Words", "prose")) == [
        "docs/errors.md: 2 errors from 4 headings; 2 headings left",
        "  line 3  Errors  2 headings of level 3",
        "  line 9  Old     2 headings of level 3",
        "  left: line 12 (prose)",
    ]
    assert said(table(3), headings(9, "Old"), table(12, left="x"))[0] == (
        "docs/errors.md: 2 errors from 1 table and 2 headings; 1 table left"
    )
    many = [headings(number, "Errors") for number in range(1, 8)]
    assert said(*many)[1:] == [
        "  line 1  Errors  2 headings of level 3",
        "    6 groups like this: lines 2, 3, 4, 5, 6 and 1 more",
    ]
    more = [replace(headings(number, ""), level=number) for number in range(1, 15)]
    assert said(*more)[-1] == "  2 more groups: lines 13, 14"
    assert account.data(many[0])["level"] == 3
    assert "level" not in account.data(table(3))
