"""A page in the making: what has been read of it, and what its lines are part of."""

from __future__ import annotations

from dataclasses import dataclass, field

from generator.diagnostics.source import Diagnostic, Document
from generator.markdown import blocks
from generator.markdown.page import Heading, JsonBlock, Paragraph, Table


@dataclass(slots=True)
class Draft:
    """A page in the making.

    `kinds` has a kind of `rowlike` for each line, and `ends` the last line of
    each table. `tags` are the lines of HTML rows that stand outside of any
    table, by the position of the table before them. `unclosed` says what hides
    the rest of the page.
    """

    document: Document
    env: blocks.Env
    kinds: bytearray
    headings: list[Heading] = field(default_factory=list)
    trail: tuple[Heading, ...] = ()
    anchor: str = ""
    tables: list[Table] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    tags: dict[int, list[int]] = field(default_factory=dict)
    unclosed: str = ""
    paragraphs: list[Paragraph] = field(default_factory=list)
    examples: list[JsonBlock] = field(default_factory=list)
    problems: list[Diagnostic] = field(default_factory=list)
    is_deep: bool = False

    def mark(self, first: int, last: int, kind: int) -> None:
        """Say what the lines from `first` to `last` are part of."""
        last = min(last, len(self.kinds))
        self.kinds[first - 1 : last] = bytes([kind]) * (last - first + 1)
