"""The parameters of an error: counted in every locale, named once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TypeAlias

from generator.catalogue.overlay import Overlay, Settled
from generator.catalogue.recover.reading import Said
from generator.catalogue.rows import placeholders
from generator.catalogue.words import english
from generator.diagnostics.rules import message as rules
from generator.diagnostics.source import Diagnostic, Problems
from generator.markdown.page import Cell
from generator.model import Parameter

Words: TypeAlias = tuple[tuple[str, ...], ...]
Variants: TypeAlias = Sequence[tuple[str, Cell]]


def merge(said: Said, settled: Settled, overlay: Overlay) -> tuple[tuple[Parameter, ...], Problems]:
    """The parameters of a code's messages in all its locales, and in all its rows.

    Names come from the overlay, else from the placeholder's own words, else
    from the code. The overlay names all of them or none.
    """
    variants = said.variants
    texts = [(locale, _texts(cell.text)) for locale, cell in variants]
    count = max((len(found) for _, found in texts), default=0)
    pinned = _pinned(_words(variants, count), settled, overlay)
    own = _own(variants, said.translated, count)
    chosen = placeholders.names(said.code, own, pinned)
    parameters = tuple(
        Parameter(name, origin, _by_locale(texts, i)) for i, (name, origin) in enumerate(chosen)
    )
    return parameters, tuple(_miscounted(said.code, settled, count))


def _by_locale(
    texts: Sequence[tuple[str, tuple[str, ...]]], index: int
) -> tuple[tuple[str, str], ...]:
    """The words of a placeholder in each locale, in the first row that has it."""
    found = {locale: words[index] for locale, words in reversed(texts) if index < len(words)}
    return tuple(
        (locale, found[locale])
        for locale in dict.fromkeys(loc for loc, _ in texts)
        if locale in found
    )


def _words(variants: Variants, count: int) -> Words:
    """The words of each placeholder in every locale, for the overlay's names by text."""
    return _placed([text for _, c in variants for text in (c.source, c.text) if text], count)


def _own(variants: Variants, translated: frozenset[str], count: int) -> Words:
    """The words that a name may be made of: a translation's only where they are still English."""
    found = [c.source for _, c in variants if c.source]
    original = [c.text for locale, c in variants if locale not in translated]
    rest = [c.text for locale, c in variants if locale in translated]
    pairs = zip(_placed(found + original, count), _placed(rest, count), strict=True)
    return tuple((*plain, *filter(english.speaks, said)) for plain, said in pairs)


def _placed(messages: Sequence[str], count: int) -> Words:
    """For each placeholder its words, in every message that has it."""
    texts = [_texts(message) for message in messages]
    return tuple(tuple(t[i] for t in texts if i < len(t)) for i in range(count))


def _texts(message: str) -> tuple[str, ...]:
    return placeholders.read(message).texts


def _pinned(words: Words, settled: Settled, overlay: Overlay) -> Mapping[int, str]:
    """The names that the overlay gives, by position: of the text, or of the code and place."""
    by_text = {text: name for text, name, _ in overlay.parameters}
    found = {i: by_text[t] for i, texts in enumerate(words) for t in texts if t in by_text}
    return found | dict(enumerate(settled.parameters[: len(words)]))


def _miscounted(code: str, settled: Settled, count: int) -> Iterator[Diagnostic]:
    if settled.parameters and len(settled.parameters) != count:
        yield rules.parameter_count(settled.span, code, len(settled.parameters), count)
