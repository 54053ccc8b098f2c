"""What somebody settled of single rows, whatever their cells say."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

Verdict: TypeAlias = Literal["ignore", "success", "error", ""]


@dataclass(frozen=True, slots=True)
class Settled:
    """The rows that are left, are successes, or are errors, by what their code cells say.

    A key may have the status of its row behind a `|`. `kept` are codes that
    are errors though the page says that they are none; with `all_kept` no
    row is a success by what the page says. `overlay` is the path of the file
    that says it.
    """

    rows: Mapping[str, Verdict] = field(default_factory=dict)
    kept: frozenset[str] = frozenset()
    all_kept: bool = False
    overlay: str = "the overlay"

    def of(self, text: str, code: str, status: int | None) -> Verdict:
        """The verdict on a row with this text in its code cell, or on a code of it; "" for none."""
        for key in () if not self.rows else (f"{text}|{status}", f"{code}|{status}", text, code):
            if key in self.rows:
                return self.rows[key]
        return "error" if code in self.kept else ""
