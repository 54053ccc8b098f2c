"""Rows that stand in no table: the table that they are lost from, or the one that they would be."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from generator.diagnostics.rules import row as row_rules
from generator.diagnostics.rules import table as table_rules
from generator.diagnostics.source import Diagnostic, Span
from generator.markdown import pipes, ragged, rowlike, untabled
from generator.markdown.draft import Draft, Place
from generator.markdown.page import Cell, Table
from generator.markdown.ragged import RaggedRow
from generator.markdown.rowlike import Line

# What a line begins with that ends a table, and what it is.
_ENDS = (
    *(("#", "a heading"), (">", "a quote"), ("<!--", "a comment"), ("<", "a line of HTML")),
    *(("```", "a block of code"), ("~~~", "a block of code"), ("---", "a line")),
)
_TEXT = "a line of text"
_CLOSE = 4  # lines after a table, where even one line that looks like a row is one
_ITEM = re.compile(r"[-+*][ \t]|[0-9]{1,9}[.)][ \t]")


def settled(draft: Draft) -> tuple[Table, ...]:
    """The tables of a page, in order, each with what is said of the rows that it lost.

    Rows without a table are a table themselves, with the error that says so:
    it matters where somebody would choose that table.
    """
    html = untabled.read(draft)
    lost, more = html.lost, html.tables
    said: dict[int, list[Diagnostic]] = {}
    shapes: dict[int, tuple[frozenset[str], ...]] = {}
    runs = list(rowlike.runs(draft.document, draft.kinds))
    places = draft.places(run[0].number for run in runs)
    for run, place in zip(runs, places, strict=True):
        above = place.above
        if above >= 0 and above not in shapes:
            shapes[above] = rowlike.shapes(draft.tables[above])
        is_row, is_sure = _belongs(draft, run, place, shapes.get(above, ()))
        if is_sure or (is_row and not _is_table(run)):
            lost.setdefault(above, []).extend(line.number for line in run if not line.is_rule)
        elif _is_table(run):
            table = _table(draft, run, place, is_row=is_row)
            more.append(table)
            said.setdefault(above if is_row else -1, []).extend(table.problems)
    tables = []
    for position, table in enumerate(draft.tables):
        problems = said.get(position, [])
        if lines := lost.get(position):
            problems = [_lost(draft, position, lines), *problems]
        tables.append(_with(table, problems))
    return tuple(sorted([*tables, *more], key=lambda table: table.span.line or 0))


def _with(table: Table, problems: Sequence[Diagnostic]) -> Table:
    if not problems:
        return table
    every = sorted([*table.problems, *problems], key=lambda problem: problem.span.line or 0)
    return replace(table, problems=tuple(every))


def _belongs(
    draft: Draft, run: list[Line], place: Place, shapes: Sequence[frozenset[str]]
) -> tuple[bool, bool]:
    """Whether a run may be rows of the table above it, and whether they are none but that."""
    is_sample = run[0].kind == rowlike.CODE and any(line.is_rule for line in run)
    if place.above < 0 or draft.tables[place.above].kind == "html" or is_sample:
        return False, False
    line, table = run[0], draft.tables[place.above]
    is_wide = len(line.cells) == len(table.header)
    fits = rowlike.resembles(run, shapes) if shapes else is_wide
    may_be = line.is_edged or (fits and rowlike.is_edgeless(table) and _is_apart(draft, run))
    is_sure = may_be and fits and not (shapes and rowlike.is_header(line, shapes))
    distance = line.number - draft.ends[place.above]
    if rowlike.is_near(draft.document, draft.ends[place.above], line.number):
        return may_be and (is_wide or not _is_table(run)), is_sure
    is_strong = line.is_edged or len(run) > 1 or len(line.cells) > 2 or distance <= _CLOSE
    is_alike = is_wide or (line.is_edged and distance <= _CLOSE)
    is_row = is_alike and may_be and is_strong and line.kind != rowlike.CODE
    return is_row, is_row and is_sure and bool(shapes)


def _is_apart(draft: Draft, run: list[Line]) -> bool:
    """Whether no text stands right above or below a run: a row is no line of a paragraph."""
    around = (run[0].number - 2, run[-1].number)
    lines, kinds = draft.document.lines, draft.kinds
    return not any(
        0 <= index < len(lines)
        and kinds[index] != rowlike.TAKEN
        and not rowlike.is_blank(lines[index])
        and not pipes.has_pipe(lines[index])
        and _kind(lines[index]) == _TEXT
        for index in around
    )


def _is_table(run: list[Line]) -> bool:
    """Whether a run may be a table of its own: one that lost its delimiter row, or its header."""
    rows = [line for line in run if not line.is_rule]
    is_list = sum(line.is_item for line in run) > 1
    if len(run[0].cells) < 2 or not rows or is_list or run[0].kind == rowlike.CODE:
        return False
    if run[0].is_rule or (len(run) > 2 and run[1].is_rule):
        return True
    return len(rows) > 2 or (len(rows) > 1 and all(all(pipes.is_edged(x.text)) for x in rows))


def _table(draft: Draft, run: list[Line], place: Place, *, is_row: bool) -> Table:
    """The table that a run would be; with `is_row` it may go on with the table above it."""
    head, *body = [line for line in run if not line.is_rule]
    if run[0].is_rule:
        above = rowlike.header_above(draft.document, draft.kinds, run[0])
        head, body = above or run[0]._replace(cells=()), [head, *body]
    span = draft.document.span(head.number, head.start + 1, len(head.text))
    columns = len(run[0].cells)
    header = ragged.fitted(RaggedRow(_cells(draft, head), span), columns)
    rows = (RaggedRow(_cells(draft, line), _span(draft, line)) for line in body)
    goes_on = (draft.tables[place.above].span.line or 0) if is_row else 0
    lines = [line.number for line in body]
    problem = table_rules.table_delimiter(span, lines, _why(draft, run), goes_on)
    body_rows = ragged.fitted_all(rows, columns)
    return Table("pipe", header, body_rows, place.trail, span, (problem,))


def _span(draft: Draft, line: Line) -> Span:
    return draft.document.span(line.number, line.start + 1, len(line.text))


def _cells(draft: Draft, line: Line) -> tuple[Cell, ...]:
    places = pipes.split(line.text) if line.cells else []
    return tuple(
        ragged.cell(
            line.text[left:right].replace("\\|", "|"),
            draft.document.span(line.number, line.start + left + 1, right - left),
            draft.env,
        )
        for left, right in places
    )


def _why(draft: Draft, run: list[Line]) -> str:
    """Why a run is no table."""
    if run[0].kind == rowlike.HIDDEN:
        return draft.unclosed
    if run[0].is_rule:
        above = rowlike.header_above(draft.document, draft.kinds, run[0])
        if above and above.text[0] == "#":
            return f"the header at line {above.number} begins with #, so it is a heading"
        return "no header row stands right above the delimiter row"
    if len(run) == 1 or not run[1].is_rule:
        return "no delimiter row stands under the header"
    if pipes.is_delimiter(run[1].text):
        return "the delimiter row does not stand right under the header"
    return f"the delimiter row at line {run[1].number} is damaged"


def _lost(draft: Draft, position: int, lines: list[int]) -> Diagnostic:
    """What is said of the rows that a table has lost."""
    document, end = draft.document, draft.ends[position]
    first = document.lines[lines[0] - 1]
    start = len(first) - len(first.lstrip())
    span = document.span(lines[0], start + 1, len(first.strip()))
    is_html = draft.tables[position].kind == "html"
    cause = "they stand outside of <table>" if is_html else _cause(draft, end, lines[0])
    return row_rules.row_stranded(span, lines, cause)


def _cause(draft: Draft, end: int, first: int) -> str:
    """What ends a table between its last line and the first that it lost."""
    if draft.kinds[first - 1] == rowlike.HIDDEN:
        return draft.unclosed
    lines = draft.document.lines
    for number in range(end + 1, first):
        if not pipes.is_unseen(lines[number - 1]):
            return f"{_kind(lines[number - 1])} at line {number} ends the table"
    if first > end + 1:
        return f"a blank line ends the table at line {end + 1}"
    return f"{_kind(lines[first - 1])} ends the table"


def _kind(line: str) -> str:
    text = line.lstrip(" \t")
    if _ITEM.match(text):
        return "an item of a list"
    return next((what for begins, what in _ENDS if text.startswith(begins)), _TEXT)
