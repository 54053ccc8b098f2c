"""Whatever a diagnostic says, and wherever it stands: it is drawn, with the caret in its place."""

from __future__ import annotations

import json
import re
import unicodedata
from itertools import accumulate
from random import Random
from typing import get_args

from generator import characters
from generator.diagnostics import draw, terminal
from generator.diagnostics.source import Diagnostic, Level, Span, document, place
from tests import anything
from tests.anything import fuzz


def diagnostic(dice: Random) -> Diagnostic:
    written = document(anything.text(dice) or "a.md", anything.text(dice, 30))
    line = dice.randrange(1, len(written.lines) + 1)
    long = len(written.lines[line - 1])
    column = dice.choice((1, dice.randrange(1, long + 2), long + 1))
    span = written.span(line, column, dice.choice((0, 1, dice.randrange(long + 2), 10**6)))
    chosen = dice.choice((span, span, span, written.whole(), Span("", None), Span("x", 10**9, 1)))
    levels: tuple[Level, ...] = get_args(Level)
    words = (anything.text(dice) for _ in range(3))
    return Diagnostic("x-y", dice.choice(levels), next(words), chosen, *words)


def columns(char: str) -> int:
    """The columns of a character that is shown (UAX #11); what cannot be seen is spelt out."""
    if unicodedata.category(char) in ("Mn", "Me"):
        return 0
    return 1 + characters.is_wide(char)


@fuzz(20, rounds=50)
def test_any_diagnostic_is_drawn(dice: Random) -> None:
    problem = diagnostic(dice)
    drawn = draw.draw(problem)
    assert drawn.endswith("\n")
    assert all(char == "\n" or char.isprintable() or char in "\u3000\xa0" for char in plain(drawn))
    bare = re.sub("\x1b\\[[0-9;]*m", "", draw.draw(problem, colour=True))
    assert bare == drawn
    if problem.span.line and problem.span.text:
        caret_is_true(problem, drawn)


def plain(drawn: str) -> str:
    """Without what a font may lack: characters that no version of Unicode has given out."""
    return "".join(char for char in drawn if char.isprintable() or ord(char) < 0xA0)


def caret_is_true(problem: Diagnostic, drawn: str) -> None:
    """The caret begins below the first character that is meant, and is as wide as that at least."""
    span = problem.span
    rows = drawn.split("\n")
    margin = len(str(span.line))
    bar = next(n for n, row in enumerate(rows) if row == f"{' ' * margin} |")
    shown, under = (row[margin + 3 :] for row in rows[bar + 1 : bar + 3])
    at = (span.column or 1) - 1
    start = len(under) - len(under.lstrip(" "))
    assert under[start : start + 1] == "^"
    if at >= len(span.text) or not span.text[at:].strip():
        return
    wanted = terminal.visible(span.text[at])
    ends = [0, *accumulate(map(columns, shown))]
    # Marks without a width of their own stand in the column of what they mark.
    found = [n for n, end in enumerate(ends) if end == start and shown[n:].startswith(wanted)]
    assert found, (shown, under)


@fuzz(10, rounds=50)
def test_any_diagnostic_is_data_and_an_annotation(dice: Random) -> None:
    problem = diagnostic(dice)
    data = json.loads(json.dumps(draw.data(problem)))
    assert data["message"] == problem.message
    assert (data["line"], data["column"]) == (problem.span.line, problem.span.column)
    command = draw.annotation(problem)
    assert command.count("\n") == 1
    found = re.fullmatch(r"::(error|warning|notice) ([^\r\n]*?)::([^\r\n]*)\n", command)
    assert found, command
    text = found[3].replace("%0A", "\n").replace("%0D", "\r").replace("%25", "%")
    words = [part for part in (problem.message, problem.label, problem.help) if part]
    wanted = "\r".join(map(terminal.escaped, "\n".join(words).split("\r")))
    assert text == wanted
    assert not [
        c for c in text if c not in "\t\r\n" and unicodedata.category(c) in ("Cc", "Cf", "Zl", "Zp")
    ]


@fuzz(10, rounds=50)
def test_an_offset_of_any_text_has_a_place(dice: Random) -> None:
    text = anything.text(dice, 20).removeprefix("\ufeff")
    at = dice.randrange(-2, len(text) + 3)
    found = place("a.md", text, at)
    lines = document("a.md", text).lines
    assert found.line is not None
    assert found.column is not None
    assert 1 <= found.line <= len(lines)
    assert 1 <= found.column <= len(lines[found.line - 1]) + 1
