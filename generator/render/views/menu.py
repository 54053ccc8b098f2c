"""The menu of the site: the codes below the status they come with, in parts that stay short."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from generator.model import Error

# A page shows the part of the menu that it stands in: this many links, whatever the catalogue has.
_PART = 25
# More codes than this, and a page shows no other part: the site would weigh their square.
_OPEN = 100


@dataclass(frozen=True, slots=True)
class Section:
    """A status, or None, and the errors that come with it, in parts."""

    status: int | None
    parts: tuple[tuple[Error, ...], ...]


def sections(errors: Iterable[Error]) -> tuple[Section, ...]:
    """The errors by their own status, in its order; those without one come last."""
    found: dict[int | None, list[Error]] = {}
    for error in errors:
        found.setdefault(error.status, []).append(error)
    ordered = sorted(found, key=lambda status: (status is None, status or 0))
    return tuple(Section(status, _parts(found[status])) for status in ordered)


def _parts(errors: list[Error]) -> tuple[tuple[Error, ...], ...]:
    return tuple(tuple(errors[at : at + _PART]) for at in range(0, len(errors), _PART))


def is_long(errors: tuple[Error, ...]) -> bool:
    """Whether a page had better show only where it stands."""
    return len(errors) > _OPEN
