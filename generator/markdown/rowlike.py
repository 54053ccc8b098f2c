"""Lines that look like rows of a pipe table and stand in none."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from generator import characters
from generator.diagnostics import merges
from generator.diagnostics.source import Document
from generator.markdown import html_tags, pipes
from generator.markdown.page import Table

# What a line of the document is part of.
FREE, TAKEN, CODE, HIDDEN = range(4)

_MARKERS = re.compile(r"(?:[ \t]*(?:>|[-+*](?=[ \t])|[0-9]{1,9}[.)](?=[ \t])))*+[ \t]*+")
_NUMBER = re.compile(r"[-+]?[0-9][0-9xX.,]*")
_MARKUP = str.maketrans("", "", "`*_~\\")
_VALUE = re.compile(r"[0-9`{%]")
_DIGIT = re.compile("[0-9]")
_ROWS = 500  # enough to know what a column holds


class Line(NamedTuple):
    """A line that looks like a row: its number, its text and where that begins, its cells.

    `kind` is what it is part of. `is_item` says that it begins an item of a list.
    """

    number: int
    start: int
    text: str
    cells: tuple[str, ...]
    kind: int
    is_item: bool = False

    @property
    def is_edged(self) -> bool:
        """Whether a pipe stands at its edge."""
        return any(pipes.is_edged(self.text))

    @property
    def is_rule(self) -> bool:
        """Whether it has no letter and no digit: a delimiter row, damaged or not."""
        return not any(map(str.isalnum, characters.known(self.text)))


def runs(document: Document, kinds: bytearray) -> Iterator[list[Line]]:
    """The lines that look like rows, those together that stand together and are alike."""
    run: list[Line] = []
    for line in _lines(document, kinds):
        if run and not (_alike(run[-1], line) and is_near(document, run[-1].number, line.number)):
            yield run
            run = []
        run.append(line)
    if run:
        yield run


def _alike(one: Line, two: Line) -> bool:
    return (len(one.cells), one.is_edged, one.kind) == (len(two.cells), two.is_edged, two.kind)


def is_near(document: Document, above: int, below: int) -> bool:
    """Whether between two lines there are only a few blank ones, and comments."""
    between = document.lines[above : below - 1]
    return len(between) <= pipes.AHEAD and all(is_blank(line) for line in between)


def is_blank(line: str) -> bool:
    """Whether a line, without what makes it part of a quote, shows nothing."""
    text = line.lstrip("> \t").rstrip()
    return pipes.is_unseen(text) or (text.startswith("<!--") and text.endswith("-->"))


def _lines(document: Document, kinds: bytearray) -> Iterator[Line]:
    for index, line in enumerate(document.lines):
        if "|" in line and kinds[index] != TAKEN:
            found = _line(line, index + 1, kinds[index])
            if found:
                yield found


def _line(line: str, number: int, kind: int) -> Line | None:
    markers = _MARKERS.match(line)
    start = markers.end() if markers else 0
    text = pipes.uncommented(line[start:]).rstrip()
    if not pipes.has_pipe(text) or text[0] == "#" or merges.is_marker(text):
        return None
    cells = tuple(text[left:right] for left, right in pipes.split(text))
    if not any(pipes.is_edged(text)) and (_is_other(text) or _is_cut(text, cells)):
        return None
    return Line(number, start, text, cells, kind, bool(line[:start].strip(" \t>")))


def _is_other(text: str) -> bool:
    """Whether a line is HTML or an instruction, whatever pipes it has."""
    tag = html_tags.name(text) if text[0] == "<" else "a"
    return tag not in html_tags.INLINE or pipes.is_directive(text)


def _is_cut(text: str, cells: Sequence[str]) -> bool:
    """Whether a pipe of a line stands within code or brackets, so that it parts no cells."""
    return (
        not all(cells)
        or any(cell.count("`") % 2 for cell in cells)
        or any(_parts(text, cells, *pair) for pair in (("{", "}"), ("(", ")"), ("[", "]")))
    )


def _parts(text: str, cells: Sequence[str], begin: str, end: str) -> bool:
    """Whether cells have the halves of brackets that are whole in their line."""
    is_whole = text.count(begin) == text.count(end)
    return is_whole and any(cell.count(begin) != cell.count(end) for cell in cells)


def header_above(document: Document, kinds: bytearray, line: Line) -> Line | None:
    """The row above a delimiter row, with a blank line or two between, if it is in no table."""
    for number in range(line.number - 1, max(0, line.number - 4), -1):
        text = document.lines[number - 1].rstrip()
        if not is_blank(text):
            start = len(text) - len(text.lstrip("> \t"))
            cells = tuple(text[start:][slice(*place)] for place in pipes.split(text[start:]))
            is_header = len(cells) == len(line.cells) and kinds[number - 1] != TAKEN
            return Line(number, start, text[start:], cells, FREE) if is_header else None
    return None


def is_edgeless(table: Table) -> bool:
    """Whether the last row of a table is written without pipes at its edges."""
    last = table.rows[-1].span if table.rows else table.span
    return not any(pipes.is_edged(last.text.lstrip("> \t")))


def shapes(table: Table) -> tuple[frozenset[str], ...]:
    """For each column what its cells are made up of."""
    rows = table.rows[:_ROWS]
    columns = range(len(table.header) if rows else 0)
    return tuple(frozenset(_shape(row.cells[column].raw) for row in rows) for column in columns)


def resembles(run: Sequence[Line], columns: Sequence[frozenset[str]]) -> bool:
    """Whether half of the lines have a cell for each column, made up as its others are.

    One line of words alone may be prose, so that each cell of it has to be so.
    """
    alike = 0
    for line in run[:_ROWS]:
        known = _known(line, columns)
        is_code = known and _shape(line.cells[0]) in ("number", "word")
        share = 1 / 2 if is_code else 2 / 3 if len(run) > 1 else 1
        alike += known > 0 and known >= share * len(columns)
    return 2 * alike >= min(len(run), _ROWS)


def _known(line: Line, columns: Sequence[frozenset[str]]) -> int:
    """How many cells are made up as others of their columns; none where the first is not."""
    if len(line.cells) != len(columns):
        return 0
    pairs = zip(map(_shape, line.cells), columns, strict=True)
    known = [shape in column for shape, column in pairs]
    return sum(known) if known[0] else 0


def is_header(line: Line, columns: Sequence[frozenset[str]]) -> bool:
    """Whether a line is rather the header of a table than a row of that with these columns."""
    return not _VALUE.search(line.text) and _known(line, columns) < len(columns)


def _shape(cell: str) -> str:
    """What a cell is made up of, roughly."""
    if "](" in cell:
        return "link"
    text = cell.translate(_MARKUP).strip()
    if _NUMBER.fullmatch(text):
        return "number"
    if not text or " " in text:
        return ("words with digits" if _DIGIT.search(text) else "words") if text else ""
    return "word" if text.isascii() else "letters"
