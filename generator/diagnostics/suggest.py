"""What somebody may have meant who wrote a word that is not known."""

from __future__ import annotations

from collections.abc import Iterable


def near(word: str, known: Iterable[str]) -> str:
    """The known word that is most like this one, or "" if none is."""
    return "".join(nearest(word, known, 1, 0.6))


def nearest(word: str, known: Iterable[str], most: int, likeness: float) -> list[str]:
    """The known words that are like this one, from 0.0 to 1.0, the likest first."""
    from difflib import get_close_matches

    return get_close_matches(word, list(known), most, likeness)
