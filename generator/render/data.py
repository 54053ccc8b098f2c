"""Text quoted for JSON, YAML and TOML."""

from __future__ import annotations

import json
import re
from collections.abc import Callable

from generator.render.invisible import INVISIBLE


def to_json(value: object, indent: int | None = None) -> str:
    """Any plain value as JSON (RFC 8259), readable: only invisible characters are escaped."""
    text = json.dumps(value, ensure_ascii=False, indent=indent)
    # json.dumps has escaped the controls below U+0020; the newlines left are its own.
    return re.sub(INVISIBLE, lambda m: m.group() if m.group() == "\n" else _escape(m), text)


def _escape(found: re.Match[str]) -> str:
    units = found.group().encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{units[i]:02x}{units[i + 1]:02x}" for i in range(0, len(units), 2))


def yaml_str(text: str) -> str:
    """A double-quoted YAML scalar: JSON's strings are YAML's (YAML 1.2, section 1.3)."""
    return to_json(text)


def toml_str(text: str) -> str:
    """A TOML basic string: JSON's strings but for surrogate pairs, which TOML has not."""
    plain = INVISIBLE.sub(lambda m: "" if "\ud800" <= m.group() <= "\udfff" else m.group(), text)
    escaped = plain.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{INVISIBLE.sub(_toml, escaped)}"'


def _toml(found: re.Match[str]) -> str:
    number = ord(found.group())
    return f"\\u{number:04x}" if number < 0x10000 else f"\\U{number:08x}"


FILTERS: dict[str, Callable[..., str]] = {
    "json": to_json,
    "yaml_str": yaml_str,
    "toml_str": toml_str,
}
