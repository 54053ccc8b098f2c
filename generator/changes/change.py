"""One change, what it asks of the version, and what of an error can be compared at all."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal, TypeAlias

from generator.diagnostics.source import Diagnostic
from generator.model import Error

Bump: TypeAlias = Literal["none", "patch", "minor", "major"]
Value: TypeAlias = str | int | bool | tuple[str, ...] | None
Status: TypeAlias = int | str | None

# Nobody's program can tell these from what was there before.
WORDS = (
    *("message-reworded", "hint-changed", "field-changed", "column-changed", "remark-changed"),
    "service-locale-changed",
)
_FAMILY = re.compile(r"(?<![0-9A-Za-z])[1-5][xX]{2}(?![0-9A-Za-z])")


@dataclass(frozen=True, slots=True)
class Change:
    """One difference between two catalogues.

    `diagnostic` says it for people; its level is the severity. `code` is the
    new catalogue's, the old one's if it is gone, None where no single code is
    meant. `old` and `new` are the values that differ, None where there is none.
    """

    diagnostic: Diagnostic
    code: str | None
    old: Value
    new: Value

    @property
    def bump(self) -> Bump:
        """The part of the version that it asks for (Semantic Versioning 2.0.0, items 6 to 8)."""
        if self.diagnostic.level == "error":
            return "major"
        return "patch" if self.diagnostic.rule in WORDS else "minor"


def statuses(error: Error) -> tuple[Status, ...]:
    """Every status of an error, `4xx` for a whole family; sorted, (None,) where there is none."""
    texts = _FAMILY.findall(error.status_text[:80].lower())
    found = {error.status, *(v.status for v in error.variants), *texts} - {None}
    return tuple(sorted(found, key=str)) or (None,)


def messages(error: Error, locale: str) -> tuple[str, ...]:
    """What all rows of an error say in a locale, sorted, white space aside."""
    texts = {" ".join(m.text.split()) for m in error.row_messages if m.locale == locale}
    return tuple(sorted(texts - {""}))
