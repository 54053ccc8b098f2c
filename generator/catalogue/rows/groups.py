"""The body of an error table: which rows name codes, which go on, and which do neither."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from generator import statuses
from generator.catalogue.rows import code_cell
from generator.catalogue.rows.code_cell import Code
from generator.catalogue.rows.entry import Chosen, Columns
from generator.catalogue.words import lexicon, spelling
from generator.markdown.page import Cell, Row, Table

# Longer than any code or phrase, and in more words: the cell tells a story.
_STORY, _STORY_WORDS = 100, 10
# Enough rows to know how a column is written.
_ROWS = 300
_NUMBER = re.compile(r"(?<![0-9A-Za-z])[1-5][0-9]{2}(?![0-9A-Za-z])")
_EDGES = " ()（）-–—:\n"

PROSE = "it holds prose where the others hold codes"


@dataclass(frozen=True, slots=True)
class Style:
    """How the column of codes is written, which no single cell can say.

    `both`: number and words of a cell are its status and its code. `ranges`:
    most cells look like a range, so codes are spelt that way. `solid`: most
    cells can only be codes.
    """

    both: bool
    ranges: bool
    solid: bool


@dataclass(frozen=True, slots=True)
class Group:
    """A row that names codes, and the rows below it that go on with it."""

    row: Row
    more: tuple[Row, ...] = ()


def said(cell: Cell) -> str:
    """What a cell says, as a code: nobody needs more of it than a code can have."""
    return spelling.clean(cell.text)


def style(chosen: Chosen) -> Style:
    """How the codes of a table are written."""
    roles = chosen.columns
    cells = [row.cells[roles.code] for row in chosen.table.rows[:_ROWS]]
    texts = [text for cell in cells if (text := said(cell))]
    firsts = [code_cell.read(said(cell), cell.code)[0].text for cell in cells]
    return Style(
        both=roles.status == roles.code and _both(texts),
        ranges=sum(bool(code_cell.ranged(text)) for text in texts) * 2 > len(texts),
        solid=sum(map(spelling.solid, firsts)) * 2 > len(texts),
    )


def _both(texts: Sequence[str]) -> bool:
    """Whether every cell has one word beside its number, and one at least is made up."""
    words = [_words(text) for text in texts if not spelling.solid(text)]
    single = all(spelling.kind(word) in ("symbol", "word") for word in words)
    return single and any(re.search(r"_|[a-z][A-Z]", word) for word in words)


def _words(text: str) -> str:
    """A cell without its status: `404 (Not Found)` → `Not Found`."""
    return _NUMBER.sub(" ", text, count=1).strip(_EDGES)


def codes(cell: Cell, style: Style) -> tuple[Code, ...]:
    """The codes that a cell names, in a column of this style."""
    text = said(cell)
    number = statuses.number(text) if style.both else None
    if number is not None and not spelling.solid(text):
        return (Code(_words(text), str(number)),)
    if style.ranges and code_cell.ranged(text):
        return (Code(text),)
    return code_cell.read(text, cell.code)


def groups(chosen: Chosen) -> tuple[list[Group], list[Cell]]:
    """The rows that name codes with those that go on with them, and the cells that lack one."""
    found: list[tuple[Row, list[Row]]] = []
    codeless: list[Cell] = []
    for row in chosen.table.rows:
        cell = row.cells[chosen.columns.code]
        if found and _continues(chosen.columns, row, found[-1][0]):
            found[-1][1].append(row)
        elif said(cell):
            found.append((row, []))
        elif any(c.text.strip() for c in row.cells):
            codeless.append(cell)
    return [Group(row, tuple(more)) for row, more in found], codeless


def _continues(roles: Columns, row: Row, above: Row) -> bool:
    """A blank code without a name or a status of its own, or the very cell of the row above."""
    cell, other = row.cells[roles.code], above.cells[roles.code]
    # HTML: a cell with a rowspan stands in every row that it covers.
    if cell.span == other.span and cell.raw == other.raw and cell.span.line is not None:
        return True
    own = [row.cells[i] for i in (roles.code, roles.name, roles.status) if i is not None]
    goes_on = not cell.padded and any(c.text.strip() for c in row.cells)
    return goes_on and not any(map(said, own))


def objection(chosen: Chosen, row: Row, style: Style, first: Code) -> str:
    """Why a row names no single code; "" if it does. `first` is the first code read of it."""
    cell = row.cells[chosen.columns.code]
    text = said(cell)
    kind = spelling.kind(text)
    if kind == "blank":
        return "it says that there is no code"
    if len(cell.text) > spelling.LIMIT:
        return PROSE
    if (not style.ranges and code_cell.many(text)) or (style.solid and lexicon.rest(text)):
        return "it stands for a class of codes"
    if spelling.solid(first.text):
        return ""
    if _repeats(chosen.table, row) or _divides(cell, row, style):
        return "it is a heading inside the table"
    if kind == "template":
        return "it is a template"
    told = len(text) > _STORY or text.count(" ") >= _STORY_WORDS
    return PROSE if told and style.solid else ""


def _repeats(table: Table, row: Row) -> bool:
    """The header once more, as in tables that were pasted together."""
    first = row.cells[0].text
    if not first or first != table.header[0].text:
        return False
    return all(a.text == b.text for a, b in zip(table.header, row.cells, strict=False))


def _divides(cell: Cell, row: Row, style: Style) -> bool:
    """Words alone in a row of a table of codes, or in every cell of it (HTML: a colspan)."""
    others = [c.text.strip() for c in row.cells if c is not cell]
    if not others or cell.source or not (cell.bold or style.solid):
        return False
    return all(text in ("", cell.text) for text in others)
