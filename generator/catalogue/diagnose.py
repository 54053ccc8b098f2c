"""What has to be said about the readings of a page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator

from generator import characters
from generator.catalogue.read_page import Sheet
from generator.catalogue.recover.reading import Reading
from generator.catalogue.rows import placeholders
from generator.diagnostics.rules import code as code_rules
from generator.diagnostics.rules import message as message_rules
from generator.diagnostics.rules import page as page_rules
from generator.diagnostics.source import Diagnostic, Problems, Span
from generator.project import toml
from generator.project.pins import Pin


def say(sheet: Sheet, overlay: str, added: Collection[str]) -> Problems:
    """A diagnostic for each code that was restored, doubted, or could not be read.

    `overlay` is the path of the file in which people can settle it, and
    `added` are the codes that it adds to the page's.
    """
    cells = Counter(r.entry.text for r in sheet.readings)
    problems = [p for r in sheet.readings for p in _reading(r, cells, overlay)]
    return (
        *problems,
        *_foreign(sheet),
        *_duplicates(sheet),
        *_repairs(sheet),
        *_examples(sheet, added),
    )


def _reading(reading: Reading, cells: Counter[str], overlay: str) -> Iterator[Diagnostic]:
    code, cell, span = reading.code, reading.entry.text, _place(reading)
    key = f"{cell}|{reading.entry.status}" if cells[cell] > 1 else cell
    likely = reading.likely[0] if reading.why and reading.likely else "..."
    pin = toml.lines(Pin(("codes",), key, code or likely))
    if reading.evidence is None:
        yield code_rules.code_unreadable(span, reading.likely, pin, overlay)
    elif reading.evidence == "doubtful":
        yield code_rules.code_doubtful(span, cell, reading.why, reading.likely, pin, overlay)
    elif reading.evidence in ("source-text", "parenthesised") and cell != code:
        yield code_rules.code_translated(span, code, reading.why, pin, overlay, level="note")
    elif reading.evidence in ("status-name", "aligned", "mentioned") and cell != code:
        yield code_rules.code_translated(span, code, reading.why, pin, overlay)


def _foreign(sheet: Sheet) -> Iterator[Diagnostic]:
    """Codes of an original page that have letters of another script: one warning for them all."""
    odd = [r for r in sheet.readings if r.evidence == "verbatim" and not r.code.isascii()]
    letters = [[c for c in characters.known(r.code) if c.isalpha()] for r in odd]
    foreign = [r for r, own in zip(odd, letters, strict=True) if not "".join(own).isascii()]
    if foreign and not sheet.translated:
        yield code_rules.code_foreign(_place(foreign[0]), [r.code for r in foreign])


def _place(reading: Reading) -> Span:
    return reading.entry.cell.span


def _duplicates(sheet: Sheet) -> Iterator[Diagnostic]:
    """A code in two rows: an error if one of them was restored, else variants of one error."""
    first: dict[str, Reading] = {}
    repeated: dict[str, tuple[Reading, Reading]] = {}
    for reading in sheet.readings:
        other = first.setdefault(reading.code, reading) if reading.code else reading
        if other is reading:
            continue
        restored = [r for r in (reading, other) if r.evidence not in ("verbatim", "doubtful")]
        restored = [r for r in restored if r.evidence not in ("pinned", "source-text")]
        if restored:
            one, two = (restored[0], other if restored[0] is reading else reading)
            yield code_rules.code_duplicate(_place(one), reading.code, _place(two))
        elif reading.entry.table == other.entry.table:
            repeated.setdefault(reading.code, (reading, other))
    if len(repeated) > 3:
        one, two = next(iter(repeated.values()))
        yield code_rules.code_repeated(_place(one), tuple(repeated), _place(two))
        return
    for code, (one, two) in repeated.items():
        yield code_rules.code_repeated(_place(one), [code], _place(two))


def _repairs(sheet: Sheet) -> Iterator[Diagnostic]:
    """A message whose braces do not match; a bilingual one is read from its source."""
    for reading in sheet.readings:
        cell = reading.entry.message
        if cell and not cell.source and placeholders.read(cell.text).repaired:
            yield message_rules.parameter_repaired(cell.span, reading.code or reading.entry.text)


def _examples(sheet: Sheet, added: Collection[str]) -> Iterator[Diagnostic]:
    """An example that does not parse, or carries a code that no row has."""
    codes = {*(r.code for r in sheet.readings), *added}
    for example in sheet.page.examples:
        if not example.valid:
            yield page_rules.example_invalid(example.span)
    missing = [code for code in sheet.mentioned if code not in codes]
    for code in missing[:3]:
        lines = toml.lines(Pin(("errors", code), "source", "where it was seen"))
        yield page_rules.example_code_missing(_mention(sheet, code), code, lines)


def _mention(sheet: Sheet, code: str) -> Span:
    """Where an example says a code: the code itself, or else the block."""
    document = sheet.page.document
    block = next(e.span for e in sheet.page.examples if code in e.text)
    for number in range(block.line or 1, len(document.lines) + 1):
        at = document.lines[number - 1].find(code)
        if at >= 0:
            return document.span(number, at + 1, len(code))
    return block


def unconfirmed(sheet: Sheet, names: dict[str, frozenset[str]]) -> Iterator[Diagnostic]:
    """A verbatim code of a translation that none of its references has."""
    if not sheet.translated or not names:
        return
    everywhere = frozenset().union(*names.values())
    for reading in sheet.readings:
        if reading.evidence == "verbatim" and reading.code not in everywhere:
            yield code_rules.code_unconfirmed(
                _place(reading), reading.code, ", ".join(sorted(names))
            )
