"""Text quoted for JSON, YAML and TOML."""

from __future__ import annotations

import json
import re

from generator.render.quoting import INVISIBLE

# One for all: `json.dumps` makes another at each call.
_ENCODER = json.JSONEncoder(ensure_ascii=False)


def to_json(value: object, indent: int | None = None) -> str:
    """Any plain value as JSON (RFC 8259), readable: only invisible characters are escaped."""
    plain = indent is None
    text = _ENCODER.encode(value) if plain else json.dumps(value, ensure_ascii=False, indent=indent)
    # json.dumps has escaped the controls below U+0020; the newlines left are its own.
    return INVISIBLE.sub(lambda m: m.group() if m.group() == "\n" else _escape(m), text)


def _escape(found: re.Match[str]) -> str:
    units = found.group().encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{units[i]:02x}{units[i + 1]:02x}" for i in range(0, len(units), 2))


def yaml_str(text: str) -> str:
    """A double-quoted YAML scalar (YAML 1.2.2, section 5.7, "Escaped Characters")."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{INVISIBLE.sub(_long, escaped)}"'


def toml_str(text: str) -> str:
    """A TOML basic string, which cannot have a lone surrogate: it is left out."""
    return yaml_str(re.sub("[\ud800-\udfff]", "", text))


def _long(found: re.Match[str]) -> str:
    # Unlike JSON, neither reads two halves of a surrogate pair as one character.
    number = ord(found.group())
    return f"\\u{number:04x}" if number < 0x10000 else f"\\U{number:08x}"
