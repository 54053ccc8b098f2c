"""What one entry means, and what may be asked to find that out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

from generator.catalogue.recover.alignment import Reference, RowKey
from generator.catalogue.rows.entry import Entry
from generator.model import Evidence


@dataclass(frozen=True, slots=True)
class Reading:
    """What one entry means. `code` is "" as long as nobody knows.

    `why` says it for people. `likely` names the candidates for a code that is
    doubtful or unreadable, or what the page speaks for against a pin.
    `settled`: the overlay pins this code, whatever else speaks for it.
    """

    entry: Entry
    code: str = ""
    evidence: Evidence | None = None
    why: str = ""
    likely: tuple[str, ...] = ()
    settled: bool = False

    @property
    def open(self) -> bool:
        """Whether a reference or an example may still settle it."""
        return self.evidence in (None, "doubtful")

    @property
    def key(self) -> RowKey:
        """What the row can be told by in another table."""
        return RowKey(self.code, self.entry.status, self.entry.parameters)


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
