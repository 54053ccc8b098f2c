"""Pages become a catalogue: choose the tables, read their rows, recover the codes, assemble."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from generator import names
from generator.catalogue import diagnose, read_page
from generator.catalogue import overlay as overlays
from generator.catalogue.assemble import merge, retry_and_hints
from generator.catalogue.overlay import Overlay
from generator.catalogue.read_page import PageReading
from generator.catalogue.recover.alignment import Reference
from generator.catalogue.rows import envelope
from generator.diagnostics.rules import message as message_rules
from generator.diagnostics.rules import overlay as overlay_rules
from generator.diagnostics.rules import table as table_rules
from generator.diagnostics.source import Diagnostic, Document, Problems, Span
from generator.markdown.page import Page
from generator.model import Catalogue, Envelope, Error, PageInfo, Text
from generator.project import pins, toml
from generator.project.settings import CatalogueSettings


def read(
    settings: CatalogueSettings,
    pages: Sequence[Page],
    beside: Document | None,
    references: Sequence[Document],
) -> tuple[Catalogue | None, Problems]:
    """A catalogue from its pages: each read alone, then mended by the others and the references.

    `beside` is the overlay. With an error among the problems the catalogue
    holds what could be read. It is None where no page has an error table that
    can be told.
    """
    overlay, problems = overlays.read(beside)
    found: list[PageReading] = []
    for parsed in pages:
        page, trouble = read_page.read(parsed, settings)
        found += [page] if page else []
        problems += trouble
    found = _primary_first(found, settings)
    problems += tuple(_same_locale(found))
    known, trouble = read_page.references(references)
    problems += trouble
    if not found:
        return None, problems
    recovered = _recover(found, overlay, known)
    problems += tuple(_diagnose(recovered, overlay, settings, known))
    errors, trouble = merge.errors(recovered, overlay, _hints(recovered), root(settings))
    problems += trouble + tuple(_unnamed(errors, recovered[0], overlay, settings))
    if not errors and all(problem.level != "error" for problem in problems):
        problems += (table_rules.choice_empty(Span(recovered[0].path)),)
    return _catalogue(settings, recovered, errors, overlay), problems


def _primary_first(pages: Sequence[PageReading], settings: CatalogueSettings) -> list[PageReading]:
    """The primary page first: the configured one, else the first that is no translation."""
    return sorted(pages, key=lambda page: (page.path != settings.reference_page, page.translated))


def _same_locale(pages: Sequence[PageReading]) -> Iterator[Diagnostic]:
    """An error for each page in a locale that a page before it has."""
    seen: dict[str, PageReading] = {}
    for page in pages:
        other = seen.setdefault(page.locale, page)
        if other is not page:
            yield message_rules.locale_twice(Span(page.path), page.locale, other.path)


def _recover(
    pages: Sequence[PageReading], overlay: Overlay, known: tuple[Reference, ...]
) -> tuple[PageReading, ...]:
    """Each page read alone; then again, with what the others are sure of."""
    pinned = overlay.pinned()
    alone = [read_page.recover(page, pinned, known) for page in pages]
    if len(alone) == 1:
        return tuple(alone)
    others = [read_page.reference(page) for page in alone]
    return tuple(
        read_page.recover(page, pinned, (*known, *others[:i], *others[i + 1 :]))
        for i, page in enumerate(pages)
    )


def _diagnose(
    pages: Sequence[PageReading],
    overlay: Overlay,
    settings: CatalogueSettings,
    known: Sequence[Reference],
) -> Iterator[Diagnostic]:
    """What has to be said of the readings, and of pins that pin nothing."""
    added = [one.code for one in (*overlay.errors, *overlay.retired)]
    for page in pages:
        yield from diagnose.report(page, settings.overlay_path, added)
        yield from diagnose.unconfirmed(page, known)
    entries = [r.entry for page in pages for r in page.readings] if overlay.codes else []
    cells = {spelling for entry in entries for spelling in overlays.spellings(entry)}
    for pin in overlay.codes:
        if pin.text not in cells:
            yield overlay_rules.overlay_unused(pin.span, f'code cell that says "{pin.text}"')


def root(settings: CatalogueSettings) -> str:
    """The name of the base class: configured, else from the catalogue's name."""
    return settings.root or names.root(settings.name)


def _hints(pages: Sequence[PageReading]) -> Mapping[str, tuple[Text, ...]]:
    """What the pages say of a code in sections of its own, in all locales."""
    found: dict[str, tuple[Text, ...]] = {}
    for page in pages:
        codes = [reading.code for reading in page.readings if reading.code]
        tables = [one.table for one in page.tables]
        hints = retry_and_hints.hints(page.parsed, tables, page.locale, codes)
        for code, texts in hints.items():
            found[code] = found.get(code, ()) + texts
    return found


def _unnamed(
    errors: Sequence[Error], primary: PageReading, overlay: Overlay, settings: CatalogueSettings
) -> Iterator[Diagnostic]:
    """One warning for all derived names of parameters, with the lines that name them."""
    derived = [e for e in errors if any(p.evidence == "derived" for p in e.parameters)]
    if derived:
        lines = toml.lines(*map(pins.parameters, derived[:20]))
        path = overlay.path or settings.overlay_path
        codes = [error.code for error in derived]
        yield message_rules.parameter_unnamed(Span(primary.path), codes, lines, path)


def _catalogue(
    settings: CatalogueSettings,
    pages: Sequence[PageReading],
    errors: tuple[Error, ...],
    overlay: Overlay,
) -> Catalogue:
    first = pages[0]
    shared = _envelope(pages)
    examples = [v for page in pages for v in envelope.vectors(page.parsed.examples, shared)]
    return Catalogue(
        name=settings.name,
        package=names.package(settings.name),
        root=root(settings),
        title=settings.title or overlay.page.title or _title(first.parsed),
        locales=tuple(dict.fromkeys(page.locale for page in pages)),
        pages=tuple(PageInfo(p.path, p.locale, _title(p.parsed), p.translated) for p in pages),
        envelope=shared,
        errors=errors,
        examples=tuple({(e.code, e.text): e for e in reversed(examples)}.values())[::-1],
        licence=overlay.page.licence,
        author=overlay.page.author,
        origin=overlay.page.origin,
        doc_url=settings.doc_url,
        tables=tuple(info for page in pages for info in read_page.table_infos(page)),
    )


def _envelope(pages: Sequence[PageReading]) -> Envelope:
    """The envelope of the first page that knows where a body has its code."""
    return next((page.envelope for page in pages if page.envelope.code), pages[0].envelope)


def _title(page: Page) -> str:
    first = page.headings[0].text if page.headings else ""
    return first or page.front.title or page.path
