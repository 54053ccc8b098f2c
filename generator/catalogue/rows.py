"""A row of an error table becomes entries: one for each code that it names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from generator import statuses
from generator.catalogue import lexicon, spelling
from generator.catalogue.entry import Chosen, Columns, Entry
from generator.catalogue.spelling import Code
from generator.page import Cell, Row, Table
from generator.rules import entry as entry_rules
from generator.rules import status as status_rules
from generator.source import Diagnostic, Level, Problems

# Longer than any code or phrase, and in more words: the cell tells a story.
_STORY, _STORY_WORDS = 100, 10
_SAMPLE = 300
_EDGES = " ()（）-–—:\n"
_NO_STATUS = re.compile(
    r"[1-5]?[0-9xX*]{2,3}(?:\s*(?:[-–—/,]|to|or)\s*[1-5][0-9xX*]{2})*|[<>≥≤]=?\s*[0-9]{3}"
    r"|any|all|various|varies|depends|none|[-–—*?]+|n/?a\.?",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Style:
    """How the column of codes is written, which no single cell can say.

    `both`: number and words of a cell are its status and its code. `ranges`:
    most cells look like a range, so codes are spelt that way. `solid`: most
    cells can only be codes, so a cell of prose is none.
    """

    both: bool
    ranges: bool
    solid: bool


@dataclass(frozen=True, slots=True)
class _Group:
    """A row that names codes, and the rows below it that go on with it."""

    row: Row
    more: tuple[Row, ...] = ()


def entries(chosen: Chosen, index: int) -> tuple[tuple[Entry, ...], Problems]:
    """The entries of an error table, in order; `index` is the table's place among the chosen.

    A row without a code goes on with the row above it, or is an error. A row
    that names no single code makes no entry, which is said.
    """
    style = _style(chosen)
    groups, codeless = _grouped(chosen)
    skipped: dict[str, list[Cell]] = {}
    expanded: list[tuple[Cell, tuple[Code, ...]]] = []
    found: list[Entry] = []
    for group in groups:
        cell = group.row.cells[chosen.columns.code]
        why = _why_not(chosen, group.row, style)
        if why:
            skipped.setdefault(why, []).append(cell)
            continue
        codes = _codes(_text(cell), cell.code, style)
        if any(code.text not in spelling.clean(_text(cell)) for code in codes):
            expanded.append((cell, codes))
        found += _entries(chosen, index, group, codes)
    said = [*_codeless(codeless), *_skipped(skipped), *_expanded(expanded), *_statuses(found)]
    return tuple(found), tuple(said)


def _text(cell: Cell) -> str:
    return cell.text[: spelling.LIMIT]


def _style(chosen: Chosen) -> _Style:
    code = chosen.columns.code
    cells = [row.cells[code] for row in chosen.table.rows[:_SAMPLE]]
    said = [text for cell in cells if (text := spelling.clean(_text(cell)))]
    firsts = [spelling.codes(_text(cell), cell.code)[0].text for cell in cells]
    return _Style(
        both=chosen.columns.status == code and _words_are_codes(said),
        ranges=sum(bool(spelling.ranged(text)) for text in said) * 2 > len(said),
        solid=sum(map(spelling.solid, firsts)) * 2 > len(said),
    )


def _words_are_codes(texts: Sequence[str]) -> bool:
    """Whether every cell has one word beside its number, and one at least is made up."""
    words = [_wordy(text) for text in texts if not spelling.solid(text)]
    kinds = [spelling.kind(word) for word in words]
    single = all(kind in ("symbol", "word") for kind in kinds)
    return single and any(re.search(r"_|[a-z][A-Z]", word) for word in words)


def _wordy(text: str) -> str:
    """A cell that says a status, without the number: `404 (Not Found)` → `Not Found`."""
    return re.sub(r"(?<![0-9A-Za-z])[1-5][0-9]{2}(?![0-9A-Za-z])", " ", text, count=1).strip(_EDGES)


def _codes(text: str, spans: tuple[str, ...], style: _Style) -> tuple[Code, ...]:
    plain = spelling.clean(text)
    number = statuses.number(plain) if style.both else None
    if number is not None and not spelling.solid(plain):
        return (Code(_wordy(plain), str(number)),)
    if style.ranges and spelling.ranged(plain):
        return (Code(plain),)
    return spelling.codes(text, spans)


def _grouped(chosen: Chosen) -> tuple[list[_Group], list[Cell]]:
    """The rows that name codes with those that go on with them, and the cells that lack one."""
    groups: list[tuple[Row, list[Row]]] = []
    codeless: list[Cell] = []
    for row in chosen.table.rows:
        cell = row.cells[chosen.columns.code]
        if groups and _continues(chosen.columns, row, groups[-1][0]):
            groups[-1][1].append(row)
        elif spelling.clean(_text(cell)):
            groups.append((row, []))
        elif any(c.text.strip() for c in row.cells):
            codeless.append(cell)
    return [_Group(row, tuple(more)) for row, more in groups], codeless


def _continues(columns: Columns, row: Row, above: Row) -> bool:
    """A blank code without a name or a status of its own, or the very cell of the row above."""
    cell, other = row.cells[columns.code], above.cells[columns.code]
    # HTML: a cell with a rowspan stands in every row that it covers.
    if cell.span == other.span and cell.raw == other.raw and cell.span.line is not None:
        return True
    own = [columns.code, columns.name, columns.status]
    blank = all(not spelling.clean(_text(row.cells[i])) for i in own if i is not None)
    return blank and not cell.padded and any(c.text.strip() for c in row.cells)


def _why_not(chosen: Chosen, row: Row, style: _Style) -> str:
    """Why a row names no single code; "" if it does."""
    cell = row.cells[chosen.columns.code]
    text = spelling.clean(_text(cell))
    kind = spelling.kind(text)
    if kind == "blank":
        return "it says that there is no code"
    if spelling.spans_many(text) and not style.ranges:
        return "it stands for a class of codes"
    if _repeats(chosen.table, row) or _divides(chosen, row, kind):
        return "it is a heading inside the table"
    if kind == "template" and not spelling.solid(spelling.codes(text, cell.code)[0].text):
        return "it is a template"
    told = len(text) > _STORY or text.count(" ") >= _STORY_WORDS
    if len(text) >= spelling.LIMIT or (told and style.solid and kind == "prose"):
        return "it holds prose where the others hold codes"
    return ""


def _repeats(table: Table, row: Row) -> bool:
    """The header once more, as in a table that was pasted together."""
    pairs = list(zip(table.header, row.cells, strict=False))
    return all(a.text == b.text for a, b in pairs) and any(a.text for a, _ in pairs)


def _divides(chosen: Chosen, row: Row, kind: str) -> bool:
    """Words alone in a row, or the same in every cell of it (HTML: a colspan)."""
    if kind not in ("phrase", "prose", "word") or len(row.cells) < 2:
        return False
    cell = row.cells[chosen.columns.code]
    others = [c for c in row.cells if c is not cell]
    return not cell.source and cell.bold and not any(c.text.strip() for c in others)


def _entries(chosen: Chosen, index: int, group: _Group, codes: Sequence[Code]) -> Iterator[Entry]:
    cells, roles = group.row.cells, chosen.columns
    cell = cells[roles.code]
    status = cells[roles.status] if roles.status is not None else None
    said = spelling.clean(_text(status)) if status else ""
    originals = spelling.codes(cell.source) if cell.source else ()
    names = _names(cells, roles, len(codes))
    for at, code in enumerate(codes):
        yield Entry(
            text=code.text,
            cell=cell,
            source=originals[at].text if len(originals) == len(codes) else None,
            status=statuses.number(said),
            status_text=said,
            status_source=spelling.clean(status.source) if status and status.source else None,
            message=_message(group, roles.message),
            name=_other(names[at], code),
            retry=_retry(cells, roles.retry),
            withdrawn=cell.struck or "~~" in cell.raw[: spelling.LIMIT],
            heading=chosen.table.heading,
            table=index,
            span=cell.span,
        )


def _names(cells: Sequence[Cell], roles: Columns, count: int) -> list[str]:
    """The name of each code: one apiece where the cell has as many, else the same for all."""
    if roles.name is None:
        return [""] * count
    cell = cells[roles.name]
    found = [code.text for code in spelling.codes((cell.source or cell.text), cell.code)]
    whole = "" if spelling.kind(found[0]) == "blank" else " ".join(found[0].split())
    if len(found) == 1:
        return [whole] * count
    return found if len(found) == count else [" ".join(spelling.clean(cell.text).split())] * count


def _other(name: str, code: Code) -> str:
    """The name of a code, unless it only says the code again."""
    return code.name if name in ("", code.text) else name


def _message(group: _Group, column: int | None) -> Cell | None:
    """The message, with what the rows below go on to say on lines of its own."""
    if column is None:
        return None
    cells = [row.cells[column] for row in (group.row, *group.more)]
    said = [cell for cell in cells if spelling.kind(spelling.clean(_text(cell))) != "blank"]
    if not said:
        return None
    first, rest = said[0], [c for c in said[1:] if c.span != said[0].span]
    if not rest:
        return first
    sources = [c.source or c.text for c in (first, *rest)]
    return replace(
        first,
        raw="<br>".join([first.raw, *(c.raw for c in rest)]),
        text="\n".join([first.text, *(c.text for c in rest)]),
        source="\n".join(sources) if first.source else None,
    )


def _retry(cells: Sequence[Cell], column: int | None) -> bool | None:
    return None if column is None else lexicon.affirms(cells[column].source or cells[column].text)


def _statuses(found: Sequence[Entry]) -> Iterator[Diagnostic]:
    """An error for each status without a number, where most have one."""
    said = [e for e in found if e.status_text]
    numbers = sum(e.status is not None for e in said)
    if numbers < 0.8 * len(said):
        return
    for entry in said:
        if entry.status is None and not _NO_STATUS.fullmatch(entry.status_text):
            yield status_rules.not_a_number(entry.span, entry.status_text)


def _codeless(cells: Sequence[Cell]) -> Iterator[Diagnostic]:
    if cells:
        yield entry_rules.codeless(cells[0].span, _lines(cells))


def _skipped(found: dict[str, list[Cell]]) -> Iterator[Diagnostic]:
    for why, cells in found.items():
        level: Level = "warning" if "prose" in why else "note"
        text = spelling.clean(_text(cells[0]))
        yield entry_rules.skipped(cells[0].span, text, why, _lines(cells), level=level)


def _expanded(found: Sequence[tuple[Cell, tuple[Code, ...]]]) -> Iterator[Diagnostic]:
    if found:
        cell, codes = found[0]
        texts = [code.text for code in codes]
        lines = _lines([c for c, _ in found])
        yield entry_rules.expanded(cell.span, spelling.clean(_text(cell)), texts, lines)


def _lines(cells: Sequence[Cell]) -> list[int]:
    """The lines of all but the first."""
    return [cell.span.line for cell in cells[1:] if cell.span.line is not None]
