"""Pages become a catalogue: choose the tables, read their rows, recover the codes, assemble."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from generator import names
from generator.catalogue import diagnose, read_page
from generator.catalogue import overlay as overlays
from generator.catalogue.assemble import merge
from generator.catalogue.overlay import Overlay
from generator.catalogue.read_page import PageReading
from generator.catalogue.recover.alignment import Reference
from generator.catalogue.rows import envelope
from generator.catalogue.rows.settled import Settled
from generator.diagnostics.rules import table as table_rules
from generator.diagnostics.source import Document, Problems, Span
from generator.markdown.page import Page
from generator.model import Catalogue, Error, PageInfo
from generator.project.settings import CatalogueSettings


def read(
    settings: CatalogueSettings,
    pages: Sequence[Page],
    overlay_file: Document | None,
    reference_files: Sequence[Document],
) -> tuple[Catalogue | None, Problems]:
    """A catalogue from its pages: each read alone, then mended by the others and the references.

    With an error among the problems the catalogue holds what could be read.
    It is None where no page has an error table that can be told.
    """
    overlay, problems = overlays.read(overlay_file)
    overlay = replace(overlay, path=settings.overlay_path)
    titled = settings.selection.titled
    references, trouble = read_page.references(reference_files, titled=titled)
    problems += trouble
    # choose/ and rows/: the error tables of each page, and what their rows say.
    raw, trouble = _read_each(pages, settings, overlay.settled(all_kept=settings.success))
    problems += trouble
    if not raw:
        return None, problems
    # recover/: what each code cell means.
    recovered = _recover(raw, overlay, references)
    problems += tuple(diagnose.report(recovered, overlay, references))
    # assemble/: one error of all that the pages and the overlay say of a code.
    root = settings.root or names.root(settings.name, settings.style)
    errors, trouble = merge.errors(recovered, overlay, root, settings.style)
    problems += trouble
    problems += tuple(diagnose.unnamed(errors, overlay.path))
    if not errors and all(problem.level != "error" for problem in problems):
        problems += (table_rules.choice_empty(Span(recovered[0].path)),)
    made = _catalogue(settings, recovered, errors, overlay, root)
    problems += tuple(diagnose.unspoken(made, settings.service_locale_span, overlay.path))
    problems += tuple(diagnose.unplaced(made, settings.errors_in_success_span))
    return made, problems


def _read_each(
    pages: Sequence[Page], settings: CatalogueSettings, settled: Settled
) -> tuple[list[PageReading], Problems]:
    """The pages that have error tables, the primary one first.

    It is the configured one, else the first that is no translation.
    """
    results = [read_page.read(page, settings, settled) for page in pages]
    problems = _missed_by_all(results)
    found = [page for page, _ in results if page]
    found.sort(key=lambda page: (page.path != settings.reference_page, page.translated))
    return found, problems


def _missed_by_all(results: Sequence[tuple[PageReading | None, Problems]]) -> Problems:
    """The problems of all pages; what one asks for has to be on one page of a catalogue alone."""
    lacking = Counter(
        key for _, problems in results for key in {(p.rule, p.message) for p in problems}
    )
    return tuple(
        problem
        for page, problems in results
        for problem in problems
        if page is None
        or problem.rule not in read_page.MISSED
        or lacking[problem.rule, problem.message] == len(results)
    )


def _recover(
    pages: Sequence[PageReading], overlay: Overlay, references: tuple[Reference, ...]
) -> tuple[PageReading, ...]:
    """Each page read alone; then again, with what the others are sure of."""
    pinned = overlay.pinned()
    alone = [read_page.recover(page, pinned, references) for page in pages]
    if len(alone) == 1:
        return tuple(alone)
    others = [read_page.reference(page) for page in alone]
    return tuple(
        read_page.recover(page, pinned, (*references, *others[:i], *others[i + 1 :]))
        for i, page in enumerate(pages)
    )


def _catalogue(
    settings: CatalogueSettings,
    pages: Sequence[PageReading],
    errors: tuple[Error, ...],
    overlay: Overlay,
    root: str,
) -> Catalogue:
    first = pages[0]
    # The first page that knows where a body has its code.
    shared = next((page.envelope for page in pages if page.envelope.code), first.envelope)
    others = {entry.text for page in pages for entry in page.successes}
    others |= {"0"} - {error.code for error in errors}
    examples = [v for page in pages for v in envelope.vectors(page.parsed.examples, shared, others)]
    return Catalogue(
        name=settings.name,
        package=names.package(settings.name),
        root=root,
        title=settings.title or overlay.page.title or _title(first.parsed),
        locales=tuple(dict.fromkeys(page.locale for page in pages)),
        pages=tuple(PageInfo(p.path, p.locale, _title(p.parsed), p.translated) for p in pages),
        envelope=shared,
        errors=errors,
        successes=merge.successes(pages, {error.code for error in errors}),
        examples=tuple({(e.code, e.text): e for e in reversed(examples)}.values())[::-1],
        licence=overlay.page.licence,
        author=overlay.page.author,
        origin=overlay.page.origin,
        doc_url=settings.doc_url,
        errors_in_success=bool(settings.errors_in_success),
        service_locale=settings.service_locale,
        tables=tuple(info for page in pages for info in page.account),
        style=settings.style,
    )


def _title(page: Page) -> str:
    """The heading of the whole page, or its front matter's title, rather than that of a part."""
    first = [heading.text for heading in page.headings[:1]]
    whole = [heading.text for heading in page.headings[:1] if heading.level == 1]
    return next(filter(None, (*whole, page.front.title, *first)), page.path)
