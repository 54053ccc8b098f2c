"""What the overlay says of an error in other locales than its pages: `messages`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from generator import names
from generator.catalogue.overlay import Override
from generator.catalogue.rows import placeholders
from generator.diagnostics import suggest
from generator.diagnostics.rules import message as rules
from generator.diagnostics.source import Diagnostic, Problems, Span
from generator.model import Error, Message, Parameter
from generator.project import toml
from generator.project.pins import Pin

# The place of a parameter that there is not.
_NONE = -1


def added(override: Override, count: int) -> tuple[str, ...]:
    """The names of parameters behind the first `count`, where the overlay's messages have them."""
    found = [words for text in override.messages for words in placeholders.read(text.text).words]
    used = {*found, *map(names.identifier, found)}
    more = override.parameters[count:]
    return tuple(name for name in more if not used.isdisjoint((name, names.parameter(name))))


def add(error: Error, override: Override, table: str, overlay: str) -> tuple[Error, Problems]:
    """The error with the overlay's messages; where it has one in that locale, that one stays.

    The words of a placeholder are the name of a parameter, or what a page
    calls it. `table` is the one of the overlay, whose path is `overlay`, to
    which a name can be added.
    """
    problems: list[Diagnostic] = []
    for text in override.messages:
        span = text.span or override.span
        template = placeholders.read(text.text)
        found = _places(template.words, error.parameters)
        if text.locale in {message.locale for message in error.row_messages}:
            problems.append(rules.message_taken(span, error.code, text.locale))
        elif _NONE in found:
            pairs = zip(template.words, found, strict=True)
            unknown = [words for words, place in pairs if place == _NONE]
            problems.append(_unknown(span, error, unknown, table, overlay))
        else:
            parts = tuple(found[p] if isinstance(p, int) else p for p in template.parts)
            message = Message(text.locale, text.text, parts, span=text.span)
            error = replace(error, messages=(*error.messages, message))
    return error, tuple(problems)


def _places(words: Sequence[str], parameters: Sequence[Parameter]) -> list[int]:
    """Which parameter each placeholder is; of several that a page calls so, the next one."""
    found: list[int] = []
    for text in words:
        meant = _meant(text, parameters)
        free = [place for place in meant if place not in found]
        found.append((free or meant[-1:] or [_NONE])[0])
    return found


def _meant(words: str, parameters: Sequence[Parameter]) -> list[int]:
    """The parameters that words can mean: by name, else by a page's words, else by their name."""
    signs = (
        [p.name == words for p in parameters],
        [words in dict(p.text).values() for p in parameters],
        [p.name == names.identifier(words) for p in parameters],
    )
    return next(([i for i, fits in enumerate(sign) if fits] for sign in signs if any(sign)), [])


def _unknown(
    span: Span, error: Error, words: Sequence[str], table: str, overlay: str
) -> Diagnostic:
    """The placeholders of a message that are no parameters, with the line that makes them some."""
    known = [parameter.name for parameter in error.parameters]
    found = list(map(names.identifier, words))
    every = tuple(dict.fromkeys((*known, *found)))
    lines = toml.lines(Pin((table, error.code), "parameters", every)) if all(found) else ""
    near = suggest.near(words[0], known)
    return rules.parameter_unknown(span, error.code, words[0], near, known, lines, overlay)
