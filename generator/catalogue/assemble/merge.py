"""Readings of one code, in one or more locales, become one error."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields, replace

from generator.catalogue.assemble import class_names, locales, parameters, retry_and_hints
from generator.catalogue.overlay import Overlay, Settled
from generator.catalogue.read_page import Sheet
from generator.catalogue.recover.reading import Reading, Said
from generator.catalogue.rows import placeholders
from generator.diagnostics.rules import overlay as rules
from generator.diagnostics.source import Diagnostic, Problems
from generator.markdown.page import Cell
from generator.model import Error, Message, Parameter, Text, Variant
from generator.project import toml
from generator.project.pins import Pin

Hints = Mapping[str, tuple[Text, ...]]


def errors(
    sheets: Sequence[Sheet], overlay: Overlay, hints: Hints, root: str
) -> tuple[tuple[Error, ...], Problems]:
    """Every error: in the order of the settling page, then the other pages', then the overlay's.

    `root` is the base class, whose name no error may have. Locales that
    disagree about a code are reported with both places.
    """
    problems: list[Diagnostic] = []
    settled = {said.code: said for said in overlay.errors}
    made = [
        _error(said, settled.get(said.code, Settled(said.code)), overlay, hints, problems)
        for said in _said(sheets)
    ]
    problems += locales.compare(sheets)
    found = {error.code for error in made}
    locale = sheets[0].locale
    retired = [said for said in overlay.retired if said.code not in found]
    found |= {said.code for said in retired}
    added = [said for said in overlay.errors if said.code not in found]
    problems += [trouble for said in added for trouble in _unsourced(said)]
    made += [_added(said, locale) for said in added]
    both = (_together(said, settled.get(said.code, said)) for said in retired)
    made += [replace(_added(said, locale), retired=True) for said in both]
    named, trouble = class_names.christen(made, overlay, root)
    return named, (*problems, *trouble)


def _said(sheets: Sequence[Sheet]) -> Iterator[Said]:
    order: dict[str, dict[str, list[Reading]]] = {}
    for sheet in sheets:
        for reading in sheet.readings:
            if reading.code:
                by_locale = order.setdefault(reading.code, {})
                by_locale.setdefault(sheet.locale, []).append(reading)
    translated = frozenset(sheet.locale for sheet in sheets if sheet.translated)
    for code, by_locale in order.items():
        readings = tuple((locale, tuple(found)) for locale, found in by_locale.items())
        yield Said(code, readings, translated)


def _error(
    said: Said, settled: Settled, overlay: Overlay, hints: Hints, problems: list[Diagnostic]
) -> Error:
    entry = said.first.entry
    named, trouble = parameters.merge(said, settled, overlay)
    problems += trouble
    problems += _contradiction(entry.status, settled)
    messages = tuple(_message(locale, cell) for locale, cell in said.messages)
    status = entry.status if entry.status is not None else settled.status
    error = Error(
        code=said.code,
        class_name="",
        slug="",
        status=status,
        status_text=entry.status_text,
        name=entry.name,
        evidence=said.first.evidence or "verbatim",
        cell=entry.cell.text,
        messages=messages,
        parameters=named,
        retryable=retry_and_hints.retryable(status, [m.text for m in messages], said=entry.retry),
        hints=hints.get(said.code, ()),
        heading=entry.heading,
        variants=_variants(said),
        span=entry.cell.span,
        deprecated="withdrawn" if entry.withdrawn else "",
    )
    return _settle(error, settled, said.readings[0][0])


def _contradiction(status: int | None, settled: Settled) -> Iterator[Diagnostic]:
    if None not in (status, settled.status) and status != settled.status:
        yield rules.overlay_contradicts(settled.span, settled.code, settled.status, status)


def _message(locale: str, cell: Cell) -> Message:
    parts = placeholders.read(cell.text).parts
    return Message(locale, cell.text, parts, retry_and_hints.remark(cell.text), cell.span)


def _variants(said: Said) -> tuple[Variant, ...]:
    """Every row of the settling locale, where the code has several."""
    locale, found = said.readings[0]
    if len(found) < 2:
        return ()
    return tuple(
        Variant(
            r.entry.status,
            (_message(locale, r.entry.message),) if r.entry.message else (),
            r.entry.name,
            r.entry.heading,
            r.entry.cell.span,
        )
        for r in found
    )


def _settle(error: Error, settled: Settled, locale: str) -> Error:
    """What people say wins where the page is silent, and over what was only inferred."""
    retryable = error.retryable
    if settled.retryable is not None:
        retryable = replace(retryable, value=settled.retryable, evidence="overlay")
    return replace(
        error,
        retryable=retryable,
        hints=error.hints + _texts(settled.hints, locale),
        causes=_texts(settled.causes, locale),
        actions=_texts(settled.actions, locale),
        deprecated=settled.deprecated or error.deprecated,
        aliases=settled.aliases,
        source=settled.source,
    )


def _texts(said: Sequence[str], locale: str) -> tuple[Text, ...]:
    return tuple(Text(locale, text) for text in said)


def _added(settled: Settled, locale: str) -> Error:
    """An error that the overlay adds: the service sends it, and the page lacks it."""
    template = placeholders.read(settled.message)
    given = dict(enumerate(settled.parameters))
    chosen = placeholders.names(settled.code, tuple((t,) for t in template.texts), given)
    named = tuple(
        Parameter(name, evidence, ((locale, text),))
        for (name, evidence), text in zip(chosen, template.texts, strict=True)
    )
    said = (Message(locale, settled.message, template.parts),) if settled.message else ()
    error = Error(
        code=settled.code,
        class_name="",
        slug="",
        status=settled.status,
        status_text=str(settled.status or ""),
        evidence="overlay",
        cell="",
        messages=said,
        parameters=named,
        retryable=retry_and_hints.retryable(settled.status, [settled.message]),
        span=settled.span,
    )
    return _settle(error, settled, locale)


def _together(retired: Settled, settled: Settled) -> Settled:
    """A retired code, with what was settled of it while it was on the page."""
    said = {field.name: getattr(retired, field.name) for field in fields(retired)}
    silent = {name: getattr(settled, name) for name in said if said[name] in (None, "", ())}
    return replace(retired, **silent)


def _unsourced(settled: Settled) -> Iterator[Diagnostic]:
    if not settled.source:
        lines = toml.lines(Pin(("errors", settled.code), "source", "where it was seen"))
        yield rules.overlay_source_missing(settled.span, settled.code, lines)
