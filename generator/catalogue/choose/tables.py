"""Which tables of a page are its error tables, and which column plays which role."""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from generator.catalogue.choose import column_roles, column_stats, score
from generator.catalogue.choose.column_stats import ColumnStats
from generator.catalogue.choose.score import Score
from generator.catalogue.rows import envelope
from generator.catalogue.rows.entry import ColumnRoles, ErrorTable
from generator.catalogue.words import lexicon, spelling
from generator.diagnostics import suggest
from generator.diagnostics.rules import table as rules
from generator.diagnostics.source import Diagnostic, Problems, errors
from generator.markdown.page import Page, Paragraph, Table, texts
from generator.project.settings import Selection

# Scores nearer than this are a tie.
_NEAR = 0.75
# How much of the paragraph before a table is asked.
_LEAD = 200


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A table that has a column of codes, and how much it looks like an error table."""

    table: Table
    roles: ColumnRoles
    score: Score
    codes: frozenset[str]


def choose(page: Page, selection: Selection) -> tuple[tuple[ErrorTable, ...], Problems]:
    """The error tables of a page, in order, with the roles of their columns.

    Without a selection it is the best one; two that are equally good are
    refused. What is wrong with the structure of a chosen table is reported
    with it.
    """
    groups, problems = _selected(page, selection)
    named = bool(selection.lines or selection.headings)
    found: list[_Candidate] = []
    for tables in groups if not problems else ():
        best, trouble = _best(page, tables, selection, named=named)
        taken = {id(c.table) for c in found}
        found += [c for c in best if id(c.table) not in taken]
        problems += trouble
    if errors(problems):
        return (), problems
    ordered = sorted(found, key=lambda c: _first_line(c.table))
    structure = tuple(p for c in ordered for p in c.table.problems)
    return tuple(ErrorTable(c.table, c.roles) for c in ordered), problems + structure


def _best(
    page: Page, tables: Sequence[Table], selection: Selection, *, named: bool
) -> tuple[list[_Candidate], Problems]:
    """The error tables among these, or the best of them, or why there is none."""
    fixed, problems = _fixed(tables, selection)
    if problems:
        return [], problems
    candidates = _candidates(page, tables, fixed)
    strong = [c for c in candidates if c.score.strong]
    found = strong or [c for c in candidates if c.score.weak] or (candidates if named else [])
    if not found:
        return [], _refused(page, tables, candidates, named=named)
    return _single(found)


def _single(found: Sequence[_Candidate]) -> tuple[list[_Candidate], Problems]:
    """The one that is clearly better, or that holds every code of those as good as itself."""
    top = max(found, key=lambda c: c.score.total)
    near = [c for c in found if _rivals(top.score, c.score)]
    best = max(near, key=lambda c: len(c.codes))
    rivals = [c for c in near if not c.codes < best.codes and c is not best]
    if not rivals:
        return [best], ()
    one, two = (c.table for c in sorted([best, rivals[0]], key=lambda c: _first_line(c.table)))
    tie = rules.choice_tie(one.span, _title(one), two.span, _title(two), len(rivals) + 1)
    return [], (tie,)


def _rivals(top: Score, other: Score) -> bool:
    """Whether the words say as much for another table, or both together nearly as much."""
    return other.words >= top.words or other.total > top.total - _NEAR


def _candidates(
    page: Page, tables: Sequence[Table], fixed: Sequence[Mapping[str, int]]
) -> list[_Candidate]:
    """The tables that have a column of codes."""
    stats = [column_stats.read(table) for table in tables]
    mentioned = _mentioned(page, stats)
    leads = _leads(page, tables)
    found = []
    for table, columns, wanted, lead in zip(tables, stats, fixed, leads, strict=True):
        roles = column_roles.assign(columns, mentioned, wanted)
        if roles is not None:
            scored = score.score(page, table, columns, roles, lead)
            codes = frozenset(columns[roles.code].texts)
            found.append(_Candidate(table, roles, scored, codes))
    return found


def _mentioned(page: Page, stats: Sequence[Sequence[ColumnStats]]) -> frozenset[str]:
    """The codes that the page's JSON examples carry."""
    likely = (c for columns in stats for c in columns if column_roles.identifies(c))
    cells = {text for column in likely for text in column.texts}
    return frozenset(envelope.mentioned(page.examples, envelope.infer(page.examples, cells)))


def _leads(page: Page, tables: Sequence[Table]) -> list[str]:
    """The end of the paragraph right before each table, under the same heading."""
    leads = []
    waiting = deque(page.paragraphs)
    lead: Paragraph | None = None
    above = 0
    for table in tables:
        while waiting and (waiting[0].span.line or 0) < _first_line(table):
            lead = waiting.popleft()
        fits = lead and (lead.span.line or 0) > above and lead.trail == table.trail
        leads.append((lead.source or lead.text)[-_LEAD:] if lead and fits else "")
        above = _last_line(table)
    return leads


def _refused(
    page: Page, tables: Sequence[Table], candidates: Sequence[_Candidate], *, named: bool
) -> Problems:
    """Why none of the tables was taken, and which came nearest."""
    speaking = [t for t in tables if named or score.speaks(t)]
    structure = tuple(p for t in speaking for p in errors(t.problems))
    known = {id(c.table) for c in candidates}
    codeless = [t for t in speaking if id(t) not in known]
    if structure:
        return structure
    if codeless:
        return (rules.column_code_missing(codeless[0].span, texts(codeless[0].header)),)
    best = max(candidates, key=lambda c: c.score.total, default=None)
    span = best.table.span if best else page.document.whole()
    return (rules.choice_none(span, len(page.tables), _title(best.table) if best else ""),)


def _selected(page: Page, selection: Selection) -> tuple[list[Sequence[Table]], Problems]:
    """The tables that were asked for by line, or by heading one group each; all where none was."""
    if selection.lines:
        groups = [_at(page, line) for line in selection.lines]
        lines = zip(selection.lines, groups, strict=True)
        return groups, tuple(_no_line(page, line) for line, group in lines if not group)
    if not selection.headings:
        return [page.tables], ()
    groups = [_under(page.tables, wanted) for wanted in selection.headings]
    pairs = zip(selection.headings, groups, strict=True)
    return groups, tuple(_no_heading(page, wanted) for wanted, group in pairs if not group)


def _at(page: Page, line: int) -> Sequence[Table]:
    """The table at a line, alone; the inner one of two."""
    return [t for t in page.tables if _first_line(t) <= line <= _last_line(t)][-1:]


def _under(tables: Sequence[Table], wanted: str) -> Sequence[Table]:
    """The tables below a heading: called exactly so, else with these words in it."""
    words = lexicon.fold(wanted).strip()
    exact = [t for t in tables if any(lexicon.fold(h.text).strip() == words for h in t.trail)]
    return exact or [t for t in tables if any(words in lexicon.fold(h.text) for h in t.trail)]


def _no_heading(page: Page, wanted: str) -> Diagnostic:
    known = list(dict.fromkeys(h.text for t in page.tables for h in t.trail))
    near = suggest.nearest(wanted, known[:500], 5, 0.4)
    return rules.choice_heading(page.document.whole(), wanted, near or known[:5])


def _no_line(page: Page, wanted: int) -> Diagnostic:
    near = sorted(map(_first_line, page.tables), key=lambda line: abs(line - wanted))[:5]
    return rules.choice_line(page.document.whole(), wanted, sorted(near))


def _fixed(
    tables: Sequence[Table], selection: Selection
) -> tuple[list[Mapping[str, int]], Problems]:
    """The columns that were asked for, by table; every one of them must be in some table."""
    fixed: list[Mapping[str, int]] = [
        {r: i for r, w in selection.columns if (i := _column(t, w)) is not None} for t in tables
    ]
    problems = tuple(
        rules.column_unknown(tables[0].span, role, wanted, texts(tables[0].header))
        for role, wanted in selection.columns
        if tables and not any(role in roles for roles in fixed)
    )
    return fixed, problems


def _column(table: Table, wanted: str) -> int | None:
    """The position of a column that is called so, or that has this position."""
    headers = [lexicon.fold(spelling.clean(cell.text)) for cell in table.header]
    words = lexicon.fold(wanted.strip())
    if words in headers:
        return headers.index(words)
    if wanted.isdecimal() and wanted.isascii() and int(wanted[:9]) < len(headers):
        return int(wanted)
    return next((i for i, header in enumerate(headers) if words and words in header), None)


def _title(table: Table) -> str:
    return " | ".join(text[:40] for text in texts(table.header)[:8])


def _first_line(table: Table) -> int:
    return table.span.line or 0


def _last_line(table: Table) -> int:
    rows = [row.span.line or 0 for row in table.rows[-1:]]
    return max([_first_line(table) + 1, *rows])
