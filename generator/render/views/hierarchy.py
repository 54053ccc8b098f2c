"""The bases of the generated classes, the same in every language."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator import statuses
from generator.model import Catalogue, Error


@dataclass(frozen=True, slots=True)
class Base:
    """What the errors of one status have in common: `title` is `HTTP 404 Not Found`."""

    name: str
    parent: str
    status: int
    title: str


def families(catalogue: Catalogue) -> dict[str, str]:
    """The class of each family of statuses: `ClientError` of `client`."""
    return {name: catalogue.style.named(name.capitalize()) for name in ("client", "server")}


def bases(catalogue: Catalogue) -> Iterator[Base]:
    """A class for each status that some error is documented with, in order."""
    for status in sorted({status for error in catalogue.errors for status in error.statuses}):
        yield Base(
            name=status_class(status, catalogue),
            parent=family(status, catalogue),
            status=status,
            title=status_title(status),
        )


def parent(error: Error, catalogue: Catalogue) -> str:
    """The base of a code: its status; with several statuses, what these have in common."""
    if len(error.statuses) == 1:
        return status_class(error.statuses[0], catalogue)
    found = {family(status, catalogue) for status in error.statuses}
    return found.pop() if len(found) == 1 else catalogue.root


def family(status: int, catalogue: Catalogue) -> str:
    """The base of a status: `ClientError` for 4xx, `ServerError` for 5xx, else the root."""
    return families(catalogue).get(statuses.family(status), catalogue.root)


def status_class(status: int, catalogue: Catalogue) -> str:
    """The class of a status: `Http404Error`."""
    return catalogue.style.named(f"Http{status}")


def status_title(status: int) -> str:
    """A status with its phrase, where it has one: `HTTP 404 Not Found`."""
    return f"HTTP {status} {statuses.phrase(status)}".rstrip()
