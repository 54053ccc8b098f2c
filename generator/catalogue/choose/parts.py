"""Which parts of a page are its errors: tables, headings, or both."""

from __future__ import annotations

from generator.catalogue.choose import sections, tables
from generator.catalogue.choose.account import Choice
from generator.diagnostics.source import Problems
from generator.markdown.page import Page
from generator.project.settings import Selection

# What is no problem where there are errors of the other kind.
_NONE = frozenset({"choice-none", "headings-none"})


def choose(page: Page, selection: Selection) -> tuple[Choice, Problems]:
    """The error tables of a page, with one of its headings where these are meant."""
    if not selection.titled:
        return tables.choose(page, selection)
    if not selection.all:
        return sections.choose(page, selection)
    return _both(tables.choose(page, selection), sections.choose(page, selection), selection)


def _both(
    one: tuple[Choice, Problems], other: tuple[Choice, Problems], selection: Selection
) -> tuple[Choice, Problems]:
    """Two choices as one. What one part of the page lacks is a problem if the other does, too."""
    chosen = [table for choice, _ in (one, other) for table in choice.tables]
    account = [info for choice, _ in (one, other) for info in choice.account]
    missed = f"no {selection.what} "
    shared = {p.message for p in one[1]} & {p.message for p in other[1]}
    problems = {
        (p.rule, p.message): p
        for p in (*one[1], *other[1])
        if not (chosen and p.rule in _NONE)
        and (p.message in shared or not p.message.startswith(missed))
    }
    chosen.sort(key=lambda table: table.table.span.line or 0)
    account.sort(key=lambda info: info.line)
    return Choice(tuple(chosen), tuple(account)), tuple(problems.values())
