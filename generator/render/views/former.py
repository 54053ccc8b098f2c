"""Earlier names of codes and classes, which generated code still knows, in every language."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator import names
from generator.model import Catalogue


@dataclass(frozen=True, slots=True)
class Alias:
    """An earlier name of a code or class, and the present one."""

    old: str
    new: str


def codes(catalogue: Catalogue) -> Iterator[Alias]:
    """Earlier codes, which an older service may still send."""
    present = {error.code for error in catalogue.errors}
    for error in catalogue.errors:
        yield from (Alias(old, error.code) for old in error.aliases if old not in present)


def classes(catalogue: Catalogue) -> Iterator[Alias]:
    """Earlier class names, whether the overlay gives the class or the code."""
    taken = {error.class_name for error in catalogue.errors} | {catalogue.root}
    for error in catalogue.errors:
        for old in error.aliases:
            name = names.given(old, catalogue.style)
            if name and name not in taken:
                taken.add(name)
                yield Alias(name, error.class_name)
