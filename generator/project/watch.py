"""Long work looked on: what is done of it, for whoever wants to know."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Protocol, TypeVar

Item = TypeVar("Item")
Item_co = TypeVar("Item_co", covariant=True)


class Items(Protocol[Item_co]):
    """Things of which it is known how many there are."""

    def __len__(self) -> int: ...

    def __iter__(self) -> Iterator[Item_co]: ...


class Watch(Protocol):
    """Gives the items as they are, one by one, and may take note of how many are gone."""

    def __call__(self, doing: str, items: Items[Item]) -> Iterable[Item]:
        """`doing` says what happens to each, such as "reading"."""


def unwatched(doing: str, items: Items[Item]) -> Iterable[Item]:  # noqa: ARG001
    """The items, with nobody looking on."""
    return items
