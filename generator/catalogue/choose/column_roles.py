"""Which column of a table plays which role: cells decide, and headers what they leave open."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from generator import statuses
from generator.catalogue.choose.column_stats import ColumnStats
from generator.catalogue.rows.entry import ColumnRoles

_SUCCESS = frozenset([*range(100, 104), *range(200, 209), 226, *range(300, 309)])


def assign(
    columns: Sequence[ColumnStats], mentioned: frozenset[str], fixed: Mapping[str, int]
) -> ColumnRoles | None:
    """The roles of a table's columns; None if no column holds codes.

    `mentioned` are the codes that the page's JSON examples carry, `fixed` the
    positions of the roles that somebody chose.
    """
    retries = (c for c in columns if "retry" in c.says and c.length < 12 and "code" not in c.says)
    retry = fixed.get("retry", next((c.index for c in retries), None))
    free = [c for c in columns if c.index not in {*fixed.values(), retry}]
    identities = [c for c in free if identifies(c)]
    status = fixed.get("status", _status(columns, identities))
    code = fixed.get("code", _code([c for c in identities if c.index != status], mentioned))
    if code is None and status is not None:
        code = status
    if code is None:
        return None
    is_alone = not any(c.codes >= 0.6 for c in identities if c.index != code)
    if status is None and "status" not in fixed and is_alone and _all_statuses(columns[code]):
        status = code
    rest = [c for c in free if c.index not in (code, status)]
    name = fixed.get("name", _name(rest))
    message = fixed.get("message", _message(rest, name))
    return ColumnRoles(code, status, message, name, retry)


def identifies(column: ColumnStats) -> bool:
    """Whether a column may hold the codes: its cells are spelt so, or its header says `code`."""
    says = column.says
    if not column.filled or (column.level < 3 and says & {"other", "retry"}):
        return False
    if column.formal and column.level < 2:
        # `Type | Description` of errors: the first column names each of them once.
        first = column.index == 0 and "type" in says and column.distinct == 1
        return first and column.codes >= 0.8
    if says & {"message", "describe", "solve"} and column.level < 2:
        return column.codes >= 0.8 and column.length > 3
    if column.tokens >= 0.6:
        return column.level > 0 or column.codes >= 0.6
    short = column.kinds["phrase"] / column.filled + column.tokens
    return column.level >= 2 and "code" in says and short >= 0.8 and column.length <= 40


def _status(columns: Sequence[ColumnStats], identities: Sequence[ColumnStats]) -> int | None:
    """The column of HTTP statuses: one that is called so, or registered numbers beside names."""
    called = [
        c
        for c in columns
        if c.says & {"status", "http"} and c.status >= 0.5 and "retry" not in c.says
    ]
    if called:
        return max(called, key=lambda c: ("http" in c.says, c.status > 0.8, -c.index)).index
    names = [c for c in identities if c.kinds["symbol"] + c.kinds["word"] > c.filled * 0.6]
    for column in columns:
        plain = column.level in (0, 2) and not column.says & {"number", "event", "row"}
        if (
            plain
            and any((c.level or c.codes > 0.8) and c is not column for c in names)
            and _all_statuses(column)
        ):
            return column.index
    return None


def _all_statuses(column: ColumnStats) -> bool:
    """Whether nearly every cell is a registered HTTP status."""
    if column.status < 0.8 or "event" in column.says:
        return False
    numbers = [n for text in column.texts if (n := statuses.number(text[:80])) is not None]
    known = sum(n in statuses.PHRASES or n in _SUCCESS for n in numbers)
    return known >= 0.8 * len(numbers) and known > 0


def _code(found: Sequence[ColumnStats], mentioned: frozenset[str]) -> int | None:
    """The column of codes among those that identify."""
    rest = [c for c in found if not _numbers_rows(c, found)]
    if not rest:
        return None
    most = max(c.distinct for c in rest)

    def rank(column: ColumnStats) -> tuple[float, ...]:
        # A code that the examples carry, that tells rows apart, that is called so.
        return (
            len(rest) > 1 and not mentioned.isdisjoint(column.texts),
            column.tokens >= 0.6,
            column.distinct >= 0.75 * most,
            column.level >= 2,
            column.distinct >= 0.95 * most,
            _exact(column),
            column.kinds["symbol"] > column.filled / 2,
            column.level,
            -column.index,
        )

    return max(rest, key=rank).index


def _exact(column: ColumnStats) -> int:
    """How exactly a header says `code`: `Code` before `Code value` before `Code name`."""
    says = column.says
    if "code" in says:
        return 1 if "name" in says else 2 if "number" in says else 3
    return 2 if says & {"event", "error"} and "number" in says else 0


def _numbers_rows(column: ColumnStats, found: Sequence[ColumnStats]) -> bool:
    """Whether a column only numbers the rows, beside another one that holds the codes."""
    called = "row" in column.says or ("code" not in column.says and column.level <= 1)
    return (
        called
        and column.counting
        and any(c.level >= max(2, column.level) for c in found if c is not column)
    )


def _name(free: Sequence[ColumnStats]) -> int | None:
    """The other column that identifies the error: a symbol before a number before a phrase."""
    fit = [c for c in free if c.distinct >= 0.7 and _names(c) and not c.counting]
    order = sorted(fit, key=lambda c: (c.kinds["symbol"] <= c.filled / 2, -c.level, c.index))
    return order[0].index if order else None


def _names(column: ColumnStats) -> bool:
    if column.says & {"status", "http"} and column.status >= 0.5:
        return False
    if identifies(column) and not column.says & {"row"}:
        return column.level > 0 or column.distinct >= 0.9
    return (
        "name" in column.says
        and not column.formal
        and "other" not in column.says
        and column.length <= 60
    )


def _message(free: Sequence[ColumnStats], name: int | None) -> int | None:
    """The column of messages: called so, before a description, before anything that is prose."""
    ranked = [(c, _message_rank(c)) for c in free if c.index != name]
    best = max(ranked, key=lambda pair: (pair[1], -pair[0].index), default=None)
    if best and best[1]:
        return best[0].index
    return next(
        (c.index for c in free if c.index == name and c.says & {"message", "describe"}), None
    )


def _message_rank(column: ColumnStats) -> float:
    """How much speaks for a column holding the messages; 0: nothing does."""
    says = column.says
    if says & {"retry", "row"} and not says & {"message", "describe"}:
        return 0
    if "message" in says:
        return 5 if column.codes < 0.8 else 1
    if "error" in says and column.tokens < 0.5:
        return 4
    if "describe" in says:
        return 3 if column.codes < 0.8 else 1
    if "name" in says:
        return 2.5
    if "solve" in says:
        return 1.5
    return 2 if column.tokens < 0.5 and column.length > 12 and not column.formal else 0
