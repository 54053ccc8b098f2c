"""A pipe table as rows of cells, with what is wrong with them."""

from __future__ import annotations

import re
from collections import defaultdict

from generator.diagnostics.rules import row as row_rules
from generator.diagnostics.rules import table as table_rules
from generator.diagnostics.source import Problems, Span
from generator.markdown import blocks, inline, pipes, ragged
from generator.markdown.page import Cell, Table
from generator.markdown.pipes import Extent, Stretch
from generator.markdown.ragged import Line
from generator.markdown.state import Placed

_WORD = re.compile(r"[\w.:`*~-]{1,80}", re.ASCII)
_NUMBER = re.compile(r"[`*_~+-]{0,4}[0-9][0-9xX]*[`*_~]{0,4}")


def read(state: Placed, extent: Extent, env: blocks.Env) -> Table:
    """A pipe table as a table of the page; its trail is left to the caller."""
    header = _line(state, extent.header, env)
    delimiter = len(pipes.split(_text(state, extent.delimiter)))
    columns = max(len(header.cells), delimiter)
    if columns > ragged.MOST_COLUMNS:
        problem = table_rules.table_wide(header.span, columns, ragged.MOST_COLUMNS)
        return Table("pipe", header.cells[: ragged.MOST_COLUMNS], (), (), header.span, (problem,))
    kept, problems = _sorted_out(state, extent)
    lines = tuple(_line(state, stretch, env) for stretch in kept)
    if len(header.cells) != delimiter:
        problems += (table_rules.table_columns(header.span, len(header.cells), delimiter),)
    if ragged.is_sparse(lines, columns):
        problems += (table_rules.table_sparse(header.span),)
        lines = ()
    problems += ragged.too_long((header, *lines)) + _torn(header, lines, columns)
    problems += _around(state, extent, columns) + _unlike_github(state, kept)
    ordered = tuple(sorted(problems, key=lambda problem: problem.span.line or 0))
    cells = ragged.fitted(header, columns)
    return Table("pipe", cells, ragged.rows(lines, columns), (), header.span, ordered)


def _text(state: Placed, stretch: Stretch) -> str:
    return state.src[slice(*stretch)]


def _line(state: Placed, stretch: Stretch, env: blocks.Env) -> Line:
    start, text = stretch[0], _text(state, stretch)
    if "\n" in text:
        return _joined_line(state, start, text, env)
    number, shift, whole = state.origin(start)
    path = state.document.path
    cells = tuple(
        cell(
            text[left:right].replace("\\|", "|"),
            Span(path, number, start + left + shift, right - left, whole),
            env,
        )
        for left, right in pipes.split(text)
    )
    seen = text.strip(" \t")
    column = start + text.index(seen) + shift
    return Line(cells, Span(path, number, column, len(seen), whole), text)


def _joined_line(state: Placed, start: int, text: str, env: blocks.Env) -> Line:
    """A row that is broken over several lines: each cell has a place of its own."""
    cells = tuple(
        cell(
            text[left:right].replace("\\|", "|"),
            state.span(start + left, len(text[left:right].partition("\n")[0])),
            env,
        )
        for left, right in pipes.split(text)
    )
    return Line(cells, state.whole_line(start), text)


def cell(raw: str, span: Span, env: blocks.Env) -> Cell:
    """A cell from its Markdown."""
    if inline.is_plain(raw):
        return Cell(raw, raw, span)
    said = inline.read(raw, env)
    return Cell(raw, said.text, span, said.source, said.code, said.bold, said.struck)


def _sorted_out(state: Placed, extent: Extent) -> tuple[list[Stretch], Problems]:
    """The rows without the lines that are none, and a note for those."""
    kept: list[Stretch] = []
    lone: list[Span] = []
    dropped: list[Span] = []
    for stretch in extent.rows:
        text = _text(state, stretch).strip(" \t\f\v")
        if text == "|":
            lone.append(state.whole_line(stretch[0]))
        elif _is_none(text):
            dropped.append(state.whole_line(stretch[0]))
        else:
            kept.append(stretch)
    return kept, ragged.once(row_rules.row_lone_pipe, lone) + ragged.once(
        row_rules.row_dropped, dropped
    )


def _is_none(text: str) -> bool:
    first = text.lstrip("| \t")[:1]
    return (first in "-:=+" and pipes.is_border(text)) or (
        text[:1] in "{:" and pipes.is_directive(text)
    )


def _torn(header: Line, lines: tuple[Line, ...], columns: int) -> Problems:
    """What rows say that have more or fewer cells than the table has columns."""
    if all(len(line.cells) == columns for line in lines):
        return ()
    found: dict[str, list[Line]] = defaultdict(list)
    kinds = _kinds(lines, columns)
    is_edged = all(pipes.is_edged(header.text))
    for above, line in zip((header, *lines), lines, strict=False):
        if len(line.cells) < columns:
            found[_fault(above if is_edged else None, line, kinds)].append(line)
    return (
        ragged.overflows(lines, columns)
        + tuple(row_rules.row_between(line.span) for line in found["between"])
        + tuple(row_rules.row_broken(line.span) for line in found["broken"])
        + ragged.by_length(row_rules.row_shifted, found["shifted"], columns)
        + ragged.by_length(row_rules.row_padded, found["padded"], columns)
    )


def _fault(above: Line | None, line: Line, kinds: tuple[str, ...]) -> str:
    """Why a row lacks cells."""
    if len(kinds) > 1 and not pipes.has_pipe(line.text):
        return "between"
    if above and _is_open(above.text) and pipes.is_edged(line.text) == (False, True):
        return "broken"
    first, would_be = _kind(line.cells[0]), kinds[len(kinds) - len(line.cells)]
    return "shifted" if kinds[0] and first == would_be != kinds[0] else "padded"


def _is_open(text: str) -> bool:
    return pipes.is_edged(text) == (True, False)


def _kinds(lines: tuple[Line, ...], columns: int) -> tuple[str, ...]:
    """For each column whether all whole rows have numbers in it, or words; "" where they differ."""
    whole = [line.cells for line in lines if len(line.cells) >= columns]
    kinds = ({_kind(cells[column]) for cells in whole} for column in range(columns))
    return tuple(next(iter(kind)) if len(kind) == 1 else "" for kind in kinds)


def _kind(cell: Cell) -> str:
    if not cell.raw:
        return ""
    return "number" if _NUMBER.fullmatch(cell.text) else "words"


def _unlike_github(state: Placed, kept: list[Stretch]) -> Problems:
    """What is said of rows that are read though GitHub shows no rows there."""
    joined = [state.whole_line(start) for start, end in kept if "\n" in state.src[start:end]]
    indented = [
        state.whole_line(start)
        for start, _ in kept
        if pipes.is_indented(state.src, start) and not state.is_mdx
    ]
    return ragged.once(row_rules.row_joined, joined) + ragged.once(row_rules.row_indented, indented)


def _around(state: Placed, extent: Extent, columns: int) -> Problems:
    """What is said of the lines after the table that look like rows of it."""
    if extent.bare:
        text = _text(state, extent.bare).strip(" \t")
        is_code = bool(_WORD.fullmatch(text))
        return (row_rules.row_bare(state.whole_line(extent.bare[0]), is_code=is_code),) * (
            columns > 1
        )
    if not extent.after:
        return ()
    text = _text(state, extent.after).strip(" \t")
    if text[0] != "|" and (columns == 1 or len(pipes.split(text)) != columns):
        return ()
    is_row = text[0] == "|" or (extent.after[0] == extent.end and text[0] != "#")
    return (row_rules.row_stranded(state.whole_line(extent.after[0]), is_row=is_row),)
