"""Rows of HTML that stand in no table: those that a table lost, and those that lost their table."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from generator.diagnostics.rules import table as table_rules
from generator.markdown import html_table, html_tags, rowlike
from generator.markdown.draft import Draft, Place
from generator.markdown.html_tags import HtmlTable
from generator.markdown.page import Table
from generator.markdown.state import State

# A tag of a row or a cell that is no word of prose, as in `<td>` between backticks; a comment.
_PART = re.compile(r"(?<![`\\])<(?:/?(?:tr|td|th)(?=[\s/>])|!--)|-->", re.IGNORECASE)
_OUTSIDE = "they stand outside of <table>"


class Untabled(NamedTuple):
    """What rows without a table are: tables of their own, or lost, with their lines, from one.

    `lost` has the position of each table that lost rows.
    """

    tables: list[Table]
    lost: dict[int, list[int]]


def read(draft: Draft) -> Untabled:
    """What the rows of a page are that stand in none of its tables."""
    found = Untabled([], {})
    runs = list(_runs(draft))
    places = draft.places(first + 1 for first, _ in runs)
    for (first, last), place in zip(runs, places, strict=True):
        state = State()
        state.document, state.first = draft.document, first
        state.process("\n".join(draft.document.lines[first : last + 1]) + "\n")
        for one in html_tags.untabled(state.src):
            _sort(draft, place, state, one, found)
    return found


def _runs(draft: Draft) -> Iterator[tuple[int, int]]:
    """The lines, from 0, from the first row of HTML to the last between tables and headings.

    Code goes on with such rows, but begins none: it shows how a table is written.
    """
    headings = {heading.span.line for heading in draft.headings}
    run: list[int] = []
    for index, (line, kind) in enumerate(zip(draft.document.lines, draft.kinds, strict=True)):
        if run and (kind == rowlike.TAKEN or index + 1 in headings):
            yield run[0], run[-1]
            run = []
        may_begin = kind in (rowlike.FREE, rowlike.HIDDEN)
        if (may_begin or (run and kind == rowlike.CODE)) and _PART.search(line):
            run = [*run[:1], index]
    if run:
        yield run[0], run[-1]


def _sort(draft: Draft, place: Place, state: State, one: HtmlTable, found: Untabled) -> None:
    """Add what a table is that is none: the rest of the one above it, or one of its own."""
    rows = [row for row in one.rows if row]
    lines = [state.line(row[0].start) + 1 for row in rows]
    table = draft.tables[place.above] if place.above >= 0 else None
    has_header = all(cell.is_header for cell in rows[0])
    is_below = table and table.kind == "html" and table.trail == place.trail
    if table and is_below and table.rows and not has_header:
        found.lost.setdefault(place.above, []).extend(lines)
    elif max(map(len, rows)) > 1:
        is_hidden = draft.kinds[lines[0] - 1] == rowlike.HIDDEN
        read = html_table.headless(state, one, draft.env)
        why = draft.unclosed if is_hidden else _OUTSIDE
        problem = table_rules.table_unopened(state.span(rows[0][0].start), lines, why)
        whole = replace(read, trail=place.trail, span=problem.span, problems=(problem,))
        found.tables.append(whole)
