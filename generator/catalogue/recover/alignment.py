"""A damaged table beside a reference of it: what stands at the same place."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise


@dataclass(frozen=True, slots=True)
class RowKey:
    """What a row can be told by in two tables. `code` is "" where the table is not sure of it."""

    code: str
    status: int | None
    parameters: int


@dataclass(frozen=True, slots=True)
class Reference:
    """The rows of another page or catalogue, in order.

    `codes` are all of them letter for letter, the doubtful ones included:
    those confirm a code that a page in another language spells the same, and
    never replace one. `language` is the reference's own, "" if it is unknown.
    `sure` are the codes of the rows.
    """

    path: str
    rows: tuple[RowKey, ...]
    codes: frozenset[str] = frozenset()
    language: str = ""
    sure: frozenset[str] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "sure", frozenset(row.code for row in self.rows if row.code))

    def confirms(self, code: str, language: str) -> bool:
        """Whether the reference has this code and cannot have it from the same mistake."""
        foreign = self.language not in ("", language)
        return code in self.sure or (foreign and code in self.codes)


def align(
    rows: Sequence[RowKey], open_rows: frozenset[int], reference: Reference
) -> dict[int, str]:
    """The reference's code for each open row that has a place in it.

    `rows` are the table's own rows, those with an index in `open_rows` being
    damaged or doubtful. Certain codes that both tables have, in the same
    order, are the neighbours; rows out of order are none. Between two of them
    rows pair place by place where both tables have equally many and none of
    the table's is news to the reference; elsewhere only where a status and a
    number of parameters stand once in both.
    """
    found: dict[int, str] = {}
    certain = {i: row.code for i, row in enumerate(rows) if i not in open_rows}
    anchors = _anchors(certain, reference)
    claimed = frozenset(certain.values())
    for own, theirs in _gaps(anchors, len(rows), len(reference.rows)):
        left = [reference.rows[j] for j in theirs if reference.rows[j].code not in claimed]
        wanted = [i for i in own if i in open_rows]
        news = [i for i in own if i not in open_rows and rows[i].code not in reference.codes]
        if len(wanted) == len(left) and not news:
            found |= _by_place(rows, wanted, left)
        else:
            found |= _by_kind(rows, [*wanted, *news], left, open_rows)
    spent = Counter(found.values())
    return {i: code for i, code in found.items() if spent[code] == 1}


def _anchors(certain: dict[int, str], reference: Reference) -> list[tuple[int, int]]:
    """Pairs of places of one code, in order in both: the longest increasing run."""
    place = {row.code: j for j, row in enumerate(reference.rows) if row.code}
    pairs = [(i, place[code]) for i, code in sorted(certain.items()) if code in place]
    tails: list[int] = []
    ends: list[int] = []
    before: list[int] = []
    for index, (_, j) in enumerate(pairs):
        at = bisect_left(tails, j)
        before.append(ends[at - 1] if at else -1)
        tails[at : at + 1] = [j]
        ends[at : at + 1] = [index]
    run: list[tuple[int, int]] = []
    at = ends[-1] if ends else -1
    while at >= 0:
        run.append(pairs[at])
        at = before[at]
    return run[::-1]


def _gaps(
    anchors: Sequence[tuple[int, int]], own: int, theirs: int
) -> Iterator[tuple[range, range]]:
    edges = [(-1, -1), *anchors, (own, theirs)]
    for (i, j), (k, m) in pairwise(edges):
        yield range(i + 1, k), range(j + 1, m)


def _by_place(rows: Sequence[RowKey], wanted: list[int], left: list[RowKey]) -> dict[int, str]:
    """Row by row; a single pair that disagrees spoils the whole gap: the order is not the same."""
    pairs = list(zip(wanted, left, strict=True))
    if any(_kind(rows[i]) != _kind(known) for i, known in pairs):
        return _by_kind(rows, wanted, left, frozenset(wanted))
    return {i: known.code for i, known in pairs if known.code}


def _by_kind(
    rows: Sequence[RowKey], mine: list[int], left: list[RowKey], open_rows: frozenset[int]
) -> dict[int, str]:
    """Only where one row and one known code have this status and number of parameters."""
    own = Counter(_kind(rows[i]) for i in mine)
    theirs = Counter(_kind(known) for known in left)
    once = {_kind(known): known.code for known in left if known.code and theirs[_kind(known)] == 1}
    return {
        i: once[_kind(rows[i])]
        for i in mine
        if i in open_rows and own[_kind(rows[i])] == 1 and _kind(rows[i]) in once
    }


def _kind(row: RowKey) -> tuple[int | None, int]:
    return row.status, row.parameters
