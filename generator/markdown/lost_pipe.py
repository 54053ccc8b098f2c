"""A pipe that is lost inside a row: one cell holds what two columns hold elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from generator import statuses
from generator.diagnostics.rules import row as row_rules
from generator.diagnostics.source import Diagnostic, Problems, Span
from generator.markdown import blocks, pipes, ragged
from generator.markdown.page import Cell
from generator.markdown.ragged import RaggedRow

_NUMBER = re.compile(r"[`*_~]{0,4}[0-9][0-9xX]*[`*_~]{0,4}")
_CODE = re.compile(r"[*_~]{0,4}(?:`[^`]+`|[A-Za-z][\w.:/-]*)[*_~]{0,4}", re.ASCII)
# What prose does not have: a plain word may be a code as well as the first of a text.
_STRONG = re.compile(r"`[^`]+`|.*(?:[0-9_]|[A-Z]{2}|[a-z][A-Z])", re.ASCII)
# Where a pipe may have stood: at blanks, beside a code span.
_GAP = re.compile(r"[ \t]+|(?<=[^ \t`]`)(?=[^ \t`])")
_NOTHING = frozenset(("", "-", "–", "—"))
_OPENING, _CLOSING = "*_~`[{\"'„“«「", "*_~`]}\"'“”»」)"
_PHRASES = frozenset(phrase.casefold() for phrase in statuses.PHRASES.values())
_FEWEST = 2  # whole rows that show what a column holds
_GLANCE = 1000  # a longer cell is not looked at


class _Column(NamedTuple):
    """What the whole rows have in a column: the one form of all cells, and all there are.

    `digits` are how many digits its numbers have, `starts` and `ends` the sorts
    of characters that its cells begin and end with.
    """

    form: str
    forms: frozenset[str]
    digits: frozenset[int]
    starts: frozenset[str]
    ends: frozenset[str]
    phrases: bool


class _Split(NamedTuple):
    """Which cell holds two, and the offsets of what parts them in its Markdown."""

    cell: int
    start: int
    end: int
    proven: bool


def mended(
    header: RaggedRow, rows: Sequence[RaggedRow], columns: int, env: blocks.Env
) -> tuple[Sequence[RaggedRow], Problems]:
    """The rows with each cell parted that holds two, and an error for each of these.

    What is told is what the whole rows say for certain; a row whose last cell
    may just as well be left out stays as it is.
    """
    short = [n for n, row in enumerate(rows) if len(row.cells) == columns - 1]
    whole = [row for row in rows if len(row.cells) >= columns]
    if not short or len(whole) < _FEWEST:
        return rows, ()
    edges = pipes.is_edged(header.text)
    about = [_column([row.cells[n] for row in whole]) for n in range(columns)]
    splits = {n: _split(rows[n], about) for n in short if pipes.is_edged(rows[n].text) == edges}
    lost = {n: split for n, split in splits.items() if split}
    # Where other rows are short too, this one may be short as they are.
    if len(whole) + len(lost) < len(rows):
        lost = {n: split for n, split in lost.items() if split.proven}
    kept, problems = list(rows), list[Diagnostic]()
    for n, split in lost.items():
        kept[n], problem = _parted(rows[n], split, env)
        problems.append(problem)
    return kept, tuple(problems)


def _split(row: RaggedRow, about: Sequence[_Column]) -> _Split | None:
    """The one place in a row where a pipe is lost; None where there is none, or several."""
    raws = [cell.raw for cell in row.cells]
    last = len(raws) - 1
    found: list[_Split] = []
    left, right = 0, last  # the cells before `left` fit, and those behind `right` one to the right
    while left < last and _fits(raws[left], about[left]):
        left += 1
    while right > 0 and _fits(raws[right], about[right + 1]):
        right -= 1
    for n in range(right, left + 1):
        proven = any(not _fits(raws[m], about[m]) for m in range(n + 1, len(raws)))
        found += _places(raws[n], n, about[n], about[n + 1], proven=proven, is_last=n == last)
    return found[0] if len(found) == 1 else None


def _places(
    raw: str, number: int, here: _Column, there: _Column, *, proven: bool, is_last: bool
) -> Iterator[_Split]:
    """Where a cell may be parted so that both halves are what their columns hold."""
    gaps = list(_GAP.finditer(raw)) if len(raw) <= _GLANCE and "\n" not in raw else []
    if here.form == there.form == "text":
        return  # any blank of a text might be the place
    are_words = there.form == "code" or (there.form == "text" and raw.isupper())
    if here.form == "code" and are_words and not proven:
        return  # two codes, or one of capitals, "TIME OUT"
    for gap in gaps[-1:] if here.form == "text" else gaps[:1]:
        first, second = raw[: gap.start()], raw[gap.end() :]
        if here.form == "text" and there.form == "code" and not _STRONG.match(second):
            continue
        if not (_is_left(first, here, strong=not proven) and _is_right(second, there)):
            continue
        if not (proven or there.phrases) and second.casefold() in _PHRASES:
            continue  # "404 Not Found" is one status
        if here.form != "text" or proven or (is_last and there.form == "number"):
            yield _Split(number, gap.start(), gap.end(), proven)


def _is_left(raw: str, column: _Column, *, strong: bool) -> bool:
    """Whether the first half of a cell is what its column holds."""
    if column.form == "text":
        return _sort(raw.rstrip(_CLOSING)[-1:]) in column.ends
    is_weak = column.form == "code" and not _STRONG.match(raw)
    return bool(raw) and _fits(raw, column) and not (strong and is_weak)


def _is_right(raw: str, column: _Column) -> bool:
    """Whether the second half of a cell is what the next column holds."""
    if column.form != "text":
        return bool(raw) and _fits(raw, column)
    return _form(raw) in column.forms and _sort(raw.lstrip(_OPENING)[:1]) in column.starts


def _parted(row: RaggedRow, split: _Split, env: blocks.Env) -> tuple[RaggedRow, Diagnostic]:
    cell = row.cells[split.cell]
    halves = cell.raw[: split.start], cell.raw[split.end :]
    both = (
        ragged.cell(halves[0], _part(cell, 0, split.start), env),
        ragged.cell(halves[1], _part(cell, split.end, len(cell.raw)), env),
    )
    place = _part(cell, split.start, max(split.end, split.start + 1))
    cells = (*row.cells[: split.cell], *both, *row.cells[split.cell + 1 :])
    return row._replace(cells=cells), row_rules.row_pipe_lost(place, *halves)


def _part(cell: Cell, start: int, end: int) -> Span:
    r"""The place of a part of a cell; a pipe in it was written `\|`."""
    column = (cell.span.column or 1) + start + cell.raw.count("|", 0, start)
    return replace(cell.span, column=column, length=end - start + cell.raw.count("|", start, end))


def _column(cells: Sequence[Cell]) -> _Column:
    raws = [cell.raw for cell in cells if cell.raw not in _NOTHING]
    forms = frozenset(map(_form, raws))
    form = "number" if forms == {"number"} else "code" if forms and "text" not in forms else "text"
    return _Column(
        form,
        forms,
        frozenset(_digits(raw) for raw in raws if _form(raw) == "number"),
        frozenset(_sort(raw.lstrip(_OPENING)[:1]) for raw in raws),
        frozenset(_sort(raw.rstrip(_CLOSING)[-1:]) for raw in raws),
        any(raw.casefold() in _PHRASES for raw in raws),
    )


def _fits(raw: str, column: _Column) -> bool:
    """Whether a cell may stand in a column."""
    if raw in _NOTHING:
        return True
    form = _form(raw)
    if form == "number" and form in column.forms:
        return _digits(raw) in column.digits
    if column.form == "text":
        return form in column.forms or form == "text" or not _STRONG.match(raw)
    return form in column.forms


def _form(raw: str) -> str:
    """Whether a cell is a number, a word that may be a code, or a text."""
    return "number" if _NUMBER.fullmatch(raw) else "code" if _CODE.fullmatch(raw) else "text"


def _digits(raw: str) -> int:
    return len(raw.strip("`*_~"))


def _sort(char: str) -> str:
    """What sort of character it is: which letter it is, says nothing."""
    if char.isalpha():
        return "upper" if char.isupper() else "lower" if char.islower() else "letter"
    return "digit" if char.isdecimal() else char
