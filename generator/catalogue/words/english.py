"""Is this word English; and which words does a code consist of."""

from __future__ import annotations

import re
from functools import cache
from importlib import resources

_WORD = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[0-9]+")
# Words this short are abbreviations as often as words: Ip, Os, Id, OK.
_SHORT = 3


def words(code: str) -> tuple[str, ...]:
    """The words of a code in lower case: `InvalidIpAddress` → invalid, ip, address."""
    return tuple(found.lower() for found in _WORD.findall(code))


def knows(word: str) -> bool:
    """Whether a word (lower case) is English, a term of the trade, or too short to tell."""
    return len(word) < _SHORT or word.isdigit() or word in _list()


def speaks(text: str) -> bool:
    """Whether every word of a text is ASCII and English."""
    return text.isascii() and all(knows(word) for word in words(text))


def mostly(text: str) -> bool:
    """Whether a text is English but for a name or a term: half of two words, two thirds of more."""
    found = words(text)
    known = sum(map(knows, found))
    return text.isascii() and known * 3 >= len(found) * (2 if len(found) > 2 else 1.5) > 0


@cache
def _list() -> frozenset[str]:
    """SCOWL's common words, and the terms of the trade."""
    folder = resources.files("generator.catalogue.words")
    texts = [folder.joinpath(name).read_text("utf-8") for name in ("words.txt", "terms.txt")]
    return frozenset(line for text in texts for line in text.split("\n") if line[:1] != "#")
