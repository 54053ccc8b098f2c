"""Tables that have no header: what stands in its place is their first row."""

from __future__ import annotations

from dataclasses import replace

from generator.catalogue.words import spelling
from generator.markdown.page import Cell, Row, Table

# Rows enough to know what a column holds.
_ROWS = 50


def completed(table: Table) -> Table:
    """The table as it is; one whose header is a row of codes has it among its rows."""
    rows = table.rows[:_ROWS]
    is_data = any(_continues(cell, index, rows) for index, cell in enumerate(table.header))
    if not is_data or not all(len(row.cells) == len(table.header) for row in rows):
        return table
    header = tuple(
        replace(cell, raw="", text="", source=None, code=(), marks=()) for cell in table.header
    )
    return replace(table, header=header, rows=(Row(table.header, table.span), *table.rows))


def _continues(cell: Cell, index: int, rows: tuple[Row, ...]) -> bool:
    """Whether a header is a number of a column of numbers, or made up like all of its column."""
    kind = spelling.kind(spelling.clean(cell.text))
    if kind not in ("number", "hex") or len(rows) < 2:
        return False
    cells = [row.cells[index] for row in rows if index < len(row.cells)]
    return all(spelling.kind(spelling.clean(one.text)) == kind for one in cells)
