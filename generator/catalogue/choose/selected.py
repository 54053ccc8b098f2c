"""The parts of a page that somebody asks for, by a heading above them or by a line of theirs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from generator.catalogue.choose import headings, siblings
from generator.diagnostics import suggest
from generator.diagnostics.rules import table as rules
from generator.diagnostics.source import Diagnostic, Level, Problems
from generator.markdown.page import Page, Table
from generator.project.settings import Selection


def groups(page: Page, selection: Selection) -> tuple[list[Sequence[Table]], Problems]:
    """The tables that were asked for by line, or by heading one group each; all where none was."""
    at = [(line, _at(page, line)) for line in selection.lines]
    under = [(wanted, headings.under(page.tables, wanted)) for wanted in selection.headings]
    ignored = [(wanted, _ignored(page, wanted)) for wanted in selection.ignored]
    problems = (
        *(_no_line(page, line, selection, "error") for line, group in at if not group),
        *(no_heading(page, wanted, selection) for wanted, group in under if not group),
        *(_none_ignored(page, wanted, selection) for wanted, group in ignored if not group),
        *_partly(page, selection),
    )
    out = {id(table) for _, group in ignored for table in group}
    found = [group for _, group in (*at, *under)]
    if not found and not at and not under:
        found = [page.tables]
    return [[t for t in group if id(t) not in out] for group in found], problems


def _partly(page: Page, selection: Selection) -> Iterator[Diagnostic]:
    """A note for each heading of which a part was asked for, and not all."""
    by_text = (wanted for wanted, _ in selection.by_table)
    ignored = (wanted for wanted in selection.ignored if not _is_line(wanted))
    for wanted in dict.fromkeys((*selection.headings, *ignored, *by_text)):
        if found := headings.partly(page.tables, wanted):
            yield rules.choice_part(page.document.whole(), wanted, found)


def _ignored(page: Page, wanted: str) -> Sequence[Table]:
    """The tables that are to be left: at a line, or under a heading."""
    at = _at(page, int(wanted)) if _is_line(wanted) else ()
    return at or headings.under(page.tables, wanted)


def _none_ignored(page: Page, wanted: str, selection: Selection) -> Diagnostic:
    """What is said of a line or a heading without a table; that a line has none costs nothing."""
    if _is_line(wanted):
        return _no_line(page, int(wanted), selection, "warning")
    return no_heading(page, wanted, selection)


def _is_line(wanted: str) -> bool:
    return wanted.isascii() and wanted.isdecimal()


def _at(page: Page, line: int) -> Sequence[Table]:
    """The table at a line, alone; the inner one of two."""
    return [t for t in page.tables if _first_line(t) <= line <= last_line(t)][-1:]


def no_heading(page: Page, wanted: str, selection: Selection) -> Diagnostic:
    """The problem of a heading with nothing below it of what is read."""
    known = list(dict.fromkeys(h.text for t in page.tables for h in t.trail))
    near = suggest.nearest(wanted, known[:500], 5, 0.4)
    every = list(dict.fromkeys((*near, *known)))
    titled = 0 if selection.titled else siblings.likely(page)
    return rules.choice_heading(page.document.whole(), wanted, every, selection.what, titled)


def _no_line(page: Page, wanted: int, selection: Selection, level: Level) -> Diagnostic:
    near = sorted(sorted(map(_first_line, page.tables), key=lambda line: abs(line - wanted))[:5])
    return rules.choice_line(page.document.whole(), wanted, near, selection.what, level=level)


def _first_line(table: Table) -> int:
    return table.span.line or 0


def last_line(table: Table) -> int:
    """The last line of a page that a table stands on."""
    rows = [row.span.line or 0 for row in table.rows]
    return max([_first_line(table) + 1, *rows])
