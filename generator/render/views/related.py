"""Which other errors somebody who reads of one may mean, or may want to know."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from generator import characters, names
from generator.model import Catalogue, Error, Message, Text

_MOST = 10
_TOKEN = re.compile(r"[\w.~+-]+")


@dataclass(frozen=True, slots=True)
class Related:
    """The errors that are related to one, and whether its status has yet others."""

    errors: tuple[Error, ...]
    has_more: bool


def related(catalogue: Catalogue) -> Callable[[Error], Related]:
    """A function that gives the errors related to one, in the order of the page; ten at most.

    Those that its texts name come first, then its neighbours of the same status
    and the same heading. A heading or a status that all have tells nothing apart.
    """
    errors = catalogue.errors
    places = {error.code: place for place, error in enumerate(errors)}
    by_status = _groups(places, ((error.status, error) for error in errors))
    by_heading = _groups(places, ((error.heading, error) for error in errors))

    def found(error: Error) -> Related:
        own = places[error.code]
        status, heading = by_status.get(error.status, ()), by_heading.get(error.heading, ())
        near_status, near_heading = list(_near(status, own)), list(_near(heading, own))
        both = [n for n in near_status if errors[n].heading == error.heading and heading]
        ranked = (*_named(error, places), *both, *near_heading, *near_status)
        kept = set(islice(dict.fromkeys(n for n in ranked if n != own), _MOST))
        others = tuple(errors[n] for n in sorted(kept))
        return Related(others, len(status) > 1 + sum(e.status == error.status for e in others))

    return found


def _groups(
    places: dict[str, int], keyed: Iterable[tuple[object, Error]]
) -> dict[object, Sequence[int]]:
    """The places of the errors with the same key, if it has a meaning and not all have it."""
    groups: dict[object, list[int]] = {}
    for key, error in keyed:
        if key:
            groups.setdefault(key, []).append(places[error.code])
    return {key: found for key, found in groups.items() if len(found) < len(places)}


def _near(group: Sequence[int], own: int) -> Iterator[int]:
    """The places of a group, those next to one first; no more than can be wanted."""
    at = bisect_left(group, own)
    window = group[max(0, at - _MOST) : at + _MOST + 1]
    yield from sorted(window, key=lambda place: (abs(place - own), place))


def _named(error: Error, places: dict[str, int]) -> Iterator[int]:
    """The places of the codes that the texts of an error name.

    A word alone, or a number, may be no code: it counts where the page sets it apart as code.
    """
    texts: tuple[Message | Text, ...] = (*error.row_messages, *error.actions)
    for text in (*texts, *error.hints, *error.causes):
        marked = (text.text[m.start : m.end] for m in text.marks if not m.url)
        spans = (match.span() for match in _TOKEN.finditer(characters.known(text.text)))
        tokens = (text.text[start:end].rstrip(".~+-") for start, end in spans)
        words = (word for word in tokens if "_" in names.snake(word))
        yield from (places[code] for code in (*marked, *words) if code in places)
