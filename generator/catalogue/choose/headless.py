"""Tables that have no header: what stands in its place is their first row."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import TypeAlias

from generator.catalogue.words import lexicon, spelling
from generator.diagnostics.rules import table as rules
from generator.markdown import rowlike
from generator.markdown.page import Cell, Row, Table

# What the cells of each column of a table are made up of.
_Shapes: TypeAlias = tuple[frozenset[str], ...]

# Rows enough to know what a column holds.
_ROWS = 50
_DIGITS = re.compile("[0-9]+")


def completed(tables: Sequence[Table]) -> tuple[Table, ...]:
    """The tables as they are; one whose header is a row of codes has it among its rows.

    Its header is that of the table next above it, or else the first below, that
    has as many columns, made up as its own; if there is none, it is empty.
    """
    bare = [_is_data(table) for table in tables]
    if all(table.headed for table in tables) and not any(bare):
        return tuple(tables)
    shapes = [rowlike.shapes(table) for table in tables]
    sisters: dict[int, int] = {}  # by their width: the last above, at first the first of all
    for index in reversed(range(len(tables))):
        if tables[index].headed and not bare[index] and any(shapes[index]):
            sisters[len(tables[index].header)] = index
    found = []
    for index, table in enumerate(tables):
        width = len(table.header)
        other = sisters.get(width, index)
        is_akin = other != index and all(map(frozenset.intersection, shapes[index], shapes[other]))
        if bare[index] or (is_akin and not table.headed and _is_row(table, shapes[index])):
            found.append(_completed(table, tables[other] if is_akin else None))
        else:
            found.append(table)
            if table.headed and any(shapes[index]):
                sisters[width] = index
    return tuple(found)


def _completed(table: Table, other: Table | None) -> Table:
    """A table with its header among its rows, and the header of another in its place."""
    names = other.header if other else (None,) * len(table.header)
    header = tuple(
        (
            replace(name, span=cell.span)
            if name
            else replace(cell, raw="", text="", source=None, code=(), marks=())
        )
        for name, cell in zip(names, table.header, strict=True)
    )
    said = (rules.table_headless(table.span, other.span.line or 0),) if other else ()
    span = table.header[0].span if table.kind == "html" else table.span
    rows = (Row(table.header, span), *table.rows)
    return replace(table, header=header, rows=rows, problems=(*table.problems, *said))


def _is_row(table: Table, shapes: _Shapes) -> bool:
    """Whether a header without header cells is made up as the rows, and no word of it names."""
    own = rowlike.shapes(replace(table, rows=(Row(table.header, table.span),)))
    words = (cell for cell in table.header if " " not in cell.text)
    return all(map(frozenset.issubset, own, shapes)) and not any(
        lexicon.concepts(cell.text) for cell in words
    )


def _is_data(table: Table) -> bool:
    """Whether the header of a table goes on in its rows."""
    rows = table.rows[:_ROWS]
    is_data = any(_continues(cell, index, rows) for index, cell in enumerate(table.header))
    return is_data and all(len(row.cells) == len(table.header) for row in rows)


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
