"""Rows become meaning, with the evidence for each fact, or say why not."""

from __future__ import annotations

from collections.abc import Sequence

from generator import markdown, names, record
from generator.catalogue import diagnose, read_page
from generator.catalogue import overlay as overlays
from generator.catalogue.assemble import merge, retry_and_hints
from generator.catalogue.assemble.merge import Hints
from generator.catalogue.overlay import Overlay
from generator.catalogue.read_page import Sheet
from generator.catalogue.recover.alignment import Known, Reference
from generator.catalogue.rows import envelope
from generator.diagnostics.rules import message as message_rules
from generator.diagnostics.rules import overlay as overlay_rules
from generator.diagnostics.rules import table as table_rules
from generator.diagnostics.source import Diagnostic, Document, Problems, Span
from generator.markdown.page import Page
from generator.model import Catalogue, Error, PageInfo, Text
from generator.project import pins, toml
from generator.project.settings import CatalogueSettings


def read(
    settings: CatalogueSettings,
    pages: Sequence[Page],
    overlay: Document | None,
    references: Sequence[Document],
) -> tuple[Catalogue | None, Problems]:
    """A catalogue from its pages: each read alone, then mended by the others and the references.

    With an error among the problems the catalogue holds what could be read.
    It is None where no page has an error table that can be told.
    """
    settled, problems = overlays.read(overlay)
    sheets: list[Sheet] = []
    for page in pages:
        found, trouble = read_page.read(page, settings)
        problems += trouble
        sheets += [found] if found else []
    sheets = _ordered(sheets, settings)
    problems += tuple(_twice(sheets))
    known, trouble = _references(references)
    problems += trouble
    if not sheets:
        return None, problems
    recovered = _recover(sheets, settled, known)
    problems += _say(recovered, settled, settings, known)
    errors, trouble = merge.errors(recovered, settled, _hints(recovered), root(settings))
    problems += trouble + tuple(_unnamed(errors, recovered[0], settled, settings))
    if not errors and all(problem.level != "error" for problem in problems):
        problems += (table_rules.choice_empty(Span(recovered[0].page.path)),)
    return _catalogue(settings, recovered, errors, settled), problems


def _ordered(sheets: Sequence[Sheet], settings: CatalogueSettings) -> list[Sheet]:
    """The settling page first: the configured one, else the first that is no translation."""

    def rank(one: Sheet) -> tuple[bool, bool]:
        return one.page.path != settings.reference_page, one.translated

    return sorted(sheets, key=rank)


def _twice(sheets: Sequence[Sheet]) -> list[Diagnostic]:
    seen: dict[str, Sheet] = {}
    found = []
    for one in sheets:
        other = seen.setdefault(one.locale, one)
        if other is not one:
            place = Span(one.page.path)
            found.append(message_rules.locale_twice(place, one.locale, other.page.path))
    return found


def _references(documents: Sequence[Document]) -> tuple[tuple[Reference, ...], Problems]:
    """References from other pages, each read on its own, and from catalogues as JSON."""
    found: list[Reference] = []
    problems: Problems = ()
    for document in documents:
        if document.path.endswith(".json"):
            catalogue, trouble = record.read(document)
            found += [_from_catalogue(document.path, catalogue)] if catalogue else []
        else:
            page, trouble = markdown.read(document)
            one, more = read_page.read(page, CatalogueSettings("reference", (document.path,)))
            trouble += more
            found += [read_page.reference(read_page.recover(one, lambda _: "", ()))] if one else []
        problems += tuple(p for p in trouble if p.level == "error")
    return tuple(found), problems


def _from_catalogue(path: str, catalogue: Catalogue) -> Reference:
    rows = tuple(
        Known("" if e.evidence == "doubtful" else e.code, e.status, len(e.parameters))
        for e in catalogue.errors
        if e.evidence != "overlay" and not e.retired
    )
    language = catalogue.locales[0].split("-")[0] if catalogue.locales else ""
    return Reference(path, rows, frozenset(e.code for e in catalogue.errors), language)


def _recover(
    sheets: Sequence[Sheet], settled: Overlay, known: tuple[Reference, ...]
) -> tuple[Sheet, ...]:
    """Each page read alone; then again, with what the others are sure of."""
    pins = settled.pins()
    alone = [read_page.recover(one, pins, known) for one in sheets]
    if len(alone) == 1:
        return tuple(alone)
    others = [read_page.reference(one) for one in alone]
    return tuple(
        read_page.recover(one, pins, (*known, *others[:i], *others[i + 1 :]))
        for i, one in enumerate(sheets)
    )


def _say(
    sheets: Sequence[Sheet],
    settled: Overlay,
    settings: CatalogueSettings,
    known: Sequence[Reference],
) -> Problems:
    path = settings.overlay_path
    words = {reference.path: reference.words for reference in known}
    added = {said.code for said in (*settled.errors, *settled.retired)}
    problems: list[Diagnostic] = []
    for one in sheets:
        problems += diagnose.say(one, path, added)
        problems += diagnose.unconfirmed(one, words)
    entries = (r.entry for one in sheets for r in one.readings)
    cells = {spelling for entry in entries for spelling in overlays.spellings(entry)}
    idle = [pin for pin in settled.codes if pin.cell not in cells]
    problems += [
        overlay_rules.overlay_unused(p.span, f'code cell that says "{p.cell}"') for p in idle
    ]
    return tuple(problems)


def root(settings: CatalogueSettings) -> str:
    """The name of the base class: configured, else from the catalogue's name."""
    return settings.root or names.root(settings.name)


def _hints(sheets: Sequence[Sheet]) -> Hints:
    found: dict[str, tuple[Text, ...]] = {}
    for one in sheets:
        codes = [r.code for r in one.readings if r.code]
        chosen = [c.table for c in one.chosen]
        for code, texts in retry_and_hints.hints(one.page, chosen, one.locale, codes).items():
            found[code] = found.get(code, ()) + texts
    return found


def _unnamed(
    errors: Sequence[Error], one: Sheet, settled: Overlay, settings: CatalogueSettings
) -> list[Diagnostic]:
    """One warning for all derived names of parameters, with the lines that name them."""
    derived = [e for e in errors if any(p.evidence == "derived" for p in e.parameters)]
    if not derived:
        return []
    lines = toml.lines(*map(pins.parameters, derived[:20]))
    path = settled.path or settings.overlay_path
    codes = [e.code for e in derived]
    return [message_rules.parameter_unnamed(Span(one.page.path), codes, lines, path)]


def _catalogue(
    settings: CatalogueSettings,
    sheets: Sequence[Sheet],
    errors: tuple[Error, ...],
    settled: Overlay,
) -> Catalogue:
    first = sheets[0]
    said = dict(settled.page)
    shape = next((s.envelope for s in sheets if s.envelope.code), first.envelope)
    examples = [v for s in sheets for v in envelope.vectors(s.page.examples, shape)]
    return Catalogue(
        name=settings.name,
        package=names.package(settings.name),
        root=root(settings),
        title=settings.title or said.get("title", "") or _title(first.page),
        locales=tuple(dict.fromkeys(s.locale for s in sheets)),
        pages=tuple(PageInfo(s.page.path, s.locale, _title(s.page), s.translated) for s in sheets),
        envelope=shape,
        errors=errors,
        examples=tuple({(e.code, e.text): e for e in reversed(examples)}.values())[::-1],
        licence=said.get("licence", ""),
        author=said.get("author", ""),
        origin=said.get("origin", ""),
        doc_url=settings.doc_url,
        tables=tuple(info for s in sheets for info in read_page.tables(s)),
    )


def _title(page: Page) -> str:
    first = page.headings[0].text if page.headings else ""
    return first or page.front.title or page.path
