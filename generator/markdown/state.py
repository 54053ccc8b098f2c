"""Where mistune stands: a parser's state that knows its lines of the document."""

from __future__ import annotations

import itertools
import re
from bisect import bisect_right
from typing import Any

from mistune import BlockState

from generator.diagnostics.source import Document, Span
from generator.markdown import html_tags

_EMPTY_ITEM = re.compile(r"[ \t]*(?:[-+*]|[0-9]{1,9}[.)])[ \t]*")


class State(BlockState):
    """A block state of mistune's that knows which lines of the document it reads.

    Mistune reads what stands in a list item or a quote in a child state with a
    source of its own. That source has one line for each line of the parent and
    differs from it only in what stands *before* the text; so the line is
    counted, and the column is measured from the line's end.
    """

    document: Document
    first = 0  # the document's line, from 0, that this source begins with
    opened = 0  # the same of the list item or quote that is being read
    is_busy = False  # a list or a quote is being read
    html_end = 0  # where a block of HTML ends in which a pipe table begins

    def __init__(self, parent: State | None = None) -> None:
        """A state, of what stands in `parent` if there is one."""
        super().__init__(parent)
        self.starts: list[int] = []  # where each line of the source begins
        self._pairs: dict[int, int] | None = None
        if parent:
            self.document = parent.document

    def process(self, src: str) -> None:
        """Take a source."""
        super().process(src)
        self.starts = [0, *itertools.accumulate(len(line) + 1 for line in src.split("\n"))]

    @property
    def is_mdx(self) -> bool:
        """Whether the document is MDX: without indented code, with Markdown read within tags."""
        return self.document.path.endswith(".mdx")

    @property
    def pairs(self) -> dict[int, int]:
        """Where each `<table>` of the source begins, and where it ends."""
        if self._pairs is None:
            self._pairs = html_tags.pairs(self.src)
        return self._pairs

    def line_end(self, pos: int) -> int:
        """Where the line of an offset ends, before its line feed."""
        return self.starts[bisect_right(self.starts, pos)] - 1

    def line(self, pos: int) -> int:
        """The document's line, from 0, in which an offset of the source stands."""
        return self.first + bisect_right(self.starts, pos) - 1

    def span(self, pos: int, length: int = 0) -> Span:
        """The place of an offset of the source in the document."""
        index = bisect_right(self.starts, pos)
        line, lines = self.first + index, self.document.lines
        text = lines[line - 1] if line <= len(lines) else ""
        column = len(text) - (self.starts[index] - 1 - pos) + 1
        return Span(self.document.path, line, max(1, column), length, text)

    def whole_line(self, pos: int) -> Span:
        """The place of what is written in the line of an offset."""
        index = bisect_right(self.starts, pos)
        start = self.starts[index - 1]
        line = self.src[start : self.starts[index] - 1]
        text = line.strip(" \t")
        return self.span(start + line.index(text), len(text))

    def child_state(self, src: str, *args: Any, **kwargs: Any) -> State:
        """The state for what stands in a quote or a list item.

        Mistune has read the marker of the next item when it parses an item.
        """
        child: State = super().child_state(src, *args, **kwargs)  # type: ignore[assignment]
        start = self.starts[self.opened - self.first]
        line = self.src[start : self.line_end(start)]
        child.first = self.opened + bool(_EMPTY_ITEM.fullmatch(line))
        self.opened = self.line(max(0, self.cursor - 1))
        return child

    def inner(self, src: str, first: int) -> State:
        """The state for what stands in a container from a line of the document, from 0, on."""
        child = State(self)
        child.process(src)
        child.first = child.opened = first
        return child

    def add_paragraph(self, text: str) -> None:
        """Add a paragraph, or go on with one, and remember where it began."""
        span = self.whole_line(self.cursor)
        super().add_paragraph(text)
        self.tokens[-1].setdefault("span", span)

    def append_token(self, token: dict[str, Any]) -> None:
        """Add a token, and remember where it began."""
        if token["type"] != "blank_line":
            token.setdefault("span", self.whole_line(self.cursor))
        super().append_token(token)
