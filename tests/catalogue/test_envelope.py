"""What the JSON examples of a page show."""

from __future__ import annotations

import json

import pytest

from generator.catalogue.rows import envelope
from generator.diagnostics.source import Span
from generator.markdown.page import JsonBlock
from generator.model import Envelope

CODES = {"NotFound", "10003", "-32601"}


def examples(*bodies: object) -> list[JsonBlock]:
    return [JsonBlock(json.dumps(body), body, True, Span("page.md", 1, 1)) for body in bodies]


def path(text: str) -> tuple[str, ...]:
    return tuple(text.split(".")) if text else ()


SHAPES = [
    (
        "nested",
        {
            "error": {
                "code": "NotFound",
                "message": "x y",
                "target": "43f4cb08-8fac-4b65-9db1-745c2ae65f3a",
            }
        },
        "error.code",
        "error.message",
        "error.target",
    ),
    (
        "what is unique further in identifies something else",
        {"error": {"code": "NotFound", "of": {"row": "43f4cb08-8fac-4b65-9db1-745c2ae65f3a"}}},
        "error.code",
        "",
        "",
    ),
    (
        "what is unique beside a code that stands alone",
        {"code": "NotFound", "ref": "43f4cb08-8fac-4b65-9db1-745c2ae65f3a", "row": 12},
        "code",
        "",
        "ref",
    ),
    (
        "further in",
        {"a": {"error": {"code": "NotFound", "ref": "43f4cb088fac4b65"}}},
        "a.error.code",
        "",
        "a.error.ref",
    ),
    ("flat", {"code": "NotFound", "msg": "x"}, "code", "msg", ""),
    ("a number", {"code": 10003, "message": "x"}, "code", "message", ""),
    (
        "JSON-RPC",
        {"jsonrpc": "2.0", "id": 1, "error": {"code": -32601, "message": "x"}},
        "error.code",
        "error.message",
        "",
    ),
    (
        "an id further out",
        {"requestId": "abc", "error": {"code": "NotFound", "detail": "x"}},
        "error.code",
        "error.detail",
        "requestId",
    ),
    (
        "other names, known code",
        {"fault": {"kind": "NotFound", "says": "it is gone"}},
        "fault.kind",
        "fault.says",
        "",
    ),
    (
        "unknown code, a name like one",
        {"error": {"errorCode": "Weird", "message": "x"}},
        "error.errorCode",
        "error.message",
        "",
    ),
    ("nothing like a code", {"value": [1, 2, 3], "ok": True}, "", "", ""),
    ("a list", [{"code": "NotFound"}], "", "", ""),
]


@pytest.mark.parametrize(
    ("_", "body", "code", "message", "ident"), SHAPES, ids=[s[0] for s in SHAPES]
)
def test_the_envelope_of_one_example(
    _: str, body: object, code: str, message: str, ident: str
) -> None:
    assert envelope.infer(examples(body), CODES) == Envelope(path(code), path(message), path(ident))


def test_most_examples_decide() -> None:
    bodies = [{"error": {"code": "NotFound"}}, {"error": {"code": "10003"}}, {"code": "NotFound"}]
    assert envelope.infer(examples(*bodies), CODES).code == ("error", "code")


def test_no_example_is_no_envelope() -> None:
    assert envelope.infer([], CODES) == Envelope()
    assert envelope.infer([JsonBlock("{", None, False, Span("p"))], CODES) == Envelope()


def test_vectors_say_what_a_decoder_must_find() -> None:
    body = {"error": {"code": "NotFound", "message": "It is gone", "requestId": "r"}}
    found = examples(body, {"value": 1})
    shape = envelope.infer(found, CODES)
    assert envelope.mentioned(found, shape) == ("NotFound",)
    [vector] = envelope.vectors(found, shape)
    assert (vector.code, vector.message, vector.correlation_id) == ("NotFound", "It is gone", "r")
    assert json.loads(vector.text) == body


def test_a_deep_or_wide_example_is_bounded() -> None:
    deep: object = "NotFound"
    for _ in range(500):
        deep = {"a": deep}
    wide = {str(i): {"x": i} for i in range(100_000)}
    assert envelope.infer(examples(deep, wide), CODES) == Envelope()
