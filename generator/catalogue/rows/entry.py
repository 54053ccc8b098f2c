"""One error as one row says it, before anybody asked whether that is true."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from generator.diagnostics.source import Span
from generator.markdown.page import Cell, Table


@dataclass(frozen=True, slots=True)
class Columns:
    """Which column plays which role; None where the table has no such column.

    `code` and `status` may be the same column (`400 INVALID_ARGUMENT`).
    `retry` is a column that says whether a retry can succeed.
    """

    code: int
    status: int | None = None
    message: int | None = None
    name: int | None = None
    retry: int | None = None


@dataclass(frozen=True, slots=True)
class Chosen:
    """An error table and the roles of its columns."""

    table: Table
    columns: Columns


@dataclass(frozen=True, slots=True)
class Entry:
    """One row, or one code of a row that names several.

    `text` is the candidate for the code: the cell cleaned of markup, outer
    quotes and invisible characters, or its part. `words` is the status cell
    without its number (`見つかりません`), `status_text` the cell as it is.
    `parameters` is the number of placeholders in the message. `source`,
    `status_source` are the untranslated texts of bilingual cells.
    """

    text: str
    cell: Cell
    source: str | None = None
    status: int | None = None
    status_text: str = ""
    status_source: str | None = None
    message: Cell | None = None
    name: str = ""
    retry: bool | None = None
    withdrawn: bool = False
    heading: str = ""
    table: int = 0
    span: Span = field(compare=False, default=Span(""))

    @property
    def status_words(self) -> str:
        """The status cell without its number: `404 (未找到)` → `未找到`."""
        return re.sub(r"[0-9]{3}", " ", self.status_text[:400]).strip(" ()（）:：-–·")
