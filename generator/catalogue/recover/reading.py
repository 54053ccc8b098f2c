"""What one entry means, and what may be asked to find that out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

from generator.catalogue.recover.alignment import Reference
from generator.catalogue.rows.entry import Entry
from generator.markdown.page import Cell
from generator.model import Evidence


@dataclass(frozen=True, slots=True)
class Reading:
    """What one entry means. `code` is "" as long as nobody knows.

    `why` says it for people. `likely` names the candidates for a code that is
    doubtful or unreadable. `reference` is where an aligned code came from.
    """

    entry: Entry
    code: str = ""
    evidence: Evidence | None = None
    why: str = ""
    likely: tuple[str, ...] = ()
    parameters: int = 0

    @property
    def open(self) -> bool:
        """Whether a reference or an example may still settle it."""
        return self.evidence in (None, "doubtful")


@dataclass(frozen=True, slots=True)
class Context:
    """What the rungs may ask besides the rows.

    `translated`: the page says that it is a translation; nothing is restored
    elsewhere. `pinned`: what the overlay says of an entry, or "". `mentioned`:
    the codes that the page's JSON examples carry. `language`: the page's own.
    """

    translated: bool
    pinned: Callable[[Entry], str]
    mentioned: tuple[str, ...] = ()
    references: tuple[Reference, ...] = ()
    language: str = ""

    def known(self, code: str) -> bool:
        """Whether an example names this code, or a reference confirms it."""
        return code in self.mentioned or any(
            reference.confirms(code, self.language) for reference in self.references
        )


Readings: TypeAlias = tuple[Reading, ...]


@dataclass(frozen=True, slots=True)
class Said:
    """Everything that the pages say of one code: its readings by locale, the settling one first.

    `translated` names the locales whose page is a translation.
    """

    code: str
    readings: tuple[tuple[str, Readings], ...]
    translated: frozenset[str] = frozenset()

    @property
    def first(self) -> Reading:
        """The reading that settles names: the first row of the first locale that has the code."""
        return self.readings[0][1][0]

    @property
    def messages(self) -> tuple[tuple[str, Cell], ...]:
        """The message cell of the first row in each locale that has one."""
        cells = ((locale, found[0].entry.message) for locale, found in self.readings)
        return tuple((locale, cell) for locale, cell in cells if cell is not None)

    @property
    def variants(self) -> tuple[tuple[str, Cell], ...]:
        """The message cells of all rows, the first of each locale first."""
        rest = ((locale, r.entry.message) for locale, found in self.readings for r in found[1:])
        return (*self.messages, *((locale, cell) for locale, cell in rest if cell is not None))
