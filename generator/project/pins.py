"""Lines of TOML that settle something, and which of them a reading needs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from generator import names
from generator.model import RESTORED, Catalogue, Error, Parameter

Value: TypeAlias = str | int | bool | tuple[str | int, ...]
# What only people know: a line that still has it says nothing, and is refused.
UNFILLED = "..."


@dataclass(frozen=True, slots=True)
class Pin:
    """One line that settles something: the table it belongs to, its key and its value."""

    table: tuple[str, ...]
    key: str
    value: Value


def needed(pages: Sequence[Catalogue], whole: Catalogue) -> tuple[Pin, ...]:
    """What the reading restored or derived: codes by their cell, parameters by code and place.

    `pages` are the pages of the catalogue, each as a catalogue of its own,
    because each has its own damage. What is not sure is left out, and so are
    parameters that the words of an original page name.
    """
    codes = (pin for page in pages for pin in _codes(page))
    originals = frozenset(page.locale for page in whole.pages if not page.translated)
    named = (parameters(error) for error in whole.errors if _unsettled(error, originals))
    return tuple(dict.fromkeys((*codes, *named)))


def _codes(page: Catalogue) -> Iterator[Pin]:
    """A restored code by its cell; by cell and status where two rows say the same."""
    cells = Counter(error.cell for error in page.errors)
    both = Counter((error.cell, error.status) for error in page.errors)
    for error in page.errors:
        sure = error.evidence in RESTORED and not error.settled and not error.variants
        if sure and error.cell != error.code and both[error.cell, error.status] == 1:
            cell = error.cell if cells[error.cell] == 1 else f"{error.cell}|{error.status}"
            yield Pin(("codes",), cell, error.code)


def _unsettled(error: Error, originals: Collection[str]) -> bool:
    """Whether the next reading may name a parameter otherwise: `originals` are sure locales."""
    return error.evidence != "overlay" and any(
        parameter.evidence == "derived"
        or (parameter.evidence == "words" and not _original(parameter, originals))
        for parameter in error.parameters
    )


def _original(parameter: Parameter, originals: Collection[str]) -> bool:
    """Whether the words that name a parameter are no translation."""
    return any(locale in originals and names.identifier(text) for locale, text in parameter.text)


def parameters(error: Error) -> Pin:
    """The line that settles the names of an error's parameters."""
    given = tuple(parameter.name for parameter in error.parameters)
    return Pin(("errors", error.code), "parameters", given)
