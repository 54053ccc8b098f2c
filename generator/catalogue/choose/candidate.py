"""A table that has a column of codes."""

from __future__ import annotations

from dataclasses import dataclass

from generator import statuses
from generator.catalogue.choose import column_roles
from generator.catalogue.choose.column_stats import ColumnStats
from generator.catalogue.choose.score import Score
from generator.catalogue.rows import code_cell
from generator.catalogue.rows.entry import ColumnRoles
from generator.catalogue.words import lexicon
from generator.markdown.page import Table


@dataclass(frozen=True, slots=True)
class Candidate:
    """A table that has a column of codes, and how much it looks like an error table.

    `columns` are those of all tables with its header; `mentioned` are the
    codes that the page's JSON examples carry.
    """

    table: Table
    columns: tuple[ColumnStats, ...]
    roles: ColumnRoles
    score: Score
    mentioned: frozenset[str]

    @property
    def of_statuses(self) -> bool:
        """Whether its codes are HTTP statuses, by themselves or by the headings above them."""
        if self.roles.action or self.roles.cause:
            # More than a list of what HTTP says anyway.
            return False
        if self.roles.status == self.roles.code:
            # `400 INVALID_ARGUMENT` has a code beside its status.
            return not any(map(column_roles.MADE_UP.search, self.columns[self.roles.code].texts))
        if self.roles.status is not None or self.roles.name is not None:
            return False
        if not self._under_statuses():
            return False
        cells = [row.cells[self.roles.code].text for row in self.table.rows]
        texts = [text for text in cells if not code_cell.many(text)]
        return column_roles.registered(texts) > 0.8 and all(
            statuses.number(text[:80]) for text in texts
        )

    def _under_statuses(self) -> bool:
        """Whether a heading says `HTTP`, or `status` and neither it nor one below `error`."""
        for heading in self.table.trail[:-3:-1]:
            says = lexicon.concepts(heading.source or heading.text)
            if says & {"error", "status", "http"}:
                return "http" in says or "error" not in says
        return False
