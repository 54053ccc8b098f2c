"""A row of an error table becomes entries: one for each code that it names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from generator import statuses
from generator.catalogue.rows import code_cell
from generator.catalogue.rows import groups as body
from generator.catalogue.rows.code_cell import Code
from generator.catalogue.rows.entry import Chosen, Columns, Entry
from generator.catalogue.rows.groups import Group
from generator.catalogue.words import lexicon, spelling
from generator.diagnostics.rules import row as rules
from generator.diagnostics.source import Diagnostic, Level, Problems
from generator.markdown.page import Cell

# What says that there is no single status.
_NO_STATUS = re.compile(
    r"[1-5]?[0-9xX*]{2,3}(?:\s*(?:[-–—/,]|to|or)\s*[1-5][0-9xX*]{2}){0,20}"
    r"|[<>≥≤]=?\s*[0-9]{3}|any|all|various|varies|depends|none|[-–—*?]{1,9}|n/?a\.?",
    re.IGNORECASE,
)


def entries(chosen: Chosen, index: int) -> tuple[tuple[Entry, ...], Problems]:
    """The entries of an error table, in order; `index` is the table's place among the chosen.

    A row without a code goes on with the row above it, or is an error. A row
    that names no single code makes no entry, which is said.
    """
    style = body.style(chosen)
    groups, codeless = body.groups(chosen)
    skipped: dict[str, list[Cell]] = {}
    expanded: list[tuple[Cell, tuple[Code, ...]]] = []
    found: list[Entry] = []
    for group in groups:
        cell = group.row.cells[chosen.columns.code]
        codes = body.codes(cell, style)
        why = body.objection(chosen, group.row, style, codes[0])
        if why:
            skipped.setdefault(why, []).append(cell)
            continue
        if any(code.text not in body.said(cell) for code in codes):
            expanded.append((cell, codes))
        found += _entries(chosen, index, group, codes)
    said = [*_codeless(codeless), *_skipped(skipped), *_expanded(expanded)]
    return tuple(found), (*said, *_statuses(chosen.columns, found))


def _entries(chosen: Chosen, index: int, group: Group, codes: Sequence[Code]) -> Iterator[Entry]:
    cells, roles = group.row.cells, chosen.columns
    cell = cells[roles.code]
    status = cells[roles.status] if roles.status is not None else None
    originals = code_cell.read(cell.source) if cell.source else ()
    names = _names(cells, roles, len(codes))
    for at, code in enumerate(codes):
        yield Entry(
            text=code.text,
            cell=cell,
            source=originals[at].text if len(originals) == len(codes) else None,
            status=_status(status, code, is_code=roles.status == roles.code),
            status_text=body.said(status) if status else "",
            status_source=spelling.clean(status.source) if status and status.source else None,
            message=_message(group, roles.message),
            name=code.name if names[at] in ("", code.text) else names[at],
            retry=_retry(cells, roles.retry),
            withdrawn=cell.struck or "~~" in cell.raw[: spelling.LIMIT],
            heading=chosen.table.heading,
            table=index,
            span=cell.span,
        )


def _status(cell: Cell | None, code: Code, *, is_code: bool) -> int | None:
    """The number of the status cell; of one that is the code's too, the part with the code."""
    if cell is None:
        return None
    if is_code:
        return statuses.number(code.text) or statuses.number(code.name)
    text = spelling.clean(cell.source or cell.text)
    return None if code_cell.many(text) else statuses.number(text)


def _names(cells: Sequence[Cell], roles: Columns, count: int) -> list[str]:
    """The name of each code: one apiece where the cell has as many, else the same for all."""
    if roles.name is None:
        return [""] * count
    cell = cells[roles.name]
    text = spelling.clean(cell.source or cell.text)
    found = [code.text for code in code_cell.read(text, cell.code)]
    if len(found) > 1 and len(found) == count:
        return found
    whole = found[0] if len(found) == 1 else text
    return ["" if spelling.kind(whole) == "blank" else " ".join(whole.split())] * count


def _message(group: Group, column: int | None) -> Cell | None:
    """The message, with what the rows below go on to say on lines of its own."""
    if column is None:
        return None
    cells = [row.cells[column] for row in (group.row, *group.more)]
    said = [cell for cell in cells if spelling.kind(body.said(cell)) != "blank"]
    if not said:
        return None
    first, rest = said[0], [cell for cell in said[1:] if cell.span != said[0].span]
    if not rest:
        return first
    sources = [cell.source or cell.text for cell in (first, *rest)]
    return replace(
        first,
        raw="<br>".join([first.raw, *(cell.raw for cell in rest)]),
        text="\n".join([first.text, *(cell.text for cell in rest)]),
        source="\n".join(sources) if first.source else None,
    )


def _retry(cells: Sequence[Cell], column: int | None) -> bool | None:
    return None if column is None else lexicon.affirms(cells[column].source or cells[column].text)


def _statuses(roles: Columns, found: Sequence[Entry]) -> Iterator[Diagnostic]:
    """An error for each status without a number, in a column of numbers."""
    said = [e for e in found if e.status_text] if roles.status != roles.code else []
    if sum(e.status is not None for e in said) * 2 <= len(said):
        return
    for entry in said:
        if entry.status is None and not _NO_STATUS.fullmatch(entry.status_text):
            yield rules.status_not_a_number(entry.span, entry.status_text)


def _codeless(cells: Sequence[Cell]) -> Iterator[Diagnostic]:
    if cells:
        yield rules.entry_codeless(cells[0].span, _lines(cells))


def _skipped(found: dict[str, list[Cell]]) -> Iterator[Diagnostic]:
    for why, cells in found.items():
        level: Level = "warning" if why == body.PROSE else "note"
        span, text = cells[0].span, body.said(cells[0])
        yield rules.entry_skipped(span, text, why, _lines(cells), level=level)


def _expanded(found: Sequence[tuple[Cell, tuple[Code, ...]]]) -> Iterator[Diagnostic]:
    if found:
        cell, codes = found[0]
        texts = [code.text for code in codes]
        lines = _lines([c for c, _ in found])
        yield rules.entry_expanded(cell.span, body.said(cell), texts, lines)


def _lines(cells: Sequence[Cell]) -> list[int]:
    """The lines of all but the first."""
    return [cell.span.line for cell in cells[1:] if cell.span.line is not None]
