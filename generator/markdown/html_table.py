"""An HTML table as rows of cells, with what is wrong with them."""

from __future__ import annotations

from collections.abc import Iterator

from generator.diagnostics.rules import row as row_rules
from generator.diagnostics.rules import table as table_rules
from generator.diagnostics.source import Problems
from generator.markdown import blocks, html_tags, ragged
from generator.markdown.html_tags import HtmlCell, HtmlTable
from generator.markdown.page import Cell, Table
from generator.markdown.ragged import RaggedRow
from generator.markdown.state import State

_BLANK = " \t\r\n\f\v"
_MOST_CELLS = 20  # cells for each cell written: what spans may make of them


def read(token: blocks.Token, env: blocks.Env) -> Iterator[Table]:
    """The tables of a token; their trail is left to the caller."""
    state: State = token["state"]
    for table in html_tags.tables(state.src, token["start"], token["end"]):
        yield _table(state, table, env, is_closed=token["closed"] and not table.loose)


def _table(state: State, table: HtmlTable, env: blocks.Env, *, is_closed: bool) -> Table:
    span = state.span(table.start, len("<table"))
    problems: Problems = () if is_closed else (table_rules.table_unclosed(span),)
    written = [row for row in table.rows if row]
    grid = _spread(written)
    if grid is None:
        return Table("html", (), (), (), span, (*problems, table_rules.table_sparse(span)))
    top = _header(written, table.head)
    rows = [_row(state, row, env) for row in grid[top:]]
    header, body = rows[0], rows[1:]
    columns = len(header.cells)
    if columns > ragged.MOST_COLUMNS:
        wide = table_rules.table_wide(span, columns, ragged.MOST_COLUMNS)
        return Table("html", header.cells[: ragged.MOST_COLUMNS], (), (), span, (*problems, wide))
    if _is_title(written[top]) and body:
        problems += (table_rules.table_records(span),)
    if ragged.is_sparse(body, columns):
        problems += (table_rules.table_sparse(span),)
        body = []
    short = [row for row in body if len(row.cells) < columns]
    problems += ragged.too_long(rows) + ragged.overflows(body, columns)
    problems += ragged.by_length(row_rules.row_padded, short, columns)
    return Table("html", header.cells, ragged.fitted_all(body, columns), (), span, problems)


def _header(written: list[list[HtmlCell]], head: int) -> int:
    """Which row names the columns: the last of those that begin the table as its head."""
    count = 0
    while count < len(written) and (count < head or all(cell.is_header for cell in written[count])):
        count += 1
    count = max(count, 1)
    if count == 1 and _is_title(written[0]) and len(written) > 1 and len(written[1]) > 2:
        return 1  # the title of the table
    return min(count, len(written)) - 1


def _is_title(row: list[HtmlCell]) -> bool:
    """Whether a row is one cell over several columns: what it heads is not a column."""
    return len(row) == 1 and row[0].colspan > 1


def _spread(written: list[list[HtmlCell]]) -> list[list[HtmlCell | None]] | None:
    """The rows with each cell wherever it spans; None where that is out of proportion.

    Down the rows a cell is repeated; along the columns its text stands in the
    first, except in a header.
    """
    budget = _MOST_CELLS * sum(map(len, written)) + ragged.MOST_MISSING
    hanging: dict[int, tuple[HtmlCell | None, int]] = {}
    grid = []
    for row in written:
        cells = list(_spread_row(row, hanging))
        budget -= len(cells)
        if budget < 0:
            return None
        grid.append(cells)
    return grid


def _spread_row(
    row: list[HtmlCell], hanging: dict[int, tuple[HtmlCell | None, int]]
) -> Iterator[HtmlCell | None]:
    """One row; `hanging` holds the cells that come down from above, and for how many rows yet."""
    column = 0
    for cell in [*row, None]:
        while column in hanging:
            above, left = hanging.pop(column)
            if left > 1:
                hanging[column] = (above, left - 1)
            yield above
            column += 1
        for place in range(cell.colspan if cell else 0):
            text = cell if place == 0 or (cell and cell.is_header) else None
            if cell and cell.rowspan > 1:
                hanging[column] = (text, cell.rowspan - 1)
            yield text
            column += 1


def _row(state: State, row: list[HtmlCell | None], env: blocks.Env) -> RaggedRow:
    first = next(cell for cell in row if cell)
    place = state.span(first.start)
    empty = ragged.empty(place)
    return RaggedRow(tuple(_cell(state, cell, env) if cell else empty for cell in row), place)


def _cell(state: State, cell: HtmlCell, env: blocks.Env) -> Cell:
    written = state.src[cell.start : cell.end]
    raw = written.strip(_BLANK)
    start = cell.start + (len(written) - len(written.lstrip(_BLANK)) if raw else 0)
    return ragged.cell(raw, state.span(start, len(raw.partition("\n")[0])), env)
