"""Where decoders of every language look, as follows from what the page shows of a body."""

from __future__ import annotations

from typing import Any

import pytest

from generator.model import Envelope
from generator.render.views.shape import Way, shape
from tests.samples import key_path

USUAL: tuple[tuple[str, ...], ...] = ((), ("errors",), ("error",), ("error", "errors"))
NONE: dict[str, Any] = {
    "array": None,
    "node": (),
    "message": Way(()),
    "correlation_id": Way(()),
    "arrays": USUAL,
    "inside": ((), ("error",)),
    "named": (),
}
# Code, message, id and wait → what is other than where nothing is known.
SHAPES: dict[str, tuple[tuple[str, str, str, str], dict[str, Any]]] = {
    "nothing is known": (("", "", "", ""), {}),
    "at the top": (
        ("code", "message", "", ""),
        # Whatever stands at the top stands where the code does, too.
        {"message": Way(("message",)), "named": (("message",),)},
    ),
    "below a key": (
        ("error.code", "error.message", "error.id", ""),
        {
            "node": ("error",),
            "message": Way(("error", "message")),
            "correlation_id": Way(("error", "id")),
            "inside": (("error",), ()),
        },
    ),
    "the id elsewhere": (
        ("error.code", "error.message", "meta.id", "wait"),
        {
            "node": ("error",),
            "message": Way(("error", "message")),
            "correlation_id": Way(("meta", "id")),
            "inside": (("error",), ()),
            "named": (("meta", "id"), ("wait",)),
        },
    ),
    "in an array": (
        ("errors.0.code", "errors.0.detail", "request_id", ""),
        {
            "array": ("errors",),
            "message": Way(("detail",), inside=True),
            "correlation_id": Way(("request_id",)),
            "arrays": (("errors",), (), ("error",), ("error", "errors")),
            "named": (("request_id",),),
        },
    ),
    "below a key of an item": (
        ("errors.0.extensions.code", "errors.0.message", "", ""),
        {
            "array": ("errors",),
            "node": ("extensions",),
            "message": Way(("message",), inside=True),
            "arrays": (("errors",), (), ("error",), ("error", "errors")),
            "inside": (("extensions",), ("error",), ()),
        },
    ),
    "the body is an array": (
        ("0.code", "0.message", "1.id", ""),
        # Another place in the same array is an item as well.
        {
            "array": (),
            "message": Way(("message",), inside=True),
            "correlation_id": Way(("id",), inside=True),
        },
    ),
    "arrays in an array": (
        ("faults.0.causes.0.code", "faults.0.text", "", ""),
        {
            "array": ("faults", 0, "causes"),
            "message": Way(("faults", 0, "text")),
            "arrays": (("faults", 0, "causes"), *USUAL),
            "named": (("faults", 0, "text"),),
        },
    ),
    "the array itself as a text": (
        ("errors.0.code", "errors", "", ""),
        {
            "array": ("errors",),
            "message": Way(("errors",)),
            "arrays": (("errors",), (), ("error",), ("error", "errors")),
            "named": (("errors",),),
        },
    ),
}


@pytest.mark.parametrize(("paths", "wanted"), SHAPES.values(), ids=SHAPES)
def test_where_decoders_look(paths: tuple[str, str, str, str], wanted: dict[str, Any]) -> None:
    code, message, ident, wait = map(key_path, paths)
    found = shape(Envelope(code, message, ident, retry_after=wait))
    seen = {name: getattr(found, name) for name in NONE}
    assert seen == NONE | wanted
