"""What stands under the headings that are errors: a message, a status, causes, what to do."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from generator import statuses
from generator.catalogue.words import lexicon
from generator.markdown.page import Cell, Page, Paragraph
from generator.model import Mark

# Where a sentence ends: no small letter goes on behind it.
_END = re.compile(r"[.!?]+[\"'”’»)\]]*(?=\s+(?![a-z])|$)|[。！？]+[」』）”]*")
# What a full stop ends that ends no sentence: `e.g.`, `z. B.`, `No. 5`, an initial.
_SHORT = re.compile(
    r"\b(?:e\.g|i\.e|vs|cf|approx|incl|resp|fig|bzw|ggf|evtl|z\.\s?B|d\.\s?h|p\.\s?ex|p\.\s?ej|[A-Z])\.$"
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
_ROLES = ("cause", "solve", "message", "describe", "http", "status")
_REST = "Description"


@dataclass(frozen=True, slots=True)
class Under:
    """What stands under a heading; `kept` is the rest, by what stands above or before it."""

    message: Cell | None = None
    status: str = ""
    causes: tuple[Cell, ...] = ()
    actions: tuple[Cell, ...] = ()
    kept: tuple[tuple[str, Cell], ...] = ()


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of a section, what it says (one of _ROLES, or ""), and what stands above it.

    `is_aside`: it stands in a list or a quote, or is but a value behind a label.
    """

    cell: Cell
    role: str
    label: str
    is_aside: bool = False


def read(page: Page, level: int) -> Mapping[int, Under]:
    """What stands under each heading of a level, by the identity of the heading."""
    found: dict[int, list[Paragraph]] = defaultdict(list)
    for paragraph in page.paragraphs:
        above = next((one for one in paragraph.trail if one.level == level), None)
        if above is not None:
            found[id(above)].append(paragraph)
    return {which: _under(list(_lines(own, level))) for which, own in found.items()}


def _under(lines: Sequence[_Line]) -> Under:
    ranked = min(lines, key=_rank, default=None)
    first = ranked if ranked and _rank(ranked) < _NONE else None
    message, more = _sentence(first.cell) if first else (None, None)
    said = [(one, more if one is first else one.cell) for one in lines]
    told = {
        role: tuple(cell for one, cell in said if one.role == role and cell)
        for role in ("cause", "solve")
    }
    # Nobody wants a long text in the docstring of a class.
    told = {
        role: cells if sum(len(cell.text) for cell in cells) <= _LONGEST else ()
        for role, cells in told.items()
    }
    kept = tuple(
        (one.label or _REST, cell)
        for one, cell in said
        if cell and not told.get(one.role) and not _is_bare(one)
    )
    return Under(message, _status(lines), told["cause"], told["solve"], kept)


_NONE = 5


def _rank(line: _Line) -> int:
    """How far a line is from being the one that begins with the message; _NONE is none."""
    if line.role == "message":
        return 0
    if line.role not in ("", "describe") or (line.label and not line.role):
        return _NONE
    if line.cell.text.endswith(_COLONS):
        # It opens a list or an example, and may say why.
        return 2 if line.cell.text.count(" ") >= _WORDS else _NONE
    return 3 if line.label else 4 if line.is_aside else 1


def _lines(paragraphs: Sequence[Paragraph], level: int) -> Iterator[_Line]:
    """The lines of a section.

    A heading below that of the section says the role of all that stands under
    it, a label on a line of its own that of what follows, and one before words
    theirs.
    """
    heading, role, label = None, "", ""
    for paragraph in paragraphs:
        inner = paragraph.trail[-1]
        if inner is not heading:
            heading = inner
            label = inner.text if inner.level > level else ""
            role = _role(inner.source or inner.text) if label else ""
        before = paragraph.span.text[: (paragraph.span.column or 1) - 1]
        is_aside = _ASIDE.match(before) is not None
        for cell in _cells(paragraph):
            start, own = _labelled(cell.text, paragraph.marked)
            if not _role(own):
                yield _Line(cell, role, label, is_aside or bool(own))
            elif start == len(cell.text):
                label, role = own, _role(own)
            else:
                yield _Line(_cut(cell, start, len(cell.text)), _role(own), own)


def _labelled(text: str, marked: Sequence[str]) -> tuple[int, str]:
    """Where the words behind a label begin, and the label; 0 and "" where there is none.

    It is one word, or set apart, or alone on its line; else it is part of a sentence.
    """
    found = _LABEL.match(text)
    if found is None or found[1].count(" ") >= _WORDS:
        return 0, ""
    alone = (found.end() == len(text) and _role(found[1])) or " " not in found[1]
    apart = alone or any(one.rstrip(" :：") == found[1] for one in marked)
    return (found.end(), found[1]) if apart else (0, "")


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
    for start, end in zip([0, *starts], [*starts, len(text)], strict=True):
        part = _cut(whole, start, end)
        if part.text:
            yield part


def _starts(paragraph: Paragraph) -> list[int]:
    """Where the lines of a paragraph and its labels begin, but for the first."""
    text, at = paragraph.text, 0
    found = {one.end() for one in re.finditer("\n", text)}
    for words in paragraph.marked:
        start = text.find(words, at)
        if start < 0:
            continue
        at = start + len(words)
        is_label = words.endswith(_COLONS) or text.startswith(_COLONS, at)
        if is_label and _role(words.rstrip(" :：")):
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
    """Where the first sentence of a text ends; no full stop in code ends one."""
    code = [mark for mark in marks if not mark.url][::-1]
    for found in _END.finditer(text):
        end = found.end()
        while code and code[-1].end <= found.start():
            code.pop()
        inside = code and code[-1].start <= found.start()
        counts = text[end : end + 2].strip()[:1].isdecimal() and _NUMBER.search(text[end - 5 : end])
        if not (inside or counts or _SHORT.search(text[max(0, end - 12) : end])):
            return end
    return len(text)
