"""One thing that reality and the catalogue do not agree on, told."""

from __future__ import annotations

from dataclasses import dataclass

from generator.diagnostics.source import Diagnostic

# Of each kind so many are drawn; the JSON has all of them.
DRAWN = 50


@dataclass(frozen=True, slots=True)
class Finding:
    """What is said of a code; `code` is "" where the finding is about none, or about several."""

    code: str
    diagnostic: Diagnostic
