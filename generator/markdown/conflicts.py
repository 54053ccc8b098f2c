"""Markers of a merge that nobody finished, in tables."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from generator.diagnostics import merges
from generator.diagnostics.rules import table as rules
from generator.diagnostics.source import Diagnostic, Document
from generator.markdown import pipes
from generator.markdown.page import Table


class _Conflict(NamedTuple):
    """A conflict: the line on which it begins, the one on which it ends, what is said of it."""

    begin: int
    end: int
    problem: Diagnostic


def told(document: Document, tables: Sequence[Table]) -> tuple[Table, ...]:
    """The tables; those with a conflict in them, or in one, with the error that says so alone."""
    found = list(_conflicts(document)) if "<<<<<<<" in document.text else []
    return tuple(_told(table, found) for table in tables) if found else tuple(tables)


def _told(table: Table, conflicts: Sequence[_Conflict]) -> Table:
    first = (table.span.line or 0) - 1
    last = max([first + 2, *(row.span.line or 0 for row in table.rows[-1:])]) + 1
    start = bisect_left(conflicts, first, key=lambda conflict: conflict.end)
    stop = bisect_right(conflicts, last, key=lambda conflict: conflict.begin)
    problems = tuple(conflict.problem for conflict in conflicts[start:stop])
    return replace(table, problems=problems) if problems else table


def _conflicts(document: Document) -> Iterator[_Conflict]:
    """The conflicts of a document, in order."""
    for markers in merges.conflicts(document.lines):
        first, last = markers[0], markers[-1]
        between = document.lines[first:last]
        rows = sum(pipes.has_pipe(one) and not merges.is_marker(one) for one in between)
        span = document.span(first, 1, len(document.lines[first - 1]))
        yield _Conflict(first, last, rules.table_conflict(span, rows, markers))
