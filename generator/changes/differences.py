"""What differs between two errors that are the same one, and between two envelopes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import zip_longest

from generator.changes.change import Change, Status, Value, kept, messages, statuses
from generator.diagnostics.rules import changes as rules
from generator.diagnostics.source import Span
from generator.model import Catalogue, Error, Parameter
from generator.project import toml
from generator.project.pins import Pin

_CARRIED = {"code": "code", "message": "message", "correlation_id": "correlation id"}


def whole(catalogue: Catalogue) -> Span:
    """The first page as a whole, for what has no line."""
    return Span(catalogue.pages[0].path if catalogue.pages else catalogue.name)


def envelopes(base: Catalogue, new: Catalogue) -> Iterator[Change]:
    """Where an error body carries something at another place than before."""
    span = whole(new)
    for key, what in _CARRIED.items():
        old, now = (".".join(getattr(side.envelope, key)) for side in (base, new))
        if old != now:
            yield Change(rules.envelope_changed(span, what, old, now), None, old, now)


def between(old: Error, new: Error, locales: Sequence[str]) -> Iterator[Change]:
    """What changed in one error, its code aside.

    `locales` are those that both catalogues have. Without any, everything that
    comes from words is left aside.
    """
    yield from _status(old, new)
    if locales or "page" not in (old.retryable.evidence, new.retryable.evidence):
        yield from _retryable(old, new)
    if locales and old.code == new.code:
        yield from _class(old, new)
    yield from _parameters(old, new) if locales else _counted(old, new)
    yield from _words(old, new, locales)


def _status(old: Error, new: Error) -> Iterator[Change]:
    before, after = statuses(old), statuses(new)
    if before != after:
        across = set(map(_family, before)) != set(map(_family, after))
        texts = (" or ".join(str(one or "unknown") for one in side) for side in (before, after))
        diagnostic = rules.status_changed(new.span, new.code, *texts, across=across)
        yield Change(diagnostic, new.code, _value(before), _value(after))


def _family(status: Status) -> str:
    return str(status or "")[:1]


def _value(found: tuple[Status, ...]) -> Value:
    """One status as it is, several as text."""
    return found[0] if len(found) == 1 else tuple(map(str, found))


def _retryable(old: Error, new: Error) -> Iterator[Change]:
    before, now = old.retryable.value, new.retryable.value
    if before != now:
        diagnostic = rules.retryable_changed(new.span, new.code, now=now)
        yield Change(diagnostic, new.code, before, now)


def _class(old: Error, new: Error) -> Iterator[Change]:
    before, now = old.class_name, new.class_name
    if before != now:
        lines = toml.lines(Pin(("errors", new.code), "aliases", (before,)))
        diagnostic = rules.class_renamed(
            new.span, new.code, before, now, lines, kept=kept(old, new)
        )
        yield Change(diagnostic, new.code, before, now)


def _parameters(old: Error, new: Error) -> Iterator[Change]:
    """Parameters by name; their order in a message is a matter of wording."""
    both = {p.name for p in old.parameters} & {p.name for p in new.parameters}
    gone = [p for p in old.parameters if p.name not in both]
    came = [p for p in new.parameters if p.name not in both]
    for before, now in zip_longest(gone, came):
        if now is None:
            yield _lost(new, before)
        elif before is None:
            yield _gained(new, now)
        elif old.code == new.code or not before.evidence == now.evidence == "derived":
            # Else the name only follows from that of the code, whose rename is said already.
            names = tuple(before.name if p is now else p.name for p in new.parameters)
            lines = toml.lines(Pin(("errors", new.code), "parameters", names))
            diagnostic = rules.parameter_renamed(new.span, new.code, before.name, now.name, lines)
            yield Change(diagnostic, new.code, before.name, now.name)


def _counted(old: Error, new: Error) -> Iterator[Change]:
    """Parameters by their number alone."""
    before, now = old.parameters, new.parameters
    yield from (_lost(new, parameter) for parameter in before[len(now) :])
    yield from (_gained(new, parameter) for parameter in now[len(before) :])


def _lost(error: Error, parameter: Parameter) -> Change:
    diagnostic = rules.parameter_removed(error.span, error.code, parameter.name)
    return Change(diagnostic, error.code, parameter.name, None)


def _gained(error: Error, parameter: Parameter) -> Change:
    diagnostic = rules.parameter_added(error.span, error.code, parameter.name)
    return Change(diagnostic, error.code, None, parameter.name)


def _words(old: Error, new: Error, locales: Sequence[str]) -> Iterator[Change]:
    """Messages and advice, language by language; a change of several is said once."""
    reworded = [(messages(old, lo), messages(new, lo)) for lo in locales]
    for before, now in [pair for pair in reworded if pair[0] != pair[1]][:1]:
        diagnostic = rules.message_reworded(new.span, new.code)
        yield Change(diagnostic, new.code, "\n".join(before), "\n".join(now))
    advised = [(_advice(old, lo), _advice(new, lo)) for lo in locales]
    for before, now in [pair for pair in advised if pair[0] != pair[1]][:1]:
        yield Change(rules.hint_changed(new.span, new.code), new.code, before, now)


def _advice(error: Error, locale: str) -> tuple[str, ...]:
    texts = (*error.hints, *error.causes, *error.actions)
    return tuple(" ".join(t.text.split()) for t in texts if t.locale == locale)
