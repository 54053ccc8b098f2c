"""Text quoted for JavaScript and TypeScript."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence

from generator.render.invisible import INVISIBLE

# Pieces of a template with three names.
_MANY = 7


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


def js_list(texts: Iterable[str]) -> str:
    """An array literal of strings, on one line."""
    return f"[{', '.join(js_str(text) for text in texts)}]"


def js_path(path: Sequence[str], start: str) -> str:
    """The way from a value along keys, which ends early where a key is missing."""
    return start + "".join(f"?.{_key(key)}" for key in path)


def _key(key: str) -> str:
    if key.isdecimal():
        return f"[{int(key)}]"
    return key if re.fullmatch(r"[A-Za-z_$][\w$]*", key, re.ASCII) else f"[{js_str(key)}]"


def js_template(pieces: Sequence[str]) -> str:
    """A regular expression for literal, name, literal, name, …, literal.

    Each name becomes a group, which ends where the next literal first comes
    (ECMA-262, "RegExp Objects"). With many names the group says so itself:
    else what does not match would be tried in every combination.
    """
    pattern = _pattern(pieces[0])
    for index in range(1, len(pieces), 2):
        name, literal = pieces[index], _pattern(pieces[index + 1])
        value = ".+?" if len(pieces) < _MANY else f"(?:(?!{literal}).)+"
        value = ".+" if index + 2 == len(pieces) else value
        group = rf"\k<{name}>" if name in pieces[1:index:2] else f"(?<{name}>{value})"
        pattern += group + literal
    return f"/^{pattern}$/s"


def _pattern(text: str) -> str:
    """A pattern that matches exactly `text`, without the flag `u`."""
    escaped = re.sub(r"[\\^$.*+?()\[\]{}|/]", r"\\\g<0>", text).replace("<!--", "<\\!--")
    return INVISIBLE.sub(_units, escaped)


def _units(found: re.Match[str]) -> str:
    units = found.group().encode("utf-16-be", "surrogatepass").hex()
    return "".join(f"\\u{units[i : i + 4]}" for i in range(0, len(units), 4))


def js_doc(text: str) -> str:
    """Text for a JSDoc comment: it can neither end it nor start a tag of its own."""
    plain = re.sub(r"[\n\t\xa0\u202f]", " ", text)
    safe = INVISIBLE.sub(_escape, plain).replace("*/", "*\\/").strip()
    # TSDoc, "Backslash escapes": an escaped `@` begins no tag.
    return re.sub(r"(^| |\{)@", r"\1\\@", safe)


FILTERS: dict[str, Callable[..., str]] = {
    "js_str": js_str,
    "js_list": js_list,
    "js_path": js_path,
    "js_template": js_template,
    "js_doc": js_doc,
}
