"""A table that has a column of codes."""

from __future__ import annotations

import re
from dataclasses import dataclass

from generator.catalogue.choose import column_roles
from generator.catalogue.choose.column_stats import ColumnStats
from generator.catalogue.choose.score import Score
from generator.catalogue.rows.entry import ColumnRoles
from generator.catalogue.words import lexicon
from generator.markdown.page import Table

_MADE_UP = re.compile(r"[A-Za-z]_[A-Za-z]|[a-z][A-Z]")


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
            return not any(map(_MADE_UP.search, self.columns[self.roles.code].texts))
        if self.roles.status is not None or self.roles.name is not None:
            return False
        says = [lexicon.concepts(h.source or h.text) for h in self.table.trail[-2:]]
        if not any("status" in one or "http" in one for one in says) or any(
            "error" in one for one in says
        ):
            return False
        texts = [row.cells[self.roles.code].text for row in self.table.rows]
        return column_roles.registered(texts) > 0.8 and all(map(str.isdecimal, texts))
