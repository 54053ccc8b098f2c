"""Rows of a pipe table: how far they reach, and where their cells stand."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterator
from typing import NamedTuple, TypeAlias

from generator.diagnostics import merges

Stretch: TypeAlias = tuple[int, int]  # offsets from and to in a source

_CUT = re.compile(r"(?<!\\)\|")
_DASHES = re.compile(r":?-+:?")
_BORDER_CELL = re.compile(r"\+?(?::?-{3,}:?|={3,})\+?")
# Of kramdown, Liquid, Hugo and Docusaurus; of mkdocs and Retype what opens or closes a container.
_DIRECTIVE = re.compile(
    r"[ \t]*(?:\{:[^{}]*\}|\{%[^%]*%\}|\{\{[^{}]*\}\}|(?::{3,}|/{3}|!{3}|\?{3}|\+{3})[^|\n]*)[ \t]*"
)
_COMMENT_OR_CODE = re.compile(r"<!--|`[^`|\n]*+`")
AHEAD = 12  # lines to look at for what belongs to a row or a table that seems to be over
_BLANK = " \t\r\n\f\v"
# White space, no-break spaces too, and characters without a width.
_UNSEEN = re.compile(r"[\s\u00ad\u200b-\u200f\u2060\ufeff]*")


class Extent(NamedTuple):
    """The lines of a pipe table, as stretches of its source.

    `rows` are the body rows, a broken one whole; comments and markers of a
    conflict between them are left out. `bare` is the first of the lines
    without a pipe that follow the last row, where GFM sees rows. `end` is
    where reading goes on.
    """

    header: Stretch
    delimiter: Stretch
    rows: tuple[Stretch, ...]
    bare: Stretch | None
    end: int


def extent(src: str, start: int, is_block: Callable[[int], bool]) -> Extent:
    """How far the table reaches whose header row begins at `start`.

    `is_block` says whether another block begins at an offset, which ends a
    table (GFM, "Tables").
    """
    lines = _lines(src, start)
    header, delimiter = next(lines), next(lines)
    edged = is_edged(src[slice(*header)])
    rows = list(_rows(src, delimiter[1] + 1, edged, is_block))
    kept = len(rows)
    while kept and not has_pipe(src[slice(*rows[kept - 1])]):
        kept -= 1
    last = rows[kept - 1] if kept else delimiter
    bare = next((r for r in rows[kept:] if not is_directive(src[slice(*r)])), None)
    return Extent(header, delimiter, tuple(rows[:kept]), bare, min(last[1] + 1, len(src)))


def _lines(src: str, pos: int) -> Iterator[Stretch]:
    while pos < len(src):
        end = src.find("\n", pos)
        end = len(src) if end < 0 else end
        yield pos, end
        pos = end + 1


def _rows(
    src: str, pos: int, edged: tuple[bool, bool], is_block: Callable[[int], bool]
) -> Iterator[Stretch]:
    while pos < len(src):
        start, end = next(_lines(src, pos))
        text = src[start:end].strip(_BLANK)
        if text.startswith("<!--"):
            pos = _after_comment(src, start)
            if pos < 0:
                return
            continue
        if is_unseen(text) or (text[0] != "|" and _ends_table(src, start, text, is_block)):
            return
        if "<!--" in text:
            end = _comment_end(src, start, end)
            text = uncommented(src[start:end]).strip(_BLANK)
        if all(edged) and text[0] == "|" and text != "|" and not is_edged(text)[1]:
            end = _closed_later(src, end) or end
        if not merges.is_marker(text):
            yield start, end
        pos = end + 1


def _after_comment(src: str, start: int) -> int:
    """Where the line begins after a comment on lines of its own, if it is a row; else -1."""
    closed = src.find("-->", start)
    line_end = src.find("\n", closed)
    is_one = closed >= 0 and "<!--" not in src[start + 4 : closed]
    if not is_one or line_end < 0 or src[closed + 3 : line_end].strip(_BLANK):
        return -1
    after = src[slice(*next(_lines(src, line_end + 1), (0, 0)))]
    return line_end + 1 if has_pipe(after) or after.lstrip(_BLANK).startswith("<!--") else -1


def _comment_end(src: str, start: int, end: int) -> int:
    """Where the line ends on which the comment is closed that begins behind a row."""
    text = uncommented(src[start:end])
    begun = next((p.start() for p in _COMMENT_OR_CODE.finditer(text) if p[0] == "<!--"), 0)
    if not text[:begun].rstrip(_BLANK).endswith("|") or "|" in text[begun:]:
        return end
    stop = max((line[1] for line in itertools.islice(_lines(src, end + 1), AHEAD)), default=end)
    closed = src.find("-->", end, stop)
    return end if closed < 0 or "<!--" in src[end:closed] else next(_lines(src, closed))[1]


def _ends_table(src: str, start: int, text: str, is_block: Callable[[int], bool]) -> bool:
    if merges.is_marker(text):
        return False
    if is_block(start) or (is_indented(src, start) and not has_pipe(text)):
        return True
    # CommonMark: a line that is one tag begins a block of HTML.
    return text[0] == "<" and text[-1] == ">" and "|" not in text


def uncommented(line: str) -> str:
    """A row with blanks in the place of its comments, but not of those within code."""
    if "<!--" not in line:
        return line
    kept, pos = "", 0
    for part in _COMMENT_OR_CODE.finditer(line):
        if part[0] != "<!--" or part.start() < pos:
            continue
        end = line.find("-->", part.start()) + 3
        if end < 3:
            break
        kept += line[pos : part.start()] + " " * (end - part.start())
        pos = end
    return kept + line[pos:]


def is_indented(src: str, start: int) -> bool:
    """Whether a line begins as indented code does."""
    return src.startswith(("    ", "\t"), start)


def _closed_later(src: str, end: int) -> int | None:
    """Where the lone pipe ends that closes a row broken over lines, if one follows."""
    for count, (start, stop) in enumerate(_lines(src, end + 1)):
        text = src[start:stop].strip(_BLANK)
        if text == "|":
            return stop if count else None
        if text[:1] == "|" or count == AHEAD:
            return None
    return None


def is_edged(line: str) -> tuple[bool, bool]:
    """Whether a row begins with a pipe, and whether it ends with one."""
    text = line.strip(_BLANK)
    return text.startswith("|"), text.endswith("|") and not text.endswith("\\|")


def has_pipe(line: str) -> bool:
    r"""Whether a line has a pipe that is not written `\|`."""
    return bool(_CUT.search(line))


def is_unseen(text: str) -> bool:
    """Whether a text has nothing to see: no characters, or white and invisible ones only."""
    return bool(_UNSEEN.fullmatch(text))


def is_delimiter(line: str) -> bool:
    """Whether a line is the delimiter row of a table."""
    return has_pipe(line) and all(_DASHES.fullmatch(line, *cell) for cell in split(line))


def is_directive(line: str) -> bool:
    """Whether a line is an instruction to a site generator: `{: #id}`, `{% if %}`, `:::`."""
    return bool(_DIRECTIVE.fullmatch(line))


def is_border(line: str) -> bool:
    """Whether a row is a border, as kramdown draws above a header and below the last row."""
    cells = [line[start:end] for start, end in split(line)]
    return all(_BORDER_CELL.fullmatch(cell) for cell in cells)


def split(line: str) -> list[Stretch]:
    r"""Where the cells of a row stand, without the blanks around them.

    As GitHub does it: a pipe after a backslash does not cut, not even after
    two, and neither backticks nor anything else protects a pipe.
    """
    start, end = _trim(line, 0)
    if line.startswith("|", start):
        start += 1
    if end > start and line[end - 1] == "|" and line[end - 2] != "\\":
        end -= 1
    parts = line[start:end].split("|") if "\\|" not in line else _CUT.split(line[start:end])
    cells = []
    for part in parts:
        cells.append(_trim(part, start))
        start += len(part) + 1
    return cells


def _trim(part: str, start: int) -> Stretch:
    """Where a text that begins at `start` stands without the blanks around it."""
    left = part.lstrip(_BLANK)
    if not left:
        return start, start
    end = start + len(part)
    return end - len(left), end - len(left) + len(left.rstrip(_BLANK))
