"""The bases of the generated classes, the same in every language."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator import statuses
from generator.model import Catalogue, Error

# The class of a family of statuses.
FAMILIES = {"client": "ClientError", "server": "ServerError"}


@dataclass(frozen=True, slots=True)
class Base:
    """What the errors of one status have in common: `title` is `HTTP 404 Not Found`."""

    name: str
    parent: str
    status: int
    title: str


def bases(catalogue: Catalogue) -> Iterator[Base]:
    """A class for each status that some error is documented with, in order."""
    for status in sorted({status for error in catalogue.errors for status in error.statuses}):
        yield Base(
            name=status_class(status),
            parent=family(status, catalogue.root),
            status=status,
            title=status_title(status),
        )


def parent(error: Error, root: str) -> str:
    """The base of a code: its status; with several statuses, what these have in common."""
    if len(error.statuses) == 1:
        return status_class(error.statuses[0])
    families = {family(status, root) for status in error.statuses}
    return families.pop() if len(families) == 1 else root


def family(status: int, root: str) -> str:
    """The base of a status: `ClientError` for 4xx, `ServerError` for 5xx, else the root."""
    return FAMILIES.get(statuses.family(status), root)


def status_class(status: int) -> str:
    """The class of a status: `Http404Error`."""
    return f"Http{status}Error"


def status_title(status: int) -> str:
    """A status with its phrase, where it has one: `HTTP 404 Not Found`."""
    return f"HTTP {status} {statuses.phrase(status)}".rstrip()
