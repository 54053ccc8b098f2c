"""Codes that look translated, on a page that does not say that it is a translation."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from typing import TypeAlias

from generator.catalogue import read_page
from generator.catalogue.read_page import PageReading
from generator.catalogue.recover import alignment
from generator.catalogue.recover.alignment import Reference
from generator.catalogue.recover.reading import Reading
from generator.diagnostics.rules import message as rules
from generator.diagnostics.source import Diagnostic
from generator.project import toml
from generator.project.pins import Pin

# A row of the primary page, and the row of another page that seems to be the same.
_Pair: TypeAlias = tuple[Reading, Reading]


def pairs(first: PageReading, page: PageReading, pages: Sequence[PageReading]) -> tuple[_Pair, ...]:
    """The rows of two pages that have a code each that the other lacks, and are alike otherwise.

    A code of `page` is one that none of the other `pages` has. Two rows are
    alike if their numbers are, or their status and their place among the codes
    that both pages have. Pages with fewer codes in common list something else.
    """
    here, there = _codes(page), _codes(first)
    elsewhere = frozenset[str]().union(*(_codes(other) for other in pages if other is not page))
    own = [r for r in page.readings if r.code and r.code not in elsewhere]
    lacking = {r.code: r for r in reversed(first.readings) if r.code and r.code not in here}
    if not own or not lacking:
        return ()
    placed = _by_place(first, page, frozenset(r.code for r in own))
    numbered = _by_number(own, lacking.values())
    found: dict[str, _Pair] = {}
    for reading in own:
        base = numbered.get(reading.code) or lacking.get(placed.get(reading.code, ""))
        if base and not _differ(base, reading):
            found.setdefault(reading.code, (base, reading))
    taken = Counter(base.code for base, _ in found.values())
    sure = tuple(pair for pair in found.values() if taken[pair[0].code] == 1)
    return sure if len(here & there) >= len(sure) else ()


def _codes(page: PageReading) -> frozenset[str]:
    return frozenset(r.code for r in page.readings if r.code)


def _by_place(first: PageReading, page: PageReading, own: Collection[str]) -> dict[str, str]:
    """The code of the primary page that stands where each of the page's own codes does."""
    rows = tuple(r.key for r in first.readings)
    open_rows = frozenset(i for i, r in enumerate(page.readings) if r.code in own)
    keys = [r.key for r in page.readings]
    found = alignment.align(keys, open_rows, Reference(first.path, rows, _codes(first)))
    return {keys[i].code: code for i, code in found.items()}


def _by_number(own: Collection[Reading], lacking: Collection[Reading]) -> dict[str, Reading]:
    """The row of the primary page that has the number of a row, which no other row has."""
    numbers = Counter(map(_number, own)), Counter(map(_number, lacking))
    known = {_number(r): r for r in lacking if numbers[1][_number(r)] == 1}
    return {
        r.code: known[_number(r)]
        for r in own
        if _number(r) and numbers[0][_number(r)] == 1 and _number(r) in known
    }


def _number(reading: Reading) -> str:
    """The number that a row has beside its code, or ""."""
    return reading.entry.name if reading.entry.name.isdecimal() else ""


def _differ(base: Reading, reading: Reading) -> bool:
    """Whether the rows have different numbers or statuses."""
    numbers = {_number(base), _number(reading)}
    return len(numbers) > 1 or base.entry.status != reading.entry.status


def told(
    first: PageReading, page: PageReading, found: Sequence[_Pair], overlay: str
) -> Iterator[Diagnostic]:
    """A warning for each pair, at the row that was translated: the one that is not English."""
    is_turned = page.language == "en" != first.language
    odd, other = (first, page) if is_turned else (page, first)
    restored = _restored(odd, other) if found else {}
    for pair in found:
        base, reading = pair[::-1] if is_turned else pair
        text = reading.entry.text
        yield rules.locale_code(
            reading.entry.span,
            (reading.code, odd.locale),
            (base.code, other.locale),
            base.entry.span,
            _why(base),
            toml.lines(Pin(("codes",), text, base.code)),
            overlay,
            mends=restored.get(text) == base.code,
        )


def _why(reading: Reading) -> str:
    status = reading.entry.status
    if number := _number(reading):
        return f"the same number, {number}"
    return f"the same place and status, {status}" if status else "the same place"


def _restored(page: PageReading, other: PageReading) -> dict[str, str]:
    """What the page's cells would be read as if it said that it is a translation."""
    raw = replace(page, translated=True, readings=tuple(Reading(r.entry) for r in page.readings))
    if page.translated:
        return {}
    read = read_page.recover(raw, lambda _: "", (read_page.reference(other),))
    return {r.entry.text: r.code for r in read.readings}
