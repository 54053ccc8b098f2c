"""The bases of the generated classes, the same in every language."""

from __future__ import annotations

from collections.abc import Iterator

from generator import statuses
from generator.model import Catalogue, Error

_FAMILIES = {"client": "ClientError", "server": "ServerError"}


def family(status: int, root: str) -> str:
    """The base of a status: `ClientError` for 4xx, `ServerError` for 5xx, else the root."""
    return _FAMILIES.get(statuses.family(status), root)


def parent(error: Error, root: str) -> str:
    """The base of a code: its status; with several statuses, what these have in common."""
    if len(error.statuses) == 1:
        return f"Http{error.statuses[0]}Error"
    families = {family(status, root) for status in error.statuses}
    return families.pop() if len(families) == 1 else root


def documented(catalogue: Catalogue) -> Iterator[tuple[int, str]]:
    """Each status that an error is documented with, in order, and the base of its own base."""
    for status in sorted({status for error in catalogue.errors for status in error.statuses}):
        yield status, family(status, catalogue.root)
