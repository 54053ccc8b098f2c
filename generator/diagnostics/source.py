"""A text and the places in it; what is wrong with it, and where."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

Level: TypeAlias = Literal["error", "warning", "note"]

# CommonMark, "line ending": these three only. str.splitlines() also breaks at
# form feeds and U+2028, which stand inside real table cells.
_LINE_END = re.compile(r"\r\n|\n|\r")
# Far more than anybody writes, and far less than what recursion survives.
_DEEPEST = 100


@dataclass(frozen=True, slots=True)
class Span:
    """A place in a document.

    `line` and `column` count from 1, in code points; both are None when the
    document as a whole is meant. `length` is the number of code points that
    the caret underlines, and `text` is the whole line, so that a diagnostic
    can be drawn without the document.
    """

    path: str
    line: int | None = None
    column: int | None = None
    length: int = 0
    text: str = ""


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One problem, as data: what, where, and what to do.

    `label` is said beside the caret. `help` may have several lines. How all
    of it is shown is the business of `draw`.
    """

    rule: str
    level: Level
    message: str
    span: Span
    label: str = ""
    help: str = ""


Problems: TypeAlias = tuple[Diagnostic, ...]


@dataclass(frozen=True, slots=True)
class Document:
    """A text with a name. `path` is what diagnostics show: relative, with `/`."""

    path: str
    text: str
    lines: tuple[str, ...] = field(compare=False, default=())

    def span(self, line: int, column: int = 1, length: int = 0) -> Span:
        """The place at `line` and `column` (both from 1) of this document."""
        text = self.lines[line - 1] if 0 < line <= len(self.lines) else ""
        return Span(self.path, line, column, length, text)

    def whole(self) -> Span:
        """The document as a whole, for a problem that has no line."""
        return Span(self.path)


def document(path: str, text: str) -> Document:
    """A document from its text; a byte order mark at the start is dropped."""
    text = text.removeprefix("\ufeff")
    return Document(path, text, tuple(_LINE_END.split(text)))


def place(path: str, text: str, offset: int) -> Span:
    """The span at `offset` (code points from 0) of `text`, for parsers that count so."""
    before = _LINE_END.split(text[: max(offset, 0)])
    return document(path, text).span(len(before), len(before[-1]) + 1)


def is_deep(value: object) -> bool:
    """Whether the lists and tables of a document lie in each other more than a hundred deep."""
    level: list[dict[object, object] | list[object]] = [[value]]
    for _ in range(_DEEPEST):
        inside = (held.values() if isinstance(held, dict) else held for held in level)
        level = [one for several in inside for one in several if isinstance(one, dict | list)]
        if not level:
            return False
    return True


def errors(problems: Problems) -> Problems:
    """Those of the problems that stop a build."""
    return tuple(p for p in problems if p.level == "error")
