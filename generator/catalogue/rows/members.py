"""The members of JSON bodies, and which of them may hold the code, by its name and its values."""

from __future__ import annotations

import re
from collections import Counter, deque
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from generator import characters, statuses
from generator.catalogue.words import spelling
from generator.model import Key, KeyPath, at

_DEPTH = 8
_NODES = 2000
# Of an array, a page shows the errors of one response, or one of each kind.
_ITEMS = 100

# What a member is called that holds a code, and nothing else.
_NAMED = frozenset(
    {
        *("code", "errorcode", "errcode", "errno", "errorno", "errornumber", "errorid", "errid"),
        *("ret", "retcode", "returncode", "returnvalue", "resultcode", "rc", "responsecode"),
        *("respcode", "faultcode", "reasoncode", "messagecode", "msgcode"),
    }
)
# And one that holds a code or something else.
_LIKELY = frozenset(
    {
        *("error", "errors", "err", "type", "errortype", "errorname", "name", "title", "reason"),
        *("kind", "result", "exception", "fault", "failure", "category", "symbol", "subcode"),
        *("id", "key", "status", "state"),
    }
)
# What these hold as a number is a status of HTTP, or numbers something else.
_COUNTS = frozenset(
    {
        *("status", "statuscode", "httpstatus", "httpstatuscode", "httpcode", "httpresponsecode"),
        *("state", "id"),
    }
)
# What a path with codes of the page counts at least, and what a name that says so.
DOCUMENTED, _OWN = 2.0, 2.0
_ERRORS = re.compile(r"err(or)?s?|errordetails?|exceptions?|faults?|failures?|problems?")
# A zero says success under these, too, if that is what the page says of it.
_RESULTS = frozenset({"status", "result", "error", "err"})
# The names of members that hold a message, the surest first; `_SURE` of them hold nothing else.
_MESSAGES = (
    *("message", "errormessage", "errmessage", "errmsg", "errormsg", "msg", "detail"),
    *("errordescription", "errordesc", "errorinfo", "description", "desc", "title", "text"),
    *("reason", "info", "explanation", "summary"),
)
_SURE = 11
_SAYING = ("message", "msg", "desc", "description")
NO_MESSAGE = 99
# The values of examples that stand for any code.
_PLACEHOLDERS = frozenset({"errorcode", "yourerrorcode", "somecode", "someerrorcode"})
_CALLS = frozenset({"jsonrpc", "error", "result"})
_LONGEST = 100
_CODE = re.compile(r"[+-]?[A-Za-z0-9_.:-]{1,80}")
_NUMBER = re.compile(r"[+-]?([0-9]+)")


@dataclass(frozen=True, slots=True)
class Known:
    """What the page says of its codes: which there are, which say success, what heads them.

    `headers` are those of the columns of codes, as `bare` has them. `kinds`
    counts the codes by their digits, the words under 0.
    """

    codes: frozenset[str]
    successes: frozenset[str]
    headers: frozenset[str]
    kinds: Counter[int]


@dataclass(frozen=True, slots=True)
class Seen:
    """What the examples show at one path.

    `inside` says that an error is around the value, `beside` that a message is.
    """

    values: frozenset[str]
    inside: bool
    beside: bool


def known(codes: Iterable[str], successes: Iterable[str], headers: Iterable[str]) -> Known:
    """The codes of a page, those that say success, and the headers of their columns."""
    every = frozenset(codes)
    kinds = Counter(_digits(code) for code in every if _CODE.fullmatch(code))
    names = frozenset(bare(header).removesuffix("s") for header in headers)
    return Known(every, frozenset(successes), names - {""}, kinds)


def members(body: object) -> Iterator[tuple[KeyPath, object]]:
    """Every member that holds no further object, outermost first, as (path, value).

    The items of an array stand all at its place 0: they are alike.
    """
    waiting: deque[tuple[KeyPath, object]] = deque([((), body)])
    for _ in range(_NODES):
        if not waiting:
            return
        path, value = waiting.popleft()
        if isinstance(value, dict) and len(path) < _DEPTH:
            waiting += [((*path, str(key)), child) for key, child in value.items()]
        elif isinstance(value, list) and len(path) < _DEPTH:
            waiting += [((*path, 0), child) for child in value[:_ITEMS]]
        elif path:
            yield path, value


def is_code(value: object) -> bool:
    """Whether a value of JSON may be a code."""
    if isinstance(value, bool) or not isinstance(value, str | int):
        return False
    return _CODE.fullmatch(str(value)) is not None


def bare(key: Key) -> str:
    """A key or a header as it is compared: `error_code` and `Error code` are one; "" of a place."""
    if isinstance(key, int):
        return ""
    return re.sub(r"[\W_0-9]", "", characters.known(key[:_LONGEST])).casefold()


def message_rank(key: Key) -> int:
    """How surely a member is a message by its name: 0 the most, `NO_MESSAGE` where it is none."""
    name = bare(key)
    if name in _MESSAGES:
        return _MESSAGES.index(name)
    return len(_MESSAGES) if name.endswith(_SAYING) else NO_MESSAGE


def look(bodies: Iterable[object]) -> dict[KeyPath, Seen]:
    """What the bodies show at each path where a code may be: an item of an array is none."""
    values: dict[KeyPath, set[str]] = {}
    beside: set[KeyPath] = set()
    for body in bodies:
        every = list(members(body))
        spoken = {p[:-1] for p, v in every if isinstance(v, str) and message_rank(p[-1]) < _SURE}
        for path, value in every:
            if is_code(value) and isinstance(path[-1], str) and not _is_call(body, path):
                values.setdefault(path, set()).add(str(value))
                if path[:-1] in spoken and message_rank(path[-1]) >= _SURE:
                    beside.add(path)
    return {
        path: Seen(frozenset(v), _is_inside(path), path in beside) for path, v in values.items()
    }


def _is_inside(path: KeyPath) -> bool:
    return any(_ERRORS.fullmatch(bare(key)) for key in path)


def _is_call(body: object, path: KeyPath) -> bool:
    """Whether a member is JSON-RPC's `id`, which numbers a call and its answer."""
    above = at(body, path[:-1]) if len(path) > 1 else body
    return path[-1] == "id" and isinstance(above, dict) and not _CALLS.isdisjoint(above)


def score(path: KeyPath, seen: Seen, page: Known) -> float:
    """How much speaks for a path as that of the code; 0 where it is none.

    A path with codes of the page counts from `DOCUMENTED` up, one that is only
    named like a code's less.
    """
    name = _name(path, page.headers)
    around = 0.5 * seen.inside + 0.25 * seen.beside
    hits = [value for value in seen.values if value in page.codes]
    if hits and _is_enough(path, name, hits, seen):
        rare = 0.5 if len(hits) * 2 < len(seen.values) else 0.0
        return DOCUMENTED + name + _worth(hits) + around - rare
    if not page.successes.isdisjoint(seen.values):
        if name >= _OWN:
            return DOCUMENTED + name + around
        if bare(path[-1]) in _RESULTS:
            return (name + around) / 4
    if name and any(bare(value) in _PLACEHOLDERS for value in seen.values):
        # `"error": "ERROR_CODE"` says where the code stands, and gives none.
        return (_OWN + around) / 2
    alike = any(_is_alike(value, page) for value in seen.values)
    return (name + around) / 2 if name >= _OWN and around and alike else 0.0


def _name(path: KeyPath, headers: Collection[str]) -> float:
    """How much a member is called like the code: 3 as its column is, 0 not at all."""
    key, above = bare(path[-1]), [bare(name) for name in path[:-1] if isinstance(name, str)]
    full = above[-1].removesuffix("s") + key if above else key
    if {key, full} & {*headers} or any(h.endswith(key) for h in headers if len(key) > 3):
        return 3.0
    if key in _NAMED:
        return _OWN
    return 0.5 if key in _LIKELY or key.endswith("code") else 0.0


def _is_enough(path: KeyPath, name: float, hits: Collection[str], seen: Seen) -> bool:
    """Whether codes of the page at a path are more than a coincidence."""
    sizes = {_digits(hit) for hit in hits}
    if name >= _OWN:
        return True
    if 0 in sizes:
        made_up = any(spelling.kind(hit) == "symbol" for hit in hits)
        return bool(name) or made_up or seen.inside or seen.beside
    if bare(path[-1]) in _COUNTS:
        return False
    if name:
        return seen.inside or (seen.beside and max(sizes) > 2)
    return seen.inside and max(sizes) > 3


def _worth(hits: Collection[str]) -> float:
    """How much the codes of the page at a path say: most if they are words, and several."""
    sizes = {_digits(hit) for hit in hits}
    worth = 1.5 if 0 in sizes else 1.0 if max(sizes) > 2 else 0.5
    return worth * (1.5 if len(hits) > 1 else 1)


def _is_alike(value: str, page: Known) -> bool:
    """Whether a code that the page lacks would be spelt so: a number as numbers are, or a word."""
    if not page.kinds:
        return True
    number = _NUMBER.fullmatch(value)
    sizes = [size for size in page.kinds if size]
    numbers = sum(page.kinds[size] for size in sizes)
    if (numbers if number else page.kinds[0]) * 3 < page.kinds.total():
        return False
    # A status of HTTP stands beside codes of another kind, too.
    is_status = value.isdigit() and statuses.phrase(int(value[:4])) != ""
    fits = number and min(sizes) <= len(number[1]) <= max(sizes) and not is_status
    return not number or value == "0" or bool(fits)


def _digits(code: str) -> int:
    """How many digits a code that is a number has; 0 for a word."""
    number = _NUMBER.fullmatch(code)
    return len(number[1]) if number else 0
