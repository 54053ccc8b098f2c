"""Lines of an overlay: how they are spelt, and how they are added to one that people wrote."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TypeAlias

Value: TypeAlias = str | Sequence[str]

# TOML 1.0, "Keys": a bare key. Anything else stands in quotes.
_BARE = re.compile(r"[A-Za-z0-9_-]+")
# TOML 1.0, "String": what a basic string has to escape.
_ESCAPED = re.compile(r'["\\\x00-\x1f\x7f]')
_SHORT = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r"}


def lines(table: Sequence[str], key: str, value: Value) -> str:
    """The lines that say a value in a table, indented for the help of a diagnostic."""
    return f"    [{'.'.join(map(spelt, table))}]\n    {line(key, value)}"


def line(key: str, value: Value) -> str:
    """One line: a key and its value."""
    return f"{spelt(key)} = {_value(value)}"


def spelt(key: str) -> str:
    """A key as TOML spells it, in quotes where it must be."""
    return key if _BARE.fullmatch(key) else _string(key)


def _value(value: Value) -> str:
    return _string(value) if isinstance(value, str) else f"[{', '.join(map(_string, value))}]"


def _string(text: str) -> str:
    return f'"{_ESCAPED.sub(_escape, text)}"'


def _escape(found: re.Match[str]) -> str:
    return _SHORT.get(found[0]) or f"\\u{ord(found[0]):04X}"
