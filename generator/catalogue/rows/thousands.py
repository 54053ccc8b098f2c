"""Numbers with marks between their thousands: `1,001` is one code, and no list of two."""

from __future__ import annotations

import re
from collections.abc import Collection

# Shown with a comma, a point, a blank or an apostrophe, the same in all of a number.
_MARKED = re.compile(r"[+-]?[1-9][0-9]{0,2}([,. '’])[0-9]{3}(?:\1[0-9]{3}){0,3}")
_PLAIN = re.compile(r"[+-]?[0-9]{1,12}")
_SIGNS = "+-"


def of(texts: Collection[str]) -> frozenset[str]:
    """The cells of a column of codes that are single numbers with marks between their thousands.

    Either the plain numbers of the column are as wide and at least four digits
    long, or no plain number begins with a zero, as a part of these does.
    `401,403` is a list, and `1.001` may be a code by itself.
    """
    marked = {text: found[1] for text in texts if (found := _MARKED.fullmatch(text))}
    plain = [text.strip(_SIGNS) for text in texts if _PLAIN.fullmatch(text)]
    widths = {len(text) for text in plain}
    if (
        plain
        and min(widths) > 3
        and all(len(joined(text).strip(_SIGNS)) in widths for text in marked)
    ):
        return frozenset(marked)
    zeros = any(f"{mark}0" in text for text, mark in marked.items())
    sure = zeros and not any(text[0] == "0" and len(text) > 1 for text in plain)
    return frozenset(text for text, mark in marked.items() if sure and mark != ".")


def joined(text: str) -> str:
    """A number without the marks between its thousands."""
    return re.sub(r"[,. '’]", "", text)
