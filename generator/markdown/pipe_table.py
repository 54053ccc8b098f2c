"""A pipe table as rows of cells, with what is wrong with them."""

from __future__ import annotations

import itertools
import re
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import replace

from generator.diagnostics.rules import row as row_rules
from generator.diagnostics.rules import table as table_rules
from generator.diagnostics.source import Diagnostic, Problems, Span
from generator.markdown import blocks, lost_pipe, pipes, ragged
from generator.markdown.page import Table
from generator.markdown.pipes import Extent, Stretch
from generator.markdown.ragged import RaggedRow
from generator.markdown.state import State

_WORD = re.compile(r"[\w.:`*~-]{1,80}", re.ASCII)


def read(state: State, extent: Extent, env: blocks.Env) -> Table:
    """A pipe table as a table of the page; its trail is left to the caller."""
    header = _row(state, extent.header, env)
    delimiter = len(pipes.split(_text(state, extent.delimiter)))
    columns = max(len(header.cells), delimiter)
    if columns > ragged.MOST_COLUMNS:
        problem = table_rules.table_wide(header.span, columns, ragged.MOST_COLUMNS)
        return Table("pipe", header.cells[: ragged.MOST_COLUMNS], (), (), header.span, (problem,))
    kept, problems = _sorted_out(state, extent)
    found = [_row(state, stretch, env) for stretch in kept]
    span = header.span
    if len(header.cells) != delimiter:
        problems += (table_rules.table_columns(header.span, len(header.cells), delimiter),)
    if ragged.is_sparse(found, columns):
        problems += (table_rules.table_sparse(header.span),)
        found = []
    header, body, title = ragged.under_title(header, found)
    rows, again = ragged.without_headers(header, body)
    rows, lost = lost_pipe.mended(header, rows, columns, env)
    problems += ragged.too_long((header, *rows)) + _torn(header, rows, columns) + again + lost
    problems += _bare(state, extent, columns) + _unlike_github(state, kept)
    ordered = tuple(sorted(problems, key=lambda problem: problem.span.line or 0))
    cells = ragged.fitted(header, columns)
    return Table("pipe", cells, ragged.fitted_all(rows, columns), (), span, ordered, title)


def _text(state: State, stretch: Stretch) -> str:
    return state.src[slice(*stretch)]


def _row(state: State, stretch: Stretch, env: blocks.Env) -> RaggedRow:
    start, text = stretch[0], _text(state, stretch)
    plain = pipes.uncommented(text)
    cells = tuple(
        ragged.cell(
            text[left:right].replace("\\|", "|"),
            state.span(start + left, len(text[left:right].partition("\n")[0])),
            env,
        )
        for left, right in pipes.split(plain)
    )
    return RaggedRow(cells, state.whole_line(start), plain)


def _sorted_out(state: State, extent: Extent) -> tuple[list[Stretch], Problems]:
    """The rows without the lines that are none, and a note for those."""
    kept: list[Stretch] = []
    lone: list[int] = []
    dropped: list[int] = []
    for stretch in extent.rows:
        text = _text(state, stretch).strip(" \t\f\v")
        if text == "|":
            lone.append(stretch[0])
        elif _is_no_row(text):
            dropped.append(stretch[0])
        else:
            kept.append(stretch)
    problems = _once(state, row_rules.row_lone_pipe, lone)
    return kept, problems + _once(state, row_rules.row_dropped, dropped)


def _once(
    state: State, rule: Callable[[Span, tuple[int, ...]], Diagnostic], starts: list[int]
) -> Problems:
    """One diagnostic for many lines: the first is shown, the others are listed."""
    spans = [state.whole_line(start) for start in starts]
    return (rule(spans[0], tuple(span.line for span in spans[1:] if span.line)),) if spans else ()


def _is_no_row(text: str) -> bool:
    first = text.lstrip("| \t")[:1]
    return (first in "-:=+" and pipes.is_border(text)) or (
        text[:1] in "{:/!?+" and pipes.is_directive(text)
    )


def _torn(header: RaggedRow, rows: Sequence[RaggedRow], columns: int) -> Problems:
    """What is said of rows that have more or fewer cells than the table has columns."""
    if all(len(row.cells) == columns for row in rows):
        return ()
    found: dict[str, list[RaggedRow]] = defaultdict(list)
    kinds = ragged.kinds(rows, columns)
    is_edged = all(pipes.is_edged(header.text))
    for above, row in zip((header, *rows), rows, strict=False):
        if len(row.cells) < columns:
            found[_fault(above if is_edged else None, row, kinds)].append(row)
    return (
        ragged.overflows(rows, columns)
        + tuple(row_rules.row_between(row.span) for row in found["between"])
        + tuple(row_rules.row_broken(row.span) for row in found["broken"])
        + ragged.by_length(row_rules.row_shifted, found["shifted"], columns)
        + ragged.by_length(row_rules.row_padded, list(map(_end, found["padded"])), columns)
    )


def _end(row: RaggedRow) -> RaggedRow:
    """A row with its end as its place: there its cells run out."""
    column = (row.span.column or 1) + max(row.span.length - 1, 0)
    return row._replace(span=replace(row.span, column=column, length=1))


def _fault(above: RaggedRow | None, row: RaggedRow, kinds: tuple[str, ...]) -> str:
    """Why a row lacks cells."""
    if len(kinds) > 1 and not pipes.has_pipe(row.text):
        return "between"
    is_open = above is not None and pipes.is_edged(above.text) == (True, False)
    if is_open and pipes.is_edged(row.text) == (False, True):
        return "broken"
    return "shifted" if ragged.is_shifted(row, kinds) else "padded"


def _unlike_github(state: State, kept: list[Stretch]) -> Problems:
    """What is said of rows that are read though GitHub shows no rows there."""
    joined = [start for start, end in kept if "\n" in state.src[start:end]]
    indented = [start for start, _ in kept if pipes.is_indented(state.src, start)]
    gaps = ((end, start) for (_, end), (start, _) in itertools.pairwise(kept) if start > end + 1)
    commented = [start for end, start in gaps if "<!--" in state.src[end:start]]
    problems = _once(state, row_rules.row_joined, joined)
    problems += _once(state, row_rules.row_commented, commented)
    return problems + _once(state, row_rules.row_indented, [] if state.is_mdx else indented)


def _bare(state: State, extent: Extent, columns: int) -> Problems:
    """What is said of a line without a pipe right after the table, where GitHub sees a row."""
    if not extent.bare or columns < 2:
        return ()
    is_code = bool(_WORD.fullmatch(_text(state, extent.bare).strip(" \t")))
    return (row_rules.row_bare(state.whole_line(extent.bare[0]), is_code=is_code),)
