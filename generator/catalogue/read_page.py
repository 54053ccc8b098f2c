"""One page on its own, from its error tables to readings, and pages that confirm its codes."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, fields, replace

from generator import markdown, record
from generator.catalogue.choose import account, parts, tables
from generator.catalogue.choose.account import Choice
from generator.catalogue.recover import ladder
from generator.catalogue.recover.alignment import Reference, RowKey
from generator.catalogue.recover.reading import Context, Reading, Readings
from generator.catalogue.rows import entries, envelope, in_success
from generator.catalogue.rows.entry import Entry, ErrorTable
from generator.catalogue.rows.settled import Settled
from generator.catalogue.words import lexicon, locale
from generator.diagnostics.rules import page as page_rules
from generator.diagnostics.source import Diagnostic, Document, Problems, errors
from generator.markdown.page import Cell, Page
from generator.model import Catalogue, Envelope, TableInfo
from generator.project.settings import CatalogueSettings, Selection

# The rules of what is asked for and not there: another page of the catalogue may have it.
MISSED = tables.MISSED
_NOTHING = Settled()


@dataclass(frozen=True, slots=True)
class PageReading:
    """What one page says. `readings` have no codes until `recover` has been over them.

    `parsed` is the page as Markdown, `account` tells of all its tables.
    `mentioned` are the codes that its JSON examples carry, at the place that
    `envelope` names. `successes` are the rows whose codes are no errors.
    """

    parsed: Page
    locale: str
    translated: bool
    tables: tuple[ErrorTable, ...]
    account: tuple[TableInfo, ...]
    readings: Readings
    envelope: Envelope
    mentioned: tuple[str, ...]
    successes: tuple[Entry, ...] = ()

    @property
    def path(self) -> str:
        """The page's path, as diagnostics show it."""
        return self.parsed.path

    @property
    def language(self) -> str:
        """The language of the page's locale: `pt` of `pt-BR`."""
        return self.locale.split("-")[0]


def read(
    page: Page, settings: CatalogueSettings, settled: Settled = _NOTHING
) -> tuple[PageReading | None, Problems]:
    """A page's error tables as raw readings; None where it has none that can be told.

    `settled` is what the overlay says of single rows.
    """
    choice, problems = parts.choose(page, settings.selection)
    if not choice.tables:
        return None, problems
    problems += tuple(_torn(page, choice))
    translated = settings.translated
    if translated is None:
        translated = page.front.translated or page.bilingual
    found: list[Entry] = []
    successes: list[Entry] = []
    for index, table in enumerate(choice.tables):
        rows, trouble = entries.read(table, index, settled, translated=translated)
        found += rows.errors
        successes += rows.successes
        problems += trouble
    codes = {entry.text for entry in found} | {entry.source or "" for entry in found}
    others = {entry.text for entry in successes}
    inferred, trouble = _envelope(page, settings, codes, others, choice.tables)
    if settings.errors_in_success is None and (where := in_success.shown(page, inferred, found)):
        problems += (page_rules.errors_in_success(where),)
    reading = PageReading(
        page,
        locale.of(page, settings),
        translated,
        choice.tables,
        choice.account,
        tuple(map(Reading, found)),
        inferred,
        envelope.mentioned(page.examples, inferred, others | ({"0"} - codes)),
        tuple(successes),
    )
    return reading, problems + trouble


def _torn(page: Page, choice: Choice) -> Iterator[Diagnostic]:
    """The errors of tables that are left, and begin as those that are taken: rows may be lost."""
    known = {header for one in choice.tables for header in map(_word, one.table.header)}
    left = {one.line for one in choice.account if one.left not in ("", account.UNASKED)}
    for table in page.tables:
        words = set(filter(None, map(_word, table.header)))
        is_akin = words <= known if words else not table.header
        if is_akin and table.span.line in left:
            yield from errors(table.problems)


def _word(cell: Cell) -> str:
    return lexicon.fold(cell.source or cell.text).strip()


def _envelope(
    page: Page,
    settings: CatalogueSettings,
    codes: Collection[str],
    others: Collection[str],
    chosen: Sequence[ErrorTable],
) -> tuple[Envelope, Problems]:
    """The envelope that is configured, else that the examples show; `others` are successes."""
    headers = [one.table.header[one.roles.code].text for one in chosen]
    given = settings.envelope
    if given.code:
        wire = given.wire or envelope.wire(page.examples, given.code)
        problems = envelope.contradicted(page.examples, given, codes, others, headers)
        return replace(given, wire=wire), problems
    found, problems = envelope.find(page.examples, codes, others, headers)
    said = {f.name: getattr(given, f.name) for f in fields(given)}
    return replace(found, **{name: value for name, value in said.items() if value}), problems


def recover(
    page: PageReading, pinned: Callable[[Entry], str], references: tuple[Reference, ...]
) -> PageReading:
    """The page with a code and its evidence for every reading that has any."""
    context = Context(page.translated, pinned, page.mentioned, references, page.language)
    return replace(page, readings=ladder.recover(page.readings, context))


def reference(page: PageReading) -> Reference:
    """A recovered page as a reference: what it is not sure of does not travel."""
    rows = tuple(replace(r.key, code="") if r.open else r.key for r in page.readings)
    codes = frozenset(r.code for r in page.readings if r.code)
    return Reference(page.path, rows, codes, page.language)


def references(
    documents: Sequence[Document], *, titled: bool = False
) -> tuple[tuple[Reference, ...], Problems]:
    """A reference from each document that can be read, and only the errors of all.

    With `titled` headings may be errors, beside tables.
    """
    selection = Selection(titled=titled, all=titled)
    results = [_as_reference(document, selection) for document in documents]
    found = tuple(reference for reference, _ in results if reference)
    return found, tuple(problem for _, trouble in results for problem in errors(trouble))


def _as_reference(document: Document, selection: Selection) -> tuple[Reference | None, Problems]:
    if document.path.endswith(".json"):
        catalogue, problems = record.read(document)
        return _from_catalogue(document.path, catalogue) if catalogue else None, problems
    parsed, problems = markdown.read(document)
    settings = CatalogueSettings("reference", (document.path,), selection=selection)
    page, trouble = read(parsed, settings)
    if page is None:
        return None, problems + trouble
    recovered = recover(page, lambda _: "", ())
    return reference(recovered), problems + trouble


def _from_catalogue(path: str, catalogue: Catalogue) -> Reference:
    rows = tuple(
        RowKey("" if e.evidence == "doubtful" else e.code, e.status, len(e.parameters))
        for e in catalogue.errors
        if e.evidence != "overlay" and not e.retired
    )
    language = catalogue.locales[0].split("-")[0] if catalogue.locales else ""
    return Reference(path, rows, frozenset(e.code for e in catalogue.errors), language)
