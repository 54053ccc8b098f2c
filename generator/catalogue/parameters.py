"""The parameters of an error: counted in every locale, named once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from generator import rules
from generator.catalogue import english, placeholders
from generator.catalogue.overlay import Overlay, Settled
from generator.catalogue.reading import Said
from generator.model import Parameter
from generator.source import Diagnostic, Problems


def merge(said: Said, settled: Settled, overlay: Overlay) -> tuple[tuple[Parameter, ...], Problems]:
    """The parameters of a code's messages in all its locales, and in all its rows.

    Names come from the overlay, else from the placeholder's own words, else
    from the code. The overlay names all of them or none.
    """
    texts = [(locale, placeholders.read(cell.text).texts) for locale, cell in said.variants]
    count = max((len(found) for _, found in texts), default=0)
    words = tuple(_words(said, index) for index in range(count))
    pinned = _pinned(words, settled, overlay)
    own = tuple(_own(said, index) for index in range(count))
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


def _words(said: Said, index: int) -> tuple[str, ...]:
    """The words of a placeholder in every locale, for the overlay's names by text."""
    found = [text for _, c in said.variants for text in (c.source, c.text) if text]
    return tuple(t[index] for t in map(_texts, found) if index < len(t))


def _own(said: Said, index: int) -> tuple[str, ...]:
    """The words that a name may be made of: a translation's only where they are still English."""
    found = [c.source for _, c in said.variants if c.source]
    original = [c.text for locale, c in said.variants if locale not in said.translated]
    rest = [c.text for locale, c in said.variants if locale in said.translated]
    plain = [t[index] for t in map(_texts, found + original) if index < len(t)]
    english_words = [t[index] for t in map(_texts, rest) if index < len(t)]
    return (*plain, *(words for words in english_words if english.speaks(words)))


def _texts(message: str) -> tuple[str, ...]:
    return placeholders.read(message).texts


def _pinned(
    words: tuple[tuple[str, ...], ...], settled: Settled, overlay: Overlay
) -> Mapping[int, str]:
    """The names that the overlay gives, by position: of the text, or of the code and place."""
    by_text = {text: name for text, name, _ in overlay.parameters}
    found = {i: by_text[t] for i, texts in enumerate(words) for t in texts if t in by_text}
    return found | dict(enumerate(settled.parameters[: len(words)]))


def _miscounted(code: str, settled: Settled, count: int) -> Iterator[Diagnostic]:
    if settled.parameters and len(settled.parameters) != count:
        yield rules.parameter.count(settled.span, code, len(settled.parameters), count)
