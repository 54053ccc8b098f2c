"""Whether the words around a table speak of errors, from its header to the page's file name."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from generator import characters
from generator.catalogue.choose.column_stats import ColumnStats
from generator.catalogue.rows import success
from generator.catalogue.rows.entry import ColumnRoles
from generator.catalogue.words import lexicon
from generator.markdown.page import Cell, Heading, Page, Table

_INDEX = frozenset({"readme", "index", "_index", "overview"})
_COLUMNS = 50
# The share of messages of failure that makes up for missing words.
_MOSTLY = 0.5
# Tables of constants are narrower than those of records.
_WIDE = 4
# The rows among which a success is looked for.
_ASKED = 100


@dataclass(frozen=True, slots=True)
class Score:
    """The evidence for a table, kept apart: what the words say, what the cells say.

    `level` is how clearly the header says that a column identifies errors,
    `of_errors` whether any of the words is an error's, not merely a code's, and
    `failing` the share of messages that say that something went wrong. `telling` are
    headers that say `code` and `message` or the like, a success, a remedy.
    """

    words: int
    cells: float
    level: int
    of_errors: bool
    failing: float
    telling: bool = False

    @property
    def fails(self) -> bool:
        """Whether most messages say that something went wrong."""
        return self.failing >= _MOSTLY

    @property
    def strong(self) -> bool:
        """Whether this is an error table wherever it stands."""
        return self.of_errors and self.level > 0 and self.words >= 4 and self.total >= 4.5

    @property
    def weak(self) -> bool:
        """Whether it may be one, if the page has no better."""
        failing = _MOSTLY if not self.of_errors else 0.3 if not self.level else 0.0
        if self.telling and self.words >= 2 and self.fails:
            return True
        return self.words >= 3 and self.total >= 4 and self.failing >= failing

    @property
    def total(self) -> float:
        """Both together: the higher, the surer."""
        return self.words + self.cells


def score(
    page: Page, table: Table, columns: Sequence[ColumnStats], roles: ColumnRoles, lead: str
) -> Score:
    """How much speaks for a table being an error table; `lead` is the sentence before it."""
    code = columns[roles.code]
    others = [columns[i] for i in (roles.message, roles.name) if i is not None]
    failing = max(c.failing for c in (code, *others))
    # `Code | Reason` has its statuses under `Code`, and is about codes all the same.
    status_level = 0 if roles.status is None else min(columns[roles.status].level, 2)
    level = max(code.level, *(c.level for c in others), status_level)
    fields = sum(c.formal for c in columns if c is not code) if level < 2 else 0
    fields += 2 * _describes_body(code)
    if level < 2 and (failing < 0.2 or fields):
        level = 0
    if roles.status == roles.code:
        # A column of nothing but HTTP statuses needs no header to say so.
        level = max(level, 2)
    near, around = _heading(table, code), _around(page, table, lead)
    if level > 2 or failing >= _MOSTLY:
        # A heading does not gainsay a header that says `Error code`, or messages of failure.
        near = max(near, 0)
    status = roles.status is not None and roles.status != roles.code
    cells = min(1.5, 3 * failing) + status + 0.5 * (code.codes > 0.7) - (code.distinct < 0.4)
    # What has a remedy, or a success among its codes, tells of errors whatever it is called.
    shown = bool(roles.action and level) + _succeeds(columns, roles)
    of_errors = level > 2 or near >= 2 or around >= 2 or bool(shown)
    telling = code.level >= 2 and "code" in code.says and _tells(columns, roles)
    telling = bool(shown) or (telling and not says(table) & {"status", "other", "field"})
    if _lists(columns, roles) or _records(columns, roles):
        return Score(0, cells, 0, of_errors=False, failing=failing)
    words = level + near + around + shown
    return Score(words, cells - 3 * fields, level, of_errors, failing, telling)


def says(table: Table) -> frozenset[str]:
    """What the nearest heading speaks of."""
    return lexicon.concepts(_original(table.trail[-1])) if table.trail else frozenset()


def _succeeds(columns: Sequence[ColumnStats], roles: ColumnRoles) -> bool:
    """Whether one of the codes is called a success, and is zero or named so."""
    code = columns[roles.code]
    others = [columns[i] for i in (roles.name, roles.message) if i is not None]
    texts = map(characters.known, code.texts[:_ASKED])
    if any(success.is_named(text) for text in texts if not text.islower()):
        return True
    zero = next((i for i, text in enumerate(code.texts[:_ASKED]) if success.is_zero(text)), None)
    said = [c.texts[zero] for c in others if zero is not None and c.filled == code.filled]
    return any(success.says(text, zero=True) for text in said)


def _tells(columns: Sequence[ColumnStats], roles: ColumnRoles) -> bool:
    """Whether a column is called the message or the description of the code."""
    message = columns[roles.message] if roles.message is not None else None
    return message is not None and bool(message.says & {"message", "describe"})


def _lists(columns: Sequence[ColumnStats], roles: ColumnRoles) -> bool:
    """Whether the codes are of something else, which another column names: languages, countries."""
    if roles.message is None:
        return any("other" in c.says for c in columns)
    says = columns[roles.message].says
    return "other" in says and not says & {"message", "describe", "error"}


def _records(columns: Sequence[ColumnStats], roles: ColumnRoles) -> bool:
    """Whether the codes are but what came of each row: of a card, an order, a case of a test.

    Such a row begins with an id of its own, and nothing in it tells of the code.
    """
    code, message = columns[roles.code], roles.message
    told = message is not None and not (columns[message].distinct < 0.5 and code.distinct < 0.5)
    if told or len(columns) < _WIDE:
        return False
    before = columns[: roles.code]
    return any(c.codes >= 0.7 and c.distinct == 1 and not _names_error(c) for c in before)


def _names_error(column: ColumnStats) -> bool:
    """Whether a header may be over other names of an error, or its status."""
    known = {"code", "error", "event", "http", "status", "result", "name", "row", "message"}
    return bool(column.says & known) or column.counting


def _describes_body(code: ColumnStats) -> bool:
    """Whether the "codes" are the members of an error's body: code, message, details."""
    texts = map(characters.known, code.texts)
    members = sum(lexicon.member(text) for text in texts if not text.isupper())
    return members > 0.3 * code.filled and code.filled < 30


def speaks(table: Table) -> bool:
    """Whether the words in and over a table are about errors or events, whatever it holds."""
    headers = [lexicon.concepts(_original(cell)) for cell in table.header[:_COLUMNS]]
    named = any("error" in says or {"event", "number"} <= says for says in headers)
    return named or _heading(table, None) >= 2


def _heading(table: Table, code: ColumnStats | None) -> int:
    text = _original(table.trail[-1]) if table.trail else ""
    if code and "number" in code.says and "event" in lexicon.concepts(text):
        return max(_weight(text), 2)
    return _weight(text)


def _weight(text: str) -> int:
    """How much a text speaks of errors, from -2 to 3."""
    says = lexicon.concepts(text)
    if "error" in says:
        return 3
    if "other" in says or ("field" in says and "code" not in says):
        return -2
    if says & {"code", "status"} and says & {"result", "http"}:
        return 2
    return int("code" in says or {"result", "number"} <= says)


def _around(page: Page, table: Table, lead: str) -> int:
    texts = [_original(h) for h in table.trail[:-1]] + [page.front.title, _file(page.path), lead]
    return max(min(2, _weight(text)) for text in texts)


def _original(heading: Heading | Cell) -> str:
    return heading.source or heading.text


def _file(path: str) -> str:
    """A page's file name as words; of an index, the folder's."""
    parts = [re.sub(r"\.[A-Za-z0-9_]{1,8}$|[-_.]", " ", part).strip() for part in path.split("/")]
    return parts[-2] if len(parts) > 1 and parts[-1].lower() in _INDEX else parts[-1]
