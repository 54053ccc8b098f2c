"""One error as one row says it, before anybody asked whether that is true."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from generator import statuses
from generator.catalogue.rows.placeholders import Template
from generator.catalogue.words import spelling
from generator.diagnostics.source import Span
from generator.markdown.page import Cell, Table
from generator.model import Mark


@dataclass(frozen=True, slots=True)
class ColumnRoles:
    """Which column plays which role; None where the table has no such column.

    `code` and `status` may be the same column (`400 INVALID_ARGUMENT`).
    `retry` is a column that says whether a retry can succeed, `action` are
    those of what to do, `cause` those of causes, and `kept` those that play
    no role, as they stand under their headers.
    """

    code: int
    status: int | None = None
    message: int | None = None
    name: int | None = None
    retry: int | None = None
    action: tuple[int, ...] = ()
    cause: tuple[int, ...] = ()
    kept: tuple[int, ...] = ()

    def columns(self, role: str) -> tuple[int, ...]:
        """The columns of a role, from the left."""
        found: int | tuple[int, ...] | None = getattr(self, role)
        if isinstance(found, tuple):
            return found
        return () if found is None else (found,)


@dataclass(frozen=True, slots=True)
class ErrorTable:
    """A table of errors, and the roles of its columns."""

    table: Table
    roles: ColumnRoles

    @property
    def is_titled(self) -> bool:
        """Whether it is one of headings, each of which is a row."""
        return self.table.kind == "headings"

    @property
    def part(self) -> str:
        """What of the page each of its rows is."""
        return "heading" if self.is_titled else "row"

    def cells(self) -> Iterator[tuple[str, int | None]]:
        """What the code cell of each row says, cleaned of markup, and the number of its status."""
        at = self.roles.status
        for row in self.table.rows:
            status = statuses.number(spelling.clean(row.cells[at].text)) if at is not None else None
            yield spelling.clean(row.cells[self.roles.code].text), status


@dataclass(frozen=True, slots=True)
class MessageCell:
    """What a row says for people, cut at its placeholders; `source` is the untranslated text.

    `marks` are the links and the code spans, as places in its text.
    """

    template: Template
    source: Template | None = None
    span: Span = field(compare=False, default=Span(""))
    marks: tuple[Mark, ...] = ()

    @property
    def text(self) -> str:
        """What a reader of the page sees."""
        return self.template.text


@dataclass(frozen=True, slots=True)
class Entry:
    """One row, or one code of a row that names several.

    `text` is the candidate for the code: the cell cleaned of markup, outer
    quotes and invisible characters, or its part. `status_text` is the status
    cell as it is. `source` is the untranslated text of a bilingual code cell.
    `actions`, `causes` and `kept` are cells of the row, with the headers of
    those kept; `remark` is what the code cell says beside its codes, and
    `deprecated` why it is not sent any more. `table` is the table's place among
    the page's error tables.
    """

    text: str
    cell: Cell
    source: str | None = None
    status: int | None = None
    status_text: str = ""
    message: MessageCell | None = None
    name: str = ""
    retry: bool | None = None
    deprecated: str = ""
    heading: str = ""
    actions: tuple[Cell, ...] = ()
    causes: tuple[Cell, ...] = ()
    kept: tuple[tuple[str, Cell], ...] = ()
    remark: str = ""
    table: int = 0

    @property
    def span(self) -> Span:
        """Where the code stands."""
        return self.cell.span

    @property
    def parameters(self) -> int:
        """The number of placeholders, in the untranslated message where there is one."""
        message = self.message
        return len((message.source or message.template).words) if message else 0

    @property
    def status_words(self) -> str:
        """The status cell without its number: `404 (未找到)` → `未找到`."""
        return re.sub(r"[0-9]{3}", " ", self.status_text[:400]).strip(" ()（）:：-–·")
