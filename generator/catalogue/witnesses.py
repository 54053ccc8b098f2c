"""What others say of a cell that is open: references, and the page's examples."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from generator import statuses
from generator.catalogue import alignment, likeness
from generator.catalogue.alignment import Known, Reference
from generator.catalogue.reading import Context, Reading, Readings

# A code is taken from a damaged spelling that is at least half like it, if
# the next best spelling is clearly less so.
_HALF = 0.5
_CLEARLY = 0.12


def aligned(readings: Readings, reference: Reference) -> Readings:
    """Rung 7: what stands at the same place in a reference."""
    rows = [Known(r.code, r.entry.status, r.parameters) for r in readings]
    open_rows = frozenset(i for i, r in enumerate(readings) if r.open)
    result = list(readings)
    for i, code in alignment.align(rows, open_rows, reference).items():
        why = f"{reference.path} has {code} at this place"
        result[i] = replace(readings[i], code=code, evidence="aligned", why=why)
    return tuple(result)


def mentioned(readings: Readings, context: Context) -> Readings:
    """Rung 8: a code that the page's JSON names belongs to the one open cell that is like it."""
    result = list(readings)
    codes = {r.code for r in readings if not r.open}
    for code in dict.fromkeys(context.mentioned):
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
        ((likeness.resembles(r.entry.text, code), i) for i, r in enumerate(readings) if r.open),
        reverse=True,
    )
    if not scores or scores[0][0] < _HALF:
        return None
    clear = len(scores) == 1 or scores[0][0] - scores[1][0] >= _CLEARLY
    return scores[0][1] if clear else None


def likely(reading: Reading, readings: Readings, context: Context) -> Reading:
    """What an open code may have been, the likeliest first."""
    if not reading.open:
        return reading
    taken = {r.code for r in readings if not r.open}
    own = statuses.name(reading.entry.status or 0)
    others = [*context.mentioned]
    for reference in context.references:
        others += [k.code for k in reference.rows if k.status == reading.entry.status and k.code]
    ranked = sorted(
        (c for c in dict.fromkeys(others) if c not in taken),
        key=lambda c: -likeness.resembles(reading.entry.text, c),
    )
    first = [own] if own and own not in taken else []
    return replace(reading, likely=tuple(dict.fromkeys([*first, *ranked]))[:3])
