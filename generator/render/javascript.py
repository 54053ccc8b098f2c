"""Text quoted for JavaScript and TypeScript."""

from __future__ import annotations

import re
from collections.abc import Callable

from generator.render.invisible import INVISIBLE


def js_str(text: str) -> str:
    """A string literal whose value is exactly `text` (ECMA-262, "String Literals")."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    # `</script` and `<!--` would end or change a script that is inlined in HTML.
    escaped = escaped.replace("</", "<\\/").replace("<!--", "<\\!--")
    return f'"{INVISIBLE.sub(_escape, escaped)}"'


def _escape(found: re.Match[str]) -> str:
    number = ord(found.group())
    if number < 0x100:
        return f"\\x{number:02x}"
    return f"\\u{number:04x}" if number < 0x10000 else f"\\u{{{number:x}}}"


def js_doc(text: str) -> str:
    """Text for a JSDoc comment: it can neither end it nor start a tag of its own."""
    safe = INVISIBLE.sub(_escape, text.replace("\n", " ")).replace("*/", "*\\/")
    return safe.replace("{@", "{\\@").replace(" @", " \\@").strip()


FILTERS: dict[str, Callable[..., str]] = {"js_str": js_str, "js_doc": js_doc}
