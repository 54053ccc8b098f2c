"""Which column of a table plays which role: cells decide, and headers what they leave open."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from types import MappingProxyType

from generator import statuses
from generator.catalogue.choose.column_stats import ColumnStats
from generator.catalogue.rows.entry import ColumnRoles
from generator.catalogue.words import lexicon

Fixed = Mapping[str, tuple[int, ...]]

# What no language writes: `SOME_NAME`, `someName`.
MADE_UP = re.compile(r"[A-Za-z]_[A-Za-z]|[a-z][A-Z]")
# The usual length of a label, and how much longer the prose beside it is.
_LABEL, _LONGER = 40, 1.5
_ASIDE = frozenset({"cause", "solve"})
# The usual length of the reason phrases of HTTP.
_PHRASE = 24
# What ends a sentence, and no name.
_FULL_STOPS = (".", "。", "!", "！", "?", "？")


def assign(
    columns: Sequence[ColumnStats],
    mentioned: frozenset[str],
    fixed: Fixed,
    usual: frozenset[str] = frozenset(),
    alike: Mapping[str, Sequence[str]] = MappingProxyType({}),
) -> ColumnRoles | None:
    """The roles of a table's columns; None if no column holds codes.

    `mentioned` are the codes that the page's JSON examples carry, `fixed` the
    positions of the roles that somebody chose, () where no column is to have one.
    `usual` are headers of the codes in other tables of the page. `alike` are the
    cells of all columns of the page that have the same header.
    """
    settled = {column for found in fixed.values() for column in found}
    filled = [c for c in columns if c.filled]
    retry = _one(fixed, "retry", _retry(filled, settled))
    free = [c for c in filled if c.index not in settled and c.index != retry]
    status, code = _status_and_code(filled, free, mentioned, fixed, usual, alike)
    if code is None:
        return None
    rest = [c for c in free if c.index not in (code, status)]
    advice = fixed.get("action", tuple(c.index for c in rest if _advises(c)))
    name = _one(fixed, "name", _name([c for c in rest if c.index not in advice]))
    told = {"message", "describe"}
    speaking = [c for c in rest if c.index not in advice or c.says & told]
    message = _one(fixed, "message", _message(speaking, name))
    if "name" not in fixed and name is None and message is not None:
        name = _label(speaking, columns[message], of_statuses=status == code)
    cause = fixed.get("cause", tuple(c.index for c in rest if _explains(c, message, name)))
    if message is None and "message" not in fixed:
        # Where nothing else speaks, the cause is the message.
        message = next(iter(cause), None)
    taken = {code, status, name, message, retry, *advice, *cause, *fixed.get("ignore", ())}
    kept = tuple(c.index for c in filled if c.index not in taken)
    return ColumnRoles(code, status, message, name, retry, advice, cause, kept)


def _one(fixed: Fixed, role: str, found: int | None) -> int | None:
    return next(iter(fixed[role]), None) if role in fixed else found


def _retry(columns: Sequence[ColumnStats], settled: set[int]) -> int | None:
    short = (c for c in columns if c.length < 12 and c.index not in settled)
    return next((c.index for c in short if "retry" in c.says and "code" not in c.says), None)


def _status_and_code(
    columns: Sequence[ColumnStats],
    free: Sequence[ColumnStats],
    mentioned: frozenset[str],
    fixed: Fixed,
    usual: frozenset[str],
    alike: Mapping[str, Sequence[str]],
) -> tuple[int | None, int | None]:
    """The columns of the HTTP statuses and of the codes, which may be one."""
    identities = [c for c in free if identifies(c) or _types(c, columns)]
    status = _one(fixed, "status", _status(columns, identities))
    code = _one(
        fixed, "code", _code([c for c in identities if c.index != status], mentioned, usual)
    )
    if code is None or ("code" not in fixed and _phrases(columns, code, status)):
        code = status
    chosen = next((c for c in columns if c.index == code), None)
    if chosen is None or status is not None or "status" in fixed:
        return status, code
    others = [c for c in identities if c.index != code and c.codes >= 0.6]
    # `Error code | Type` has names beside the statuses, `Error | Code` has codes.
    is_alone = all("symbol" in c.kinds and "code" not in c.says for c in others)
    if (
        is_alone
        and _all_statuses(chosen)
        and of_http(chosen, alike.get(chosen.header, chosen.texts))
    ):
        status = code
    return status, code


def _phrases(columns: Sequence[ColumnStats], code: int, status: int | None) -> bool:
    """Whether a column has no more than the registered phrases of the statuses beside it."""
    chosen = next((c for c in columns if c.index == code), None)
    if status in (None, code) or chosen is None or chosen.says & {"code", "error"}:
        return False
    known = {re.sub(r"[^a-z]", "", phrase.casefold()) for phrase in statuses.PHRASES.values()}
    held = sum(re.sub(r"[^a-z]", "", text.casefold()) in known for text in chosen.texts)
    return held > 0.8 * chosen.filled


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


def _types(column: ColumnStats, columns: Sequence[ColumnStats]) -> bool:
    """`Type | Status | …`: words that are all different beside statuses that are not."""
    is_type = "type" in column.says and column.tokens >= 0.9
    return is_type and column.distinct == 1 and any(_called_status(c) for c in columns)


def _called_status(column: ColumnStats) -> bool:
    says = column.says
    return bool(says & {"status", "http"}) and column.status >= 0.5 and "retry" not in says


def _status(columns: Sequence[ColumnStats], identities: Sequence[ColumnStats]) -> int | None:
    """The column of HTTP statuses: one that is called so, or registered numbers beside names."""
    called = [c for c in columns if _called_status(c) and ("http" in c.says or _all_statuses(c))]
    if called:
        return max(called, key=lambda c: ("http" in c.says, c.status > 0.8, -c.index)).index
    named = ("symbol", "word", "several")
    names = [c for c in identities if sum(c.kinds[kind] for kind in named) > c.filled * 0.6]
    own = [c for c in identities if c.kinds["number"] > c.filled / 2 and registered(c.texts) < 0.2]
    for column in columns:
        others = [c for c in names if (c.level or c.codes > 0.8) and c is not column]
        # A product's numbers beside the few statuses that they are sent with.
        others += [c for c in own if c.distinct > column.distinct]
        if "code" in column.says and column.distinct == 1:
            # `Code | Constant`: the number is the code, and the constant its name.
            others = [c for c in others if c.says & {"code", "error"}]
        # `Error code | Type` with statuses and their names: the number is called the code.
        own_code = column.level not in (0, 2) and any(c.distinct <= column.distinct for c in others)
        plain = not (own_code or column.says & {"number", "event", "row"})
        if plain and others and _all_statuses(column) and of_http(column, column.texts):
            return column.index
    return None


def _all_statuses(column: ColumnStats) -> bool:
    """Whether nearly every cell is a registered HTTP status."""
    # One number of a few may be wrong (`999`) where the column is called a status.
    numbers = "status" in column.says and column.kinds["number"] == column.filled
    few_odd = numbers and (1 - column.status) * column.filled < 1.5
    if column.status < (0.6 if few_odd else 0.8) or "event" in column.says:
        return False
    return registered(column.texts) >= 0.8


def registered(texts: Sequence[str]) -> float:
    """The share of the statuses among some texts that are registered for HTTP."""
    numbers = [n for text in texts if (n := statuses.number(text[:80])) is not None]
    return sum(map(statuses.registered, numbers)) / len(numbers) if numbers else 0


def of_http(column: ColumnStats, texts: Sequence[str]) -> bool:
    """Whether registered numbers are HTTP statuses, and no product's steps from 201 on.

    `texts` are the cells of all columns with this header: `201` beside `3001`
    is none. Errors are among statuses, or the header or the cells say so.
    """
    if column.says & {"http"} or _phrased(column):
        return True
    numbers = [int(text) for text in texts if text.isascii() and text.isdecimal()]
    own = sum(not statuses.registered(n) for n in numbers)
    if own * 5 > len(numbers):
        return False
    found = [n for text in column.texts if (n := statuses.number(text[:80])) is not None]
    failed = sum(n in statuses.PHRASES for n in found)
    return failed > 0 and bool(column.says & {"status", "result"} or failed * 2 >= len(found))


def _phrased(column: ColumnStats) -> bool:
    """Whether most cells say the registered name of their status: `429 (Too Many Requests)`."""
    phrases = [(statuses.PHRASES.get(statuses.number(t[:80]) or 0), t) for t in column.texts]
    said = sum(bool(p) and str(p).casefold() in t[:80].casefold() for p, t in phrases)
    return said * 2 > sum(phrase is not None for phrase, _ in phrases)


def _code(
    found: Sequence[ColumnStats], mentioned: frozenset[str], usual: frozenset[str]
) -> int | None:
    """The column of codes among those that identify."""
    rest = [c for c in found if not _numbers_rows(c, found)]
    if any(_is_called(c) for c in rest):
        # Beside made-up codes that repeat, what is not called a code only tells rows apart.
        rest = [c for c in rest if c.level > 3 or "code" in c.says]
    if not rest:
        return None
    most = max(c.distinct for c in rest)

    def rank(column: ColumnStats) -> tuple[float, ...]:
        # A code that the examples carry, that tells rows apart, that is called so.
        return (
            len(rest) > 1 and not mentioned.isdisjoint(column.texts),
            column.tokens >= 0.6,
            column.level > 2 and "code" in column.says and column.header in usual,
            column.level >= 2 or not column.says & {"message", "describe"},
            column.distinct >= 0.75 * most,
            column.level >= 2,
            column.distinct >= 0.95 * most,
            _exact(column),
            column.kinds["symbol"] > column.filled / 2,
            column.level,
            -column.index,
        )

    return max(rest, key=rank).index


def _is_called(column: ColumnStats) -> bool:
    """Whether made-up codes stand under a header that says `Error code`."""
    made_up = column.tokens >= 0.8 and column.kinds["symbol"] * 2 > column.filled
    return made_up and column.level > 3 and "code" in column.says


def _exact(column: ColumnStats) -> int:
    """How exactly a header says `code`: `Code` before `Code value` before `Code name`."""
    says = column.says
    if "code" in says:
        # `Error code` before `Code key`, and both before `Triggering error codes`.
        whole = 1 if "cause" in says else 4 if says & {"error", "event"} else 3
        return 1 if "name" in says else 2 if "number" in says else whole
    return 2 if says & {"event", "error"} and "number" in says else 0


def _numbers_rows(column: ColumnStats, found: Sequence[ColumnStats]) -> bool:
    """Whether a column only numbers the rows, beside another one that holds the codes."""
    called = "row" in column.says or ("code" not in column.says and column.level <= 1)
    return (
        called
        and column.counting
        and any(c.level >= max(2, column.level) for c in found if c is not column)
    )


def _advises(column: ColumnStats) -> bool:
    """A column of what to do, in prose."""
    return "solve" in column.says and column.codes < 0.8 and "code" not in column.says


def _explains(column: ColumnStats, message: int | None, name: int | None) -> bool:
    """A column of causes, beside the messages or in their place."""
    is_cause = "cause" in column.says and column.codes < 0.8 and column.index != name
    return is_cause and (column.index != message or not column.says & {"message", "code"})


def _name(free: Sequence[ColumnStats]) -> int | None:
    """The other column that identifies the error: a symbol before a number before a phrase."""
    fit = [c for c in free if _names(c) and not c.counting]
    order = sorted(fit, key=lambda c: (c.kinds["symbol"] <= c.filled / 2, -c.level, c.index))
    return order[0].index if order else None


def _names(column: ColumnStats) -> bool:
    if column.says & {"status", "http"} and column.status >= 0.5:
        return False
    if column.says & {"cause", "row"} and "name" not in column.says:
        return False
    if (
        "other" in column.says
        and sum(map(bool, map(MADE_UP.search, column.texts))) * 2 <= column.filled
    ):
        # `Enumerator` may be over constants, `Country name` over countries.
        return False
    symbols = column.kinds["symbol"] + column.kinds["several"]
    # A step that repeats names no error, an enum's member that repeats does.
    named = column.says & {"name", "error", "code", "type", "message", "describe"}
    often = 0.3 if named else 0.7
    if symbols >= 0.6 * column.filled and column.distinct >= often and not column.kinds["prose"]:
        # Symbols beside numbers are names by their cells, whatever the header says.
        return True
    is_text = bool(column.says & {"message", "describe"})
    if "name" in column.says and not (column.formal or is_text or identifies(column)):
        return column.length <= 60 and column.distinct >= 0.3
    return identifies(column) and column.distinct >= (0.7 if column.level > 0 else 0.9)


def _label(free: Sequence[ColumnStats], message: ColumnStats, *, of_statuses: bool) -> int | None:
    """A column of short labels beside the longer prose of the messages: `Code | Text | Meaning`."""
    short = [
        c
        for c in free
        if c is not message
        and (c.says & {"message", "describe", "name"} or "type" in c.says)
        and ("cause" not in c.says or "name" in c.says or (of_statuses and c.length < _PHRASE))
        and "other" not in c.says
        and (of_statuses or not c.says & {"status", "http"})
        and c.distinct >= 0.7
        and c.length <= _LABEL
        and not c.counting
        and not c.kinds["prose"] > c.filled * 0.1
        and not sum(text.endswith(_FULL_STOPS) for text in c.texts) * 2 > c.filled
    ]
    return short[0].index if short else None


def _message(free: Sequence[ColumnStats], name: int | None) -> int | None:
    """The column of messages: called so, before a description, before anything that is prose."""
    most = max((c.filled for c in free), default=0)
    ranked = [(c, _message_rank(c)) for c in free if c.index != name and c.filled * 2 >= most]
    best = max(ranked, key=lambda pair: (pair[1], -pair[0].index), default=None)
    if best and best[1]:
        return _prose(best[0], [c for c, rank in ranked if rank >= 2.5]).index
    told = (c for c in free if c.index == name and "name" not in c.says)
    return next((c.index for c in told if c.says & {"message", "describe", "error"}), None)


def _prose(best: ColumnStats, others: Sequence[ColumnStats]) -> ColumnStats:
    """Of two texts the longer prose, where the best is but a label."""
    if best.length > _LABEL / 2 or best.kinds["prose"] > best.filled * 0.1:
        return best
    longer = [c for c in others if c.length > best.length * _LONGER and c.filled >= best.filled]
    fit = (c for c in longer if c.says & {"describe", "message"} and not c.says & _ASIDE)
    if "message" in best.says or "describe" in best.says:
        return next(fit, best)
    # Beside a kind of error even a column that says all at once is the message.
    return next((c for c in longer if c.says & {"describe", "message"}), best)


def _message_rank(column: ColumnStats) -> float:
    """How much speaks for a column holding the messages; 0: nothing does."""
    says = column.says
    if says & {"retry", "row"} and not says & {"message", "describe"}:
        return 0
    if "example" in says:
        return 1.5
    if "message" in says:
        return 5 if column.codes < 0.8 else 1
    if "error" in says and column.tokens < 0.5 and "describe" not in says:
        return 4
    if "describe" in says:
        return (3 if "cause" not in says else 2.7) if column.codes < 0.8 else 1
    if "name" in says:
        return 2.5
    if "solve" in says:
        return 0
    # Short texts say too little, unless no header could say more.
    spoken = column.length > (5 if lexicon.dense(column.texts) else 12) or not column.header
    return 2 if column.tokens < 0.5 and spoken and not column.formal else 0
