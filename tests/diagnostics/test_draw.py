"""A diagnostic as people see it, as JSON, and as an annotation on GitHub."""

from __future__ import annotations

import json
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.diagnostics import draw, terminal
from generator.diagnostics.source import Diagnostic, Span

LINE = "禁止されています|禁止 (403)|許可されていません"
PROBLEM = Diagnostic(
    "code-translated",
    "warning",
    "this code was translated; Forbidden was restored",
    Span("source_docs/common-errors.md", 58, 1, 8, LINE),
    'read as Forbidden: 403 is "Forbidden"',
    'to settle it, pin it:\n[codes]\n"禁止されています" = "Forbidden"',
)


def test_the_whole_of_it() -> None:
    assert draw.draw(PROBLEM) == """\
warning[code-translated]: this code was translated; Forbidden was restored
  --> source_docs/common-errors.md:58:1
   |
58 | 禁止されています|禁止 (403)|許可されていません
   | ^^^^^^^^^^^^^^^^ read as Forbidden: 403 is "Forbidden"
   = help: to settle it, pin it:
           [codes]
           "禁止されています" = "Forbidden"
"""


def test_a_file_as_a_whole() -> None:
    problem = Diagnostic("x-y", "error", "it is wrong", Span("a.md"), "why", "do this")
    assert draw.draw(problem) == "error[x-y]: it is wrong\n --> a.md\n  = why\n  = help: do this\n"


def test_a_file_as_a_whole_without_any_words() -> None:
    assert draw.draw(Diagnostic("x-y", "note", "so", Span("a"))) == "note[x-y]: so\n --> a\n"


def caret(text: str, column: int, length: int) -> tuple[str, str]:
    problem = Diagnostic("x-y", "note", "so", Span("a", 1, column, length, text))
    lines = draw.draw(problem).split("\n")
    return lines[3].removeprefix("1 | "), lines[4].removeprefix("  | ")


CARETS = {
    # text, column, length → the line as shown, the caret under it
    "plain": ("abc", 2, 1, "abc", " ^"),
    "wide before": ("禁止ab", 3, 2, "禁止ab", "    ^^"),
    "wide under": ("a禁止", 2, 2, "a禁止", " ^^^^"),
    "full width and half width kana": ("ＡﾊA", 2, 2, "ＡﾊA", "  ^^"),
    "combining before": ("e\u0301x", 3, 1, "e\u0301x", " ^"),
    "combining under": ("xe\u0301", 2, 2, "xe\u0301", " ^"),
    "a tab before": ("\tx", 2, 1, "    x", "    ^"),
    "a control": ("a\x1bb", 3, 1, "a\\u001bb", "       ^"),
    "bidirectional": ("a\u202eb", 2, 1, "a\\u202eb", " ^^^^^^"),
    "no width": ("a\u200bb", 3, 1, "a\\u200bb", "       ^"),
    "beyond the end": ("ab", 3, 0, "ab", "  ^"),
    "far beyond the end": ("ab", 99, 5, "…", None),
    "no length": ("ab", 1, 0, "ab", "^"),
    "an empty line": ("", 1, 1, "", "^"),
    "a line separator": ("a\u2028b", 3, 1, "a\\u2028b", "       ^"),
    "a tag of the supplementary planes": ("\U000e0041b", 2, 1, "\\ue0041b", "       ^"),
}


@pytest.mark.parametrize(("text", "column", "length", "line", "under"), CARETS.values(), ids=CARETS)
def test_the_caret_stands_under_what_is_meant(
    text: str, column: int, length: int, line: str, under: str | None
) -> None:
    shown, marked = caret(text, column, length)
    assert shown == line
    if under is not None:
        assert marked == under


def test_a_long_line_is_cut_to_a_window_round_the_caret() -> None:
    text = "a" * 500 + "XYZ" + "b" * 500
    shown, marked = caret(text, 501, 3)
    assert shown[0] == shown[-1] == "…"
    assert len(shown) < 120
    assert shown[marked.index("^") : marked.index("^") + 3] == "XYZ"


def test_a_long_underline_ends_with_the_window() -> None:
    shown, marked = caret("x" * 10_000_000, 5, 9_000_000)
    assert len(marked) <= len(shown) <= 140


LONG = "|".join(f"cell {n} of a long row" for n in range(20))
ROW = f"| {LONG} | NotFound | {LONG} |"
WINDOWS = {
    # text, column, length → the line as shown in 40 and in 80 columns
    "it fits": ("| Code | text |", 3, 4, "| Code | text |", "| Code | text |"),
    "at the beginning": (
        f"| NotFound | {LONG} |",
        *(3, 8),
        "| NotFound | cell 0 of a long row|c…",
        "| NotFound | cell 0 of a long row|cell 1 of a long row|cell 2 of a long row…",
    ),
    "far within": (
        ROW,
        *(ROW.index("NotFound") + 1, 8),
        "…9 of a long row | NotFound | cell …",
        "…ell 18 of a long row|cell 19 of a long row | NotFound | cell 0 of a long r…",
    ),
    "at the end": (
        f"{LONG} | NotFound",
        *(len(LONG) + 4, 8),
        "…ow|cell 19 of a long row | NotFound",
        "…ell 17 of a long row|cell 18 of a long row|cell 19 of a long row | NotFound",
    ),
    "wide characters": (
        f"| {'禁止' * 30} | 権限 | {'許可' * 30} |",
        *(66, 2),
        "…止禁止禁止禁止禁止 | 権限 | 許可許…",
        "…禁止禁止禁止禁止禁止禁止禁止禁止禁止禁止禁止 | 権限 | 許可許可許可許可許可…",
    ),
    "tabs": (
        "\t\t" + "x" * 60 + "\tNotFound\ty",
        *(64, 8),
        "…xxxxxxxxxxxxxxxxxx    NotFound    y",
        "…" + "x" * 58 + "    NotFound    y",
    ),
    "more than there is room for": ("x" * 90, 1, 90, "x" * 35 + "…", "x" * 75 + "…"),
    "more than there is room for, far within": (
        "a" * 90 + "x" * 90,
        *(91, 90),
        "…" + "x" * 34 + "…",
        "…" + "x" * 74 + "…",
    ),
    "marks that take no column": (
        "e\u0301" * 60 + "NotFound",
        *(121, 8),
        "…" + "e\u0301" * 18 + "NotFound",
        "…" + "e\u0301" * 38 + "NotFound",
    ),
}


@pytest.mark.parametrize("columns", [40, 80, 200])
@pytest.mark.parametrize("case", WINDOWS.values(), ids=WINDOWS)
def test_a_line_is_cut_round_the_caret(case: tuple[str, int, int, str, str], columns: int) -> None:
    text, column, length, *shown = case
    problem = Diagnostic("x-y", "note", "so", Span("a", 1, column, length, text), "why")
    lines = draw.draw(problem, columns=columns).split("\n")
    line, under = lines[3].removeprefix("1 | "), lines[4].removeprefix("  | ")
    if columns < 200:
        assert line == shown[columns == 80]
    assert all(terminal.width(line) <= columns for line in lines)
    start, size = under.index("^"), under.count("^")
    before = max(n for n in range(len(line) + 1) if terminal.width(line[:n]) == start)
    after = max(n for n in range(len(line) + 1) if terminal.width(line[:n]) == start + size)
    shown_under = terminal.visible(text[column - 1 : column - 1 + length])
    assert shown_under.startswith(line[before:after])
    assert line[before:after]


LABEL = 'read as Forbidden: 403 is "Forbidden", and no other row claims that code'
LABELS = {
    "beside the caret": (
        *(80, 8),
        '^^^^^^^^ read as Forbidden: 403 is "Forbidden", and no other row claims that',
        "         code",
    ),
    "below, where there is no room": (
        *(40, 20),
        "^^^^^^^^^^^^^^^^^^^^",
        "read as Forbidden: 403 is",
        '"Forbidden", and no other row claims',
        "that code",
    ),
    "in one line, where nothing bounds it": (None, 8, f"^^^^^^^^ {LABEL}"),
}


@pytest.mark.parametrize("case", LABELS.values(), ids=LABELS)
def test_a_label_is_wrapped(case: tuple[int | None, int, str]) -> None:
    columns, length, *wanted = case
    span = Span("a", 1, 1, length, "x" * length)
    drawn = draw.draw(Diagnostic("x-y", "note", "so", span, LABEL), columns=columns)
    assert [line.removeprefix("  | ") for line in drawn.rstrip("\n").split("\n")[4:]] == wanted


def test_what_is_to_be_pasted_is_never_wrapped() -> None:
    drawn = draw.draw(PROBLEM, columns=20)
    assert '           "禁止されています" = "Forbidden"\n' in drawn
    assert "   = help: to settle\n           it, pin\n           it:\n" in drawn


@given(st.text(), st.integers(20, 100), st.integers(1, 40), st.integers(0, 40))
def test_a_line_fits_any_terminal(text: str, columns: int, column: int, length: int) -> None:
    line = text.replace("\n", " ")
    problem = Diagnostic("x-y", "note", "so", Span("a", 1, column, length, line))
    shown, under = draw.draw(problem, columns=columns).split("\n")[3:5]
    assert terminal.width(shown) <= columns
    assert "^" in under


def test_nothing_that_a_page_says_moves_the_cursor() -> None:
    hostile = "\x1b[2J\r\u202e\x07\u2066"
    problem = Diagnostic(
        "x-y", "error", hostile, Span(f"a{hostile}.md", 1, 1, 1, hostile), hostile, hostile
    )
    drawn = draw.draw(problem)
    assert all(c == "\n" or unicodedata.category(c) not in ("Cc", "Cf") for c in drawn)


@given(st.text(), st.integers(1, 40), st.integers(0, 40))
def test_any_line_can_be_drawn(text: str, column: int, length: int) -> None:
    line = text.replace("\n", " ")
    problem = Diagnostic("x-y", "note", text, Span("a", 1, column, length, line), text, text)
    drawn = draw.draw(problem)
    assert "^" in drawn
    drawn.encode()


def test_colour_is_on_the_level_and_the_caret() -> None:
    drawn = draw.draw(PROBLEM, colour=True)
    assert drawn.startswith("\x1b[1;33mwarning[code-translated]\x1b[0m: ")
    assert "\x1b[1;33m^^^^^^^^^^^^^^^^\x1b[0m read as" in drawn
    assert "\x1b[1mthis code was translated; Forbidden was restored\x1b[0m\n" in drawn
    assert "\x1b[1;34m58 |\x1b[0m 禁止" in drawn


def test_as_data() -> None:
    assert json.loads(json.dumps(draw.data(PROBLEM))) == {
        "rule": "code-translated",
        "level": "warning",
        "path": "source_docs/common-errors.md",
        "line": 58,
        "column": 1,
        "message": PROBLEM.message,
        "label": PROBLEM.label,
        "help": PROBLEM.help,
    }


def test_as_data_for_a_file_as_a_whole() -> None:
    data = draw.data(Diagnostic("x-y", "note", "so", Span("a")))
    assert (data["line"], data["column"]) == (None, None)


def test_as_an_annotation() -> None:
    problem = Diagnostic(
        "x-y", "note", "100 %\r\nof it, so", Span("a,b:c.md", 2, 3, 4, "xxabcd"), "", "a: b, c"
    )
    assert draw.annotation(problem) == (
        "::notice file=a%2Cb%3Ac.md,line=2,col=3,title=x-y,endColumn=7"
        "::100 %25%0D%0Aof it, so%0Aa: b, c\n"
    )


def test_as_an_annotation_of_a_file_as_a_whole() -> None:
    problem = Diagnostic("x-y", "error", "so", Span("a"))
    assert draw.annotation(problem) == "::error file=a,title=x-y::so\n"


COUNTS = {
    "nothing": ([], ""),
    "one": (["error"], "1 error"),
    "several": (["note", "warning", "warning"], "2 warnings, 1 note"),
    "all": (["note", "warning", "error", "error"], "2 errors, 1 warning, 1 note"),
}


@pytest.mark.parametrize(("levels", "said"), COUNTS.values(), ids=COUNTS)
def test_the_problems_are_counted(levels: list[str], said: str) -> None:
    problems = tuple(Diagnostic("x-y", level, "so", Span("a")) for level in levels)  # type: ignore[arg-type]
    assert draw.count(problems) == said
