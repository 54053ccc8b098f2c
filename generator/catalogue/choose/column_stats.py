"""What a column holds and what its header says of it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from generator import statuses
from generator.catalogue.rows import code_cell
from generator.catalogue.words import lexicon, spelling
from generator.markdown.page import Cell, Table

# Enough to know a column by: the evidence of a long table costs no more than that of a short one.
_ROWS = 300
# Of all tables together.
_MOST = 3000
_WILD = re.compile(r"[1-5][xX]{2}|[<>≥≤]=? ?[1-5][0-9]{2}")
_STATUSES = re.compile(r"[1-5][0-9]{2}(?:/[1-5][0-9]{2})+")
_SEQUENCE = re.compile(r"(.{0,20}?)([0-9]{1,6})\.?")
# `Err 1`, `Code 12`: a word that counts.
_COUNTED = re.compile(r"[A-Za-z]{1,12} [0-9]{1,6}")
_PROSE = frozenset({"message", "describe", "solve"})


@dataclass(frozen=True, slots=True)
class ColumnStats:
    """One column in figures; shares are of the cells that say anything, `texts`.

    `tokens`: cells that are codes or single words. `codes`: cells that can
    only be codes. `status`: cells with an HTTP status. `distinct`: different
    texts. `failing`: cells that say that something went wrong. `length`: the
    usual number of characters.
    """

    index: int
    header: str
    says: frozenset[str]
    texts: tuple[str, ...]
    kinds: Counter[str]
    tokens: float
    codes: float
    status: float
    distinct: float
    failing: float
    length: float
    counting: bool

    @property
    def filled(self) -> int:
        """How many cells say anything."""
        return len(self.texts)

    @property
    def level(self) -> int:
        """How clearly the header says that this column identifies errors, from 0 to 4."""
        named = self.says & {"code", "number", "name"}
        prose = self.says & _PROSE and self.codes < 0.8
        if "error" in self.says and (named or not prose):
            return 4 if named else 3
        if "event" in self.says and self.says & {"number", "code"}:
            return 4
        if "example" in self.says:
            return 1
        if "cause" in self.says and self.codes >= 0.8:
            return 2
        if "code" in self.says:
            return 3 if self.says & {"result", "status", "http"} else 2
        if {"result", "number"} <= self.says and self.codes >= 0.8:
            return 2
        return 1 if named or self.says & {"result", "status", "http", "type"} else 0

    @property
    def formal(self) -> bool:
        """Whether the header is one of a table of fields: type, required, default, example."""
        return bool(self.says & {"field", "type"})


def read(tables: Sequence[Table]) -> tuple[ColumnStats, ...]:
    """The columns of tables that have the same header, from the left, all rows together.

    Rows that lack a cell may be out of place, so they are asked only where
    nearly all are such.
    """
    rows = [row for table in tables for row in table.rows[:_ROWS]][:_MOST]
    whole = [row for row in rows if not any(cell.padded for cell in row.cells)]
    rows = whole if len(whole) * 6 >= len(rows) else rows
    return tuple(
        _column(index, cell, [row.cells[index] for row in rows if index < len(row.cells)])
        for index, cell in enumerate(tables[0].header)
    )


def _column(index: int, header: Cell, cells: list[Cell]) -> ColumnStats:
    cleaned = ((spelling.clean(cell.source or cell.text), cell) for cell in cells)
    filled = [
        (text, cell)
        for text, cell in cleaned
        if spelling.kind(text) != "blank" and not lexicon.no_code(text)
    ]
    texts = tuple(text for text, _ in filled)
    count = max(len(texts), 1)
    says = lexicon.concepts(header.source or header.text)
    # Messages that begin with their codes are messages all the same.
    told = "message" in says and "code" not in says
    kinds = Counter(spelling.kind(text) if told else _kind(text, cell) for text, cell in filled)
    codes = sum(kinds[k] for k in ("number", "hex", "symbol", "several"))
    return ColumnStats(
        index=index,
        header=lexicon.fold(header.source or header.text),
        says=says,
        texts=texts,
        kinds=kinds,
        tokens=(codes + kinds["word"] + kinds["template"] + kinds["group"]) / count,
        codes=codes / count,
        status=sum(_is_status(text) for text in texts) / count,
        distinct=len(set(texts)) / count,
        failing=sum(lexicon.fails(text) for text in texts) / count,
        length=sum(map(len, texts)) / count,
        counting=_counts(texts),
    )


def _kind(text: str, cell: Cell) -> str:
    """The kind of a cell; `several` where it names codes among other words."""
    plain = spelling.kind(text)
    if plain == "phrase" and _COUNTED.fullmatch(text):
        return "symbol"
    if plain not in ("phrase", "prose", "template") or len(text) >= spelling.LIMIT:
        return plain
    first = code_cell.read(text, cell.code)[0].text
    return "several" if first != text and spelling.is_code(first) else plain


def _is_status(text: str) -> bool:
    if len(text) > 80 or (spelling.kind(text) == "symbol" and not _STATUSES.fullmatch(text)):
        return False
    return statuses.number(text) is not None or bool(_WILD.search(text))


def _counts(texts: Sequence[str]) -> bool:
    """Whether the cells count the rows: 1, 2, 3 or code-1, code-2, code-3."""
    found = [_SEQUENCE.fullmatch(text[:40]) for text in texts]
    if len(texts) < 2 or not all(found):
        return False
    first = int(found[0][2]) if found[0] else 0
    numbers = [(m[1], int(m[2])) for m in found if m]
    return first in (0, 1) and numbers == [(numbers[0][0], first + i) for i in range(len(numbers))]
