"""A page in the making: what has been read of it, and what its lines are part of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from generator.diagnostics.source import Diagnostic, Document
from generator.markdown import blocks
from generator.markdown.page import Heading, JsonBlock, Paragraph, Table


class Place(NamedTuple):
    """Where a line stands: the position of the table above it or -1, and its headings."""

    above: int
    trail: tuple[Heading, ...]


@dataclass(slots=True)
class Draft:
    """A page in the making.

    `kinds` has a kind of `rowlike` for each line, and `ends` the last line of
    each table. `unclosed` says what hides the rest of the page.
    """

    document: Document
    env: blocks.Env
    kinds: bytearray
    headings: list[Heading] = field(default_factory=list)
    trail: tuple[Heading, ...] = ()
    anchor: str = ""
    tables: list[Table] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    unclosed: str = ""
    paragraphs: list[Paragraph] = field(default_factory=list)
    examples: list[JsonBlock] = field(default_factory=list)
    problems: list[Diagnostic] = field(default_factory=list)
    is_deep: bool = False

    def mark(self, first: int, last: int, kind: int) -> None:
        """Say what the lines from `first` to `last` are part of."""
        last = min(last, len(self.kinds))
        self.kinds[first - 1 : last] = bytes([kind]) * (last - first + 1)

    def places(self, numbers: Iterable[int]) -> Iterator[Place]:
        """Where lines stand, in ascending order."""
        above, heading = -1, 0
        trail: tuple[Heading, ...] = ()
        for number in numbers:
            while above + 1 < len(self.tables) and self.ends[above + 1] < number:
                above += 1
            while heading < len(self.headings):
                one = self.headings[heading]
                if (one.span.line or 0) >= number:
                    break
                trail = (*(over for over in trail if over.level < one.level), one)
                heading += 1
            yield Place(above, trail)
