"""Text quoted for Python."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterable

from generator import characters
from generator.render.quoting import INVISIBLE


def py_str(text: str) -> str:
    """A string literal whose value is exactly `text`, in the quotes that need fewer escapes."""
    quote = "'" if text.count('"') > text.count("'") else '"'
    escaped = text.replace("\\", "\\\\").replace(quote, f"\\{quote}").replace("\n", "\\n")
    return f"{quote}{INVISIBLE.sub(_escape, escaped)}{quote}"


def _escape(found: re.Match[str]) -> str:
    number = ord(found.group())
    if number < 0x100:
        return f"\\x{number:02x}"
    return f"\\u{number:04x}" if number < 0x10000 else f"\\U{number:08x}"


def py_tuple(texts: Iterable[str | int], room: int | None = None) -> str:
    """A tuple of literals: `("a", 0)`, `("a",)`, `()`.

    For an attribute: a tuple that takes more than `room` columns has a line for each text.
    Of several texts black leaves both forms alone, and bytes are counted.
    """
    quoted = [py_str(text) if isinstance(text, str) else str(text) for text in texts]
    line = f"({', '.join(quoted)}{',' if len(quoted) == 1 else ''})"
    columns = len(line) + sum(map(characters.is_wide, line))
    if room is None or (columns if len(quoted) == 1 else len(line.encode())) <= room:
        return line
    return "\n".join(["(", *(f"        {text}," for text in quoted), "    )"])


def py_doc(text: str) -> str:
    """Text for the inside of a docstring: it can neither end it nor hide in it."""
    # Python can make no class whose docstring has half a surrogate pair.
    whole = text.encode("utf-8", "replace").decode()
    escaped = whole.replace("\\", "\\\\")
    lines = (INVISIBLE.sub(_escape, line).strip() for line in escaped.split("\n"))
    # Three quotes end a docstring, and so may one before the closing ones.
    return re.sub(r'"(?="|\Z)', r"\"", "\n".join(lines))


def py_paragraphs(text: str, width: int = 84) -> str:
    """What a class's docstring has below its summary: each line of the text as a paragraph.

    A paragraph that comes again is left out; one longer than `width` is wrapped.
    """
    found: list[str] = []
    for paragraph in dict.fromkeys(map(flat, text.split("\n"))):
        lines = textwrap.wrap(paragraph, width, break_long_words=False, break_on_hyphens=False)
        found += ["", *(f"    {py_doc(line)}" for line in lines)] if lines else []
    return "\n".join(["", *found, "    "]) if found else ""


def flat(text: str) -> str:
    """A text in one line, with one blank between words."""
    return " ".join(text.split())


def py_comment(text: str) -> str:
    """Text for a comment: one line."""
    return INVISIBLE.sub(_escape, text.replace("\n", " ")).strip()
