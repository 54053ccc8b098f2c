"""Which lines two texts have in common, found in time that is bounded."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from difflib import Match, SequenceMatcher
from itertools import accumulate
from typing import TypeVar

# So many pairs of lines are looked at: a third of a second. A text that somebody made for it
# takes difflib the cube of its lines, and one of 10,000 lines minutes.
_PAIRS = 4_000_000

T = TypeVar("T")


class Common(SequenceMatcher[T]):
    """What difflib finds, until so many pairs of lines were looked at.

    From then on only what two parts begin and end with: what differs between
    them is right, and no longer the shortest.
    """

    def __init__(self, old: Sequence[T], new: Sequence[T]) -> None:
        """Of two texts by their lines."""
        super().__init__(None, old, new)
        self._old, self._new, self._left = old, new, _PAIRS
        # difflib passes over what makes more than one line in a hundred.
        often = len(new) // 100 + 1 if len(new) >= 200 else len(new)
        counts = {line: number for line, number in Counter(new).items() if number <= often}
        self._pairs = list(accumulate((1 + counts.get(line, 0) for line in old), initial=0))

    def find_longest_match(
        self, alo: int = 0, ahi: int | None = None, blo: int = 0, bhi: int | None = None
    ) -> Match:
        """The longest run that a part of either has; once it would take too long, another."""
        ahi, bhi = len(self._old) if ahi is None else ahi, len(self._new) if bhi is None else bhi
        self._left -= self._pairs[ahi] - self._pairs[alo]
        if self._left >= 0:
            return super().find_longest_match(alo, ahi, blo, bhi)
        most = min(ahi - alo, bhi - blo)
        if head := self._alike(range(alo, alo + most), range(blo, blo + most)):
            return Match(alo, blo, head)
        tail = self._alike(range(ahi - 1, ahi - 1 - most, -1), range(bhi - 1, bhi - 1 - most, -1))
        return Match(ahi - tail, bhi - tail, tail)

    def _alike(self, left: range, right: range) -> int:
        """How many lines are the same, from the first on."""
        pairs = enumerate(zip(left, right, strict=True))
        same = next((n for n, (i, k) in pairs if self._old[i] != self._new[k]), None)
        return len(left) if same is None else same
