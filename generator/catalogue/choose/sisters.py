"""Tables of one page that belong together, and which of them are taken."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import TypeAlias

from generator.catalogue.choose import column_roles, column_stats, score
from generator.catalogue.choose.candidate import Candidate
from generator.catalogue.choose.column_stats import ColumnStats
from generator.catalogue.words import lexicon
from generator.diagnostics.source import errors
from generator.markdown.page import Table

# What is told of a table that is left, by the identity of the table.
Left: TypeAlias = dict[int, str]

STATUSES = "HTTP statuses"
REPEATED = "its codes stand in other tables"
STATES = "states, not errors"
OTHER = "not about errors"


def by_header(tables: Sequence[Table]) -> list[list[Table]]:
    """The tables in groups that have the same header; those without text in it stand alone."""
    groups: dict[tuple[str, ...], list[Table]] = defaultdict(list)
    for number, table in enumerate(tables):
        header = _header(table)
        groups[header if any(header) else (str(number),)].append(table)
    return list(groups.values())


def by_column(
    tables: Sequence[Table], stats: Mapping[int, Sequence[ColumnStats]]
) -> dict[str, list[str]]:
    """The cells of all columns that have the same header, in whatever table."""
    found: dict[str, list[str]] = defaultdict(list)
    for table in {tuple(c.text for c in t.header): t for t in tables}.values():
        for cell, column in zip(table.header, stats[id(table)], strict=True):
            found[lexicon.fold(cell.source or cell.text)] += column.texts
    return found


def usual(
    groups: Sequence[Sequence[Table]],
    stats: Mapping[int, Sequence[ColumnStats]],
    mentioned: frozenset[str],
) -> frozenset[str]:
    """The headers of the columns of codes where no other column could be meant."""
    found = set()
    for group in groups:
        columns = stats[id(group[0])]
        if sum(map(column_roles.identifies, columns)) == 1:
            roles = column_roles.assign(columns, mentioned, {})
            found |= {columns[roles.code].header} if roles else set()
    return frozenset(found)


def settle(here: Sequence[Candidate], found: Sequence[Candidate]) -> tuple[list[Candidate], Left]:
    """The tables that are taken with those that were found, and why the others are left.

    Tables with the same header stand or fall together, whatever their
    headings say. One that only lists HTTP statuses is taken where the page has
    no other.
    """
    if any(c.score.of_errors for c in found):
        found = [c for c in found if not _of_states(c)] or found
    known = {id(c.table) for c in found}
    headers = {_header(c.table) for c in found if not c.of_statuses}
    taken = [c for c in here if id(c.table) in known or _joins(c, headers)]
    left: Left = {id(c.table): STATES for c in here if _of_states(c) and c not in taken}
    if not all(c.of_statuses for c in taken):
        left |= {id(c.table): STATUSES for c in taken if c.of_statuses}
    rest = [c for c in taken if id(c.table) not in left]
    repeated = [c for c in rest if _repeats(c, rest)]
    if len(repeated) < len(rest):
        # Two bare lists of the same codes repeat each other.
        left |= {id(c.table): REPEATED for c in repeated}
    return [c for c in taken if id(c.table) not in left], left


def beheaded(
    tables: Sequence[Table], here: Sequence[Candidate], taken: Sequence[Candidate]
) -> Iterator[Table]:
    """Those of some tables that have lost their header row, and may be of errors all the same.

    It is the header that says what a table is about. So codes are enough where
    the words around or the messages speak of errors, or columns like those of
    a table that is taken: nobody may lose such rows in silence.
    """
    likely = {id(c.table) for c in here if _speaks(c) and not _gainsaid(c)}
    known: dict[tuple[int, int], set[str]] = defaultdict(set)
    for one in taken:
        known[len(one.columns), one.roles.code] |= set(one.columns[one.roles.code].kinds)
    for table in tables:
        if errors(table.problems) and not any(cell.text for cell in table.header):
            columns = column_stats.read([table])
            akin = [(columns[i], k) for (width, i), k in known.items() if width == len(columns)]
            if id(table) in likely or any(_holds(column, kinds) for column, kinds in akin):
                yield table


def _speaks(one: Candidate) -> bool:
    """Whether the words around a table, or most of its messages, speak of errors."""
    return one.score.of_errors or one.score.fails


def _holds(column: ColumnStats, kinds: set[str]) -> bool:
    """Whether most cells of a column are spelt as these kinds; a symbol may be one word."""
    alike = kinds | {"word"} if "symbol" in kinds else kinds
    return 2 * sum(column.kinds[kind] for kind in alike) > column.filled


def _joins(one: Candidate, headers: set[tuple[str, ...]]) -> bool:
    """Whether a table is taken beside those that were found."""
    if one.roles.message is None and one.roles.name is None and not one.roles.action:
        return False
    carried = not one.mentioned.isdisjoint(_codes(one.table, one))
    akin = _header(one.table) in headers and not _gainsaid(one)
    column = one.columns[one.roles.code]
    weak = (
        one.score.weak
        and one.score.of_errors
        and (column.level > 0 or column.kinds["symbol"] * 2 > column.filled)
    )
    return not _of_states(one) and (akin or carried or (weak and column.distinct > 0.7))


def _of_states(one: Candidate) -> bool:
    """Whether a table lists states by its header and its heading, and neither says `error`."""
    column = one.columns[one.roles.code]
    says = score.says(one.table)
    if one.of_statuses or (column.says | says) & {"error", "result", "http", "event"}:
        return False
    return "status" in says and ("status" in column.says or column.level < 3)


def _header(table: Table) -> tuple[str, ...]:
    return tuple(lexicon.fold(cell.source or cell.text).strip() for cell in table.header)


def _gainsaid(one: Candidate) -> bool:
    """Whether the heading says that its table is about something else."""
    says = score.says(one.table)
    return "error" not in says and bool(says & {"other", "status", "field"})


def _codes(table: Table, one: Candidate) -> set[str]:
    return {row.cells[one.roles.code].text for row in table.rows}


def _repeats(one: Candidate, others: Sequence[Candidate]) -> bool:
    """Whether a table says of codes of others to what they belong: methods, statuses."""
    code = one.columns[one.roles.code]
    several = code.kinds["several"] * 2 > code.filled and len(one.table.header) > 2
    bare = one.roles.message is None and one.roles.name is None and not one.roles.action
    if not (several or bare):
        return False
    known = {text for c in others if c is not one for text in c.columns[c.roles.code].texts}
    cells = [part for text in code.texts for part in (_parts(text) if several else [text])]
    held = sum(cell in known for cell in cells)
    return held > 0 and (bare or held * 2 > len(cells))


def _parts(text: str) -> list[str]:
    return [part.strip() for part in text.replace(";", ",").replace("\n", ",").split(",")]
