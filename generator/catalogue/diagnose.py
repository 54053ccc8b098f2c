"""What has to be said about what was read and recovered."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence

from generator import characters
from generator.catalogue import overlay as overlays
from generator.catalogue.overlay import Overlay
from generator.catalogue.read_page import PageReading
from generator.catalogue.recover.alignment import Reference
from generator.catalogue.recover.reading import Reading
from generator.catalogue.rows import envelope
from generator.diagnostics.rules import code as code_rules
from generator.diagnostics.rules import message as message_rules
from generator.diagnostics.rules import overlay as overlay_rules
from generator.diagnostics.rules import page as page_rules
from generator.diagnostics.rules import row as row_rules
from generator.diagnostics.source import Diagnostic, Span
from generator.model import Catalogue, Error
from generator.project import pins, toml
from generator.project.pins import Pin

# Digits and signs that no service sends: `１００１`, `−5`.
_FOREIGN = re.compile(r"(?![0-9])\d|[‐‑‒–—−﹣－](?=\d)")
# How a code is known that nobody had to restore.
_BY_THEMSELVES = ("verbatim", "doubtful", "source-text")


def report(
    pages: Sequence[PageReading], overlay: Overlay, references: Sequence[Reference]
) -> Iterator[Diagnostic]:
    """A diagnostic for each code that was restored, doubted, or could not be read.

    Pins that pin nothing are reported too, and pages that say the same locale.
    """
    added = [one.code for one in (*overlay.errors, *overlay.retired)]
    shown = any(page.envelope.code for page in pages)
    for page in pages:
        cells = Counter(r.entry.text for r in page.readings)
        for reading in page.readings:
            yield from _reading(reading, cells, overlay.path)
        yield from _foreign(page)
        yield from _successes(page, overlay.path)
        yield from _duplicates(page, overlay.path)
        yield from _repairs(page)
        yield from _invalid(page, shown=shown)
        yield from _examples(page, added, overlay.path)
        yield from _unconfirmed(page, references)
    yield from _same_locale(pages)
    yield from _unused(pages, overlay)


def unnamed(errors: Sequence[Error], overlay: str) -> Iterator[Diagnostic]:
    """One warning for all derived names of parameters, with lines for the overlay to name them.

    `overlay` is its path.
    """
    derived = [e for e in errors if any(p.evidence == "derived" for p in e.parameters)]
    if derived:
        span, shown = derived[0].span, derived[:3]
        others = [e.span.line for e in derived[1:] if e.span.path == span.path and e.span.line]
        yield message_rules.parameter_unnamed(
            span,
            [error.code for error in derived],
            toml.lines(*map(pins.parameters, shown)),
            overlay,
            shown=len(shown),
            others=others,
        )


def unspoken(made: Catalogue, span: Span, overlay: str) -> Iterator[Diagnostic]:
    """An error where the service is to speak a locale that no message is in.

    `span` is where the configuration says so, `overlay` the path of the file
    that can have messages.
    """
    for error in made.errors[:1] if made.service_locale else ():
        if made.service_locale not in made.spoken:
            texts = toml.inline("messages", ((made.service_locale, "..."),))
            lines = f"{toml.header('errors', error.code)}\n{texts}"
            yield message_rules.locale_unspoken(
                span, made.service_locale, made.spoken, lines, overlay
            )


def unplaced(made: Catalogue, span: Span) -> Iterator[Diagnostic]:
    """A warning where codes are to be found in successful bodies, and nothing says where in them.

    `span` is where the configuration asks for that.
    """
    if made.errors_in_success and not made.envelope.code:
        yield page_rules.in_success_unplaced(span)


def _unused(pages: Sequence[PageReading], overlay: Overlay) -> Iterator[Diagnostic]:
    """A warning for each code cell and each row of the overlay that the pages do not have."""
    if not (overlay.codes or overlay.rows):
        return
    entries = [r.entry for page in pages for r in page.readings]
    cells = {spelling for entry in entries for spelling in overlays.spellings(entry)}
    rows = cells.union(*map(_cells, pages)) if overlay.rows else cells
    for known, settled in ((cells, overlay.codes), (rows, overlay.rows)):
        for one in settled:
            if one.text not in known:
                yield overlay_rules.overlay_unused(one.span, f'code cell that says "{one.text}"')


def _cells(page: PageReading) -> Iterator[str]:
    """What the code cells say, with the status and without; a row may have become no entry."""
    for table in page.tables:
        for text, status in table.cells():
            yield from (text, f"{text}|{status}")


def _same_locale(pages: Sequence[PageReading]) -> Iterator[Diagnostic]:
    """An error for each page in a locale that a page before it has."""
    seen: dict[str, PageReading] = {}
    for page in pages:
        other = seen.setdefault(page.locale, page)
        if other is not page:
            # Any other locale would do; it is the reader who knows which.
            sample = "de" if page.locale.startswith("ja") else "ja"
            line = toml.inline("locale", ((other.path, page.locale), (page.path, sample)))
            yield message_rules.locale_twice(Span(page.path), page.locale, other.path, line)


def _reading(reading: Reading, cells: Counter[str], overlay: str) -> Iterator[Diagnostic]:
    code, cell, span = reading.code, reading.entry.text, reading.entry.span
    key = f"{cell}|{reading.entry.status}" if cells[cell] > 1 else cell
    likely = reading.likely[0] if reading.why and reading.likely else "..."
    pin = toml.lines(Pin(("codes",), key, code or likely))
    if reading.settled:
        for other in reading.likely:
            yield code_rules.code_contradicted(span, code, other, reading.why, overlay)
    elif reading.evidence is None:
        yield code_rules.code_unreadable(span, reading.likely, pin, overlay)
    elif reading.evidence == "doubtful":
        yield code_rules.code_doubtful(span, cell, reading.why, reading.likely, pin, overlay)
    elif reading.evidence in ("source-text", "parenthesised") and cell != code:
        yield code_rules.code_translated(span, code, reading.why, pin, overlay, level="note")
    elif reading.evidence in ("status-name", "aligned", "mentioned") and cell != code:
        yield code_rules.code_translated(span, code, reading.why, pin, overlay)


def _foreign(page: PageReading) -> Iterator[Diagnostic]:
    """Codes of an original page that have letters of another script: one warning for them all."""
    verbatim = [r for r in page.readings if r.evidence == "verbatim"]
    foreign = [
        r
        for r in verbatim
        if characters.has_foreign_letters(r.code) or _FOREIGN.search(characters.known(r.code))
    ]
    if foreign and not page.translated:
        yield code_rules.code_foreign(foreign[0].entry.span, [r.code for r in foreign])


def _successes(page: PageReading, overlay: str) -> Iterator[Diagnostic]:
    """One note for the codes that are no errors."""
    codes = list(dict.fromkeys(entry.text for entry in page.successes))
    if codes:
        pin = toml.lines(Pin(("rows",), codes[0], "error"))
        yield row_rules.success_left(page.successes[0].span, codes, pin, overlay)


def _duplicates(page: PageReading, overlay: str) -> Iterator[Diagnostic]:
    """A code in two rows: an error if one of them was restored, else variants of one error."""
    first: dict[str, Reading] = {}
    repeated: dict[str, tuple[Reading, Reading]] = {}
    for reading in page.readings:
        other = first.setdefault(reading.code, reading) if reading.code else reading
        if other is reading:
            continue
        both = (reading, other)
        restored = [r for r in both if not r.settled and r.evidence not in _BY_THEMSELVES]
        if restored:
            one, two = (restored[0], other if restored[0] is reading else reading)
            yield code_rules.code_duplicate(one.entry.span, reading.code, two.entry.span, overlay)
        elif reading.entry.table == other.entry.table or _differ(reading, other):
            repeated.setdefault(reading.code, (reading, other))
    if repeated:
        [(one, two), *others] = repeated.values()
        lines = [again.entry.span.line for again, _ in others if again.entry.span.line]
        apart = any(again.entry.table != first.entry.table for again, first in repeated.values())
        yield code_rules.code_repeated(
            one.entry.span, [*repeated], two.entry.span, lines, apart=apart
        )


def _differ(one: Reading, other: Reading) -> bool:
    """Whether two tables say different things of one code: it may be two."""
    texts = [
        reading.entry.message.text if reading.entry.message else "" for reading in (one, other)
    ]
    return one.entry.name != other.entry.name or texts[0] != texts[1]


def _repairs(page: PageReading) -> Iterator[Diagnostic]:
    """The messages whose braces do not match; a bilingual one is read from its source."""
    read = [reading for reading in page.readings if reading.entry.message]
    found = {
        cell.span: reading.code or reading.entry.text
        for reading in reversed(read)
        if (cell := reading.entry.message) and not cell.source and cell.template.repaired
    }
    spans = [*found][::-1]
    if spans:
        lines = [span.line for span in spans[1:] if span.line]
        yield message_rules.parameter_repaired(spans[0], found[spans[0]], lines)


def _invalid(page: PageReading, *, shown: bool) -> Iterator[Diagnostic]:
    """The examples that do not parse; `shown` says that others show where a body has its code."""
    codes = {reading.code for reading in page.readings}
    for example in page.parsed.examples:
        if not example.valid:
            is_body = not shown and envelope.is_likely(example.text, codes)
            yield page_rules.example_invalid(example.span, alone=is_body)


def _examples(page: PageReading, added: Collection[str], overlay: str) -> Iterator[Diagnostic]:
    """An example that carries a code that no row has."""
    codes = {*(r.code for r in page.readings), *added}
    missing = [code for code in page.mentioned if code not in codes]
    for code in missing[:3]:
        lines = toml.lines(Pin(("errors", code), "source", "where it was seen"))
        yield page_rules.example_code_missing(_mention(page, code), code, lines, overlay)


def _mention(page: PageReading, code: str) -> Span:
    """Where an example says a code: the code itself, or the block where JSON escapes it."""
    document, examples = page.parsed.document, page.parsed.examples
    saying = [e for e in examples if code in e.text]
    saying += [e for e in examples if code in envelope.mentioned((e,), page.envelope)]
    block = saying[0].span
    for number in range(block.line or 1, len(document.lines) + 1):
        at = document.lines[number - 1].find(code)
        if at >= 0:
            return document.span(number, at + 1, len(code))
    return block


def _unconfirmed(page: PageReading, references: Sequence[Reference]) -> Iterator[Diagnostic]:
    """A verbatim code of a translation that none of these references has."""
    if not page.translated or not references:
        return
    known = frozenset().union(*(reference.codes for reference in references))
    where = ", ".join(sorted({reference.path for reference in references}))
    for reading in page.readings:
        if reading.evidence == "verbatim" and reading.code not in known:
            yield code_rules.code_unconfirmed(reading.entry.span, reading.code, where)
