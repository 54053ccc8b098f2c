"""A row of an error table becomes entries: one for each code that it names."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from generator import statuses
from generator.catalogue.rows import (
    code_cell,
    deprecations,
    groups,
    placeholders,
    success,
    titled,
)
from generator.catalogue.rows.code_cell import Code
from generator.catalogue.rows.entry import ColumnRoles, Entry, ErrorTable, MessageCell
from generator.catalogue.rows.groups import Group
from generator.catalogue.rows.settled import Settled, Verdict
from generator.catalogue.rows.titled import Beside, TitledRow
from generator.catalogue.words import lexicon, spelling
from generator.diagnostics.rules import row as rules
from generator.diagnostics.source import Diagnostic, Level, Problems
from generator.markdown.page import Cell, Row
from generator.model import Mark
from generator.project import toml
from generator.project.pins import Pin

# What says that there is no single status.
_NO_STATUS = re.compile(
    r"[1-5]?[0-9xX*]{2,3}(?:\s*(?:[-–—/,]|to|or)\s*[1-5][0-9xX*]{2}){0,20}"
    r"|[<>≥≤]=?\s*[0-9]{3}|any|all|various|varies|depends|none|[-–—*?]{1,9}|n/?a\.?",
    re.IGNORECASE,
)
_NOTHING = Settled()
# A longer text is prose, and no code.
_LONG = 60
# Nobody draws longer lines to say that a cell is empty.
_DASHES = 24


@dataclass(frozen=True, slots=True)
class Rows:
    """What the rows of a table say: errors, and codes that are none."""

    errors: tuple[Entry, ...]
    successes: tuple[Entry, ...]


def read(
    table: ErrorTable, index: int, settled: Settled = _NOTHING, *, translated: bool = False
) -> tuple[Rows, Problems]:
    """The entries of an error table, in order; `index` is its place among the page's.

    A row without a code goes on with the row above it, or is left. A row that
    names no single code makes no entry, which is said, and one of a success
    makes none of an error. `settled` is what somebody says of single rows.
    """
    rows, codeless = groups.read(table, translated=translated)
    is_success = _successes(table)
    found: list[Entry] = []
    successes: list[Entry] = []
    skipped: list[Group] = []
    taken: list[Group] = []
    for group in rows:
        entries = [
            (entry, _verdict(entry, group, settled)) for entry in _entries(table, index, group)
        ]
        if group.objection and not any(verdict for _, verdict in entries):
            skipped.append(group)
            continue
        for entry, verdict in entries:
            told = verdict or settled.all_kept
            if verdict == "success" or (not told and is_success(entry)):
                successes.append(entry)
            elif verdict != "ignore":
                found.append(entry)
        taken.append(group)
    problems = (
        *_codeless(
            [] if settled.rows.get("") == "ignore" else codeless,
            settled.overlay,
            translated=translated,
        ),
        *_skipped(skipped, settled.overlay, table.part),
        *_expanded(taken),
        *_statuses(table.roles, found),
    )
    return Rows(tuple(found), tuple(successes)), problems


def _successes(table: ErrorTable) -> Callable[[Entry], bool]:
    """What tells whether an entry of a table is a success."""
    return partial(
        success.is_success,
        of_statuses=table.roles.status == table.roles.code,
        of_exits=_of_exits(table),
        in_prose=table.is_titled,
    )


def _of_exits(table: ErrorTable) -> bool:
    """Whether the header or the heading says that the codes are those that a program ends with."""
    words = (table.table.header[table.roles.code].text, table.table.heading)
    return any("exit" in lexicon.concepts(text) for text in words)


def _verdict(entry: Entry, group: Group, settled: Settled) -> Verdict:
    return settled.of(group.text, entry.text, entry.status)


def _entries(table: ErrorTable, index: int, group: Group) -> Iterator[Entry]:
    """An entry for each code of a row; what the other cells say is said of all of them."""
    cells, roles, cell = group.row.cells, table.roles, group.cell
    status = cells[roles.status] if roles.status is not None else None
    retry = cells[roles.retry] if roles.retry is not None else None
    originals = code_cell.read(cell.source) if cell.source else ()
    names, others = _names(cells, roles, len(group.codes))
    again = lexicon.affirms(retry.source or retry.text) if retry else None
    beside = _beside(table, group, has_retry=again is not None)
    said = _said(table, group, beside)
    for at, code in enumerate(group.codes):
        gone = deprecations.of_remark(code.remark)
        yield Entry(
            # No code holds a line end, as nobody can send one.
            text=" ".join(code.text.split()),
            cell=cell,
            source=originals[at].text if len(originals) == len(group.codes) else None,
            status=_status(status, code, is_code=roles.status == roles.code),
            status_text=spelling.clean(status.text) if status else code.status,
            message=_message(group, roles.message),
            name=code.name if names[at] in ("", code.text) else names[at],
            retry=again,
            deprecated=gone or ("withdrawn" if _is_struck(cell) else "") or beside.gone or said,
            heading=beside.heading,
            actions=beside.actions,
            causes=beside.causes,
            kept=beside.kept,
            # A second name of the code beside a column of names: its number.
            remark=("" if gone else code.remark)
            or ("" if names[at] in ("", code.text, code.name) else code.name)
            or others,
            table=index,
        )


def _said(table: ErrorTable, group: Group, beside: Beside) -> str:
    """What the other cells of a row say, if it is that its code is deprecated; else ""."""
    roles, rows = table.roles, (group.row, *group.more)
    message = () if roles.message is None else _filled(rows, [roles.message])
    names = () if roles.name in (None, roles.message) else _filled(rows, [roles.name])
    headed = [(_header(table, roles.name), one) for one in names if roles.name is not None]
    for header, cell in (*beside.kept, *headed):
        if told := deprecations.of_column(header, cell):
            return told
    # What `API_DEPRECATED` means is no word about it.
    own = (group.text, *(cell.text for cell in names))
    if any(map(lexicon.speaks_of_deprecation, own)):
        return ""
    return deprecations.of_cells((*message, *beside.actions, *(cell for _, cell in beside.kept)))


def _is_struck(cell: Cell) -> bool:
    return cell.struck or "~~" in cell.raw[: spelling.LIMIT]


def _beside(table: ErrorTable, group: Group, *, has_retry: bool) -> Beside:
    """What a row says beside its code, its message and its status; what of a retry, is known."""
    if isinstance(group.row, TitledRow):
        return group.row.beside
    rows, roles = (group.row, *group.more), table.roles
    # `After five seconds` is neither yes nor no, and is kept.
    columns = roles.kept if roles.retry is None or has_retry else (*roles.kept, roles.retry)
    kept = tuple(
        (_header(table, column), one) for column in columns for one in _filled(rows, [column])
    )
    causes = [column for column in roles.cause if column != roles.message]
    heading, actions = table.table.heading, _filled(rows, roles.action)
    return Beside(heading, _filled(rows, causes), actions, kept)


def _header(table: ErrorTable, column: int) -> str:
    """What stands over a column, or which it is."""
    return " ".join(table.table.header[column].text.split()) or f"column {column + 1}"


def _filled(rows: Sequence[Row], columns: Sequence[int]) -> tuple[Cell, ...]:
    """The cells of some columns that say anything, each once (HTML: a rowspan)."""
    cells = [row.cells[column] for column in columns for row in rows]
    told = [cell for cell in cells if not _is_blank(cell)]
    return tuple({(cell.text, cell.span.line, cell.span.column): cell for cell in told}.values())


def _is_blank(cell: Cell) -> bool:
    return len(cell.text) < _DASHES and spelling.kind(spelling.clean(cell.text)) == "blank"


def _status(cell: Cell | None, code: Code, *, is_code: bool) -> int | None:
    """The number of the status cell; of one that is the code's too, the part with the code."""
    if code.status:
        single = len(statuses.NUMBER.findall(code.status)) == 1
        return statuses.number(code.status) if single else None
    if cell is None:
        return None
    if is_code:
        return statuses.number(code.text) or statuses.number(code.name)
    text = spelling.clean(cell.source or cell.text)
    several = len(statuses.NUMBER.findall(text)) > 1 and _NO_STATUS.fullmatch(text)
    return None if several or code_cell.many(text) else statuses.number(text)


def _names(cells: Sequence[Cell], roles: ColumnRoles, count: int) -> tuple[list[str], str]:
    """The name of each code, and the whole cell where it says more than that; else "".

    The names are one apiece where the cell has as many, else the first for all.
    """
    if roles.name is None:
        return [""] * count, ""
    cell = cells[roles.name]
    text = spelling.clean(cell.source or cell.text)
    found = [code.text for code in code_cell.read(text, cell.code)]
    if len(found) > 1 and len(found) == count:
        return found, ""
    symbols = all(spelling.kind(one) == "symbol" for one in found)
    whole, text = (" ".join(one.split()) for one in (found[0], text))
    whole = whole if len(found) == 1 or symbols else text
    blank = spelling.kind(whole) == "blank" or lexicon.no_code(whole)
    return ["" if blank else whole] * count, "" if whole == text else text


def _message(group: Group, column: int | None) -> MessageCell | None:
    """The message, with what the rows below go on to say on lines of its own."""
    if column is None:
        return None
    cells = [row.cells[column] for row in (group.row, *group.more)]
    filled = [cell for cell in cells if not _is_blank(cell)]
    if not filled:
        return None
    first = filled[0]
    # HTML: a cell with a rowspan stands in every row that it covers.
    parts = [first, *(cell for cell in filled[1:] if cell.span != first.span)]
    template = placeholders.read("\n".join(cell.text for cell in parts))
    sources = "\n".join(cell.source or cell.text for cell in parts)
    source = placeholders.read(sources) if first.source else None
    return MessageCell(template, source, first.span, _marks(parts, template.text))


def _marks(parts: Sequence[Cell], text: str) -> tuple[Mark, ...]:
    """The links and code spans of cells that make one text; none if it is not their text."""
    if not any(cell.marks for cell in parts) or text != "\n".join(cell.text for cell in parts):
        return ()
    found: list[Mark] = []
    at = 0
    for cell in parts:
        found += [Mark(mark.start + at, mark.end + at, mark.url) for mark in cell.marks]
        at += len(cell.text) + 1
    return tuple(found)


def _statuses(roles: ColumnRoles, found: Sequence[Entry]) -> Iterator[Diagnostic]:
    """An error for each status without a number, in a column of numbers."""
    filled = [e for e in found if e.status_text] if roles.status != roles.code else []
    if sum(e.status is not None for e in filled) * 2 <= len(filled):
        return
    for entry in filled:
        told = _NO_STATUS.fullmatch(entry.status_text) or lexicon.no_code(entry.status_text)
        if entry.status is None and not told:
            yield rules.status_not_a_number(entry.span, entry.status_text)


def _codeless(cells: Sequence[Cell], overlay: str, *, translated: bool) -> Iterator[Diagnostic]:
    """Rows without a code are left; on a translation the code may have been lost."""
    if cells:
        level: Level = "error" if translated else "note"
        yield rules.entry_codeless(cells[0].span, _lines(cells), overlay, level=level)


def _skipped(rows: Sequence[Group], overlay: str, what: str) -> Iterator[Diagnostic]:
    """The rows that name no single code, once for each reason."""
    for why in dict.fromkeys(group.objection for group in rows if group.objection):
        skipped = [group for group in rows if group.objection == why]
        level: Level = "warning" if why in (groups.PROSE, groups.ODD, titled.WORD) else "note"
        lines, text = _lines([group.cell for group in skipped]), skipped[0].text
        told = 0 < len(text) < _LONG and why != titled.PROSE
        pin = toml.lines(Pin(("rows",), text, "error")) if told else ""
        span = skipped[0].cell.span
        yield rules.entry_skipped(span, text, why, lines, pin, overlay, what, level=level)


def _expanded(rows: Sequence[Group]) -> Iterator[Diagnostic]:
    """The cells that stand for codes which they do not spell out, and those that may do so."""
    told = [row for row in rows if any(code.text not in row.text for code in row.codes)]
    doubtful = [row for row in rows if code_cell.encloses(row.text)]
    levels: tuple[tuple[list[Group], Level], ...] = ((told, "note"), (doubtful, "warning"))
    for found, level in levels:
        if found:
            first, lines = found[0], _lines([row.cell for row in found])
            codes = [code.text for code in first.codes]
            yield rules.entry_expanded(first.cell.span, first.text, codes, lines, level=level)


def _lines(cells: Sequence[Cell]) -> list[int]:
    """The lines of all but the first."""
    return [cell.span.line for cell in cells[1:] if cell.span.line is not None]
