"""Where the locales of one catalogue do not agree."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from generator.catalogue.read_page import Sheet
from generator.catalogue.recover.reading import Reading
from generator.diagnostics.rules import message as rules
from generator.diagnostics.source import Diagnostic


def compare(sheets: Sequence[Sheet]) -> Iterator[Diagnostic]:
    """Where the other locales say something else than the settling one."""
    base = {r.code: r for r in reversed(sheets[0].readings) if r.code}
    for sheet in sheets[1:]:
        here = {r.code: r for r in reversed(sheet.readings) if r.code}
        for code, reading in base.items():
            if code not in here:
                whole = sheet.chosen[0].table.span
                yield rules.locale_missing(whole, code, sheet.locale, reading.entry.cell.span)
        for code, reading in here.items():
            yield from _differs(base.get(code), reading, sheets[0])


def _differs(base: Reading | None, here: Reading, first: Sheet) -> Iterator[Diagnostic]:
    span = here.entry.cell.span
    if base is None:
        whole = first.chosen[0].table.span
        yield rules.locale_missing(whole, here.code, first.locale, span)
        return
    other = base.entry.cell.span
    if base.entry.status != here.entry.status:
        statuses = str(here.entry.status), str(base.entry.status)
        yield rules.locale_status(span, here.code, *statuses, other)
    if base.parameters != here.parameters:
        yield rules.locale_parameters(span, here.code, here.parameters, base.parameters, other)
