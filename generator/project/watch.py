"""Long work looked on: what is done of it, for whoever wants to know."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Protocol, TypeVar

Item = TypeVar("Item")


class Watch(Protocol):
    """Gives the items as they are, one by one, and may take note of how many are gone."""

    def __call__(self, doing: str, items: Sequence[Item]) -> Iterable[Item]:
        """`doing` says what happens to each, such as "reading"."""


def unwatched(doing: str, items: Sequence[Item]) -> Iterable[Item]:  # noqa: ARG001
    """The items, with nobody looking on."""
    return items
