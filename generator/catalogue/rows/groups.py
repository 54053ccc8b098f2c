"""The body of an error table: which rows name codes, which go on, and which do neither."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from generator import characters, statuses
from generator.catalogue.rows import code_cell, shapes, thousands, titled
from generator.catalogue.rows.code_cell import Code
from generator.catalogue.rows.entry import ColumnRoles, ErrorTable
from generator.catalogue.rows.titled import Title, TitledRow
from generator.catalogue.words import lexicon, spelling
from generator.markdown.page import Cell, Row, Table

# Longer than any code or phrase, and in more words: the cell tells a story.
_STORY, _STORY_WORDS = 100, 10
# Enough rows to know how a column is written.
_ROWS = 300
_SINGLE = re.compile(r"[A-Za-z][a-z_]{0,80}")
_EDGES = " ()（）-–—:\n"

PROSE = "it holds prose where the others hold codes"
ODD = titled.ODD


@dataclass(frozen=True, slots=True)
class Group:
    """A row, its code cell parsed, and the rows below it that go on with it.

    `text` is the code cell, cleaned. `objection` is why the row names no
    single code, or "".
    """

    row: Row
    cell: Cell
    text: str
    codes: tuple[Code, ...]
    more: tuple[Row, ...] = ()
    objection: str = ""


@dataclass(frozen=True, slots=True)
class _Style:
    """How the column of codes is written, which no single cell can say.

    `with_status`: number and words of a cell are its status and its code.
    `like_ranges`: most cells look like a range, so codes are spelt that way.
    `made_up`: most cells can only be codes. `words`: most are single words, or
    names in lower case. `beside_words`: its numbers are HTTP statuses, which
    stand where other rows have codes. `grouped` are the cells of numbers like
    `1,001`. `shape` is how nearly all codes are spelt, None on a translation,
    where a code may have any spelling.
    """

    with_status: bool
    like_ranges: bool
    made_up: bool
    words: bool
    beside_words: bool = False
    grouped: frozenset[str] = frozenset()
    shape: re.Pattern[str] | None = None


def read(
    table: ErrorTable, *, translated: bool = False
) -> tuple[tuple[Group, ...], tuple[Group, ...]]:
    """The rows that name codes with those that go on with them, and those that lack a code.

    On a page that is `translated` a code may be spelt in any way.
    """
    if table.is_titled:
        return tuple(_titled(row, row.cells[table.roles.code]) for row in table.table.rows), ()
    rows = [_parsed(row, row.cells[table.roles.code]) for row in table.table.rows]
    style = _style(table.roles, rows[:_ROWS])
    if not translated and not style.beside_words:
        style = replace(style, shape=_shape(rows[:_ROWS]))
    found: list[tuple[Group, list[Row]]] = []
    codeless: list[Group] = []
    for one in rows:
        if found and _continues(table.roles, one.row, found[-1][0].row):
            found[-1][1].append(one.row)
        elif one.text:
            found.append((one, []))
        elif any(cell.text.strip() for cell in one.row.cells):
            codeless.append(one)
    groups = (_whole(one, more, style, table) for one, more in found)
    return tuple(groups), tuple(codeless)


def _titled(row: Row, cell: Cell) -> Group:
    """A heading, of which is known already what it names."""
    title = row.title if isinstance(row, TitledRow) else Title()
    return Group(row, cell, spelling.clean(cell.text), title.codes, objection=title.objection)


def _parsed(row: Row, cell: Cell) -> Group:
    text = spelling.clean(cell.text)
    return Group(row, cell, text, code_cell.read(text, cell.code))


def _style(roles: ColumnRoles, rows: Sequence[Group]) -> _Style:
    texts = [row.text for row in rows if row.text]
    return _Style(
        with_status=roles.status == roles.code and _holds_words(texts),
        like_ranges=sum(bool(code_cell.ranged(text)) for text in texts) * 2 > len(texts),
        made_up=sum(spelling.is_code(row.codes[0].text) for row in rows) * 2 > len(texts),
        words=sum(bool(_SINGLE.fullmatch(text)) for text in texts) * 2 > len(texts),
        beside_words=roles.status is None and _mixes(texts),
        grouped=thousands.of(texts),
    )


def _mixes(texts: Sequence[str]) -> bool:
    """Whether numbers among names of one word are all statuses: `400` between `lost` and `old`."""
    names = sum(spelling.kind(text) in ("symbol", "word") for text in texts)
    cells = [text for text in texts if spelling.kind(text) == "number"]
    numbers = [int(text) if text.isdecimal() else 0 for text in cells]
    known = all(map(statuses.registered, numbers)) and any(map(statuses.phrase, numbers))
    return known and names * 5 >= len(texts)


def _shape(rows: Sequence[Group]) -> re.Pattern[str] | None:
    """How nearly all codes of a column are spelt, if made-up ones among them show it."""
    codes = [code.text for row in rows for code in row.codes if spelling.is_code(code.text)]
    if len(codes) * 2 < len([row for row in rows if row.text]):
        return None
    return shapes.usual(codes, 9, 10)


def _holds_words(texts: Sequence[str]) -> bool:
    """Whether every cell has one word beside its number, and one at least is made up."""
    words = [_words(text) for text in texts if not spelling.is_code(text)]
    single = all(spelling.kind(word) in ("symbol", "word") for word in words)
    return single and any(re.search(r"_|[a-z][A-Z]", word) for word in words)


def _words(text: str) -> str:
    """A cell without its status: `404 (Not Found)` → `Not Found`."""
    return statuses.NUMBER.sub(" ", text, count=1).strip(_EDGES)


def _whole(one: Group, more: Sequence[Row], style: _Style, table: ErrorTable) -> Group:
    """A row with those that go on with it, as the style of its column has it."""
    codes = _codes(one, style)
    why = _objection(one, codes[0], style, table)
    return Group(one.row, one.cell, one.text, codes, tuple(more), why)


def _codes(one: Group, style: _Style) -> tuple[Code, ...]:
    """The codes that a cell names, in a column of this style."""
    text = one.text
    number = statuses.number(text) if style.with_status else None
    if number is not None and not spelling.is_code(text) and not one.codes[0].status:
        return (Code(_words(text), str(number)),)
    if style.like_ranges and code_cell.ranged(text):
        return (Code(text),)
    if text in style.grouped:
        return (Code(thousands.joined(text)),)
    if style.beside_words and spelling.kind(text) == "number":
        return (Code(text, status=text),)
    if titled.is_phrase(one.codes):
        return tuple(replace(code, status=code.text) for code in one.codes)
    if style.shape is None or one.codes[0].text != text:
        return one.codes
    head, remark = code_cell.headed(text)
    is_aside = code_cell.is_remark(remark) or not style.shape.fullmatch(remark)
    is_code = remark and is_aside and style.shape.fullmatch(head)
    return (Code(head, remark=remark),) if is_code else one.codes


def _continues(roles: ColumnRoles, row: Row, above: Row) -> bool:
    """A blank code with no name, status or first cell of its own, or the cell of the row above."""
    cell, other = row.cells[roles.code], above.cells[roles.code]
    # HTML: a cell with a rowspan stands in every row that it covers.
    if cell.span == other.span and cell.raw == other.raw and cell.span.line is not None:
        return True
    before = [i for i in roles.kept if i < roles.code]
    own = [row.cells[i] for i in (roles.code, roles.name, roles.status, *before) if i is not None]
    goes_on = not cell.padded and any(c.text.strip() for c in row.cells)
    return goes_on and not any(spelling.clean(c.text) for c in own)


def _objection(one: Group, first: Code, style: _Style, table: ErrorTable) -> str:
    """Why a row names no single code; "" if it does. `first` is the first code read of it."""
    text = one.text
    kind = spelling.kind(text)
    if kind == "blank" or (lexicon.no_code(text) and not _is_word(text, style)):
        return titled.NONE
    if len(one.cell.text) > spelling.LIMIT:
        return PROSE
    if (not style.like_ranges and code_cell.many(text)) or (style.made_up and lexicon.rest(text)):
        return titled.CLASS
    if spelling.is_code(first.text) or code_cell.is_pair(first.text):
        return ""
    if first.remark or first.status:
        return "" if style.shape is None or style.shape.fullmatch(first.text) else ODD
    if _repeats(table.table, one.row) or _divides(one.cell, one.row, style):
        return "it is a heading inside the table"
    if kind == "template":
        return "it is a template"
    told = len(text) > _STORY or text.count(" ") >= _STORY_WORDS
    if told and style.made_up:
        return PROSE
    odd = style.shape and _is_odd(text, kind, style.shape) and not _echoes(one, table.roles)
    return ODD if odd else ""


def _is_word(text: str, style: _Style) -> bool:
    """Whether a word such as `missing` is a code, because the others are spelt like it."""
    alike = style.shape.fullmatch(text) if style.shape else style.words and _SINGLE.fullmatch(text)
    return bool(alike) and lexicon.may_be_code(text)


def _is_odd(text: str, kind: str, shape: re.Pattern[str]) -> bool:
    """Words, in ASCII or not, where all codes are of a shape that they have not."""
    if titled.CONSTANT.fullmatch(characters.known(text)):
        return False
    return kind in ("word", "phrase", "prose") and not shape.fullmatch(text)


def _echoes(one: Group, roles: ColumnRoles) -> bool:
    """Whether the status says the code's very words: a machine has translated both."""
    if roles.status in (None, roles.code):
        return False
    return _words(spelling.clean(one.row.cells[roles.status].text)) == one.text


def _repeats(table: Table, row: Row) -> bool:
    """The header once more, as in tables that were pasted together."""
    pairs = zip(table.header, row.cells, strict=False)
    same = [name.text == cell.text for name, cell in pairs if cell.text]
    return len(same) > 1 and all(same)


def _divides(cell: Cell, row: Row, style: _Style) -> bool:
    """Words alone in a row of a table of codes, or in every cell of it (HTML: a colspan)."""
    others = [c.text.strip() for c in row.cells if c is not cell]
    if not others or cell.source or not (cell.bold or style.made_up):
        return False
    return all(text in ("", cell.text) for text in others)
