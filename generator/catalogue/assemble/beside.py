"""What the other cells of its rows say beside a code: texts, fields and remarks of its error."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from operator import attrgetter

from generator.catalogue.assemble.by_code import CodeReadings
from generator.catalogue.rows.entry import Entry
from generator.catalogue.words import spelling
from generator.markdown.page import Cell
from generator.model import Text, spelt_out

_Pairs = tuple[tuple[str, str], ...]


def actions(readings: CodeReadings) -> tuple[Text, ...]:
    """What the page says to do: the distinct texts of all rows, the primary locale's first."""
    return _texts(readings, attrgetter("actions"))


def causes(readings: CodeReadings) -> tuple[Text, ...]:
    """What the page says that it comes from, in the same order."""
    return _texts(readings, attrgetter("causes"))


def fields(readings: CodeReadings) -> tuple[tuple[str, _Pairs], ...]:
    """For each locale what the columns without a role say, under their headers.

    What differs under one header, in several columns or rows, is joined by line breaks.
    """
    found: list[tuple[str, _Pairs]] = []
    for locale, entries in _rows(readings):
        said: dict[str, dict[str, None]] = {}
        for header, cell in (kept for entry in entries for kept in entry.kept):
            if _says(cell):
                said.setdefault(" ".join(header.split()), {})[
                    spelt_out(cell.text, (mark for mark in cell.marks if mark.url))
                ] = None
        pairs = tuple((header, "\n".join(texts)) for header, texts in said.items())
        found += [(locale, pairs)] if pairs else []
    return tuple(found)


def remark(readings: CodeReadings) -> str:
    """What the code cells say beside the code, in the first locale that says it."""
    found = (
        "; ".join(dict.fromkeys(e.remark for e in rows if e.remark)) for _, rows in _rows(readings)
    )
    return next(filter(None, found), "")


def _texts(readings: CodeReadings, cells: Callable[[Entry], Sequence[Cell]]) -> tuple[Text, ...]:
    found: dict[tuple[str, str], Text] = {}
    for locale, entries in _rows(readings):
        for cell in (cell for entry in entries for cell in cells(entry)):
            if _says(cell):
                text = Text(locale, cell.text, cell.span, cell.marks)
                found.setdefault((locale, cell.text), text)
    return tuple(found.values())


def _rows(readings: CodeReadings) -> Iterator[tuple[str, list[Entry]]]:
    for locale, _, rows in readings.locales:
        yield locale, [reading.entry for reading in rows]


def _says(cell: Cell) -> bool:
    return spelling.kind(spelling.clean(cell.text)) != "blank"
