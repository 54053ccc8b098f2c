"""Rows of unequal length made into a table, with what that costs said."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import NamedTuple

from generator import characters
from generator.diagnostics.rules import page as page_rules
from generator.diagnostics.rules import row as row_rules
from generator.diagnostics.source import Diagnostic, Problems, Span
from generator.markdown import blocks, inline, pipes
from generator.markdown.page import Cell, Row

_NUMBER = re.compile(r"[`*_~+-]{0,4}[0-9][0-9xX]*[`*_~]{0,4}")
MOST_COLUMNS = 200
# GitHub stops supplying missing cells at half a million: so many for so little
# text are no table but an attack.
MOST_MISSING = 100_000


class RaggedRow(NamedTuple):
    """A row as it is written: its cells, its place, its text."""

    cells: tuple[Cell, ...]
    span: Span
    text: str = ""


def cell(raw: str, span: Span, env: blocks.Env) -> Cell:
    """A cell from its Markdown."""
    if inline.is_plain(raw):
        return Cell(raw, raw, span)
    read = inline.read(raw, env, is_cell=True)
    styles = (read.bold, read.struck)
    return Cell(raw, read.text, span, read.source, read.code, *styles, marks=read.marks)


def is_sparse(rows: Iterable[RaggedRow], columns: int) -> bool:
    """Whether rows lack so many cells that to supply them is out of proportion."""
    return sum(max(0, columns - len(row.cells)) for row in rows) > MOST_MISSING


def _said(cell: Cell) -> str:
    return characters.known(cell.text).casefold()


def without_headers(
    header: RaggedRow, rows: Sequence[RaggedRow]
) -> tuple[Sequence[RaggedRow], Problems]:
    """The rows without those that only say the header again, and a note for these."""
    said = list(map(_said, header.cells))
    if len(said) < 2 or not all(said):
        return rows, ()
    again = [
        index
        for index, row in enumerate(rows)
        if _said(row.cells[0]) == said[0] and list(map(_said, row.cells)) == said
    ]
    if not again:
        return rows, ()
    out = frozenset(again)
    lines = tuple(rows[index].span.line or 0 for index in again[1:])
    kept = [row for index, row in enumerate(rows) if index not in out]
    return kept, (row_rules.row_dropped(rows[again[0]].span, lines),)


def under_title(
    header: RaggedRow, rows: Sequence[RaggedRow]
) -> tuple[RaggedRow, Sequence[RaggedRow], str]:
    """The header and the rows of a table, and its title.

    Where the header is empty, or has one text only, and all of the first row is
    bold, that row is the header, and the text the title.
    """
    texts = [cell.text for cell in header.cells if cell.text]
    first = rows[0].cells if rows else ()
    if len(first) < 2 or len(texts) > 1 or not all(cell.bold and cell.text for cell in first):
        return header, rows, ""
    return rows[0], rows[1:], " ".join(texts)


def fitted_all(rows: Iterable[RaggedRow], columns: int) -> tuple[Row, ...]:
    """Each row as wide as the table.

    GFM: "If there are a number of cells fewer than the number of cells in the
    header row, empty cells are inserted. If there are greater, the excess is
    ignored."
    """
    return tuple(Row(fitted(row, columns), row.span) for row in rows)


def fitted(row: RaggedRow, columns: int) -> tuple[Cell, ...]:
    """The cells of a row, as many as there are columns."""
    lacking = columns - len(row.cells)
    if lacking <= 0:
        return row.cells[:columns]
    return (*row.cells, *(empty(row.span),) * lacking)


def empty(span: Span) -> Cell:
    """The cell that a row lacks."""
    end = (span.column or 1) + span.length
    return Cell("", "", replace(span, column=end, length=0), padded=True)


def overflows(rows: Iterable[RaggedRow], columns: int) -> Problems:
    """An error for each row with text that would be cut away."""
    found: list[Diagnostic] = []
    for row in rows:
        cut = [cell for cell in row.cells[columns:] if not pipes.is_unseen(cell.text)]
        if cut:
            found.append(row_rules.row_overflow(cut[0].span, len(row.cells), columns))
    return tuple(found)


def too_long(rows: Iterable[RaggedRow]) -> Problems:
    """A warning for each cell whose markup is not read."""
    cells = (cell for row in rows for cell in row.cells)
    return tuple(
        page_rules.page_long_text(cell.span, len(cell.raw), inline.LIMIT)
        for cell in cells
        if len(cell.raw) > inline.LIMIT
    )


def by_length(
    rule: Callable[[Span, int, int, tuple[int, ...]], Diagnostic],
    rows: Iterable[RaggedRow],
    columns: int,
) -> Problems:
    """What a rule says of rows that lack cells, once for all of the same length."""
    spans: dict[int, list[Span]] = {}
    for row in rows:
        spans.setdefault(len(row.cells), []).append(row.span)
    found: Problems = ()
    for length, places in spans.items():
        lines_alike = tuple(place.line for place in places[1:] if place.line)
        found += (rule(places[0], length, columns, lines_alike),)
    return found


def kinds(rows: Sequence[RaggedRow], columns: int) -> tuple[str, ...]:
    """For each column whether all whole rows have numbers in it, or words; "" where they differ."""
    whole = [row.cells for row in rows if len(row.cells) >= columns]
    found = ({_kind(cells[column]) for cells in whole} for column in range(columns))
    return tuple(next(iter(kind)) if len(kind) == 1 else "" for kind in found)


def _kind(cell: Cell) -> str:
    if not cell.raw:
        return ""
    return "number" if _NUMBER.fullmatch(cell.text) else "words"


def is_shifted(row: RaggedRow, kinds: tuple[str, ...]) -> bool:
    """Whether a row that lacks cells lacks the first, by the kinds of its columns."""
    first, would_be = _kind(row.cells[0]), kinds[len(kinds) - len(row.cells)]
    return bool(kinds[0]) and first == would_be != kinds[0]
