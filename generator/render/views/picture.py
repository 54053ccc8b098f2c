"""The hierarchy of the errors, laid out for drawing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from generator import characters
from generator.model import Error

# Narrow enough for a phone to show it without making its text too small to read.
WIDTH = 460
_STEP = 30
_INDENT = 18
_GAP = 6
# Widths in thousandths of a pixel, as whole numbers: sums of floats differ between Pythons.
# A monospaced letter at 12 pixels; an East Asian one is as wide as it is high.
_LETTER = 7_305
_WIDE = 12_000
_PAD = 8_200
_ARROW = 14_000
_LONGEST = 40


@dataclass(frozen=True, slots=True)
class Branch:
    """A class and what hangs below it: other classes, then codes, or the number of codes."""

    text: str
    kind: str
    branches: Sequence[Branch] = ()
    errors: Sequence[Error] = ()
    count: str = ""


@dataclass(frozen=True, slots=True)
class Box:
    """What is drawn of a class or code: its place in pixels, and the top of what it hangs from."""

    x: int
    y: int
    width: int
    text: str
    kind: str
    retryable: bool = False
    outdated: bool = False
    parent: int | None = None


def draw(tree: Branch, legend: str = "", outdated: str = "") -> tuple[Box, ...]:
    """The boxes of a tree from top to bottom, indented by depth, codes side by side.

    Widths are estimates, on the generous side. Legends stand below, with the
    marks of what may be retried and of what is out of use.
    """
    boxes = tuple(_branch(tree, 0, 0, None))
    if legend:
        boxes += (_box(0, height(boxes) + _GAP, legend, "code", retryable=True),)
    if outdated:
        gap = 0 if legend else _GAP
        boxes += (_box(0, height(boxes) + gap, outdated, "code", outdated=True),)
    return boxes


def height(boxes: Sequence[Box]) -> int:
    """The height that the boxes take, in pixels."""
    return max((box.y for box in boxes), default=0) + _STEP


def _branch(branch: Branch, x: int, y: int, parent: int | None) -> Iterator[Box]:
    yield _box(x, y, branch.text, branch.kind, parent=parent)
    left, top = x + _INDENT, y + _STEP
    for below in branch.branches:
        boxes = tuple(_branch(below, left, top, y))
        yield from boxes
        top = height(boxes)
    if branch.count:
        yield _box(left, top, branch.count, "count", parent=y)
    yield from _codes(branch.errors, left, top)


def _codes(errors: Iterable[Error], left: int, y: int) -> Iterator[Box]:
    """The codes in rows that are no wider than the picture."""
    x = left
    for error in errors:
        marks = {"retryable": error.retryable.value, "outdated": error.is_outdated}
        box = _box(x, y, error.code, "code", **marks)
        if x > left and x + box.width > WIDTH - 2:
            x, y = left, y + _STEP
            box = replace(box, x=x, y=y)
        yield box
        x += box.width + _GAP


def _box(
    x: int,
    y: int,
    text: str,
    kind: str,
    *,
    retryable: bool = False,
    outdated: bool = False,
    parent: int | None = None,
) -> Box:
    shown = text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"
    width = sum(_WIDE if characters.is_wide(char) else _LETTER for char in shown)
    width += 2 * _PAD + retryable * _ARROW
    return Box(x, y, width // 1000, shown, kind, retryable, outdated, parent)
