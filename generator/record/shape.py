"""What a record must look like to be read."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, TypeAlias, get_args

from generator.model import Evidence

SCHEMA = 1

# A type or several, [the shape of every item], {"*": the shape of every
# value}, or the shapes of the keys ("?": may be left out). Keys that are not
# named here are passed over: a later version may add some.
Shape: TypeAlias = Any
_NUMBER = (int, type(None))
_PLACE = {"path?": str, "line?": _NUMBER, "column?": _NUMBER}
_TEXTS = [{"locale": str, "text": str, **_PLACE}]
_SAID = {"messages": {"*": str}, "templates?": {"*": [(str, int)]}, "remarks?": [str]}
_ERROR = {
    "code": str,
    "status": _NUMBER,
    "class_name": str,
    "evidence": frozenset(get_args(Evidence)),
    **_SAID,
    "parameters": [
        {
            "name": str,
            "text": {"*": str},
            "evidence?": frozenset(["pinned", "words", "derived"]),
        }
    ],
    "retryable": {
        "value": bool,
        "evidence": frozenset(["overlay", "page", "status", "unknown"]),
    },
    "hints?": _TEXTS,
    "causes?": _TEXTS,
    "actions?": _TEXTS,
    "aliases?": [str],
    "retired?": bool,
    "variants?": [{"status": _NUMBER, **_SAID, "name?": str, "heading?": str, **_PLACE}],
    **{f"{key}?": str for key in ("cell", "slug", "status_text", "name")},
    **{f"{key}?": str for key in ("deprecated", "source", "heading")},
    **_PLACE,
}
_CATALOGUE = {
    "name": str,
    "locales": [str],
    "envelope": {"code": [str], "message": [str], "correlation_id": [str]},
    "errors": [_ERROR],
    "pages?": [{"path": str, "locale": str, "title?": str, "translated?": bool}],
    "examples?": [{"text": str, "code": str, "message?": str, "correlation_id?": str, **_PLACE}],
    **{f"{key}?": str for key in ("package", "root", "title", "doc_url")},
    **{f"{key}?": str for key in ("licence", "author", "origin")},
}
RECORD = {"schema": frozenset([SCHEMA]), "catalogue": _CATALOGUE}


def wrong(value: Any, shape: Shape, where: str = "") -> Iterator[tuple[str, str]]:
    """Every (place, reason) where a value has not the shape."""
    if isinstance(shape, frozenset):
        # A list or an object cannot be looked up in a set.
        if type(value) not in (str, int) or value not in shape:
            yield where, f"one of {', '.join(sorted(map(str, shape)))} is wanted"
    elif isinstance(shape, dict | list):
        yield from _wrong_inside(value, shape, where)
    elif type(value) not in (shape if isinstance(shape, tuple) else (shape,)):
        yield where, f"{_said(shape)} is wanted"


def _wrong_inside(value: Any, shape: Shape, where: str) -> Iterator[tuple[str, str]]:
    if type(value) is not type(shape):
        yield where, "a list is wanted" if isinstance(shape, list) else "an object is wanted"
    elif isinstance(shape, list):
        for index, item in enumerate(value):
            yield from wrong(item, shape[0], f"{where}[{index}]")
    elif "*" in shape:
        for key, item in value.items():
            yield from wrong(item, shape["*"], f"{where}.{key}".lstrip("."))
    else:
        yield from _wrong_keys(value, shape, where)


def _wrong_keys(value: Any, shape: Shape, where: str) -> Iterator[tuple[str, str]]:
    for name, inner in shape.items():
        key = name.removesuffix("?")
        place = f"{where}.{key}".lstrip(".")
        if key in value:
            yield from wrong(value[key], inner, place)
        elif key == name:
            yield place, "this key is missing"


def _said(shape: Shape) -> str:
    words = {str: "a string", int: "a number", bool: "true or false", type(None): "null"}
    return " or ".join(words[kind] for kind in (shape if isinstance(shape, tuple) else (shape,)))
