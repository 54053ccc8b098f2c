"""Which error of one catalogue is which of the other: by code, else by what a rename leaves."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TypeAlias

from generator import characters
from generator.changes.change import messages, statuses
from generator.model import Catalogue, Error

Pair: TypeAlias = tuple[Error, Error]
# A code, and which of its rows it is, should it stand there twice.
_Key: TypeAlias = tuple[str, int]


@dataclass(frozen=True, slots=True)
class Matched:
    """Every error of two catalogues: both of a pair, gone, retired since, or fresh.

    Of those `succeeding` the code is a success now; of those `failing` it was.
    """

    pairs: tuple[Pair, ...]
    gone: tuple[Error, ...]
    retired: tuple[Pair, ...]
    fresh: tuple[Error, ...]
    succeeding: tuple[Error, ...]
    failing: tuple[Error, ...]


@dataclass(frozen=True, slots=True)
class _Row:
    """An error without a partner, and its nearest neighbours that have one."""

    error: Error
    before: _Key | None
    after: _Key | None


def match(base: Catalogue, new: Catalogue, locales: Sequence[str]) -> Matched:
    """Pair the errors by code, and what is left over as renames.

    A rename keeps the status and the number of parameters, and with them its
    message (in one of `locales`) or its place among the other rows. Where two
    could be meant, none is.
    """
    olds, news = _live(base), _live(new)
    both = olds.keys() & news.keys()
    retired = {e.code: e for e in new.errors if e.retired}
    succeeding, failing = _crossed(olds, both, new), _crossed(news, both, base)
    aside = retired.keys() | {e.code for e in (*succeeding, *failing)}
    left = [row for row in _left(olds, both) if row.error.code not in aside]
    came = [row for row in _left(news, both) if row.error.code not in aside]
    renamed = _renames(left, came, locales)
    known = retired.keys() | {e.code for e in news.values()}
    dropped = [e for e in base.errors if e.retired and e.code not in known]
    old_ones, new_ones = ({id(pair[side]) for pair in renamed} for side in (0, 1))
    return Matched(
        pairs=(*((olds[key], news[key]) for key in olds if key in both), *renamed),
        gone=(*(r.error for r in left if id(r.error) not in old_ones), *dropped),
        retired=tuple(
            (e, retired[e.code]) for k, e in olds.items() if k not in both and e.code in retired
        ),
        fresh=tuple(r.error for r in came if id(r.error) not in new_ones),
        succeeding=succeeding,
        failing=failing,
    )


def _crossed(
    errors: dict[_Key, Error], both: Iterable[_Key], other: Catalogue
) -> tuple[Error, ...]:
    """The errors without a partner whose codes are successes on the other side."""
    paired = set(both)
    codes = {success.code for success in other.successes}
    return tuple(e for key, e in errors.items() if key not in paired and e.code in codes)


def same_word(one: str, other: str) -> bool:
    """Whether two codes differ in case and separators alone: `NotFound`, `NOT_FOUND`."""
    return _word(one) is not None and _word(one) == _word(other)


def _word(code: str) -> str | None:
    """The letters and digits of a code that has letters; a number's sign is no separator."""
    code = characters.known(code)
    return re.sub(r"[\W_]+", "", code.casefold()) if any(map(str.isalpha, code)) else None


def _live(catalogue: Catalogue) -> dict[_Key, Error]:
    seen: Counter[str] = Counter()
    found: dict[_Key, Error] = {}
    for error in catalogue.errors:
        if not error.retired:
            found[error.code, seen[error.code]] = error
            seen[error.code] += 1
    return found


def _left(errors: dict[_Key, Error], both: Iterable[_Key]) -> list[_Row]:
    """The errors without a partner, in order."""
    paired = set(both)
    before = _nearest(errors, paired)
    after = _nearest(reversed(errors), paired)
    return [_Row(e, before[k], after[k]) for k, e in errors.items() if k not in paired]


def _nearest(keys: Iterable[_Key], paired: set[_Key]) -> dict[_Key, _Key | None]:
    """For each key the last one before it that is paired."""
    found: dict[_Key, _Key | None] = {}
    last = None
    for key in keys:
        found[key] = last
        last = key if key in paired else last
    return found


def _renames(left: Sequence[_Row], came: Sequence[_Row], locales: Sequence[str]) -> list[Pair]:
    """The renames: what an alias says, then sign after sign, the surest first."""
    found = list(_by_alias(left, came))
    signs: list[Callable[[_Row], Hashable]] = [lambda row: _word(row.error.code)]
    signs += [partial(_message, locale) for locale in locales]
    signs += [lambda row: _placed(row, row.before), lambda row: _placed(row, row.after)]
    for sign in signs:
        taken = {id(error) for pair in found for error in pair}
        olds, news = ([r for r in rows if id(r.error) not in taken] for rows in (left, came))
        found += _agreed(olds, news, sign)
    return found


def _by_alias(left: Sequence[_Row], came: Sequence[_Row]) -> Iterator[Pair]:
    """Each old error whose code or class one new error alone keeps as an alias."""
    heirs: dict[str, list[Error]] = defaultdict(list)
    for row in came:
        for alias in row.error.aliases:
            heirs[alias].append(row.error)
    for row in left:
        found = heirs[row.error.code] or heirs[row.error.class_name]
        if len(found) == 1:
            yield row.error, found[0]


def _agreed(
    olds: Sequence[_Row], news: Sequence[_Row], sign: Callable[[_Row], Hashable]
) -> Iterator[Pair]:
    """The rows that bear the same sign, in order, if there are as many on both sides."""
    marked: dict[Hashable, tuple[list[Error], list[Error]]] = defaultdict(lambda: ([], []))
    for side, rows in enumerate((olds, news)):
        for row in rows:
            marked[sign(row)][side].append(row.error)
    for mark, (old, new) in marked.items():
        if mark is not None and len(old) == len(new):
            yield from zip(old, new, strict=True)


def _message(locale: str, row: _Row) -> Hashable:
    texts = messages(row.error, locale)
    return (*_kind(row.error), texts) if texts else None


def _placed(row: _Row, neighbour: _Key | None) -> Hashable:
    """A place tells a row only together with a status: numbered lists are renumbered too often."""
    return (*_kind(row.error), neighbour) if any(statuses(row.error)) else None


def _kind(error: Error) -> tuple[Hashable, int]:
    return statuses(error), len(error.parameters)
