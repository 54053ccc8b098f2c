"""A diagnostic as people see it, as JSON, and as an annotation on GitHub."""

from __future__ import annotations

import json
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.diagnostics import draw
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
