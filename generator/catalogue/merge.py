"""Readings of one code, in one or more locales, become one error."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from generator import names, rules
from generator.catalogue import advice, english, placeholders
from generator.catalogue.overlay import Overlay, Settled
from generator.catalogue.placeholders import Template
from generator.catalogue.recovery import Reading
from generator.catalogue.sheet import Sheet
from generator.model import Error, Message, Parameter, Text, Variant
from generator.source import Diagnostic, Problems

Hints = Mapping[str, tuple[Text, ...]]


@dataclass(frozen=True, slots=True)
class Said:
    """Everything that the pages say of one code: its readings by locale, the settling one first."""

    code: str
    readings: tuple[tuple[str, tuple[Reading, ...]], ...]

    @property
    def first(self) -> Reading:
        """The reading that settles names: the first row of the first locale that has the code."""
        return self.readings[0][1][0]


def errors(
    sheets: Sequence[Sheet], overlay: Overlay, hints: Hints, root: str
) -> tuple[tuple[Error, ...], Problems]:
    """Every error: in the order of the settling page, then the other pages', then the overlay's.

    `root` is the base class, whose name no error may have. Locales that
    disagree about a code are reported with both places.
    """
    problems: list[Diagnostic] = []
    made = [_error(said, overlay, hints, problems) for said in _said(sheets)]
    problems += _disagreements(sheets)
    found = {error.code for error in made}
    locale = sheets[0].locale
    for settled in overlay.errors:
        if settled.code not in found:
            problems += _unsourced(settled)
            made.append(_added(settled, locale))
    made += [
        replace(_added(s, locale), retired=True) for s in overlay.retired if s.code not in found
    ]
    return _christened(made, overlay, problems, root), tuple(problems)


def _said(sheets: Sequence[Sheet]) -> Iterator[Said]:
    order: dict[str, dict[str, list[Reading]]] = {}
    for sheet in sheets:
        for reading in sheet.readings:
            if reading.code:
                by_locale = order.setdefault(reading.code, {})
                by_locale.setdefault(sheet.locale, []).append(reading)
    for code, by_locale in order.items():
        yield Said(code, tuple((loc, tuple(found)) for loc, found in by_locale.items()))


def _error(said: Said, overlay: Overlay, hints: Hints, problems: list[Diagnostic]) -> Error:
    entry = said.first.entry
    settled = overlay.settled(said.code) or Settled(said.code)
    templates = [(locale, _template(found[0])) for locale, found in said.readings]
    parameters = _parameters(said, templates, settled, overlay, problems)
    messages = tuple(_message(locale, found[0]) for locale, found in said.readings)
    status = entry.status
    if settled.status is not None and status is not None and settled.status != status:
        problems.append(rules.overlay.contradicts(settled.span, said.code, settled.status, status))
    status = status if status is not None else settled.status
    retry = advice.retryable(status, [m.text for m in messages if m], said=entry.retry)
    error = Error(
        code=said.code,
        class_name="",
        slug="",
        status=status,
        status_text=entry.status_text,
        name=entry.name,
        evidence=said.first.evidence or "verbatim",
        cell=entry.cell.text,
        messages=tuple(m for m in messages if m),
        parameters=parameters,
        retryable=retry,
        hints=hints.get(said.code, ()),
        heading=entry.heading,
        variants=_variants(said),
        span=entry.cell.span,
        deprecated="withdrawn" if entry.withdrawn else "",
    )
    return _settle(error, settled, said.readings[0][0])


def _template(reading: Reading) -> Template:
    message = reading.entry.message
    return placeholders.read(message.text if message else "")


def _message(locale: str, reading: Reading) -> Message | None:
    cell = reading.entry.message
    if cell is None:
        return None
    parts = _template(reading).parts
    return Message(locale, cell.text, parts, advice.remark(cell.text), cell.span)


def _variants(said: Said) -> tuple[Variant, ...]:
    """Every row of the settling locale, where the code has several."""
    locale, found = said.readings[0]
    if len(found) < 2:
        return ()
    return tuple(
        Variant(
            r.entry.status,
            tuple(filter(None, [_message(locale, r)])),
            r.entry.name,
            r.entry.heading,
            r.entry.cell.span,
        )
        for r in found
    )


def _parameters(
    said: Said,
    templates: Sequence[tuple[str, Template]],
    settled: Settled,
    overlay: Overlay,
    problems: list[Diagnostic],
) -> tuple[Parameter, ...]:
    count = max(len(t.texts) for _, t in templates)
    if settled.parameters and len(settled.parameters) != count:
        problems.append(
            rules.parameter.count(settled.span, said.code, len(settled.parameters), count)
        )
    words = [_words(said, templates, index) for index in range(count)]
    pinned = dict(enumerate(settled.parameters)) | {
        i: name
        for i, texts in enumerate(words)
        for text, name, _ in overlay.parameters
        if text in texts
    }
    unfit = [name for name in pinned.values() if names.identifier(name) != name]
    problems += [rules.parameter.name(settled.span, said.code, name) for name in unfit]
    chosen = placeholders.names(said.code, tuple(words), pinned)
    return tuple(
        Parameter(
            name,
            evidence,
            tuple((loc, t.texts[i]) for loc, t in templates if i < len(t.texts)),
        )
        for i, (name, evidence) in enumerate(chosen)
    )


def _words(said: Said, templates: Sequence[tuple[str, Template]], index: int) -> tuple[str, ...]:
    """The words of a placeholder: those of an untranslated text first, they change least."""
    sources = [
        placeholders.read(found[0].entry.message.source).texts
        for _, found in said.readings
        if found[0].entry.message and found[0].entry.message.source
    ]
    texts = [*sources, *(t.texts for _, t in templates)]
    return tuple(t[index] for t in texts if index < len(t))


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
    parameters = tuple(
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
        parameters=parameters,
        retryable=advice.retryable(settled.status, [settled.message]),
        span=settled.span,
    )
    return _settle(error, settled, locale)


def _unsourced(settled: Settled) -> Iterator[Diagnostic]:
    if not settled.source:
        yield rules.overlay.source_missing(settled.span, settled.code)


def _christened(
    made: Sequence[Error], overlay: Overlay, problems: list[Diagnostic], root: str
) -> tuple[Error, ...]:
    """The errors with their class names and file names."""
    pins = {s.code: s.name for s in (*overlay.errors, *overlay.retired)}
    namings = [names.Naming(e.code, e.name, _english(e), pins.get(e.code, "")) for e in made]
    classes = names.class_names(namings, root)
    for error, naming, given in zip(made, namings, classes, strict=True):
        wanted = names.wanted(naming)
        if wanted != given:
            problems.append(rules.name.collision(error.span, error.code, given, wanted))
    slugs = names.slugs(e.code for e in made)
    return tuple(
        replace(e, class_name=c, slug=s) for e, c, s in zip(made, classes, slugs, strict=True)
    )


def _english(error: Error) -> str:
    """The first message that a class could be named after: its words are English."""
    return next((m.text for m in error.messages if english.speaks(names.sentence(m.text))), "")


def _disagreements(sheets: Sequence[Sheet]) -> Iterator[Diagnostic]:
    """Where the other locales say something else than the settling one."""
    base = {r.code: r for r in reversed(sheets[0].readings) if r.code}
    for sheet in sheets[1:]:
        here = {r.code: r for r in reversed(sheet.readings) if r.code}
        for code, reading in base.items():
            if code not in here:
                whole = sheet.chosen[0].table.span
                yield rules.locale.missing(whole, code, sheet.locale, reading.entry.cell.span)
        for code, reading in here.items():
            yield from _differs(base.get(code), reading, sheets[0])


def _differs(base: Reading | None, here: Reading, first: Sheet) -> Iterator[Diagnostic]:
    span = here.entry.cell.span
    if base is None:
        whole = first.chosen[0].table.span
        yield rules.locale.missing(whole, here.code, first.locale, span)
        return
    other = base.entry.cell.span
    if base.entry.status != here.entry.status:
        statuses = str(here.entry.status), str(base.entry.status)
        yield rules.locale.status(span, here.code, *statuses, other)
    if base.parameters != here.parameters:
        yield rules.locale.parameters(span, here.code, here.parameters, base.parameters, other)
