"""How codes are spelt that stand together."""

from __future__ import annotations

import re
from collections.abc import Sequence

# Fewer codes do not show how codes are spelt.
_FEW = 2
# What most codes that stand together have in common, and single words may lack.
_SHAPES = (
    re.compile(r"[+\-−]?[0-9][0-9.]*|0[xX][0-9A-Fa-f]+|[0-9A-Fa-f]+[hH]"),
    re.compile(r"[a-z0-9]+(?:[_.:/-][a-z0-9]+)*"),
    re.compile(r"[A-Z0-9]+(?:[_.:/-][A-Z0-9]+)*"),
    re.compile(r"[A-Z][A-Za-z0-9]*(?:\.[A-Z][A-Za-z0-9]*)*"),
    re.compile(r"[a-z][A-Za-z0-9]*"),
)


def usual(codes: Sequence[str], most: int, of: int) -> re.Pattern[str] | None:
    """How at least `most` of `of` codes are spelt; None where they show no way."""
    if len(codes) < _FEW:
        return None
    fits = (
        shape
        for shape in _SHAPES
        if sum(map(bool, map(shape.fullmatch, codes))) * of >= len(codes) * most
    )
    return next(fits, None)
