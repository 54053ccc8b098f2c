"""Text quoted for languages that people's own templates write, such as Go, Java or Rust."""

from __future__ import annotations

import re
from typing import Literal

from generator.render.quoting import INVISIBLE

# How a language spells a character by its number in a string literal.
Spelling = Literal["fixed", "braces", "utf-16"]
_SHORT = {"\n": "\\n", "\r": "\\r", "\t": "\\t"}
_SURROGATE = re.compile("[\ud800-\udfff]")
# A backslash begins an escape of Java's, which is read even in a comment, or goes on with
# the comment in the next line of C.
_UNSEEN = re.compile(rf"{INVISIBLE.pattern}|\\(?=u|$)")
_BORDER = re.compile(r"(?<=/)(?=\*)|(?<=\*)(?=/)")


def literal(text: str, spelling: Spelling = "fixed") -> str:
    r"""A string literal in double quotes whose value is exactly `text`.

    What can be seen stands as it is; anything else is spelt `\u2028` and
    `\U000e0001` (`fixed`: Go, C#, C++), `\u{2028}` and `\u{e0001}` (`braces`:
    Rust, Swift, JavaScript), or `\u2028` and `\udb40\udc01` (`utf-16`: Java).
    Only the last one can spell half of a surrogate pair, for which the others
    have U+FFFD, as decoders of JSON in their languages do. Not for languages
    that put values into such a literal, after a `$` (Kotlin, PHP, Dart) or a
    `#` (Ruby).
    """
    if spelling != "utf-16":
        text = _SURROGATE.sub("\ufffd", text)
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{INVISIBLE.sub(lambda found: _spelt(found[0], spelling), escaped)}"'


def _spelt(char: str, spelling: Spelling) -> str:
    number = ord(char)
    if char in _SHORT:
        return _SHORT[char]
    if spelling == "braces":
        return f"\\u{{{number:x}}}"
    if number < 0x10000:
        return f"\\u{number:04x}"
    if spelling == "fixed":
        return f"\\U{number:08x}"
    high, low = divmod(number - 0x10000, 0x400)
    return f"\\u{0xD800 + high:04x}\\u{0xDC00 + low:04x}"


def comment(text: str) -> str:
    """Text for a comment after `//` or inside of `/* */`: one line, which cannot end it."""
    flat = " ".join(text.split())
    return _UNSEEN.sub(lambda found: f"U+{ord(found[0]):04X}", _BORDER.sub(" ", flat))
