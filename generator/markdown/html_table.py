"""An HTML table as rows of cells, with what is wrong with them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial

from generator.diagnostics.rules import row as row_rules
from generator.diagnostics.rules import table as table_rules
from generator.diagnostics.source import Diagnostic, Level, Problems
from generator.markdown import blocks, html_tags, inline, ragged
from generator.markdown.html_tags import HtmlCell, HtmlTable
from generator.markdown.page import Cell, Table
from generator.markdown.ragged import RaggedRow
from generator.markdown.state import State

_BLANK = " \t\r\n\f\v"
_GLANCE = 400  # code points of a cell that say whether it is bold
_BOLD = re.compile(
    r"(?:<(?:p|span|font)[^<>]{0,100}>\s{0,9}){0,3}(?:<(?:b|strong|th)>|\*\*)", re.IGNORECASE
)
_ROWS = 500  # enough to know how wide a table is
_SHOWN = 20  # places of one kind of damage that are told
_MOST_CELLS = 20  # cells for each cell written: what spans may make of them


def read(token: blocks.Token, env: blocks.Env) -> Iterator[Table]:
    """The tables of a token; their trail is left to the caller."""
    state: State = token["state"]
    found = html_tags.tables(state.src, token["start"], token["end"])
    if not found and not token["closed"] and not _has_text(state, token):
        span = state.span(token["start"], len("<table"))
        yield Table("html", (), (), (), span, (table_rules.table_unclosed(span),))
    for table in found:
        span = state.span(table.start, len("<table"))
        is_closed = token["closed"] and not table.loose
        problems: Problems = () if is_closed else (table_rules.table_unclosed(span),)
        written = [row for row in table.rows if row]
        top = _header(state, written, table.head)
        read = _table(state, table, written, top, env)
        yield replace(read, problems=(*problems, *read.problems))


def _has_text(state: State, token: blocks.Token) -> bool:
    """Whether more than tags follows: then `<table>` may be a word of prose."""
    return bool(html_tags.TAG.sub("", state.src[token["start"] : token["end"]]).strip())


def headless(state: State, table: HtmlTable, env: blocks.Env) -> Table:
    """Rows that lack their `<table>` as a table; without header cells its header is empty."""
    written = [row for row in table.rows if row]
    cell = written[0][0]
    if not all(cell.is_header for cell in written[0]):
        width = max(sum(cell.colspan for cell in row) for row in written[:_ROWS])
        place = HtmlCell(cell.start, cell.start, True, 1, 1)
        written = [[place] * min(width, ragged.MOST_COLUMNS), *written]
        return _table(state, table, written, 0, env)
    return _table(state, table, written, _header(state, written, table.head), env)


def _table(
    state: State, table: HtmlTable, written: list[list[HtmlCell]], top: int, env: blocks.Env
) -> Table:
    span = state.span(table.start, len("<table"))
    problems: Problems = ()
    grid = _spread(written, top)
    if grid is None:
        return Table("html", (), (), (), span, (table_rules.table_sparse(span),))
    rows = [_row(state, row, env) for row in grid[top:]]
    header = rows[0]
    body: Sequence[RaggedRow] = rows[1:]
    columns = len(header.cells)
    if columns > ragged.MOST_COLUMNS:
        wide = table_rules.table_wide(span, columns, ragged.MOST_COLUMNS)
        return Table("html", header.cells[: ragged.MOST_COLUMNS], (), (), span, (wide,))
    if _is_title(written[top]) and body:
        problems += (table_rules.table_records(span),)
    if ragged.is_sparse(body, columns):
        problems += (table_rules.table_sparse(span),)
        body = []
    body, again = ragged.without_headers(header, body)
    problems += ragged.too_long(rows) + ragged.overflows(body, columns) + again
    problems += _torn(state, table, written[top], body, columns)
    caption = _caption(state, table, written[:top], env)
    cells = ragged.fitted_all(body, columns)
    headed = any(cell.is_header for cell in written[top]) or any(c.bold for c in header.cells)
    return Table("html", header.cells, cells, (), span, problems, caption, headed)


def _torn(
    state: State,
    table: HtmlTable,
    header: list[HtmlCell],
    body: Sequence[RaggedRow],
    columns: int,
) -> Problems:
    """What is said of damaged tags, of text in no cell, and of rows that lack cells."""
    kinds = ragged.kinds(body, columns)
    short = [row for row in body if len(row.cells) < columns]
    shifted = [row for row in short if ragged.is_shifted(row, kinds)]
    padded = [row for row in short if not ragged.is_shifted(row, kinds)]
    problems = ragged.by_length(row_rules.row_shifted, shifted, columns)
    problems += ragged.by_length(partial(row_rules.row_padded, is_html=True), padded, columns)
    names = sum(cell.is_header for cell in header)
    if body and 0 < names < len(header) and all(len(row.cells) == names for row in body):
        problems += (table_rules.table_joined(state.span(header[names].start), names),)
    hidden = [state.span(place, len("<!--")) for place in table.hidden]
    strays = [state.whole_line(place) for place in table.strays]
    problems += tuple(map(table_rules.table_comment, hidden[:_SHOWN]))
    problems += tuple(_damaged(state, place) for place in table.torn[:_SHOWN])
    level: Level = "error" if short else "warning"
    problems += tuple(table_rules.table_stray(span, level=level) for span in strays[:_SHOWN])
    return problems


def _damaged(state: State, place: int) -> Diagnostic:
    """What is said of a damaged tag: without that of a cell, cells run into one another."""
    name = state.src[place : place + 8].lstrip("</").lower()
    is_cell = name[:2] in ("td", "th") and name[:5] != "thead"
    level: Level = "error" if is_cell else "warning"
    return table_rules.table_tag(state.whole_line(place), level=level)


def _header(state: State, written: list[list[HtmlCell]], head: int) -> int:
    """Which row names the columns: the last of those that begin the table as its head.

    A row of one cell over several columns is a title. If the rows below it are
    keys and values of one thing, it is taken for the header, for there is none.
    """
    count = 0
    while count < len(written) and (count < head or all(cell.is_header for cell in written[count])):
        count += 1
    first = next((n for n, row in enumerate(written) if not _is_title(row)), 0)
    if count == len(written):  # all rows alike: the first of them is the header
        return first
    if count > first:
        return count - 1
    is_last = first == len(written) - 1
    return 0 if first and (is_last or _is_record(state, written, first)) else first


def _is_title(row: list[HtmlCell]) -> bool:
    """Whether a row is one cell over several columns: what it heads is not a column."""
    return len(row) == 1 and row[0].colspan > 1


def _is_record(state: State, written: list[list[HtmlCell]], first: int) -> bool:
    """Whether the rows below a title have a key and its value, not a cell for each column."""
    if len(written[first]) > 2:
        return False
    texts = [_text(state, cell) for cell in written[first]]
    if all(_BOLD.match(text) for text in texts):
        return False
    has_number = any(
        char in "0123456789" for row in written[:first] for char in _text(state, row[0])
    )
    is_key = texts[0].endswith((":", "：")) or bool(_BOLD.match(texts[0]))
    return has_number or is_key or any(map(_is_title, written[first:]))


def _text(state: State, cell: HtmlCell) -> str:
    """What a cell says at its beginning and its end, as it is written."""
    return state.src[cell.start : min(cell.end, cell.start + _GLANCE)].strip(_BLANK)


def _caption(state: State, table: HtmlTable, titles: list[list[HtmlCell]], env: blocks.Env) -> str:
    """The caption of a table and the titles over its header."""
    places = [table.caption, *((row[0].start, row[0].end) for row in titles if _is_title(row))]
    raws = (state.src[slice(*place)].strip(_BLANK) for place in places)
    return " ".join(inline.read(raw, env).text for raw in raws if raw)


def _spread(written: list[list[HtmlCell]], top: int) -> list[list[HtmlCell | None]] | None:
    """The rows with each cell wherever it spans; None where that is out of proportion.

    Down the rows a cell is repeated; along the columns its text stands in the
    first, except in the header and above it.
    """
    budget = _MOST_CELLS * sum(map(len, written)) + ragged.MOST_MISSING
    hanging: dict[int, tuple[HtmlCell | None, int]] = {}
    grid = []
    for number, row in enumerate(written):
        cells = list(_spread_row(row, hanging, is_head=number <= top))
        budget -= len(cells)
        if budget < 0:
            return None
        grid.append(cells)
    return grid


def _spread_row(
    row: list[HtmlCell], hanging: dict[int, tuple[HtmlCell | None, int]], *, is_head: bool
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
            text = cell if place == 0 or (is_head and cell and cell.is_header) else None
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
