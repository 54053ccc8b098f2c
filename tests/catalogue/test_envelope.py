"""What the JSON examples of a page show."""

from __future__ import annotations

import json
import time
import tomllib
from dataclasses import replace

import pytest

from generator.catalogue.rows import envelope
from generator.diagnostics.source import Span, document
from generator.markdown.page import JsonBlock
from generator.model import Envelope
from generator.project import config
from tests.samples import key_path as path

CODES = {"NotFound", "10003", "-32601"}


def examples(*bodies: object) -> list[JsonBlock]:
    return [JsonBlock(json.dumps(body), body, True, Span("page.md", 1, 1)) for body in bodies]


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
        "a value that stands for any code",
        {"error": "ERROR_CODE", "error_description": "x y", "count": 2},
        "error",
        "error_description",
        "",
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
    ("a list", [{"code": "NotFound", "message": "x"}], "0.code", "0.message", ""),
    (
        "errors in a list",
        {"errors": [{"code": "NotFound", "detail": "x"}, {"code": "10003"}]},
        "errors.0.code",
        "errors.0.detail",
        "",
    ),
    (
        "GraphQL",
        {"data": None, "errors": [{"message": "x", "extensions": {"code": "NotFound"}}]},
        "errors.0.extensions.code",
        "errors.0.message",
        "",
    ),
    ("an item of a list has no name", {"errors": ["NotFound"]}, "", "", ""),
    (
        "the message further out",
        {"error": {"code": "NotFound"}, "msg": "x"},
        "error.code",
        "msg",
        "",
    ),
    ("the end of a name", {"code": "NotFound", "respDesc": "x"}, "code", "respDesc", ""),
    ("a success and no message", {"errcode": 0, "data": {}}, "", "", ""),
    ("a request", {"amount": 10, "statusCode": 10003}, "", "", ""),
    ("a status", {"error": {"status": 10003, "text": "x"}}, "", "", ""),
    ("an id", {"id": 10003, "error": {"message": "x"}}, "", "", ""),
    ("a coincidence", {"total": 10003}, "", "", ""),
    ("a word among data", {"name": "NotFound", "age": 3}, "name", "", ""),
    ("a number in an error", {"fault": {"what": 10003}}, "fault.what", "", ""),
    ("a code of something else", {"code": "USD", "value": 5}, "", "", ""),
    ("yes and no are no codes", {"error": {"code": True, "message": "x"}}, "", "", ""),
]


@pytest.mark.parametrize(
    ("_", "body", "code", "message", "ident"), SHAPES, ids=[s[0] for s in SHAPES]
)
def test_the_envelope_of_one_example(
    _: str, body: object, code: str, message: str, ident: str
) -> None:
    found = replace(envelope.infer(examples(body), CODES), wire="")
    assert found == Envelope(path(code), path(message), path(ident))


# The bodies, and how they send codes that are numbers.
WIRES: dict[str, tuple[list[object], str]] = {
    "numbers": ([{"code": 10003}, {"code": -32601}], "integer"),
    "texts": ([{"code": "10003"}, {"code": "-32601"}], "string"),
    "both": ([{"code": "10003"}, {"code": -32601}], ""),
    "words alone": ([{"code": "NotFound"}], ""),
    "words beside a number": ([{"code": "NotFound"}, {"code": 10003}], "integer"),
    "in arrays": ([{"errors": [{"code": 10003}]}], "integer"),
}


@pytest.mark.parametrize(("bodies", "wire"), WIRES.values(), ids=WIRES)
def test_how_numbers_are_sent(bodies: list[object], wire: str) -> None:
    assert envelope.infer(examples(*bodies), CODES).wire == wire


# What the page says beside its codes: (what, bodies, codes, successes, headers, the path).
PAGES: dict[str, tuple[list[object], str, str, str, str]] = {
    "called like the column": (
        [{"error": {"code": 404, "id": "gone", "message": "x"}}],
        *("gone moved", "", "Error ID", "error.id"),
    ),
    "called like the column in the plural": (
        [{"fault": {"kinds": "a", "errorNr": "7"}}],
        *("7 8", "", "Error nrs", "fault.errorNr"),
    ),
    "a zero under the name of the column": (
        [{"message-count": "1", "messages": [{"to": "49", "status": "0"}]}],
        *("1 2 4", "0", "`status`", "messages.0.status"),
    ),
    "the same, whatever the column is called": (
        [{"message-count": "1", "messages": [{"to": "49", "status": "0"}]}],
        *("1 2 4", "0", "Kode", "messages.0.status"),
    ),
    "a zero that says success": ([{"error": 0, "result": []}], "1 2", "0", "Code", "error"),
    "a zero in data": ([{"type": 0, "offset": 0}], "1 2", "0", "Code", ""),
    "a zero that nobody documents": ([{"err_no": 0, "err_msg": ""}], "1001 1002", "", "", "err_no"),
    "a zero among words": ([{"code": 0, "message": "x"}], "A_LOST A_FULL", "", "", ""),
    "a success that is a word": ([{"code": "OK", "x": 1}], "A_LOST", "OK", "", "code"),
    "JSON-RPC numbers its calls": (
        [{"id": 1, "jsonrpc": "2.0", "error": {"code": 90002, "message": "x"}}],
        *("1 2 90002", "", "ID", "error.code"),
    ),
    "JSON-RPC with a code that the page lacks": (
        [
            {"error": {"code": 90002, "message": "x"}, "id": 102, "jsonrpc": "2.0"},
            {"id": 16, "jsonrpc": "2.0", "result": {"status": 16}},
        ],
        *("16 17 90003", "", "Kode", "error.code"),
    ),
    "only the status of HTTP": (
        [{"error": {"code": 404, "status": "Not Found", "message": "x"}}],
        *("key_gone key_full", "", "Error ID", ""),
    ),
    "only the status of HTTP beside numbers": (
        [{"code": 404, "message": "x"}],
        *("101 102 103", "", "Code", ""),
    ),
    "a number that is longer than any": ([{"code": 123456, "message": "x"}], "11 12", "", "", ""),
    "a number among a few of words": (
        [{"code": 12, "message": "x"}],
        *("A B C D E F 12", "", "", "code"),
    ),
    "a word that the page lacks": ([{"code": "a-b", "message": "x"}], "A_B", "", "", "code"),
    "a word among numbers": ([{"code": "a-b", "message": "x"}], "1 2", "", "", ""),
    "words of a type and of a code": (
        [{"error": {"type": "card_error", "code": "card_lost"}}],
        *("card_error card_lost", "", "", "error.code"),
    ),
    "details have codes of their own": (
        [{"error": {"type": "invalid", "message": "x", "details": [{"code": "too_long"}]}}],
        *("invalid gone", "", "", "error.type"),
    ),
    "the outer of two that are called alike": (
        [{"code": "A_LOST", "errors": [{"code": "A_FULL"}]}],
        *("A_LOST A_FULL", "", "", "code"),
    ),
    "two that say the same": ([{"code": 1001, "errorCode": 1001}], "1001", "", "", "code"),
    "a number as a text": ([{"code": "40001"}, {"code": 40002}], "40001 40002", "", "", "code"),
    "a short number under any name": ([{"type": 3, "msg": "x"}], "3 4", "", "", ""),
    "a long one beside a message": ([{"type": 3001, "msg": "x"}], "3001", "", "", "type"),
    "values that are mostly others": (
        [{"type": "A_LOST", "kind": "A_LOST"}, {"type": "x", "kind": "A_FULL"}, {"type": "y"}],
        *("A_LOST A_FULL", "", "", "kind"),
    ),
    "what most bodies have": (
        [{"error": {"code": "A_LOST"}}, {"fault": "A_LOST"}, {"error": {"code": "A_FULL"}}],
        *("A_LOST A_FULL", "", "", "error.code"),
    ),
    "codes of the page before others": (
        [{"code": "B_LOST", "message": "x"}, {"code": "C_LOST", "message": "x"}, {"err": "A_LOST"}],
        *("A_LOST", "", "", "err"),
    ),
}


@pytest.mark.parametrize(
    ("bodies", "codes", "successes", "header", "code"), PAGES.values(), ids=PAGES
)
def test_the_path_that_the_page_speaks_for(
    bodies: list[object], codes: str, successes: str, header: str, code: str
) -> None:
    found, problems = envelope.find(
        examples(*bodies), codes.split(), successes.split(), [header, ""]
    )
    assert (found.code, problems) == (path(code), ())


# Two members, and nothing tells which.
UNCLEAR: dict[str, tuple[list[object], list[str]]] = {
    "in one body": (
        [{"error": {"type": "A_LOST", "reason": "A_FULL"}}],
        ["error.type", "error.reason"],
    ),
    "in bodies of two kinds": (
        [{"error": "A_LOST"}, {"fault": {"type": "A_FULL"}}],
        ["error", "fault.type"],
    ),
    "in most bodies of one kind": (
        [
            {"type": "A_LOST", "kind": "A_FULL"},
            {"type": "A_LOST"},
            {"type": "A_FULL", "kind": "A_LOST"},
        ],
        ["type", "kind"],
    ),
}


@pytest.mark.parametrize(("bodies", "paths"), UNCLEAR.values(), ids=UNCLEAR)
def test_two_that_are_as_likely_are_said_and_a_line_settles_it(
    bodies: list[object], paths: list[str]
) -> None:
    found, problems = envelope.find(examples({"ok": 1}, *bodies), ["A_LOST", "A_FULL"])
    assert found == Envelope()
    [unclear] = problems
    assert (unclear.rule, unclear.level, unclear.span.line) == ("envelope-unclear", "warning", 1)
    lines = [line.strip() for line in unclear.help.split("\n")[1:]]
    assert [tomllib.loads(line)["envelope"]["code"] for line in lines] == [
        p.split(".") for p in paths
    ]
    text = f'[tool.error-table.catalogues.x]\npages = ["page.md"]\n{lines[1]}\n'
    settings, trouble = config.read(document("pyproject.toml", text))
    settled = settings.catalogues[0].envelope
    assert (settled.code, trouble) == (path(paths[1]), ())


def test_most_examples_decide() -> None:
    bodies = [{"error": {"code": "NotFound"}}, {"error": {"code": "10003"}}, {"code": "NotFound"}]
    assert envelope.infer(examples(*bodies), CODES).code == ("error", "code")


def test_no_example_is_no_envelope() -> None:
    assert envelope.infer([], CODES) == Envelope()
    assert envelope.infer([JsonBlock("{", None, False, Span("p"))], CODES) == Envelope()
    assert envelope.infer(examples("NotFound", 10003, []), CODES) == Envelope()


def test_a_page_without_codes_is_asked_by_the_names_alone() -> None:
    assert envelope.infer(examples({"code": "A", "message": "x"}), []).code == ("code",)


def test_vectors_say_what_a_decoder_must_find() -> None:
    body = {"error": {"code": "NotFound", "message": "It is gone", "requestId": "r"}}
    found = examples(body, {"value": 1})
    shape = envelope.infer(found, CODES)
    assert envelope.mentioned(found, shape) == ("NotFound",)
    [vector] = envelope.vectors(found, shape)
    assert (vector.code, vector.message, vector.correlation_id) == ("NotFound", "It is gone", "r")
    assert json.loads(vector.text) == body


def test_what_says_success_is_no_example() -> None:
    found = examples({"code": "0"}, {"code": 10003}, {"code": "NotFound"})
    shape = Envelope(("code",))
    assert envelope.mentioned(found, shape, {"0"}) == ("10003", "NotFound")
    assert [v.code for v in envelope.vectors(found, shape, {"0"})] == ["10003", "NotFound"]


def test_of_a_list_every_code_is_mentioned_and_the_first_is_decoded() -> None:
    found = examples({"errors": [{"code": 1}, {"code": 2}, {}]}, {"errors": []}, [1])
    shape = Envelope(("errors", 0, "code"))
    assert envelope.mentioned(found, shape) == ("1", "2")
    assert [vector.code for vector in envelope.vectors(found, shape)] == ["1"]


def test_a_deep_or_wide_example_is_bounded() -> None:
    deep: object = "NotFound"
    for _ in range(500):
        deep = {"a": deep}
    wide = {str(i): {"x": i} for i in range(100_000)}
    long = [[{"code": "NotFound"}]] * 100_000
    assert envelope.infer(examples(deep, wide), CODES) == Envelope()
    begun = time.perf_counter()
    for body in (deep, wide, long):
        envelope.infer(examples(body), CODES)
    assert time.perf_counter() - begun < 5
