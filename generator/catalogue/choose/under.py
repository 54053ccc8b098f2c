"""What stands under the headings that are errors: a message, a status, causes, what to do."""

from __future__ import annotations

import itertools
import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from generator import statuses
from generator.catalogue.rows import titled
from generator.catalogue.words import lexicon
from generator.markdown.page import Cell, Heading, Page, Paragraph
from generator.model import Mark

# Where a sentence may end.
_END = re.compile(r"[.!?]+[\"'”’»)\]]*(?=\s|$)|[。！？]+[」』）”]*")
# What a full stop ends that ends no sentence: `e.g.`, `z. B.`, `No. 5`, an initial.
_SHORT = re.compile(
    r"\b(?:e\.g|i\.e|vs|cf|approx|incl|resp|fig|bzw|ggf|evtl|z\.\s?B|d\.\s?h|p\.\s?ex|p\.\s?ej|[A-Za-z])\.$"
)
_NUMBER = re.compile(r"\b(?:[Nn]o|[Nn]r|[Aa]rt|[Ss]ec)\.$")
# `Cause: …`; no address, and nothing of C++.
_LABEL = re.compile(r"([^\s:：][^\n:：]{0,39}?)\s*[:：](?!//|:)\s*")
_WORDS = 4
_STATUS = re.compile(
    r"\bHTTPS?(?:/[0-9.]{1,3})?(?:[ -](?:status|error|response))?(?:[ -]code)?\s*[:=(]?\s*"
    r"([1-5][0-9]{2})(?![0-9])",
    re.IGNORECASE,
)
# A status with its name, and no more: beside it nothing has to be kept.
_BARE = re.compile(r"\(?([1-5][0-9]{2})(?![0-9])[^.]{0,40}\.?")
# Causes and advice of more characters are a text of their own, and no line beside a code.
_LONGEST = 600
# What a quote or an item of a list begins with: beside the text of a section, not in it.
_ASIDE = re.compile(r"[ \t]*(?:>|[-+*][ \t]|[0-9]{1,9}[.)][ \t])")
_COLONS = (":", "：")
_TAIL = " :："
# What a line may say by its label, and that of a label that is no such word: `Tags: table`.
_ROLES = ("cause", "solve", "message", "describe", "http", "status")
_VALUE = "value"
_REST = "Description"


@dataclass(frozen=True, slots=True)
class Under:
    """What stands under a heading; `kept` is the rest, by what stands above or before it.

    `gone` is what a label or a heading there says if the code is not sent any more.
    """

    message: Cell | None = None
    status: str = ""
    causes: tuple[Cell, ...] = ()
    actions: tuple[Cell, ...] = ()
    kept: tuple[tuple[str, Cell], ...] = ()
    gone: str = ""


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of a section, what it says (a role, or ""), and what stands above it.

    `is_aside`: it stands in a list or a quote, or is but `Tags: table`.
    """

    cell: Cell
    role: str
    label: str
    is_aside: bool = False


def read(page: Page, level: int, named: Container[int]) -> Mapping[int, Under]:
    """What stands under each heading of a level, by the identity of the heading.

    Those that are `named` say something themselves: beside it, an item of a
    list or a quote is no message.
    """
    found: dict[int, list[Paragraph]] = defaultdict(list)
    for paragraph in page.paragraphs:
        above = next((one for one in paragraph.trail if one.level == level), None)
        if above is not None:
            found[id(above)].append(paragraph)
    return {
        which: _under(list(_lines(own, level)), _ASIDE_RANK if which in named else _NONE)
        for which, own in found.items()
    }


def _under(lines: Sequence[_Line], least: int) -> Under:
    """What lines say; the one with the message has a better rank than `least`."""
    # What stands behind causes and advice is no message.
    told = next((at for at, one in enumerate(lines) if one.role in _ROLES[:2]), len(lines))
    ranked = min((*lines[:told], *filter(_is_called, lines)), key=_rank, default=None)
    first = ranked if ranked and _rank(ranked) < least else None
    message, more = _sentence(first.cell) if first else (None, None)
    said = [(one, more if one is first else one.cell) for one in lines]
    # Nobody wants a long text in the docstring of a class.
    short = {
        role: cells if sum(len(cell.text) for cell in cells) <= _LONGEST else ()
        for role in _ROLES[:2]
        for cells in [tuple(cell for one, cell in said if one.role == role and cell)]
    }
    rest = [
        (one.label or _REST, number if one.is_aside or one.role == _VALUE else -1, cell)
        for number, (one, cell) in enumerate(said)
        if cell and not short.get(one.role) and not _is_bare(one)
    ]
    # Paragraphs go on with each other; items of a list and values do not.
    kept = tuple(
        (label, _joined([cell for _, _, cell in parts]))
        for (label, _), parts in itertools.groupby(rest, lambda part: part[:2])
    )
    return Under(message, _status(lines), short["cause"], short["solve"], kept, _gone(lines))


_ASIDE_RANK, _NONE = 3, 4


def _rank(line: _Line) -> int:
    """How far a line is from being the one that begins with the message; _NONE is none."""
    if _is_called(line):
        return 0
    if line.role not in ("", "describe") or (line.label and not line.role):
        return _NONE
    if line.cell.text.endswith(_COLONS) and line.cell.text.count(" ") < _WORDS:
        return _NONE  # it says no more than that an example follows
    return 2 if line.label else _ASIDE_RANK if line.is_aside else 1


def _gone(lines: Sequence[_Line]) -> str:
    """Why a code is not sent any more: a heading that says so, or the words behind a label."""
    for line in lines:
        if said := titled.gone(line.label):
            is_told = " " not in said and len(line.cell.text) <= titled.SHORT
            return line.cell.text if is_told else said
    return ""


def _is_called(line: _Line) -> bool:
    """Whether a label or a heading calls a line the message."""
    return line.role == "message"


def _lines(paragraphs: Sequence[Paragraph], level: int) -> Iterator[_Line]:
    """The lines of a section.

    A heading below that of the section says the role of all that stands under
    it, a label on a line of its own that of what follows, up to the end of a
    list, and one before words theirs.
    """
    heading, opened = None, ("", "")
    was_aside = False
    for paragraph in paragraphs:
        inner = paragraph.trail[-1]
        is_aside = _is_aside(paragraph)
        if inner is not heading or (was_aside and not is_aside):
            opened = _titled(inner) if inner.level > level else ("", "")
            heading = inner
        was_aside = is_aside
        marked = frozenset(words.rstrip(_TAIL) for words in paragraph.marked) - {""}
        for cell in _cells(paragraph):
            start, own = _labelled(cell, marked)
            role, is_alone = _role(own), start == len(cell.text)
            if role and is_alone:
                opened = (role, own)
            elif role or (own in marked and not is_alone and not opened[0]):
                yield _Line(_cut(cell, start, len(cell.text)), role or _VALUE, own)
            else:
                yield _Line(cell, *opened, is_aside or bool(own))


def _titled(heading: Heading) -> tuple[str, str]:
    """The role of what stands under a heading, and what that says."""
    return _role(heading.source or heading.text), heading.text


def _is_aside(paragraph: Paragraph) -> bool:
    span = paragraph.span
    return _ASIDE.match(span.text[: (span.column or 1) - 1]) is not None


def _labelled(cell: Cell, marked: Container[str]) -> tuple[int, str]:
    """Where the words behind a label begin, and the label; 0 and "" where there is none.

    It is one word, or set apart, or alone on its line, and no code; else it is
    part of a sentence.
    """
    found = _LABEL.match(cell.text)
    if found is None or found[1].count(" ") >= _WORDS or 0 in _code(cell.marks):
        return 0, ""
    alone = (found.end() == len(cell.text) and _role(found[1])) or " " not in found[1]
    return (found.end(), found[1]) if alone or found[1] in marked else (0, "")


def _code(marks: Sequence[Mark]) -> frozenset[int]:
    """Where code begins in a text."""
    return frozenset(mark.start for mark in marks if not mark.url)


def _role(words: str) -> str:
    """What a label or a heading says of its text; "" where it says nothing, or two things."""
    says = lexicon.concepts(words)
    if {"cause", "solve"} <= says:
        return ""
    return next((role for role in _ROLES if role in says), "")


def _status(lines: Sequence[_Line]) -> str:
    """The HTTP status that a section names; "" where it names several, or none of an error."""
    found = {number for line in lines for number in _numbers(line)}
    return found.pop() if len(found) == 1 else ""


def status(words: str) -> str:
    """The HTTP status that some words name; "" where they name several, or none of an error."""
    found = set(filter(_is_error, _STATUS.findall(words)))
    return found.pop() if len(found) == 1 else ""


def _numbers(line: _Line) -> Iterator[str]:
    yield from filter(_is_error, _STATUS.findall(line.cell.text))
    bare = _bare(line)
    if bare and _is_error(bare[1]):
        yield bare[1]


def _bare(line: _Line) -> re.Match[str] | None:
    return _BARE.fullmatch(line.cell.text) if line.role in ("http", "status") else None


def _is_bare(line: _Line) -> bool:
    return _bare(line) is not None


def _is_error(number: str) -> bool:
    return number >= "400" and statuses.registered(int(number))


def _cells(paragraph: Paragraph) -> Iterator[Cell]:
    """The lines of a paragraph, parted before each label that is set apart.

    One with an untranslated text beside it stays whole.
    """
    text = paragraph.text
    whole = Cell(text, text, paragraph.span, paragraph.source, marks=paragraph.marks)
    starts = [] if paragraph.source is not None else _starts(paragraph)
    if not starts:
        yield whole
        return
    places = [mark.start for mark in whole.marks]
    for start, end in zip([0, *starts], [*starts, len(text)], strict=True):
        own = whole.marks[bisect_left(places, start) : bisect_left(places, end)]
        yield _cut(replace(whole, marks=own), start, end)


def _starts(paragraph: Paragraph) -> list[int]:
    """Where the lines of a paragraph and its labels begin, but for the first."""
    text, at, code = paragraph.text, 0, _code(paragraph.marks)
    found = {one.end() for one in re.finditer("\n", text)}
    for words in paragraph.marked:
        start = max(text.find(words, at), at)
        at = start + len(words)
        is_label = words.endswith(_COLONS) or text.startswith(_COLONS, at)
        if is_label and start not in code and _role(words.rstrip(_TAIL)):
            found.add(start)
    return sorted(found - {0})


def _cut(cell: Cell, start: int, end: int) -> Cell:
    """A part of a cell without the blanks around it, with those of its marks that lie in it."""
    inner = cell.text[start:end]
    start += len(inner) - len(inner.lstrip())
    text = inner.strip()
    moved = (
        Mark(max(mark.start - start, 0), min(mark.end - start, len(text)), mark.url)
        for mark in cell.marks
    )
    marks = tuple(mark for mark in moved if mark.start < mark.end)
    return replace(cell, raw=text, text=text, source=None, marks=marks)


def _joined(cells: Sequence[Cell]) -> Cell:
    """Texts that go on with each other as one, with a blank between."""
    text = " ".join(cell.text for cell in cells)
    starts = itertools.accumulate((len(cell.text) + 1 for cell in cells), initial=0)
    marks = tuple(
        Mark(mark.start + start, mark.end + start, mark.url)
        for cell, start in zip(cells, starts, strict=False)
        for mark in cell.marks
    )
    return replace(cells[0], raw=text, text=text, marks=marks)


def _sentence(cell: Cell) -> tuple[Cell, Cell | None]:
    """The first sentence of a text, and the rest if there is one."""
    end = _ended(cell.text, cell.marks)
    first, rest = _cut(cell, 0, end), _cut(cell, end, len(cell.text))
    if cell.source is not None:
        at = _ended(cell.source, ())
        first = replace(first, source=cell.source[:at].strip())
        rest = replace(rest, source=cell.source[at:].strip() or None)
    return first, rest if rest.text else None


def _ended(text: str, marks: Sequence[Mark]) -> int:
    """Where the first sentence of a text ends: no full stop in code, or of `e.g.`, ends one."""
    starts = _code(marks)
    left = [mark for mark in marks if not mark.url][::-1]
    for found in _END.finditer(text):
        end = found.end()
        while left and left[-1].end <= found.start():
            left.pop()
        after = next((at for at in range(end, min(end + 4, len(text))) if text[at] != " "), end)
        follows = text[after : after + 1]
        goes_on = (follows.islower() and after not in starts) or (
            follows.isdecimal() and _NUMBER.search(text[max(0, end - 5) : end])
        )
        is_code = bool(left) and left[-1].start <= found.start()
        if not (is_code or goes_on or _SHORT.search(text[max(0, end - 12) : end])):
            return end
    return len(text)
