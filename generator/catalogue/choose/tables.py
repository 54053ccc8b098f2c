"""Which tables of a page are its error tables, and which column plays which role."""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping, Sequence
from dataclasses import replace

from generator.catalogue.choose import (
    abreast,
    account,
    column_roles,
    column_stats,
    headings,
    headless,
    score,
    selected,
    siblings,
    sisters,
)
from generator.catalogue.choose.account import Choice
from generator.catalogue.choose.candidate import Candidate
from generator.catalogue.choose.column_roles import Fixed
from generator.catalogue.choose.column_stats import ColumnStats
from generator.catalogue.rows import envelope
from generator.catalogue.rows.entry import ErrorTable
from generator.catalogue.words import lexicon, spelling
from generator.diagnostics.rules import table as rules
from generator.diagnostics.source import Problems, errors
from generator.markdown.page import Page, Paragraph, Table, texts
from generator.project.settings import Columns, Selection

# How much of the paragraph before a table is asked.
_LEAD = 200
# The rules of what is asked for and not there.
MISSED = frozenset({"choice-heading", "choice-line", "column-unknown"})


def choose(page: Page, selection: Selection) -> tuple[Choice, Problems]:
    """The error tables of a page with the roles of their columns, and why the others are left.

    Without a selection these are all tables of errors. What is wrong with the
    structure of a chosen table is reported with it. What a selection asks for
    and the page lacks is in MISSED, and stops nothing: another page may have it.
    """
    page = replace(page, tables=headless.completed(tuple(map(abreast.parted, page.tables))))
    groups, missed = selected.groups(page, selection)
    fixed, trouble = _fixed(page, selection)
    missed += trouble
    if not any(groups) and errors(missed):
        return Choice(account=account.tables(page, (), (), {})), missed
    problems: Problems = ()
    candidates = _candidates(page, fixed)
    named = bool(selection.lines or selection.headings)
    taken: dict[int, Candidate] = {}
    meant = {id(table) for group in groups for table in group}
    left = {id(table): account.UNASKED for table in page.tables if id(table) not in meant}
    for group in groups:
        if not group and errors(missed):
            continue  # what was asked for is missed: that is said already
        found, why, trouble = _taken(page, group, candidates, named=named)
        taken |= {id(c.table): c for c in found}
        left |= why
        problems += trouble
    ordered = [c for c in candidates if id(c.table) in taken]
    told = account.tables(page, candidates, taken, left)
    asked = [t for t in page.tables if id(t) in meant and id(t) not in taken]
    torn = sisters.beheaded(asked, candidates, ordered)
    structure = tuple(p for t in (*(c.table for c in ordered), *torn) for p in t.problems)
    if errors(problems):
        return Choice(account=told), missed + problems
    chosen = tuple(ErrorTable(c.table, c.roles) for c in ordered)
    noted = () if named else account.noted(page, candidates, told)
    return Choice(chosen, told), (*missed, *structure, *noted)


def _taken(
    page: Page, tables: Sequence[Table], candidates: Sequence[Candidate], *, named: bool
) -> tuple[list[Candidate], Mapping[int, str], Problems]:
    """The error tables among these, why others of them are left, and why there is none."""
    meant = {id(table) for table in tables}
    here = [c for c in candidates if id(c.table) in meant]
    found = [c for c in here if c.score.strong]
    weak = [c for c in here if c.score.weak]
    found = found or weak or (here if named else [])
    if not found:
        return [], {}, _refused(page, tables, here, named=named)
    if named:
        return found, {}, ()
    found, left = sisters.settle(here, found)
    return found, left, ()


def _candidates(page: Page, fixed: Sequence[Fixed]) -> list[Candidate]:
    """The tables that have a column of codes; those with the same header have the same roles."""
    groups = sisters.by_header(page.tables)
    stats = {
        id(t): columns for group in groups for columns in [column_stats.read(group)] for t in group
    }
    mentioned = _mentioned(page, list(stats.values()))
    alike = sisters.by_column(page.tables, stats)
    leads = _leads(page, page.tables)
    found = []
    usual = sisters.usual(groups, stats, mentioned)
    for table, wanted, lead in zip(page.tables, fixed, leads, strict=True):
        columns = stats[id(table)]
        roles = column_roles.assign(columns, mentioned, wanted, usual, alike)
        if roles is not None:
            scored = score.score(page, table, columns, roles, lead)
            found.append(Candidate(table, columns, roles, scored, mentioned))
    return found


def _mentioned(page: Page, stats: Sequence[Sequence[ColumnStats]]) -> frozenset[str]:
    """The codes that the page's JSON examples carry."""
    likely = (c for columns in stats for c in columns if column_roles.identifies(c))
    cells = {text for column in likely for text in column.texts}
    shown = envelope.infer(page.examples, cells)
    # A value that is a code by chance, under `result` or `id`, is none.
    if not any(lexicon.concepts(str(key)) & {"code", "error", "cause"} for key in shown.code):
        return frozenset()
    return frozenset(envelope.mentioned(page.examples, shown))


def _leads(page: Page, tables: Sequence[Table]) -> list[str]:
    """The end of the paragraph right before each table, under the same heading."""
    leads = []
    waiting = deque(page.paragraphs)
    lead: Paragraph | None = None
    above = 0
    for table in tables:
        while waiting and (waiting[0].span.line or 0) < (table.span.line or 0):
            lead = waiting.popleft()
        fits = lead and (lead.span.line or 0) > above and lead.trail == table.trail
        leads.append((lead.source or lead.text)[-_LEAD:] if lead and fits else "")
        above = selected.last_line(table)
    return leads


def _refused(
    page: Page, tables: Sequence[Table], candidates: Sequence[Candidate], *, named: bool
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
    likeliest = account.title(best.table) if best else ""
    return (rules.choice_none(span, len(page.tables), likeliest, siblings.likely(page)),)


def _fixed(page: Page, selection: Selection) -> tuple[list[Fixed], Problems]:
    """The columns that were asked for, by table; every one of them must be in some table."""
    tables = page.tables
    own = {
        id(t): cols for heading, cols in selection.by_table for t in headings.under(tables, heading)
    }
    wanted = {id(t): _over(selection.columns, own.get(id(t), ())) for t in tables}
    fixed = [_positions(t, wanted[id(t)]) for t in tables]
    strange = tuple(
        selected.no_heading(page, heading, selection)
        for heading, _ in selection.by_table
        if not headings.under(tables, heading)
    )
    asked = (*selection.columns, *(pair for _, cols in selection.by_table for pair in cols))
    problems = strange + tuple(
        rules.column_unknown(tables[0].span, role, text, texts(tables[0].header))
        for role, text in dict.fromkeys(asked)
        if tables
        and text
        and not any((role, text) in wanted[id(t)] and _column(t, text) is not None for t in tables)
    )
    return fixed, problems


def _over(whole: Columns, own: Columns) -> Columns:
    """The roles for all tables, and over them those of one table."""
    roles = {role for role, _ in own}
    return (*(pair for pair in whole if pair[0] not in roles), *own)


def _positions(table: Table, wanted: Columns) -> Fixed:
    found: dict[str, tuple[int, ...]] = {}
    for role, text in wanted:
        index = _column(table, text) if text else None
        if not text:
            found[role] = ()
        elif index is not None:
            found[role] = (*found.get(role, ()), index)
    return found


def _column(table: Table, wanted: str) -> int | None:
    """The position of a column that is called so, or that has this position."""
    headers = [lexicon.fold(spelling.clean(cell.text)) for cell in table.header]
    words = lexicon.fold(wanted.strip())
    if words in headers:
        return headers.index(words)
    if wanted.isdecimal() and wanted.isascii() and int(wanted[:9]) < len(headers):
        return int(wanted)
    return next((i for i, header in enumerate(headers) if words and words in header), None)
