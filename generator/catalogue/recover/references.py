"""What others say of a cell that is open: references, and the page's examples."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from generator import statuses
from generator.catalogue.recover import alignment
from generator.catalogue.recover.alignment import Reference
from generator.catalogue.recover.reading import Context, Reading, Readings
from generator.catalogue.words import similarity

# A code is taken from a damaged spelling that is at least half like it, if
# the next best spelling is clearly less so.
_HALF = 0.5
_CLEARLY = 0.12
# Comparing spellings costs some 30 µs a pair; these bound it on a page made to be slow.
_OPEN_LIMIT = 500
_MENTIONED_LIMIT = 200
_CANDIDATE_LIMIT = 50


def aligned(readings: Readings, reference: Reference) -> Readings:
    """Rung 8: what stands at the same place in a reference."""
    rows = [reading.key for reading in readings]
    open_rows = frozenset(i for i, r in enumerate(readings) if r.open)
    result = list(readings)
    for i, code in alignment.align(rows, open_rows, reference).items():
        why = f"{reference.path} has {code} at this place"
        result[i] = replace(readings[i], code=code, evidence="aligned", why=why)
    return tuple(result)


def mentioned(readings: Readings, context: Context) -> Readings:
    """Rung 9: a code that the page's JSON names belongs to the one open cell that is like it."""
    result = list(readings)
    codes = {r.code for r in readings if not r.open}
    if sum(r.open for r in readings) > _OPEN_LIMIT:
        return readings
    for code in context.mentioned[:_MENTIONED_LIMIT]:
        if code in codes:
            continue
        best = _best(result, code)
        if best is not None:
            why = f"an example of the page names {code}, which no other row resembles"
            result[best] = replace(result[best], code=code, evidence="mentioned", why=why)
            codes.add(code)
    return tuple(result)


def _best(readings: Sequence[Reading], code: str) -> int | None:
    scores = sorted(
        ((similarity.resembles(r.entry.text, code), i) for i, r in enumerate(readings) if r.open),
        reverse=True,
    )
    if not scores or scores[0][0] < _HALF:
        return None
    clear = len(scores) == 1 or scores[0][0] - scores[1][0] >= _CLEARLY
    return scores[0][1] if clear else None


def suggest(readings: Readings, context: Context) -> Readings:
    """The readings with what each open code may have been, the likeliest first."""
    taken = frozenset(r.code for r in readings if not r.open)
    by_status: dict[int | None, list[str]] = {}
    for known in (row for reference in context.references for row in reference.rows):
        if known.code and known.code not in taken:
            by_status.setdefault(known.status, []).append(known.code)
    mentioned = [code for code in context.mentioned if code not in taken]
    return tuple(
        _likely(r, taken, [*mentioned, *by_status.get(r.entry.status, [])]) if r.open else r
        for r in readings
    )


def _likely(reading: Reading, taken: frozenset[str], others: Sequence[str]) -> Reading:
    own = statuses.name(reading.entry.status or 0)
    ranked = sorted(
        others[:_CANDIDATE_LIMIT], key=lambda code: -similarity.resembles(reading.entry.text, code)
    )
    first = [own] if own and own not in taken else []
    return replace(reading, likely=tuple(dict.fromkeys([*first, *ranked]))[:3])
