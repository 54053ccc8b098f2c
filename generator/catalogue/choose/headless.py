"""Tables that have no header: what stands in its place is their first row."""

from __future__ import annotations

import re
from dataclasses import replace

from generator.catalogue.words import spelling
from generator.markdown.page import Cell, Row, Table

# Rows enough to know what a column holds.
_ROWS = 50
_DIGITS = re.compile("[0-9]+")


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
    """Whether a header is a number over numbers, or differs from all of its column in numbers."""
    cells = [row.cells[index] for row in rows if index < len(row.cells)]
    form = _form(cell)
    return form != "" and len(cells) > 1 and all(_form(one) == form for one in cells)


def _form(cell: Cell) -> str:
    """How a cell with a number is spelt, whatever the number; "" for one without."""
    text = spelling.clean(cell.text)
    kind = spelling.kind(text)
    if kind in ("number", "hex"):
        return kind
    form = _DIGITS.sub("0", text)
    return form if "0" in form else ""
