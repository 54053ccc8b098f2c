"""How alike two texts are, whatever their language."""

from __future__ import annotations

import re
import unicodedata
from difflib import SequenceMatcher

from generator import characters

# No code and no status cell is longer; it bounds the quadratic comparison.
_LIMIT = 200
_SAME = 0.88
_WORD = re.compile(r"\w+")
# Writing without blanks: Han, Kana, Hangul, Thai. A shared syllable or two is a stem.
_DENSE = (("\u0e00", "\u0e7f"), ("\u3040", "\u30ff"), ("\u3400", "\u9fff"), ("\uac00", "\ud7af"))


def plain(text: str) -> str:
    """A text without case, accents and punctuation, its words one blank apart.

    The marks go after casefolding: Turkish `İ` folds to `i` and U+0307.
    """
    folded = unicodedata.normalize("NFKD", characters.known(text[:_LIMIT]).casefold())
    bare = "".join(ch for ch in folded if unicodedata.category(ch) != "Mn")
    return " ".join(_WORD.findall(unicodedata.normalize("NFC", bare)))


def same(one: str, other: str) -> bool:
    """Whether two texts are the same words, but for an ending (`Onbevoegde`, `Onbevoegd`)."""
    return bool(plain(one)) and _ratio(plain(one), plain(other)) >= _SAME


def related(one: str, other: str) -> bool:
    """Whether a word of one text and a word of the other begin with the same stem."""
    return any(_stem(a, b) for a in plain(one).split() for b in plain(other).split())


def _stem(one: str, other: str) -> bool:
    shared = next(
        (i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b),
        min(len(one), len(other)),
    )
    if any(low <= char <= high for char in one[:shared] for low, high in _DENSE):
        return shared >= 2
    return shared >= 4 and shared * 2 >= min(len(one), len(other))


def resembles(cell: str, code: str) -> float:
    """How much of a code is left in a damaged spelling of it, from 0 to 1."""
    return _ratio(*(re.sub("[ _]", "", plain(text)) for text in (cell, code)))


def _ratio(one: str, other: str) -> float:
    """Ratcliff and Obershelp's measure, from 0 to 1."""
    return SequenceMatcher(None, one, other, autojunk=False).ratio()
