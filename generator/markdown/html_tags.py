"""HTML tables in a source: where they begin and end, their rows and their cells."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import NamedTuple

from mistune.helpers import PRE_TAGS

OPEN = r"(?<!\\)<[tT][aA][bB][lL][eE](?=[\s/>])"

_OPEN = re.compile(OPEN)
_EDGE = re.compile(OPEN + r"|</[tT][aA][bB][lL][eE]\s{0,20}>")
# Six tags and the comment are all that matter here, so this is no parser of
# HTML: html.parser takes quadratic time where tags or comments never close.
_EVENT = re.compile(
    r"<!--|<(?P<end>/?)(?P<tag>table|thead|tfoot|tbody|tr|td|th)(?=[\s/>])(?P<rest>[^<>]{0,4000})>",
    re.IGNORECASE,
)
_SPAN = re.compile(
    r"(?a:\b)(row|col)span\s{0,20}=\s{0,20}[\"']?\s{0,20}([0-9]{1,6})", re.IGNORECASE
)
_DEEPEST = 40  # tables within tables
_WIDEST = 1000  # HTML, "colspan": a wider one is taken for this


class Slot(NamedTuple):
    """A cell as written: from where to where, a header cell or not, how far it spans."""

    start: int
    end: int
    head: bool
    rows: int
    columns: int


@dataclass(slots=True)
class Box:
    """A table as written: its rows, which of them are its head, and the tables in its cells.

    `loose` are tables that begin in none of its cells: it was not closed before them.
    """

    start: int
    rows: list[list[Slot]] = field(default_factory=list)
    head: int = 0
    inner: list[Box] = field(default_factory=list)
    loose: list[Box] = field(default_factory=list)
    in_head: bool = False
    cell: tuple[int, str, str] | None = None

    def close(self, end: int) -> None:
        """End the open cell, if there is one."""
        if self.cell:
            start, tag, rest = self.cell
            spans = {axis.lower(): int(size) for axis, size in _SPAN.findall(rest)}
            columns = min(max(spans.get("col", 1), 1), _WIDEST)
            self.rows[-1].append(Slot(start, end, tag == "th", spans.get("row", 1), columns))
        self.cell = None

    def open(self, tag: str, rest: str, start: int, inside: int) -> None:
        """Begin what a tag begins: the head, the body, a row, a cell."""
        self.close(start)
        if tag in ("td", "th"):
            if not self.rows:
                self.rows.append([])
            self.cell = (inside, tag, rest)
        elif tag == "tr":
            self.rows.append([])
            self.head += self.in_head
        else:
            self.in_head = tag == "thead"


def opening(src: str, start: int, end: int) -> int | None:
    """Where the first `<table>` between two offsets begins."""
    found = _OPEN.search(src, start, end)
    return found.start() if found else None


def is_opaque(marker: str) -> bool:
    """Does a block of HTML that begins so hold no markup: a comment, a script."""
    return marker.strip().lower().lstrip("<") in PRE_TAGS or marker.strip()[:2] in ("<!", "<?")


def pairs(src: str) -> dict[int, int]:
    """For each `<table>` that is closed: where it begins, and where its closing tag ends."""
    found: dict[int, int] = {}
    begun: list[int] = []
    for edge in _EDGE.finditer(src):
        if src[edge.start() + 1] != "/":
            begun.append(edge.start())
        elif begun:
            found[begun.pop()] = edge.end()
    return found


def tables(src: str, start: int, end: int) -> list[Box]:
    """The tables of a stretch that begins with `<table`, the outer ones only.

    A table of one row that holds tables is there for its looks: its inner
    tables are taken.
    """
    top = Box(start)
    stack = [top]
    pos = start
    while event := _EVENT.search(src, pos, end):
        pos = event.end()
        if event["tag"] is None:
            closed = src.find("-->", pos, end)
            pos = closed + 3 if closed >= 0 else end
        elif event["tag"].lower() == "table":
            _nest(stack, event)
        elif event["end"]:
            stack[-1].close(event.start())
            stack[-1].in_head &= event["tag"].lower() != "thead"
        else:
            stack[-1].open(event["tag"].lower(), event["rest"], event.start(), event.end())
    for box in stack:
        box.close(end)
    return [found for box in top.loose for found in _outer(box)]


def _nest(stack: list[Box], event: re.Match[str]) -> None:
    if not event["end"]:
        box = Box(event.start())
        above = stack[-1]
        (above.inner if above.cell else above.loose).append(box)
        stack.append(box)
    elif len(stack) > 1:
        stack.pop().close(event.start())


def _outer(box: Box) -> list[Box]:
    found, todo = [], [(box, 0)]
    while todo:
        table, depth = todo.pop()
        rows = [row for row in table.rows if row]
        is_layout = bool(table.inner) and len(rows) <= 1 and depth < _DEEPEST
        if rows and not is_layout:
            found.append(table)
        within = [*(table.inner if is_layout else ()), *table.loose]
        todo += [(one, depth + 1) for one in reversed(within)]
    return found
