"""One page on its own: its error tables, its rows as readings, what it says of itself."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from generator.catalogue.choose import tables as roles
from generator.catalogue.recover import ladder
from generator.catalogue.recover.alignment import Known, Reference
from generator.catalogue.recover.reading import Context, Reading, Readings
from generator.catalogue.rows import entries as rows
from generator.catalogue.rows import envelope, placeholders
from generator.catalogue.rows.entry import Chosen, Entry
from generator.diagnostics.source import Problems
from generator.markdown.page import Cell, Page
from generator.model import Envelope, TableInfo
from generator.project.settings import CatalogueSettings

_LOCALE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z]{4})?(-[A-Za-z]{2}|-[0-9]{3})?")
# In a path only the unmistakable form counts: `docs/ja-JP/errors.md`.
_FOLDER = re.compile(r"(?:^|[/.])([a-z]{2,3}(?:-[A-Z][a-z]{3})?-[A-Z]{2})(?=[/.])")


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page with its chosen tables. `readings` are raw until `recover` has been over them."""

    page: Page
    locale: str
    translated: bool
    chosen: tuple[Chosen, ...]
    readings: Readings
    envelope: Envelope
    mentioned: tuple[str, ...]

    @property
    def bilingual(self) -> bool:
        """Whether the page carries its untranslated text."""
        return self.page.bilingual


def read(page: Page, settings: CatalogueSettings) -> tuple[Sheet | None, Problems]:
    """A page's error tables as raw readings; None where it has none that can be told."""
    chosen, problems = roles.choose(page, settings.selection)
    if not chosen:
        return None, problems
    readings: list[Reading] = []
    for index, table in enumerate(chosen):
        entries, trouble = rows.entries(table, index)
        problems += trouble
        readings += [Reading(e, parameters=_count(e.message)) for e in entries]
    said = settings.translated
    translated = (page.front.translated or page.bilingual) if said is None else said
    codes = {r.entry.text for r in readings} | {r.entry.source or "" for r in readings}
    shape = settings.envelope or envelope.infer(page.examples, codes)
    sheet = Sheet(
        page,
        locale(page, settings),
        translated,
        chosen,
        tuple(readings),
        shape,
        envelope.mentioned(page.examples, shape),
    )
    return sheet, problems


def _count(message: Cell | None) -> int:
    """Placeholders are counted in the untranslated text where there is one."""
    return placeholders.count(message.source or message.text) if message else 0


def locale(page: Page, settings: CatalogueSettings) -> str:
    """The page's locale: its front matter, the configuration, a folder named so, else English."""
    for said in (page.front.locale, settings.locale):
        if said and _LOCALE.fullmatch(said):
            return _spelt(said)
    folder = _FOLDER.search(page.path)
    return folder[1] if folder else "en"


def _spelt(locale: str) -> str:
    """A locale as people write it: `en-us` → `en-US` (RFC 5646, section 2.1.1)."""
    language, *rest = locale.split("-")
    cased = (part.title() if len(part) == 4 else part.upper() for part in rest)
    return "-".join([language.lower(), *cased])


def recover(
    sheet: Sheet, pinned: Callable[[Entry], str], references: tuple[Reference, ...]
) -> Sheet:
    """The sheet with a code and its evidence for every reading that has any."""
    language = sheet.locale.split("-")[0]
    context = Context(sheet.translated, pinned, sheet.mentioned, references, language)
    return replace(sheet, readings=ladder.recover(sheet.readings, context))


def reference(sheet: Sheet) -> Reference:
    """A recovered sheet as a reference: what it is not sure of does not travel."""
    known = tuple(
        Known("" if r.open else r.code, r.entry.status, r.parameters) for r in sheet.readings
    )
    words = frozenset(r.code for r in sheet.readings if r.code)
    return Reference(sheet.page.path, known, words, sheet.locale.split("-")[0])


def tables(sheet: Sheet) -> tuple[TableInfo, ...]:
    """Where each chosen table stands, and the position of each role's column."""
    return tuple(
        TableInfo(
            sheet.page.path,
            one.table.heading,
            one.table.span.line or 0,
            len(one.table.rows),
            tuple(
                (role, getattr(one.columns, role)) for role in ("code", "status", "message", "name")
            ),
        )
        for one in sheet.chosen
    )
