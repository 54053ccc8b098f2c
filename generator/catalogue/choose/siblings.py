"""The headings of a page by the heading above them, and which of them are spelt like codes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator.catalogue.rows import titled
from generator.markdown.page import Heading, Page, Row, Table

# Fewer headings that are spelt like codes are nothing that a page is about.
_FEW = 2


@dataclass(frozen=True, slots=True)
class Siblings:
    """The headings of one level under one heading, as a table with a row for each.

    `likely` are those that are spelt like codes.
    """

    table: Table
    level: int
    headings: tuple[Heading, ...]
    likely: tuple[Heading, ...]

    @property
    def pairs(self) -> Iterator[tuple[Heading, Row]]:
        """Each heading with its row."""
        return zip(self.headings, self.table.rows, strict=True)

    @property
    def line(self) -> int:
        """The line of the first of them."""
        return self.table.span.line or 0


def read(page: Page) -> Iterator[Siblings]:
    """All headings of a page, in the order of the first of each level under each heading."""
    found: dict[tuple[int, int], tuple[tuple[Heading, ...], list[Heading]]] = {}
    trail: tuple[Heading, ...] = ()
    for heading in page.headings:
        trail = tuple(above for above in trail if above.level < heading.level)
        place = (id(trail[-1]) if trail else 0, heading.level)
        found.setdefault(place, (trail, []))[1].append(heading)
        trail = (*trail, heading)
    for (_, level), (above, own) in found.items():
        rows = tuple(Row((titled.cell(one),), one.span) for one in own)
        pairs = zip(own, rows, strict=True)
        likely = tuple(one for one, row in pairs if titled.is_likely(row.cells[0]))
        table = Table("headings", rows[0].cells, rows, above, own[0].span)
        yield Siblings(table, level, tuple(own), likely)


def level(found: Sequence[Siblings]) -> int:
    """The level with most headings that are spelt like codes; of two the outer one."""
    counts: Counter[int] = Counter()
    for one in found:
        counts[one.level] += len(one.likely)
    return max(counts, key=lambda level: (counts[level], -level), default=0)


def likely(page: Page) -> int:
    """How many headings of a page may be errors: those of one level that are spelt like codes."""
    every = list(read(page))
    outer = level(every)
    found = sum(len(one.likely) for one in every if one.level == outer)
    return found if found >= _FEW else 0
