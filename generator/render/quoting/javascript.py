"""Text quoted for JavaScript and TypeScript."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from generator.model import Key
from generator.render.quoting import INVISIBLE


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


def js_list(texts: Iterable[str | int]) -> str:
    """An array literal of strings and numbers, on one line."""
    quoted = (js_str(text) if isinstance(text, str) else str(text) for text in texts)
    return f"[{', '.join(quoted)}]"


def js_path(path: Sequence[Key], start: str) -> str:
    """The way from a value along keys, which ends early where a key is missing."""
    return start + "".join(f"?.{_key(key)}" for key in path)


def _key(key: Key) -> str:
    if isinstance(key, int):
        return f"[{key}]"
    return key if re.fullmatch(r"[A-Za-z_$][\w$]*", key, re.ASCII) else f"[{js_str(key)}]"


def js_doc(text: str) -> str:
    """Text for a JSDoc comment: it can neither end it nor start a tag of its own."""
    plain = re.sub(r"[\n\t\xa0\u202f]", " ", text)
    safe = INVISIBLE.sub(_escape, plain).replace("*/", "*\\/").strip()
    # TSDoc, "Backslash escapes": an escaped `@` begins no tag.
    return re.sub(r"(^| |\{)@", r"\1\\@", safe)


# Nothing but whole comments and blanks; none is read twice, so that the time is linear.
_COMMENTS = re.compile(r"(?:[ \t\r\n]++|//[^\n\r\u2028\u2029]*+|/\*(?>(?s:.*?)\*/))*+")
# What ends a comment of one line (ECMA-262, "Line Terminators").
_LINES = re.compile(r"\r\n|[\n\r\u2028\u2029]")


def js_header(text: str) -> str:
    """Lines for the top of a file: comments stay as they are, all else becomes comments."""
    lines = text.strip()
    if not _COMMENTS.fullmatch(lines):
        lines = "\n".join(f"// {line}" for line in _LINES.split(lines))
    return f"{lines}\n" if lines else ""
