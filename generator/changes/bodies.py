"""What differs in how a service sends its errors."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields

from generator.changes.both import Both, whole
from generator.changes.change import Change
from generator.diagnostics.rules import changes as rules
from generator.model import Envelope, dotted
from generator.project import toml
from generator.project.pins import Pin, Value
from generator.render.views import server

_KEYS = [field.name for field in fields(Envelope)]


def envelopes(two: Both) -> Iterator[Change]:
    """Where an error body carries something at another place, or in another form, than before."""
    lines = toml.lines(*_settled(two))
    shown = next((one.span for one in two.new.examples if one.span.line), whole(two.new))
    span = two.config.place("envelope") or shown
    for key in _KEYS:
        old, now = (_spelt(getattr(side.envelope, key)) for side in (two.base, two.new))
        if old != now:
            diagnostic = rules.envelope_changed(*(span, key, old, now, lines, two.config.path))
            yield Change(diagnostic, None, old, now)


def _spelt(value: object) -> str:
    if isinstance(value, tuple):
        return dotted(value)
    return value if isinstance(value, str) else str(value or "").lower()


def _settled(two: Both) -> Iterator[Pin]:
    """All that the base's envelope says: with one way in a configuration no example is asked."""
    for key in _KEYS:
        value: Value = getattr(two.base.envelope, key)
        if value:
            yield Pin((*two.config.table, "envelope"), key.replace("_", "-"), value)


def sending(two: Both) -> Iterator[Change]:
    """Whether errors come as successes, and the language that the service speaks."""
    old, now = two.base.errors_in_success, two.new.errors_in_success
    span = two.config.place("errors-in-success") or whole(two.new)
    if old != now:
        lines = toml.lines(Pin(two.config.table, "errors-in-success", old))
        yield Change(
            rules.in_success_changed(span, lines, two.config.path, now=now), None, old, now
        )
    before, after = two.base.service_locale, two.new.service_locale
    if two.named:
        before, after = server.locale(two.base), server.locale(two.new)
    if before != after:
        span = two.config.place("service-locale") or whole(two.new)
        yield Change(rules.service_locale_changed(span, before, after), None, before, after)
