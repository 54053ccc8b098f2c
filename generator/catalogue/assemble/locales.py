"""Where the locales of one catalogue do not agree: each thing is said once a page."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import TypeAlias

from generator.catalogue.assemble import translated
from generator.catalogue.read_page import PageReading
from generator.catalogue.recover.reading import Reading
from generator.diagnostics.rules import message as rules
from generator.diagnostics.source import Diagnostic

# A row of the primary page, and that of another page with the same code.
_Pair: TypeAlias = tuple[Reading, Reading]


def compare(pages: Sequence[PageReading], overlay: str) -> Iterator[Diagnostic]:
    """Where the other locales say something else than the primary one.

    `overlay` is the path of the file that can settle a code.
    """
    first = _by_code(pages[0])
    others = [(page, _by_code(page)) for page in pages[1:]]
    more = {code: reading for _, here in others for code, reading in here.items()}
    alike = {page.path: translated.pairs(pages[0], page, pages) for page, _ in others}
    turned = {reading.code for found in alike.values() for _, reading in found}
    yield from _missing(pages[0], first, more, turned)
    for page, here in others:
        yield from translated.told(pages[0], page, alike[page.path], overlay)
        yield from _missing(page, here, first, {base.code for base, _ in alike[page.path]})
        pairs = [(first[code], reading) for code, reading in here.items() if code in first]
        yield from _statuses([(a, b) for a, b in pairs if a.entry.status != b.entry.status])
        yield from _parameters(
            [(a, b) for a, b in pairs if a.entry.parameters != b.entry.parameters]
        )


def _by_code(page: PageReading) -> Mapping[str, Reading]:
    """The first reading of each code."""
    found: dict[str, Reading] = {}
    for reading in page.readings:
        if reading.code:
            found.setdefault(reading.code, reading)
    return found


def _missing(
    page: PageReading,
    here: Mapping[str, Reading],
    there: Mapping[str, Reading],
    alike: Collection[str],
) -> Iterator[Diagnostic]:
    """What a page lacks; codes that are `alike` are said to be others, translated."""
    known = {*here, *alike}
    lacking = {code: reading.entry.span for code, reading in there.items() if code not in known}
    if lacking:
        other, *spans = lacking.values()
        lines = [span.line for span in spans if span.path == other.path and span.line]
        whole = page.tables[0].table.span
        yield rules.locale_missing(whole, tuple(lacking), page.locale, other, lines)


def _statuses(differing: Sequence[_Pair]) -> Iterator[Diagnostic]:
    for base, here in differing[:1]:
        statuses = str(here.entry.status), str(base.entry.status)
        span, other = here.entry.span, base.entry.span
        yield rules.locale_status(span, here.code, *statuses, other, _lines(differing))


def _parameters(differing: Sequence[_Pair]) -> Iterator[Diagnostic]:
    for base, here in differing[:1]:
        counts = here.entry.parameters, base.entry.parameters
        span, other = here.entry.span, base.entry.span
        yield rules.locale_parameters(span, here.code, *counts, other, _lines(differing))


def _lines(differing: Sequence[_Pair]) -> list[int]:
    """The lines of all but the first."""
    return [here.entry.span.line for _, here in differing[1:] if here.entry.span.line]
