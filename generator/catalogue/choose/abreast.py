"""Tables that stand abreast in one: it has all of its columns once more, to the right."""

from __future__ import annotations

from dataclasses import replace

from generator.catalogue.words import lexicon
from generator.markdown.page import Row, Table

# Nobody writes more of them abreast.
_MOST = 4


def parted(table: Table) -> Table:
    """The table as it is; of one that has its columns several times, all rows under each other."""
    size, step = _size(tuple(lexicon.fold(cell.text).strip() for cell in table.header))
    if not size:
        return table
    rows = [
        Row(cells, row.span)
        for start in range(0, len(table.header), step)
        for row in table.rows
        for cells in [row.cells[start : start + size]]
        # The last columns may be shorter than the first.
        if start == 0 or any(cell.text.strip() for cell in cells)
    ]
    return replace(table, header=table.header[:size], rows=tuple(rows))


def _size(headers: tuple[str, ...]) -> tuple[int, int]:
    """How many columns each of several tables has, and how far apart they begin; else nothing.

    A column without a header may stand between them.
    """
    for count in range(2, _MOST + 1):
        for gap in (0, 1):
            step, rest = divmod(len(headers) + gap, count)
            first = headers[: step - gap]
            if rest or len(first) < 2 or not all(first) or len(set(first)) < len(first):
                continue
            starts = range(0, len(headers), step)
            between = "".join(headers[at + step - 1] for at in starts[:-1] if gap)
            if not between and all(headers[at : at + step - gap] == first for at in starts):
                return len(first), step
    return 0, 0
