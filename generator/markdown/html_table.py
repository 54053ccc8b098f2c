"""An HTML table as rows of cells, with what is wrong with them."""

from __future__ import annotations

from collections.abc import Iterator

from generator.diagnostics.rules import row as row_rules
from generator.diagnostics.rules import table as table_rules
from generator.diagnostics.source import Problems
from generator.markdown import blocks, html_tags, pipe_table, ragged
from generator.markdown.html_tags import Box, Slot
from generator.markdown.page import Cell, Table
from generator.markdown.ragged import Line
from generator.markdown.state import Placed

_BLANK = " \t\r\n\f\v"
_MOST_CELLS = 20  # cells for each cell written: what spans may make of them


def read(token: blocks.Token, env: blocks.Env) -> Iterator[Table]:
    """The tables of a token; their trail is left to the caller."""
    state: Placed = token["state"]
    for box in html_tags.tables(state.src, token["start"], token["end"]):
        span = state.span(box.start, len("<table"))
        is_closed = token["closed"] and not box.loose
        problems = () if is_closed else (table_rules.table_unclosed(span),)
        yield _table(state, box, env, problems)


def _table(state: Placed, box: Box, env: blocks.Env, problems: Problems) -> Table:
    span = state.span(box.start, len("<table"))
    written = [row for row in box.rows if row]
    grid = _spread(written)
    if grid is None:
        return Table("html", (), (), (), span, (*problems, table_rules.table_sparse(span)))
    top = _header(written, box.head)
    lines = [_line(state, row, env) for row in grid[top:]]
    header, body = lines[0], lines[1:]
    columns = len(header.cells)
    if columns > ragged.MOST_COLUMNS:
        wide = table_rules.table_wide(span, columns, ragged.MOST_COLUMNS)
        return Table("html", header.cells[: ragged.MOST_COLUMNS], (), (), span, (*problems, wide))
    if _is_title(written[top]) and body:
        problems += (table_rules.table_records(span),)
    if ragged.is_sparse(body, columns):
        problems += (table_rules.table_sparse(span),)
        body = []
    problems += ragged.too_long(lines) + ragged.overflows(body, columns)
    problems += ragged.by_length(
        row_rules.row_padded, (ln for ln in body if len(ln.cells) < columns), columns
    )
    return Table("html", header.cells, ragged.rows(body, columns), (), span, problems)


def _header(written: list[list[Slot]], head: int) -> int:
    """Which row names the columns: the last of those that begin the table as its head."""
    count = 0
    while count < len(written) and (count < head or all(slot.head for slot in written[count])):
        count += 1
    count = max(count, 1)
    if count == 1 and _is_title(written[0]) and len(written) > 1 and len(written[1]) > 2:
        return 1  # the title of the table
    return min(count, len(written)) - 1


def _is_title(row: list[Slot]) -> bool:
    """Is a row one cell over several columns: what it heads is not a column."""
    return len(row) == 1 and row[0].columns > 1


def _spread(written: list[list[Slot]]) -> list[list[Slot | None]] | None:
    """The rows with each cell wherever it spans; None where that is out of proportion.

    Down the rows a cell is repeated; along the columns its text stands in the
    first, except in a header.
    """
    budget = _MOST_CELLS * sum(map(len, written)) + ragged.MOST_MISSING
    hanging: dict[int, tuple[Slot | None, int]] = {}
    grid = []
    for row in written:
        cells = list(_spread_row(row, hanging))
        budget -= len(cells)
        if budget < 0:
            return None
        grid.append(cells)
    return grid


def _spread_row(
    row: list[Slot], hanging: dict[int, tuple[Slot | None, int]]
) -> Iterator[Slot | None]:
    """One row; `hanging` holds the cells that come down from above, and for how many rows yet."""
    column = 0
    for slot in [*row, None]:
        while column in hanging:
            above, left = hanging.pop(column)
            if left > 1:
                hanging[column] = (above, left - 1)
            yield above
            column += 1
        for place in range(slot.columns if slot else 0):
            text = slot if place == 0 or (slot and slot.head) else None
            if slot and slot.rows > 1:
                hanging[column] = (text, slot.rows - 1)
            yield text
            column += 1


def _line(state: Placed, row: list[Slot | None], env: blocks.Env) -> Line:
    first = next(slot for slot in row if slot)
    place = state.span(first.start)
    empty = ragged.empty(place)
    return Line(tuple(_cell(state, slot, env) if slot else empty for slot in row), place)


def _cell(state: Placed, slot: Slot, env: blocks.Env) -> Cell:
    written = state.src[slot.start : slot.end]
    raw = written.strip(_BLANK)
    start = slot.start + (len(written) - len(written.lstrip(_BLANK)) if raw else 0)
    return pipe_table.cell(raw, state.span(start, len(raw.partition("\n")[0])), env)
