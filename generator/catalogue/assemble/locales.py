"""Where the locales of one catalogue do not agree."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from generator.catalogue.read_page import PageReading
from generator.catalogue.recover.reading import Reading
from generator.diagnostics.rules import message as rules
from generator.diagnostics.source import Diagnostic


def compare(pages: Sequence[PageReading]) -> Iterator[Diagnostic]:
    """Where the other locales say something else than the primary one."""
    base = {r.code: r for r in reversed(pages[0].readings) if r.code}
    for page in pages[1:]:
        here = {r.code: r for r in reversed(page.readings) if r.code}
        for code, reading in base.items():
            if code not in here:
                whole = page.tables[0].table.span
                yield rules.locale_missing(whole, code, page.locale, reading.entry.span)
        for code, reading in here.items():
            yield from _differs(base.get(code), reading, pages[0])


def _differs(base: Reading | None, here: Reading, first: PageReading) -> Iterator[Diagnostic]:
    span = here.entry.span
    if base is None:
        whole = first.tables[0].table.span
        yield rules.locale_missing(whole, here.code, first.locale, span)
        return
    other = base.entry.span
    if base.entry.status != here.entry.status:
        statuses = str(here.entry.status), str(base.entry.status)
        yield rules.locale_status(span, here.code, *statuses, other)
    if base.entry.parameters != here.entry.parameters:
        yield rules.locale_parameters(
            span, here.code, here.entry.parameters, base.entry.parameters, other
        )
