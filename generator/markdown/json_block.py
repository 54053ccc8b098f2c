"""A block of JSON: its value, comments and last commas allowed."""

from __future__ import annotations

import json
import math
import re

from generator.diagnostics.source import is_deep

# What JSON with comments has and JSON has not; a string is matched to be kept.
_STRING = r'("(?:[^"\\]|\\.)*+(?:"|\\?\Z))'
_COMMENT = re.compile(_STRING + r"|//[^\n]*|/\*(?:.*?\*/|.*)", re.DOTALL)
_LAST_COMMA = re.compile(_STRING + r"|,(?=\s*[\]}])", re.DOTALL)


def read(text: str) -> tuple[object, bool]:
    """(the value of a JSON text, True), or (None, False) where it is none or too deeply nested."""
    for form in (str, _plain):
        try:
            value = json.loads(form(text), parse_float=_number, parse_constant=_number)
        except (ValueError, RecursionError):
            continue
        return (None, False) if is_deep(value) else (value, True)
    return None, False


def _number(text: str) -> float:
    """RFC 8259, section 6: there is no infinity in JSON, and no NaN."""
    value = float(text)
    if not math.isfinite(value):
        raise ValueError(text)
    return value


def _plain(text: str) -> str:
    for pattern in (_COMMENT, _LAST_COMMA):
        text = pattern.sub(lambda m: m[1] or "", text)
    return text
