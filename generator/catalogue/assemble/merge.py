"""Readings of one code, in one or more locales, become one error."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import fields, replace

from generator.catalogue.assemble import (
    beside,
    by_code,
    class_names,
    former,
    locales,
    parameters,
    retry_and_hints,
    spoken,
)
from generator.catalogue.assemble.by_code import CodeReadings
from generator.catalogue.overlay import Overlay, Override
from generator.catalogue.read_page import PageReading
from generator.catalogue.rows import placeholders
from generator.catalogue.rows.entry import Entry, MessageCell
from generator.diagnostics.rules import overlay as rules
from generator.diagnostics.source import Diagnostic, Problems
from generator.model import Error, Message, Success, Text, Variant
from generator.names.style import Style


def errors(
    pages: Sequence[PageReading], overlay: Overlay, root: str, style: Style
) -> tuple[tuple[Error, ...], Problems]:
    """Every error: in the order of the primary page, then the other pages', then the overlay's.

    `root` is the base class, whose name no error may have; `style` is that of
    the names that they have. Locales that disagree about a code are reported with both places.
    """
    hints = retry_and_hints.hints(pages)
    overrides = {override.code: override for override in overlay.errors}
    made: list[Error] = []
    problems: list[Diagnostic] = []
    for readings in by_code.group(pages):
        override = overrides.get(readings.code, Override(readings.code))
        error, trouble = _error(readings, override, overlay, hints.get(readings.code, ()))
        error = _overridden(error, override, readings.locales[0].locale)
        error, more = spoken.add(error, override, "errors", overlay.path)
        made.append(error)
        problems += trouble + more
    problems += locales.compare(pages, overlay.path)
    beyond, told = _beyond(overlay, {error.code: error for error in made}, pages[0].locale)
    named, trouble = class_names.assign((*made, *beyond), overlay, root, style)
    problems += (*told, *trouble, *former.aliases(named, overlay, root, style))
    return named, tuple(problems)


def _beyond(
    overlay: Overlay, known: Mapping[str, Error], locale: str
) -> tuple[list[Error], list[Diagnostic]]:
    """The errors that the pages, whose errors are `known`, lack: added ones, then retired ones."""
    overrides = {override.code: override for override in overlay.errors}
    gone = {one.code: one for one in overlay.retired if one.code not in known}
    renamed = former.successors(overlay)
    made: list[Error] = []
    problems = [*former.returned(overlay, known)]
    for override in overlay.errors:
        if override.code in known or override.code in gone:
            continue
        if not override.source:
            problems.append(former.unsourced(override, known, overlay))
            if override.code in renamed or not (override.status or override.message):
                continue  # It only settles something, which adds no error.
        error, trouble = spoken.add(_added(override, locale), override, "errors", overlay.path)
        made.append(error)
        problems += trouble
    for one in gone.values():
        whole = _filled(one, overrides.get(one.code, one))
        table = "retired" if one.parameters or one.messages else "errors"
        error, trouble = spoken.add(_added(whole, locale), whole, table, overlay.path)
        made.append(replace(error, retired=True))
        problems += trouble
    problems += former.unplaced([error for error in made if error.retired], known.values())
    return made, problems


def successes(pages: Sequence[PageReading], errors: Collection[str]) -> tuple[Success, ...]:
    """The codes that are no errors, in the order in which they are met.

    `errors` are codes that are. A success has the first status and name that
    some row gives it, and a message in each locale.
    """
    found: dict[str, list[tuple[str, Entry]]] = {}
    for page in pages:
        for entry in page.successes:
            if entry.text not in errors:
                found.setdefault(entry.text, []).append((page.locale, entry))
    return tuple(_success(code, rows) for code, rows in found.items())


def _success(code: str, rows: Sequence[tuple[str, Entry]]) -> Success:
    entries = [entry for _, entry in rows]
    # The first of each locale.
    messages = {
        locale: _message(locale, entry.message) for locale, entry in rows[::-1] if entry.message
    }
    locales = dict.fromkeys(locale for locale, _ in rows)
    return Success(
        code,
        next((entry.status for entry in entries if entry.status is not None), None),
        next((entry.name for entry in entries if entry.name), ""),
        tuple(messages[locale] for locale in locales if locale in messages),
        entries[0].span,
    )


def _error(
    readings: CodeReadings, override: Override, overlay: Overlay, hints: tuple[Text, ...]
) -> tuple[Error, Problems]:
    """The error that the pages speak of."""
    entry = readings.first.entry
    named, problems = parameters.merge(readings, override, overlay)
    status, other = entry.status, override.status
    if None not in (status, other) and status != other:
        problems += (rules.overlay_contradicts(override.span, override.code, other, status),)
    status = other if status is None else status
    messages = tuple(_message(m.locale, m.cell) for m in readings.messages)
    texts = [message.text for message in messages]
    error = Error(
        code=readings.code,
        class_name="",
        status=status,
        status_text=entry.status_text,
        name=entry.name,
        evidence=readings.first.evidence or "verbatim",
        settled=readings.first.settled,
        cell=entry.cell.text,
        messages=messages,
        parameters=named,
        retryable=retry_and_hints.retryable(status, texts, column=entry.retry),
        hints=hints,
        causes=beside.causes(readings),
        actions=beside.actions(readings),
        fields=beside.fields(readings),
        remark=beside.remark(readings),
        heading=entry.heading,
        variants=_variants(readings),
        span=entry.span,
        deprecated=entry.deprecated,
    )
    return error, problems


def _message(locale: str, cell: MessageCell) -> Message:
    remark = retry_and_hints.remark(cell.text)
    return Message(locale, cell.text, cell.template.parts, remark, cell.span, cell.marks)


def _variants(readings: CodeReadings) -> tuple[Variant, ...]:
    """Every row of the first locale that has the code, where that has several."""
    locale, _, rows = readings.locales[0]
    entries = [reading.entry for reading in rows] if len(rows) > 1 else []
    return tuple(
        Variant(
            e.status,
            (_message(locale, e.message),) if e.message else (),
            e.name,
            e.heading,
            e.span,
        )
        for e in entries
    )


def _overridden(error: Error, override: Override, locale: str) -> Error:
    """What people say wins where the page is silent, and over what was only inferred."""
    retryable = error.retryable
    if override.retryable is not None:
        retryable = replace(retryable, value=override.retryable, evidence="overlay")
    return replace(
        error,
        retryable=retryable,
        hints=_with(error.hints, override.hints, locale),
        causes=_with(error.causes, override.causes, locale),
        actions=_with(error.actions, override.actions, locale),
        **override.copied(),
    )


def _with(found: tuple[Text, ...], texts: Sequence[str], locale: str) -> tuple[Text, ...]:
    """What the page says, then what people say and the page does not."""
    said = {text.text for text in found if text.locale == locale}
    return (*found, *(Text(locale, text) for text in texts if text not in said))


def _added(override: Override, locale: str) -> Error:
    """An error that the overlay adds: the service sends it, and the page lacks it."""
    template = placeholders.read(override.message)
    message = Message(locale, template.text, template.parts)
    error = Error(
        code=override.code,
        class_name="",
        status=override.status,
        status_text=str(override.status or ""),
        evidence="overlay",
        messages=(message,) if override.message else (),
        parameters=parameters.added(override, template, locale),
        retryable=retry_and_hints.retryable(override.status, [override.message]),
        span=override.span,
    )
    return _overridden(error, override, locale)


def _filled(override: Override, other: Override) -> Override:
    """What an override does not say, as another one of the same code says it."""
    values = {field.name: getattr(override, field.name) for field in fields(override)}
    silent = [name for name, value in values.items() if value in (None, "", ())]
    return replace(override, **{name: getattr(other, name) for name in silent})
