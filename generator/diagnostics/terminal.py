"""Text in a terminal: what is seen of it, how wide it is, cut and wrapped to columns, painted."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator import characters

_TEXT_LIMIT = 4000
# Colours, by their numbers (ECMA-48, SGR).
BOLD, FAINT, RED, GREEN, YELLOW, BLUE, CYAN = "1", "2", "31", "32", "33", "34", "36"
# In the place of a blank it holds words together; what is visible never has it.
GLUE = "\0"
# What no line may part: code, a command, what is to be run or pasted.
_WHOLE = re.compile(
    r"`[^`]*`\S*|(?:error-table|python -m generator) \S+(?: --\S+)*"
    r"|(?<=run: )\S.*|(?<=: )\S+ = .+|\S+"
)
# No line of Japanese or Chinese begins with one of the first, or ends with one of the others.
_CLOSING = frozenset("、。，．・：；？！）］｝〉》」』】〕ー々…")
_OPENING = frozenset("（［｛〈《「『【〔")


def visible(text: str) -> str:
    """The text with tabs as blanks, and characters that cannot be seen, or move others, escaped."""
    cut = text if len(text) <= _TEXT_LIMIT else f"{text[:_TEXT_LIMIT]}…"
    return cut if cut.isprintable() else "".join(map(_shown, cut))


def escaped(text: str) -> str:
    """The whole text with its tabs and line ends, and every other such character escaped."""
    if text.isprintable():
        return text
    return "".join(char if char in "\t\n" else _shown(char) for char in text)


def _shown(char: str) -> str:
    if char == "\t":
        return "    "
    return f"\\u{ord(char):04x}" if is_hidden(char) else char


def is_hidden(char: str) -> bool:
    """Whether a character cannot be seen, or moves others."""
    import unicodedata  # what can be seen needs none of it

    return unicodedata.category(char) in ("Cc", "Cf", "Cs", "Zl", "Zp")


def width(text: str) -> int:
    """How many columns of a terminal the text takes (UAX #11: wide characters take two)."""
    return sum(map(_columns, text)) if not text.isascii() else len(text)


def fitted(text: str, room: int) -> str:
    """The text in exactly so many columns of the terminal, cut with an ellipsis."""
    text = clipped(text, room)
    return text + " " * (room - width(text))


def clipped(text: str, room: int, *, left: bool = False) -> str:
    """The text in at most so many columns, its end, or its beginning, cut with an ellipsis."""
    if width(text) <= room:
        return text
    if room < 1:
        return ""
    text = text[-room * 2 :] if left else text[: room * 2]  # a mark takes no column
    while text and (width(text) > room - 1 or (left and not width(text[0]))):
        text = text[1:] if left else text[:-1]
    return f"…{text}" if left else f"{text}…"


def wrapped(text: str, room: int | None, indent: int = 0) -> list[str]:
    """The text in lines of so many columns, parted at blanks and between wide characters.

    `indent` is what is taken of the first line already. What no line may part
    stands in one, even if that is too long. Without `room` it is one line.
    """
    if room is None or indent + width(text) <= room:
        return [text]
    lines, line, used = [], "", indent
    for gap, unit in _units(text):
        size = width(unit)
        if line and used + len(gap) + size > room:
            lines.append(line)
            line, used = unit, size
        else:
            used += size + (len(gap) if line else 0)
            line = f"{line}{gap}{unit}" if line else unit
    return [*lines, line]


def _units(text: str) -> Iterator[tuple[str, str]]:
    """What no line may part, with the blank before it."""
    for word in _WHOLE.findall(text):
        is_whole = word.isascii() or word[0] == "`" or " " in word or GLUE in word
        gap, unit = " ", ""
        for char in [word] if is_whole else word:
            wide = unit and (characters.is_wide(char) or characters.is_wide(unit[-1]))
            if wide and char not in _CLOSING and unit[-1] not in _OPENING:
                yield gap, unit
                gap, unit = "", ""
            unit += char
        yield gap, unit


def _columns(char: str) -> int:
    import unicodedata

    if unicodedata.category(char) in ("Mn", "Me"):
        return 0
    return 2 if characters.is_wide(char) else 1


def paint(text: str, tint: str) -> str:
    """The text in a colour of the terminal; as it is without a tint."""
    return f"\x1b[{tint}m{text}\x1b[0m" if tint else text
