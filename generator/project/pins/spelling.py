"""A key and its value, as TOML spells them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

Value: TypeAlias = str | int | bool | tuple[str, ...]

# TOML 1.0, "Keys": a bare key. Anything else stands in quotes.
_BARE = re.compile(r"[A-Za-z0-9_-]+")
# TOML 1.0, "String": what a basic string has to escape.
_ESCAPED = re.compile(r'["\\\x00-\x1f\x7f]')
_SHORT = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r"}


@dataclass(frozen=True, slots=True)
class Pin:
    """One line that settles something: the table it belongs to, its key and its value."""

    table: tuple[str, ...]
    key: str
    value: Value


def lines(table: Sequence[str], key: str, value: Value) -> str:
    """The lines that say a value in a table, indented for the help of a diagnostic."""
    return f"    {header(table)}\n    {line((key,), value)}"


def header(table: Sequence[str]) -> str:
    """The line that begins a table."""
    return f"[{dotted(table)}]"


def line(keys: Sequence[str], value: Value) -> str:
    """One line: a key, dotted if there are several, and its value."""
    return f"{dotted(keys)} = {_value(value)}"


def dotted(keys: Sequence[str]) -> str:
    """Keys with dots between them."""
    return ".".join(map(spelt, keys))


def spelt(key: str) -> str:
    """A key, in quotes where it must be."""
    return key if _BARE.fullmatch(key) else _string(key)


def _value(value: Value) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    return _string(value) if isinstance(value, str) else f"[{', '.join(map(_string, value))}]"


def _string(text: str) -> str:
    return f'"{_ESCAPED.sub(_escape, text)}"'


def _escape(found: re.Match[str]) -> str:
    return _SHORT.get(found[0]) or f"\\u{ord(found[0]):04X}"
