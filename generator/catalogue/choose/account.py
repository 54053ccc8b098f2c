"""The account of a page's tables: which are taken, and why the others are left."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from generator.catalogue.choose import headings, sisters
from generator.catalogue.choose.candidate import Candidate
from generator.catalogue.rows.entry import ColumnRoles, ErrorTable
from generator.diagnostics.rules import table as rules
from generator.diagnostics.source import Problems
from generator.markdown.page import Page, Table, texts
from generator.model import TableInfo
from generator.project import toml
from generator.project.settings import ROLES

CODELESS = "no column of codes"
UNASKED = "not asked for"
_MOST = 20


@dataclass(frozen=True, slots=True)
class Choice:
    """The error tables of a page, in order, and the account of all its tables."""

    tables: tuple[ErrorTable, ...] = ()
    account: tuple[TableInfo, ...] = ()


def tables(
    page: Page, candidates: Sequence[Candidate], taken: Collection[int], left: Mapping[int, str]
) -> tuple[TableInfo, ...]:
    """Every table of a page; `taken` and `left` are identities of tables."""
    known = {id(c.table): c for c in candidates}
    found = []
    for table in page.tables:
        candidate = known.get(id(table))
        why = sisters.OTHER if candidate else CODELESS
        why = "" if id(table) in taken else left.get(id(table), why)
        found.append(info(page.path, table, candidate.roles if candidate else None, why))
    return tuple(found)


def info(path: str, table: Table, roles: ColumnRoles | None, left: str) -> TableInfo:
    """A table as it is told; without roles none of its columns holds codes."""
    columns = tuple((role, roles.columns(role) if roles else ()) for role in (*ROLES, "kept"))
    line, headers = table.span.line or 0, texts(table.header)
    return TableInfo(path, table.heading, line, len(table.rows), columns, headers, left)


def noted(page: Page, candidates: Sequence[Candidate], told: Sequence[TableInfo]) -> Problems:
    """One note for the tables with codes that are left, where others are taken."""
    sure = {c.table.span.line for c in candidates if not _is_likely(c)}
    left = [one for one in told if one.left not in ("", CODELESS, UNASKED) and one.line not in sure]
    if not left or all(one.left for one in told):
        return ()
    first = next(table for table in page.tables if table.span.line == left[0].line)
    pasted = _settling(page, told, left)
    return (rules.table_left(first.span, [(one.line, one.left) for one in left], pasted),)


def _settling(page: Page, told: Sequence[TableInfo], left: Sequence[TableInfo]) -> list[str]:
    """The lines of the configuration that take these tables as well, and that leave them.

    Nobody takes what is about something else. Headings stay where lines move.
    """
    wanted = [one for one in left if one.left != sisters.OTHER]
    meant = sorted(
        [*wanted, *(one for one in told if not one.left)] if wanted else [], key=lambda t: t.line
    )
    # Nobody pastes a longer line.
    if len(meant) > _MOST or len(left) > _MOST:
        return []
    tables = {table.span.line: table for table in page.tables}
    lines = []
    for key, named, found in (("headings", "line", meant), ("ignore", "ignore", left)):
        above = [headings.own(page.tables, tables[one.line]) for one in found]
        if above and all(above):
            lines.append(toml.inline("tables", ((key, tuple(above)),)))
        elif found:
            lines.append(toml.inline("tables", ((named, tuple(one.line for one in found)),)))
    return lines


def _is_likely(one: Candidate) -> bool:
    """Whether somebody may look for codes in a table that is not about errors."""
    code = one.columns[one.roles.code]
    if code.formal or "other" in code.says:
        return False
    return code.level >= 2 or one.score.of_errors or one.score.failing >= 0.5


def title(table: Table) -> str:
    """A header on one line; "" for an empty one."""
    return " | ".join(text[:40] for text in texts(table.header)[:8]).strip(" |")
