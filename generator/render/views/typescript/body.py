"""Where an error body carries what, and its type."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from generator.model import Envelope
from generator.render.quoting.javascript import js_str

# Keys that services use, in the order in which they are asked: OData and plain
# JSON, OAuth (RFC 6749, section 5.2), problem details (RFC 9457).
_CODES = ("code", "errorCode", "error_code", "error", "type")
_MESSAGES = ("message", "error_description", "errorMessage", "error_message")
_REMARKS = ("detail", "description", "title")
_IDS = ("correlationId", "correlation_id", "requestId", "request_id", "traceId", "trace_id")


def places(envelope: Envelope) -> Mapping[str, Any]:
    """Where the error object may be, and where the page has the message and the id."""
    node = envelope.code[:-1]
    usual = (("error",), ("errors", "0"), ())
    return {
        "places": tuple(dict.fromkeys((node, *usual))),
        "message_paths": [path for path in (envelope.message,) if path],
        "id_paths": [path for path in (envelope.correlation_id,) if path],
    }


def keys(envelope: Envelope) -> Mapping[str, tuple[str, ...]]:
    """The keys to ask an error object for, the documented one first."""
    return {
        "code_keys": _first(envelope.code, _CODES),
        "message_keys": _first(envelope.message, (*_MESSAGES, *_REMARKS)),
        "id_keys": _first(envelope.correlation_id, _IDS),
    }


def _first(path: tuple[str, ...], others: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*path[-1:], *others)))


def declared(envelope: Envelope) -> str:
    """The TypeScript type of a body with code `C`, or "" where the page shows none."""
    if not envelope.code:
        return ""
    tree: dict[str, Any] = {}
    _plant(tree, envelope.code, "C")
    for path in (envelope.message, envelope.correlation_id):
        if path and not _plant(tree, path, "string"):
            return ""
    return _object(tree, "")


def _plant(tree: dict[str, Any], path: tuple[str, ...], kind: str) -> bool:
    """Put a type at a path; False where the path runs through a value."""
    for key in path[:-1]:
        tree = tree.setdefault(key, {})
        if not isinstance(tree, dict):
            return False
    return bool(tree.setdefault(path[-1], kind) == kind)


def _object(tree: dict[str, Any], indent: str) -> str:
    if all(key.isdigit() for key in tree):
        return f"ReadonlyArray<{_type(next(iter(tree.values())), indent)}>"
    lines = [
        f"{indent}  readonly {_key(key)}{'?' if inner == 'string' else ''}: "
        f"{_type(inner, f'{indent}  ')};"
        for key, inner in tree.items()
    ]
    return "\n".join(["{", *lines, f"{indent}}}"])


def _type(inner: Any, indent: str) -> str:
    return inner if isinstance(inner, str) else _object(inner, indent)


def _key(key: str) -> str:
    return key if re.fullmatch(r"[A-Za-z_$][\w$]*", key, re.ASCII) else js_str(key)
