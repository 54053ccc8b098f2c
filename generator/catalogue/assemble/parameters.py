"""The parameters of an error: counted in every locale, named once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TypeAlias

from generator import names
from generator.catalogue.assemble import spoken
from generator.catalogue.assemble.by_code import CodeReadings, LocaleMessage
from generator.catalogue.overlay import Overlay, Override
from generator.catalogue.rows.placeholders import Template
from generator.catalogue.words import english
from generator.diagnostics.rules import message as rules
from generator.diagnostics.source import Problems
from generator.model import Parameter

# For each placeholder its words, in every message that has it.
PlaceholderWords: TypeAlias = tuple[tuple[str, ...], ...]


def merge(
    readings: CodeReadings, override: Override, overlay: Overlay
) -> tuple[tuple[Parameter, ...], Problems]:
    """The parameters of a code's messages in all its locales, and in all its rows.

    Names come from the overlay, else from the placeholder's own words, else
    from the code. The overlay names all of them or none, and may name more
    that only messages of its own have.
    """
    messages = readings.row_messages
    count = max((len(m.cell.template.words) for m in messages), default=0)
    more = spoken.added(override, count)
    pinned = _pinned(messages, count, override, overlay)
    chosen = _with(more, readings.code, _nameable(messages, count), pinned)
    parameters = tuple(
        replace(one, text=_by_locale(messages, index)) for index, one in enumerate(chosen)
    )
    given = len(override.parameters)
    if given in (0, count + len(more)):
        return parameters, ()
    return parameters, (rules.parameter_count(override.span, override.code, given, count),)


def added(override: Override, template: Template, locale: str) -> tuple[Parameter, ...]:
    """The parameters of an error that the overlay adds, whose message is this."""
    words = tuple((text,) for text in template.words)
    more = spoken.added(override, len(words))
    chosen = _with(more, override.code, words, dict(enumerate(override.parameters)))
    texts = (*(((locale, text),) for text in template.words), *((),) * len(more))
    return tuple(replace(one, text=text) for one, text in zip(chosen, texts, strict=True))


def _with(
    more: Sequence[str], code: str, words: PlaceholderWords, pinned: Mapping[int, str]
) -> tuple[Parameter, ...]:
    """The parameters of a code by their names, and behind them those of `more` names."""
    behind = {len(words) + index: name for index, name in enumerate(more)}
    first = {index: name for index, name in pinned.items() if index < len(words)}
    return named(code, (*words, *((),) * len(more)), {**first, **behind})


def _by_locale(messages: Sequence[LocaleMessage], index: int) -> tuple[tuple[str, str], ...]:
    """The words of a placeholder in each locale, in the first row that has it."""
    found: dict[str, str] = {}
    for locale, _, cell in messages:
        for word in cell.template.words[index : index + 1]:
            found.setdefault(locale, word)
    locales = dict.fromkeys(message.locale for message in messages)
    return tuple((locale, found[locale]) for locale in locales if locale in found)


def _words(templates: Sequence[Template], count: int) -> PlaceholderWords:
    return tuple(tuple(t.words[i] for t in templates if i < len(t.words)) for i in range(count))


def _nameable(messages: Sequence[LocaleMessage], count: int) -> PlaceholderWords:
    """The words that a name may be made of: a translation's only where they are still English."""
    sources = [m.cell.source for m in messages if m.cell.source]
    originals = [m.cell.template for m in messages if not m.translated]
    translations = [m.cell.template for m in messages if m.translated]
    pairs = zip(_words(sources + originals, count), _words(translations, count), strict=True)
    return tuple((*plain, *filter(english.speaks, foreign)) for plain, foreign in pairs)


def _pinned(
    messages: Sequence[LocaleMessage], count: int, override: Override, overlay: Overlay
) -> Mapping[int, str]:
    """The names that the overlay gives, by position: of the words, or of the code and place."""
    templates = [t for m in messages for t in (m.cell.source, m.cell.template) if t]
    by_words = {pin.text: pin.name for pin in overlay.parameters}
    words = enumerate(_words(templates, count))
    found = {i: by_words[text] for i, texts in words for text in texts if text in by_words}
    return found | dict(enumerate(override.parameters))


def named(code: str, words: PlaceholderWords, pinned: Mapping[int, str]) -> tuple[Parameter, ...]:
    """The parameters of a code by their names, which are unique within it; their text is left out.

    `words` has those of each placeholder in every locale, the primary one
    first. `pinned` gives names by position.
    """
    chosen: list[Parameter] = []
    for index, texts in enumerate(words):
        own = next(filter(None, map(names.identifier, texts)), "")
        wanted = names.parameter(pinned.get(index, "")) or own or _derived(code, index)
        name = _unique(wanted, {other.name for other in chosen})
        chosen.append(
            Parameter(name, "pinned" if index in pinned else "words" if own else "derived")
        )
    return tuple(chosen)


def _derived(code: str, index: int) -> str:
    """The name of a parameter that has no words: its code and its place."""
    derived = f"{names.snake(code) or 'value'}_{index + 1}"
    return f"value_{derived}" if derived[0].isdigit() else derived


def _unique(wanted: str, taken: set[str]) -> str:
    number, candidate = 2, wanted
    while candidate in taken:
        candidate, number = f"{wanted}_{number}", number + 1
    return candidate
