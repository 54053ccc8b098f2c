"""Whatever a server sends becomes an error of the generated package, and a short one."""

from __future__ import annotations

import asyncio
import copy
import http
import importlib
import json
import pickle
import random
import threading
import time
from email.utils import formatdate
from types import MappingProxyType
from typing import Any

import pytest

from tests import python_package


@pytest.fixture(scope="module")
def api() -> Any:
    return python_package.package("defender")


def released() -> memoryview:
    view = memoryview(b"{}")
    view.release()
    return view


NOT_FOUND = {"error": {"code": "NotFound", "message": "m", "target": "t"}}
TEXT = json.dumps(NOT_FOUND)
DEEP: object = {"code": "x", "innererror": {"code": "Forbidden", "innererror": {"code": "y"}}}
INNER = {"error": {"code": "", "message": "m", "innererror": DEEP}}
# body → class, code, message
READ: dict[str, tuple[object, str, str, str]] = {
    "bytes": (TEXT.encode(), "NotFoundError", "NotFound", "m"),
    "text": (TEXT, "NotFoundError", "NotFound", "m"),
    "bytearray": (bytearray(TEXT.encode()), "NotFoundError", "NotFound", "m"),
    "memoryview": (memoryview(TEXT.encode()), "NotFoundError", "NotFound", "m"),
    "strided view": (memoryview(TEXT.encode("utf-16-le"))[::2], "NotFoundError", "NotFound", "m"),
    "mark": (b"\xef\xbb\xbf" + TEXT.encode(), "NotFoundError", "NotFound", "m"),
    "mark in text": ("\ufeff" + TEXT, "NotFoundError", "NotFound", "m"),
    "utf-16": (TEXT.encode("utf-16"), "NotFoundError", "NotFound", "m"),
    "utf-32": (TEXT.encode("utf-32"), "NotFoundError", "NotFound", "m"),
    "latin-1": (
        TEXT.replace('"m"', '"é"').encode("latin-1"),
        *("NotFoundError", "NotFound", "\ufffd"),
    ),
    "parsed": (NOT_FOUND, "NotFoundError", "NotFound", "m"),
    "other case": ('{"error": {"code": "NOTFOUND"}}', "NotFoundError", "NotFound", ""),
    "blanks": ('{"error": {"code": " NotFound\\n"}}', "NotFoundError", "NotFound", ""),
    "unknown": ('{"error": {"code": "New", "message": "m"}}', "Http404Error", "New", "m"),
    "OData": (
        '{"error": {"code": "", "message": "m", "details": []}}',
        *("Http404Error", "", "m"),
    ),
    "inner": (
        INNER,
        *("ForbiddenError", "Forbidden", "m"),
    ),
    "innerError": (
        '{"error": {"code": "New", "innerError": {"code": "Forbidden"}}}',
        *("ForbiddenError", "Forbidden", ""),
    ),
    "known above inner": (
        '{"error": {"code": "BadRequest", "innererror": {"code": "Forbidden"}}}',
        *("BadRequestError", "BadRequest", ""),
    ),
    "OAuth": (
        '{"error": "invalid_client", "error_description": "AADSTS7000215: no"}',
        *("Http404Error", "invalid_client", "AADSTS7000215: no"),
    ),
    "OAuth, bare": ('{"error": "invalid_client"}', "Http404Error", "invalid_client", ""),
    "sentence": ('{"error": "It failed."}', "Http404Error", "", "It failed."),
    "known name": ('{"error": "Forbidden"}', "ForbiddenError", "Forbidden", ""),
    "problem": (
        '{"type": "https://example.org/p#NotFound", "title": "No", "detail": "d"}',
        *("NotFoundError", "NotFound", "d"),
    ),
    "unknown problem": (
        '{"type": "https://example.org/p/out-of-credit", "title": "No"}',
        *("Http404Error", "https://example.org/p/out-of-credit", "No"),
    ),
    "about:blank": ('{"type": "about:blank", "title": "No"}', "Http404Error", "", "No"),
    "flat": ('{"code": "NotFound", "message": "m"}', "NotFoundError", "NotFound", "m"),
    "list": ('[{"errorCode": "NotFound", "message": "m"}]', "NotFoundError", "NotFound", "m"),
    "errors": ('{"errors": [{"code": "NotFound"}]}', "NotFoundError", "NotFound", ""),
    "duplicate": (
        '{"error": {"code": "Forbidden", "code": "NotFound"}}',
        *("NotFoundError", "NotFound", ""),
    ),
    "number": ('{"error": {"code": 12, "message": "m"}}', "Http404Error", "12", "m"),
    "nothing": (None, "Http404Error", "", ""),
    "empty": (b"", "Http404Error", "", ""),
    "null": ("null", "Http404Error", "", ""),
    "a string": ('"boom"', "Http404Error", "", "boom"),
    "a list": ("[1, 2]", "Http404Error", "", "[1, 2]"),
    "an empty list": ("[]", "Http404Error", "", "[]"),
    "an object": ('{"a": null, "b": 1}', "Http404Error", "", '{"a": null, "b": 1}'),
    "no JSON": (
        '{"a": NaN, "code": "NotFound"}',
        "Http404Error",
        "",
        '{"a": NaN, "code": "NotFound"}',
    ),
    "a long number": (
        '{"code": "NotFound", "n": %s}' % ("1" * 4301),
        "NotFoundError",
        "NotFound",
        "",
    ),
    "control": (
        '{"code": "a\\u001b[31m\\nb\\u0007", "message": "\\u001b[2Jm\\r\\nn"}',
        "Http404Error",
        "a [31m b ",
        "[2Jm n",
    ),
    "null inside": ('{"error": null}', "Http404Error", "", '{"error": null}'),
    "HTML": ("<h1>502</h1>", "Http404Error", "", "<h1>502</h1>"),
    "surrogate": ('{"error": {"code": "\\ud800", "message": "\\udfff"}}', "Http404Error", "?", "?"),
    "a huge number": ("9" * 5_000, "Http404Error", "", ""),
    "no body": (object(), "Http404Error", "", ""),
    "released": (released(), "Http404Error", "", ""),
}


@pytest.mark.parametrize(("body", "name", "code", "message"), READ.values(), ids=READ)
def test_what_a_body_says(api: Any, body: object, name: str, code: str, message: str) -> None:
    error = api.from_body(404, body)
    assert (type(error).__name__, error.code, error.message) == (name, code, message)
    assert error.status == 404


NUMERIC = {
    "plain": ({"code": 10003, "message": "m"}, "10003"),
    "text": ({"code": "10003"}, "10003"),
    "float": ({"code": 10003.0}, "10003"),
    "nested": ({"error": {"code": 10003}}, "10003"),
    "JSON-RPC": ({"jsonrpc": "2.0", "error": {"code": -32700, "message": "m"}}, "-32700"),
    "errors": ({"errors": [{"code": 10003}]}, "10003"),
    "errorCode": ({"errorCode": "10003"}, "10003"),
    "hex": ({"code": "0X80070005"}, "0x80070005"),
    "hex as a number": ({"code": 0x80070005}, "0x80070005"),
    "hex with a sign": ({"code": -2147024891}, "0x80070005"),
}


@pytest.mark.parametrize(("payload", "code"), NUMERIC.values(), ids=NUMERIC)
def test_a_number_is_a_code_in_any_notation(payload: object, code: str) -> None:
    package = python_package.package("numeric")
    error = package.from_payload(400, payload)
    assert (type(error), error.code) == (package.ERRORS[code], code)


@pytest.mark.parametrize("value", [True, None, 1.5, float("nan"), 10**5000, [], {"a": 1}], ids=type)
def test_what_is_no_code(value: object) -> None:
    package = python_package.package("numeric")
    assert package.from_payload(400, {"code": value}).code == ""


def test_two_codes_that_differ_by_case_are_told_apart() -> None:
    package = python_package.package("hostile")
    for code in ("NotFound", "notfound"):
        error = package.from_payload(400, {"error": {"code": code}})
        assert (type(error), error.code) == (package.ERRORS[code], code)
    assert package.from_payload(400, {"error": {"code": "NOTFOUND"}}).code == "NOTFOUND"


@pytest.mark.parametrize(
    ("status", "name", "kept"),
    [
        (404, "Http404Error", 404),
        (418, "ClientError", 418),
        (502, "ServerError", 502),
        (302, "DefenderApiError", 302),
        (http.HTTPStatus.NOT_FOUND, "Http404Error", 404),
        (None, "DefenderApiError", None),
        (0, "DefenderApiError", None),
        (10**30, "DefenderApiError", None),
        ("404", "DefenderApiError", None),
        (float("nan"), "DefenderApiError", None),
    ],
)
def test_an_unknown_code_is_of_the_class_of_its_status(
    api: Any, status: Any, name: str, kept: int | None
) -> None:
    error = api.from_body(status, b"")
    assert (type(error).__name__, error.status) == (name, kept)
    assert type(error.status) in (int, type(None))


def test_what_is_kept_is_bounded(api: Any) -> None:
    deep: Any = {"leaf": 1}
    for _ in range(100_000):
        deep = {"in": deep, "innererror": deep}
    details = [{"code": "x" * 900, "n": n, "list": list(range(99))} for n in range(900)]
    error = api.from_payload(
        400, {"error": {"code": "New", "details": ["no", *details], "innererror": deep}}
    )
    assert error.details[0]["code"] == "x" * 199 + "…"
    assert len(pickle.dumps(error)) < 10_000
    json.dumps(error.to_dict())
    while "innererror" in deep:  # a deep dict is taken apart without recursion
        deep = deep.pop("innererror")


def test_a_code_is_found_however_deep_its_innererror_is(api: Any) -> None:
    """The innermost that is known; what contains itself has no end, and is left at some time."""
    for depth in (20, 1_000, 4_000):
        start = '{"code": "New", "innererror":' + '{"innererror":' * depth
        known = '{"code": "Forbidden", "innererror": {"code": "y"}}'
        body = f"{start}{known}{'}' * (depth + 1)}"
        assert type(api.from_body(400, body)) is api.ForbiddenError
    inner: Any = {"code": "NotFound", "innererror": {"code": "Forbidden", "innererror": 5}}
    for _ in range(50_000):
        inner = {"code": "x", "innerError": inner}
    assert type(api.from_payload(400, {"error": inner})) is api.ForbiddenError
    loop: dict[str, Any] = {"code": "x"}
    loop["innererror"] = loop
    assert api.from_payload(400, loop).code == "x"
    loop["innererror"] = {"code": "NotFound", "innererror": loop}
    assert api.from_payload(400, loop).code == "NotFound"


@pytest.mark.parametrize("key", ["code", "type", "error", "errorCode"])
def test_a_code_is_cut_before_it_is_looked_for(api: Any, key: str) -> None:
    error = api.from_payload(400, {key: "x" * 10**7})
    assert error.code == "x" * 199 + "…"


def test_the_type_of_a_problem_ends_in_its_name(api: Any) -> None:
    for start in ("https://example.org/p/", "about:blank#", "urn:p:" + "x" * 10**6 + "/", "/#/"):
        assert api.from_payload(400, {"type": f"{start}NotFound"}).code == "NotFound"
    for other in ("NotFound/", "https://example.org/NotFound?x", "about:blank"):
        assert type(api.from_payload(400, {"type": other})) is api.Http400Error


def test_details_and_innererror_are_kept(api: Any) -> None:
    body = {"code": "New", "details": [{"code": "a"}], "innererror": {"date": "d", "x": [None]}}
    error = api.from_payload(400, {"error": body})
    assert error.details == ({"code": "a"},)
    assert error.innererror == {"date": "d", "x": [None]}
    assert error.extra == {}


def said(error: Any) -> tuple[object, ...]:
    """What an error says of itself."""
    return type(error).__name__, error.code, error.message, error.correlation_id, error.extra


ERROR = {"code": "NotFound", "message": "m", "target": "t"}
ONE = {"code": "New", "message": "one", "field": "email"}
TWO = {"code": "Forbidden", "message": "two", "requestId": "r", "field": "name"}
# package, body → what its error says, and what each of its `errors`
ARRAYS: dict[str, tuple[str, object, tuple[object, ...], list[tuple[object, ...]]]] = {
    "none": ("defender", {"error": ERROR}, ("NotFoundError", "NotFound", "m", "t", {}), []),
    "a known one behind an unknown one": (
        *("defender", {"errors": [ONE, TWO], "trace": 5}),
        ("ForbiddenError", "Forbidden", "two", "r", {"trace": 5, "field": "name"}),
        [
            ("Http404Error", "New", "one", None, {"field": "email"}),
            ("ForbiddenError", "Forbidden", "two", "r", {"field": "name"}),
        ],
    ),
    "a known one behind one without a code": (
        *("defender", {"errors": [{"message": "m", "field": 1}, "x", None, TWO]}),
        ("ForbiddenError", "Forbidden", "two", "r", {"field": "name"}),
        [
            ("Http404Error", "", "m", None, {"field": 1}),
            ("ForbiddenError", "Forbidden", "two", "r", {"field": "name"}),
        ],
    ),
    "beside the documented place": (
        *("defender", {"error": {**ERROR, "status": "S", "errors": [{"reason": "why"}]}, "x": [1]}),
        ("NotFoundError", "NotFound", "m", "t", {"x": [1], "status": "S"}),
        [("Http404Error", "", '{"reason": "why"}', None, {"reason": "why"})],
    ),
    "under `error`": (
        *("defender", {"error": [ONE], "message": "m"}),
        ("Http404Error", "New", "one", None, {"message": "m", "field": "email"}),
        [("Http404Error", "New", "one", None, {"field": "email"})],
    ),
    "the body": (
        *("defender", ["x", {"error": {**ERROR, "a": 1}, "b": 2}, ONE]),
        ("NotFoundError", "NotFound", "m", "t", {"a": 1, "b": 2}),
        [
            ("NotFoundError", "NotFound", "m", "t", {"a": 1, "b": 2}),
            ("Http404Error", "New", "one", None, {"field": "email"}),
        ],
    ),
    "no objects": (
        *("defender", {"errors": ["a", "b"], "code": "NotFound"}),
        ("NotFoundError", "NotFound", "", None, {"errors": ["a", "b"]}),
        [],
    ),
    "by field": (
        *("defender", {"message": "m", "errors": {"email": ["taken"]}}),
        ("Http404Error", "", "m", None, {"errors": {"email": ["taken"]}}),
        [],
    ),
    "documented": (
        "graph",
        {
            "data": None,
            "errors": [
                {"message": "one", "path": ["a"], "extensions": {"code": "New", "n": 1}},
                {"message": "two", "extensions": {"code": "NotFound", "message": "inner"}},
            ],
            "extensions": {"requestId": "r", "cost": 3},
        },
        (
            *("NotFoundError", "NotFound", "inner", "r"),
            {"data": None, "extensions": {"cost": 3}, "message": "two"},
        ),
        [
            ("Http404Error", "New", "one", None, {"path": ["a"], "n": 1}),
            ("NotFoundError", "NotFound", "inner", None, {"message": "two"}),
        ],
    ),
    "documented, the body": (
        *("listed", [{"fault": {"kind": "NotFound", "a": 1}, "text": "m", "ref": "r", "b": 2}]),
        ("NotFoundError", "NotFound", "m", "r", {"b": 2, "a": 1}),
        [("NotFoundError", "NotFound", "m", "r", {"b": 2, "a": 1})],
    ),
    "documented, and not sent": (
        *("listed", {"error": ERROR, "errors": [TWO]}),
        ("NotFoundError", "NotFound", "m", None, {"target": "t"}),
        [("ForbiddenError", "Forbidden", "two", "r", {"field": "name"})],
    ),
}


@pytest.mark.parametrize(("key", "body", "main", "each"), ARRAYS.values(), ids=ARRAYS)
def test_each_error_of_a_body(key: str, body: Any, main: object, each: list[object]) -> None:
    error = python_package.package(key).from_payload(404, body)
    assert said(error) == main
    assert [said(one) for one in error.errors] == each
    assert {(one.status, one.errors) for one in error.errors} <= {(404, ())}
    assert [one["code"] for one in error.to_dict()["errors"]] == [one.code for one in error.errors]


def test_64_errors_of_a_body_are_looked_at(api: Any) -> None:
    items = [{"field": n} for n in range(63)]
    found = api.from_payload(400, {"errors": [*items, {"code": "NotFound"}]})
    assert (found.code, len(found.errors)) == ("NotFound", 64)
    missed = api.from_payload(400, {"errors": [*items, None, {"code": "NotFound"}]})
    assert (missed.code, len(missed.errors)) == ("", 63)
    assert api.from_payload(400, {"errors": [0] * 64 + items}).errors == ()


# package, body → what else it says
EXTRA: dict[str, tuple[str, object, dict[str, object]]] = {
    "text": ("defender", "<h1>502</h1>", {}),
    "nothing else": ("defender", {"error": ERROR}, {}),
    "an empty key": ("defender", {"error": {**ERROR, "": 1}}, {"": 1}),
    "beside it": ("defender", {"error": ERROR, "ok": False}, {"ok": False}),
    "the inner over the outer": (
        *("defender", {"error": {**ERROR, "a": 1}, "a": 2, "b": 2}),
        {"a": 1, "b": 2},
    ),
    "what cannot be read": (
        *("defender", {"error": {"code": "NotFound", "message": ["m"], "target": 1}}),
        {"message": ["m"], "target": 1},
    ),
    "details that are no objects": (
        *("defender", {"error": {**ERROR, "details": "d", "innererror": "i"}}),
        {"details": "d", "innererror": "i"},
    ),
    "details in words": (
        *("defender", {"error": {**ERROR, "details": ["d"]}, "details": [{}]}),
        {"details": ["d"]},
    ),
    "details": (
        *("defender", {"error": {**ERROR, "details": [{"a": 1}], "innerError": {"b": 2}}}),
        {},
    ),
    "a second text": ("defender", {"error": {**ERROR, "detail": "d"}}, {"detail": "d"}),
    "a code that is not the one": (
        *("defender", {"error": {"code": "New", "innererror": {"code": "Forbidden"}}}),
        {"code": "New"},
    ),
    "a success": ("soft", {"code": 0, "msg": "m", "data": {}}, {"code": 0, "data": {}}),
    "a sentence": ("defender", {"error": "It failed.", "at": 1}, {"at": 1}),
    "no JSON of ours": ("numeric", {1: 2, "code": "10003", "x": {3: 4, "y": 5}}, {"x": {"y": 5}}),
    "a documented place": (
        *("told", {"Error": {"Code": "New", "RetryAfter": 5, "x": 1}, "RequestId": "r"}),
        {"x": 1},
    ),
    "a documented place that cannot be read": (
        *("told", {"Error": {"Code": "New"}, "RequestId": ["r"], "Message": "m"}),
        {"RequestId": ["r"], "Message": "m"},
    ),
    "a documented place below another": (
        *("graph", {"errors": [TWO], "extensions": {"requestId": "r"}}),
        {"field": "name"},
    ),
}


@pytest.mark.parametrize(("key", "body", "extra"), EXTRA.values(), ids=EXTRA)
def test_what_else_a_body_says(key: str, body: Any, extra: dict[str, object]) -> None:
    error = python_package.package(key).from_payload(404, body)
    assert error.extra == error.to_dict()["extra"] == extra
    assert "extra" not in vars(error) or extra


def test_what_else_a_body_says_is_bounded(api: Any) -> None:
    deep: Any = {"leaf": 1}
    for _ in range(9):
        deep = {"in": deep}
    body = {"error": ERROR, "deep": deep, "long": "x" * 900, **{f"n{n}": n for n in range(99)}}
    extra = api.from_payload(404, body).extra
    assert extra["deep"] == {"in": {"in": {"in": {"in": None}}}}
    assert (len(extra["long"]), "n57" in extra, "n58" in extra) == (200, True, False)


SHOWN = """\ufeff
<?xml version='1.0'?><Error><Code>NotFound</Code><Message> a &lt; b &amp;lt;
</Message><RequestId>r</RequestId></Error>"""
# body, headers → code, message, correlation id
TOLD: dict[str, tuple[object, dict[str, str], tuple[str, str, str | None]]] = {
    "XML": (SHOWN, {}, ("NotFound", "a < b &lt;", "r")),
    "with prefixes and attributes": (
        b'<e:Error><e:Code a="b" c="d">New</e:Code><Message\n>m</Message></e:Error>',
        *({}, ("New", "m", None)),
    ),
    "the first of several": (
        *("<E><Code>New</Code><Code>NotFound</Code></E>", {}),
        ("New", "", None),
    ),
    "a value of JSON": (json.dumps("<E><Code>New</Code></E>"), {}, ("New", "", None)),
    "without a code": (
        *("<E><Message>m</Message></E>", {}),
        ("", "<E><Message>m</Message></E>", None),
    ),
    "with elements inside": (
        *("<E><Code><b>New</b></Code></E>", {}),
        ("", "<E><Code><b>New</b></Code></E>", None),
    ),
    "too far": ("<E>" + " " * 65_536 + "<Code>New</Code></E>", {}, ("", "<E>", None)),
    "no XML": ("a <Code>New</Code>", {}, ("", "a <Code>New</Code>", None)),
    "in a header": ("", {"X-Ms-Error-Code": "NotFound"}, ("NotFound", "", None)),
    "of AWS": ("", {"x-ms-error-code": " a#New:http://x/#y"}, ("New", "", None)),
    "known, beside an unknown one": (
        *({"Error": {"Code": "New", "Message": "m"}}, {"x-ms-error-code": "notfound"}),
        ("NotFound", "m", None),
    ),
    "unknown, beside an unknown one": (
        *({"Error": {"Code": "New"}}, {"x-ms-error-code": "Newer"}),
        ("New", "", None),
    ),
    "known, beside a known one": (
        *({"code": "Forbidden"}, {"x-ms-error-code": "NotFound"}),
        ("Forbidden", "", None),
    ),
    "beside a text": ("Gone.", {"x-ms-error-code": "Newer"}, ("Newer", "Gone.", None)),
    "nothing": ("", {"x-ms-error-code": " : "}, ("", "", None)),
}


@pytest.mark.parametrize(("body", "headers", "wanted"), TOLD.values(), ids=TOLD)
def test_a_code_elsewhere(body: Any, headers: dict[str, str], wanted: tuple[str, ...]) -> None:
    api = python_package.package("told")
    error = api.from_body(404, body, headers)
    assert (error.code, error.message, error.correlation_id) == wanted
    assert type(error) is api.ERRORS.get(error.code, api.Http404Error)


def test_a_body_that_is_no_xml_is_searched_in_linear_time() -> None:
    api = python_package.package("told")
    pieces = ("<Code>", "<Code ", "<" * 9, "<a:", "<Code" + " x" * 99, "<Code>" + "x" * 99, "&lt")
    started = time.perf_counter()
    for piece in pieces:
        assert api.from_body(502, "<" + piece * (65_000 // len(piece))).code == ""
    assert time.perf_counter() - started < 2


def test_only_what_a_catalogue_has_is_rendered() -> None:
    plain, told = (python_package.folder(key) / f"made_{key}" for key in ("defender", "told"))
    assert (told / "_xml.py").exists()
    assert not (plain / "_xml.py").exists()
    text = "".join((plain / name).read_text("utf-8") for name in ("_body.py", "decoding.py"))
    for word in ("xml", "HEADER", "by_header", "is_error", "RETRY_AFTER", "error_of", "ARRAY:"):
        assert word not in text


def test_only_64_kib_of_a_body_are_read(api: Any) -> None:
    just = '{"error": {"code": "NotFound", "x": "%s"}}'
    fits = just % ("x" * (65_536 - len(just) + 2))
    assert api.from_body(404, fits.encode()).code == "NotFound"
    assert api.from_body(404, fits + " ").code == ""
    assert api.from_body(404, fits.encode() + b" ").code == ""
    started = time.perf_counter()
    error = api.from_body(502, b"<html>" * 20_000_000)
    assert time.perf_counter() - started < 1
    assert (len(error.message), len(str(error)) <= 400) == (200, True)


def test_deep_nesting_is_no_recursion_error(api: Any) -> None:
    lists = f"{'[' * 5_000}1{']' * 5_000}"
    deep = f'{{"error": {{"code": "NotFound", "x": {lists}}}}}'
    assert api.from_body(400, deep).code == "NotFound"
    assert api.from_body(400, deep.encode()).code == "NotFound"
    for broken in (deep[:-1], deep + "]", deep.replace("1", "x"), deep.replace('"x":', "[]:")):
        assert api.from_body(400, broken).code == ""
        assert api.from_body(400, broken).message.startswith('{"error": {"code"')
    for depth in (30_000, 200_000):
        assert api.from_body(502, "[" * depth).message.startswith("[[[")
        assert api.from_body(502, b'{"a":' * (depth // 5)).status == 502


WRONG = ("]", "{", "1", ",", ",1", ",1]", '"a"', ":1", "}", ',"a":1', "]]")


INSIDE = ["1,", ",1", "1 2", '"a":1', "{1:2}", '{"a"}', '{"a":}', '{"a",1}', '{"a":1,}', "{,}"]
INSIDE += ['{"a":1 "b":2}', "[1,]", "{[1]:2}", "{{}:2}", "{:1}", "[:1]", "NaN", "-Infinity", "nul"]


def test_what_is_no_json_has_no_code_however_deep_it_is(api: Any) -> None:
    good = '{"error":{"code":"NotFound","a":%s,"b":[{},[],{"a":{}},1.5,"]",null]}}'
    deep = good % ("[" * 5_000 + "%s" + "]" * 5_000)
    for right in ("", "1", " 1 , 2 ", '{"a" : [ ] , "b":{"c":1}}', '"[{,"'):
        assert api.from_body(400, deep % right).code == "NotFound"
    for wrong in INSIDE:
        assert api.from_body(400, deep % wrong).code == ""
    for end in WRONG:
        assert api.from_body(400, deep % "" + end).code == ""


def test_what_is_printed_is_one_line_without_control_characters(api: Any) -> None:
    text = "a\x1b[31m\r\nb\x07\u2028\x9bc\u202e"
    body = {"code": text, "message": text, "target": text}
    error = api.from_payload(400, {"error": body})
    said = (error.code, error.raw_code, error.message, error.correlation_id, *error.args)
    assert all(one.isprintable() and one.startswith("a [31m b") for one in said)
    assert api.from_payload(400, {"error": {"code": "\nNotFound"}}).code == "NotFound"
    sent = api.from_payload(400, {"error": {"code": "NOT\x1bFOUND"}})
    assert type(sent) is api.Http400Error
    spelt = api.from_payload(400, {"error": {"code": "\n NOTFOUND\x1f"}})
    assert (type(spelt), spelt.raw_code) == (api.NotFoundError, " NOTFOUND ")


def wait(api: Any, value: Any, name: str = "Retry-After") -> Any:
    return api.from_body(429, b"", {"X": "y", name: value}).retry_after


@pytest.mark.parametrize(
    ("value", "seconds"),
    [("120", 120.0), ("0", 0.0), (" 7 ", 7.0), ("1.5", 1.5)]
    + [
        (value, None)
        for value in (
            *("", "-5", "soon", "nan", "inf", "1e3", "１２", "1_0", "0x1", "1.2.3", ".", "9" * 400),
            *("Sun, 06 Nov 99999 08:49:37 GMT", "Sun, 99 Nov 1994 99:99:99 GMT", "x" * 5000),
            *("Sun, 06 Nov 1994 08:49:37 +999999999999999999999", None, 5, b"5"),
        )
    ],
)
def test_retry_after_in_seconds(api: Any, value: Any, seconds: float | None) -> None:
    assert wait(api, value) == seconds


# headers, status → seconds
WAITS: dict[str, tuple[dict[str, str], int, float | None]] = {
    "milliseconds": ({"retry-after-ms": "1500", "Retry-After": "2"}, 503, 1.5),
    "milliseconds of Azure": ({"X-Ms-Retry-After-Ms": "20", "Retry-After": "2"}, 503, 0.02),
    "what cannot be read": ({"retry-after-ms": "soon", "Retry-After": "2"}, 503, 2.0),
    "a quota that is used up": ({"RateLimit-Reset": "9"}, 429, 9.0),
    "the other name": ({"x-ratelimit-reset": "9", "ratelimit-reset": "x"}, 429, 9.0),
    "another status": ({"RateLimit-Reset": "9"}, 503, None),
    "nothing is left": ({"RateLimit-Reset": "9", "RateLimit-Remaining": "0"}, 403, 9.0),
    "nothing of the other": ({"RateLimit-Reset": "9", "X-RateLimit-Remaining": "0"}, 403, 9.0),
    "something is left": ({"RateLimit-Reset": "9", "RateLimit-Remaining": "1"}, 403, None),
    "a header of a wait": ({"RateLimit-Reset": "9", "Retry-After": "2"}, 429, 2.0),
    "a moment that is past": ({"X-RateLimit-Reset": "1000000000"}, 429, 0.0),
    "in milliseconds": ({"RateLimit-Reset": "1000000000000"}, 429, 0.0),
    "a moment far away": ({"RateLimit-Reset": "99999999999"}, 429, 2_147_483.0),
    "no moment": ({"RateLimit-Reset": "999999999"}, 429, 2_147_483.0),
    "a sign": ({"RateLimit-Reset": "-9"}, 429, None),
}


@pytest.mark.parametrize(("headers", "status", "seconds"), WAITS.values(), ids=WAITS)
def test_when_to_come_back(
    api: Any, headers: dict[str, str], status: int, seconds: float | None
) -> None:
    assert api.from_body(status, b"", headers).retry_after == seconds
    assert api.from_body(status, b"", MappingProxyType(headers)).retry_after == seconds


@pytest.mark.parametrize(("ahead", "form"), [(90, "%d"), (90, "%d.5"), (90_000, "%d000")])
def test_a_moment_in_the_future(api: Any, ahead: int, form: str) -> None:
    moment = form % (time.time() + ahead)
    found = api.from_body(429, b"", {"X-RateLimit-Reset": moment}).retry_after
    assert ahead - 5 < found <= ahead + 1


@pytest.mark.parametrize(
    ("value", "headers", "seconds"),
    [(5, {}, 5), (1.5, {}, 1.5), ("7", {}, 7.0), ("Sun, 06 Nov 1994 08:49:37 GMT", {}, 0.0)]
    + [(10**400, {}, 2_147_483.0), (0, {}, 0), (5, {"Retry-After": "3"}, 3.0)]
    + [(5, {"RateLimit-Reset": "9"}, 5), (None, {"RateLimit-Reset": "9"}, 9.0)]
    + [(wrong, {}, None) for wrong in (True, False, -1, "soon", [5], {}, float("nan"))],
)
def test_a_wait_in_the_body(value: object, headers: dict[str, str], seconds: float | None) -> None:
    api = python_package.package("told")
    body = {"Error": {"Code": "NotFound", "RetryAfter": value}}
    assert api.from_payload(429, body, headers).retry_after == seconds
    assert api.from_payload(429, body).retry_after == (seconds if not headers else value)


LONGEST = 2_147_483.0


@pytest.mark.parametrize(
    "value",
    [
        *("9" * 60, "9" * 64, "1" + "0" * 59, "2147483.5", "2147484", "9" * 30 + ".5"),
        *("Wed, 21 Oct 2999 07:28:00 GMT", "Fri, 31 Dec 9999 23:59:59 GMT"),
        *("Fri, 31 Dec 9999 23:59:59 -2359", "Sat Nov  6 08:49:37 2994"),
    ],
)
def test_a_program_can_wait_as_long_as_it_is_told(api: Any, value: str) -> None:
    """`time.sleep`, threads and JavaScript's setTimeout refuse what is too much."""
    assert wait(api, value) == LONGEST
    assert LONGEST * 1000 < 2**31
    assert LONGEST < threading.TIMEOUT_MAX


@pytest.mark.parametrize("value", ["2147483", "2147482", "86400"])
def test_what_is_not_too_long_is_as_it_was_said(api: Any, value: str) -> None:
    assert wait(api, value) == float(value)


@pytest.mark.parametrize("zone", ["GMT", "-0000", "+0000"])
def test_retry_after_as_a_date(api: Any, zone: str) -> None:
    soon = formatdate(time.time() + 90, usegmt=True).replace("GMT", zone)
    assert 80 < wait(api, soon) <= 90
    assert wait(api, f"Sun, 06 Nov 1994 08:49:37 {zone}") == 0.0


def test_retry_after_in_the_older_forms_of_a_date(api: Any) -> None:
    """RFC 9110, section 5.6.7: readers must accept all three."""
    assert wait(api, "Sunday, 06-Nov-94 08:49:37 GMT") == 0.0
    assert wait(api, time.strftime("%a %b %d %H:%M:%S %Y", time.gmtime(time.time() + 90))) > 80


@pytest.mark.parametrize("name", ["Retry-After", "retry-after", "RETRY-AFTER"])
def test_a_plain_dict_of_headers_needs_no_case(api: Any, name: str) -> None:
    assert wait(api, "5", name) == 5.0


class Rude(dict[str, str]):
    def items(self) -> Any:
        raise OSError


@pytest.mark.parametrize("headers", [[("Retry-After", "5")], 5, "x", Rude(), {5: "6"}, {b"x": 1}])
def test_headers_of_any_kind_raise_nothing(api: Any, headers: Any) -> None:
    assert api.from_body(429, b"", headers).retry_after is None


def test_other_mappings_of_headers_are_asked(api: Any) -> None:
    headers = MappingProxyType({"Retry-After": "5"})
    assert api.from_body(429, b"", headers).retry_after == 5.0


class Broken:
    """A response whose every property raises."""

    status_code = 502

    def __getattr__(self, name: str) -> Any:
        raise RuntimeError(name)

    def read(self) -> bytes:
        raise OSError


class Mock:
    """What a test double of unittest.mock looks like: any attribute, of no use, but `json`."""

    status_code = 404

    def __getattr__(self, name: str) -> Any:
        return Mock()

    def __call__(self, *given: Any) -> Any:
        return NOT_FOUND if not given else Mock()


class Stream:
    """A body that must be read: by a number, as http.client, or by none, as httpx."""

    status = 404
    headers = {"Retry-After": "5"}  # noqa: RUF012

    def read(self, *amount: int) -> bytes:
        return TEXT.encode()[: amount[0] if amount else None]


def test_responses_that_raise_or_have_no_body(api: Any) -> None:
    for error in (api.from_response(Broken()), asyncio.run(api.from_async_response(Broken()))):
        assert (error.message, error.status) == ("", 502)


def test_a_mock_of_a_response_is_read_by_its_json(api: Any) -> None:
    assert type(api.from_response(Mock())) is api.NotFoundError


def test_a_stream_is_read(api: Any) -> None:
    for error in (api.from_response(Stream()), asyncio.run(api.from_async_response(Stream()))):
        assert (type(error), error.retry_after) == (api.NotFoundError, 5.0)


async def failing() -> bytes:
    raise OSError


def test_a_body_that_fails_to_arrive(api: Any) -> None:
    response = type("Response", (), {"status": 502, "read": staticmethod(failing)})()
    assert asyncio.run(api.from_async_response(response)).status == 502
    with pytest.raises(api.ServerError):
        asyncio.run(api.raise_for_async_error(response))


def test_nothing_secret_is_kept(api: Any) -> None:
    """Neither headers nor the response, in whatever form the error is stored."""
    headers = {"Authorization": "Bearer hunter2", "Set-Cookie": "hunter2", "Retry-After": "1"}
    response = python_package.doubles("defender").response("NotFound", headers=headers)
    error = api.from_response(response)
    for form in (pickle.dumps(error), repr(vars(error)).encode(), repr(error.to_dict()).encode()):
        assert b"hunter2" not in form


def hostile(rng: random.Random) -> Any:
    """A body that somebody might send: broken JSON, odd JSON, or no JSON at all."""
    payload = value(rng, 4)
    if rng.random() < 0.5:
        payload = {"error": {key: value(rng, 2) for key in rng.sample(WORDS, 4)}}
    body = json.dumps(payload).encode()
    match rng.randrange(6):
        case 0:
            return rng.randbytes(rng.randrange(80))
        case 1:
            cut = rng.randrange(len(body) + 1)
            return body[:cut] + rng.randbytes(rng.randrange(4)) + body[cut + rng.randrange(3) :]
        case 2:
            return body.decode("utf-8").encode(rng.choice(["utf-16", "utf-32", "utf-8-sig"]))
        case 3:
            return body.decode("latin-1")
        case 4:
            return memoryview(bytearray(body))[:: rng.choice([1, -1, 2])]
    return body


WORDS = [
    "error",
    "errors",
    "code",
    "message",
    "target",
    "details",
    "innererror",
    "type",
    "NotFound",
]


def value(rng: random.Random, depth: int) -> Any:
    kind = rng.randrange(9) if depth else rng.randrange(7)
    if kind == 8:
        keys = rng.choices([*WORDS, "title", "error_description"], k=rng.randrange(6))
        return {key: value(rng, depth - 1) for key in keys}
    if kind == 7:
        return [value(rng, depth - 1) for _ in range(rng.randrange(4))]
    scalars = (None, rng.random() < 0.5, rng.randrange(-(2**40), 2**70), rng.random() * 1e20)
    odd = ("\ud800", "\x00\x1b[31m", "x" * rng.randrange(600), "é" * rng.randrange(300), "")
    return rng.choice((*scalars, float("nan"), 10 ** rng.randrange(400), *odd, *WORDS))


def check(package: Any, body: Any, rng: random.Random) -> None:
    """Nothing is raised, and what is made can be shown, stored and sent."""
    error = package.from_body(rng.choice([None, 0, 200, 404, 500, 999]), body, {"Retry-After": "x"})
    assert len(str(error)) <= 400
    assert str(error).isprintable()
    assert max(map(len, (error.message, error.code, error.raw_code))) <= 200
    json.dumps([error.to_dict(), error.to_problem()], allow_nan=False).encode()
    copied = pickle.loads(pickle.dumps(error))
    assert (type(copied), copied.to_dict()) == (type(error), error.to_dict())


@pytest.mark.parametrize("key", ["defender", "numeric", "hostile"])
def test_bodies_made_at_random(key: str) -> None:
    package, rng = python_package.package(key), random.Random(key)
    for _ in range(1500):
        check(package, hostile(rng), rng)


@pytest.mark.parametrize(
    ("key", "body"),
    [
        (
            "items",
            {
                "errors": [{"extensions": {"code": "NotFound"}, "message": "m"}],
                "trace": [None, {"ref": "r"}],
            },
        ),
        ("listed", [{"fault": {"kind": "NotFound"}, "text": "m", "ref": "r"}]),
    ],
)
def test_a_body_with_lists_is_made_and_read(key: str, body: object) -> None:
    api, doubles = python_package.package(key), python_package.doubles(key)
    assert doubles.payload("NotFound", "m", correlation_id="r") == body
    error = api.from_body(404, json.dumps(body))
    assert (type(error), error.message, error.correlation_id) == (api.NotFoundError, "m", "r")
    new = api.from_payload(404, doubles.payload("Brand new", "m"))
    assert (new.code, new.message) == ("Brand new", "m")
    assert doubles.error(api.NotFoundError).code == "NotFound"


@pytest.mark.parametrize("body", [[], [1], [None], {}, {"errors": {}}, {"errors": []}, "[", [[]]])
def test_a_body_without_its_lists_is_an_error_all_the_same(body: object) -> None:
    for key in ("items", "listed"):
        assert python_package.package(key).from_payload(404, body).code == ""


def test_paths_that_contradict_each_other_make_a_body_all_the_same() -> None:
    body: dict[str, object] = {}
    python_package.package("items")
    put = importlib.import_module("made_items._server")._put
    for path in (("a", 0), ("a", "b"), ("a", 0, "c"), (0, "a"), ("b", "c")):
        put(body, path, "x")
    assert body == {"a": ["x"], "b": {"c": "x"}}


# What is sent, and the class, code and message of the error that it becomes.
SUCCESSES: dict[str, tuple[int | None, object, tuple[str, str, str]]] = {
    "a number": (502, {"code": 0, "msg": "All is well."}, ("ServerError", "", "All is well.")),
    "in another case": (409, {"code": "ok"}, ("Http409Error", "", '{"code": "ok"}')),
    "without a status": (None, {"code": "0"}, ("BillingApiError", "", '{"code": "0"}')),
    "inside": (400, {"error": {"code": 0, "message": "m"}}, ("ClientError", "", "m")),
    "beside a code": (400, {"code": 0, "error": {"code": "New"}}, ("ClientError", "New", "")),
    "beside a known one": (
        400,
        {"code": 0, "error": {"code": "card_declined"}},
        ("CardDeclinedError", "card_declined", ""),
    ),
}


@pytest.mark.parametrize(("status", "body", "wanted"), SUCCESSES.values(), ids=SUCCESSES)
def test_a_documented_success_is_the_code_of_no_error(
    status: int | None, body: object, wanted: tuple[str, str, str]
) -> None:
    api = python_package.package("advised")
    error = api.from_payload(status, body)
    assert (type(error).__name__, error.code, error.message) == wanted


# package, body → the code of the error that comes with a status below 400, None if all is well
SOFT: list[tuple[str, object, str | None]] = [
    *(("soft", {"code": code}, None) for code in (0, "0", "0000", 0.0, "", " ", None, True, [])),
    *(("soft", {"code": code}, None) for code in ("OK", "ok", " Ok")),
    *(("soft", {"code": code}, "1001") for code in ("1001", 1001, 1001.0)),
    ("soft", {"code": "CARD_DECLINED"}, "card_declined"),
    ("soft", {"code": 77}, "77"),
    ("soft", {"code": "0x"}, "0x"),
    *(("soft", body, None) for body in (None, {}, [], "", "x", 5, b"", b"{", [{"code": 77}])),
    *(("soft", body, None) for body in ({"error": {"code": 77}}, {"errcode": 77})),
    ("soft", b'{"code": 77}', "77"),
    ("soft", '{"code": "1001"}', "1001"),
    ("graph", {"data": {}, "errors": [{"message": "m"}]}, None),
    ("graph", {"errors": [None, {"extensions": {"code": "New"}}]}, "New"),
    ("graph", {"errors": [{}, {"extensions": {"code": "NotFound"}}]}, "NotFound"),
    *(("graph", {"errors": errors}, None) for errors in ([], {}, None, [[]], [{"code": "New"}])),
]


@pytest.mark.parametrize(("key", "body", "code"), SOFT)
def test_an_error_may_come_with_a_success(key: str, body: object, code: str | None) -> None:
    api, doubles = python_package.package(key), python_package.doubles(key)
    for status in (200, 302, 99, None):
        error = api.error_of(status, body)
        assert (None if error is None else error.code) == code
    assert code is None or api.error_of(200, body).status == 200
    assert api.error_of(500, body).status == 500
    if isinstance(body, dict):
        response = doubles.Response(200, body, {"Retry-After": "5"})
        if code is None:
            assert api.raise_for_error(response) is response
            return
        with pytest.raises(api.ERRORS.get(code, Exception)) as caught:
            api.raise_for_error(response, keep_body=True)
        assert (caught.value.code, caught.value.retry_after) == (code, 5.0)
        assert caught.value.body == json.dumps(body)


def test_nothing_of_a_success_is_read_where_no_error_comes_with_one(api: Any) -> None:
    assert not hasattr(api, "error_of")
    fine = python_package.doubles("defender").response("NotFound", status=200)
    assert api.raise_for_error(fine) is fine


@pytest.mark.parametrize(
    ("body", "kept"),
    [
        (b"<h1>502</h1>", "<h1>502</h1>"),
        ("", ""),
        (b"\xef\xbb\xbf{}", "{}"),
        (b"\xff", "\ufffd"),
        ("\ud800", "?"),
        (b"x" * 70_000, "x" * 65_536),
        ("x" * 70_000, "x" * 65_536),
        ({"a": ["é"]}, '{"a":["é"]}'),
        ([1] * 40_000, "[" + "1," * 32_767 + "1"),
        (None, None),
        (object(), None),
        ({"a": {1, 2}}, None),
    ],
)
def test_a_body_is_kept_for_those_who_ask(api: Any, body: Any, kept: str | None) -> None:
    assert api.from_body(404, body).body is None
    error = api.from_body(404, body, keep_body=True)
    assert error.body == kept
    for copied in (pickle.loads(pickle.dumps(error)), copy.copy(error), copy.deepcopy(error)):
        assert copied.body is None
        assert copied.to_dict() == error.to_dict()
    assert api.from_payload(404, body, keep_body=True).body == kept
    response = Stub(body)
    assert api.from_response(response).body is None
    for found in (
        api.from_response(response, keep_body=True),
        asyncio.run(api.from_async_response(response, keep_body=True)),
    ):
        assert found.body == (kept if isinstance(body, bytes | str | dict | list) else None)
    with pytest.raises(api.Http404Error) as caught:
        api.raise_for_error(response, keep_body=True)
    with pytest.raises(api.Http404Error) as awaited:
        asyncio.run(api.raise_for_async_error(response, keep_body=True))
    assert caught.value.body == awaited.value.body == found.body


class Stub:
    """A response of a body."""

    status_code = 404

    def __init__(self, content: object) -> None:
        self.content = content


def test_a_loop_is_kept_by_nobody(api: Any) -> None:
    loop: dict[str, Any] = {}
    loop["loop"] = loop
    deep: Any = []
    for _ in range(100_000):
        deep = [deep]
    for body in (loop, deep):
        assert api.from_payload(404, body, keep_body=True).body is None
    while deep:  # a deep list is taken apart without recursion
        deep = deep.pop()


def test_a_client_can_ask_for_the_documented_successes() -> None:
    known, none = map(python_package.package, ("advised", "defender"))
    assert sorted(known.SUCCESS_CODES) == ["0", "OK"]
    assert sorted(none.SUCCESS_CODES) == []


def test_a_body_that_is_no_json_is_no_correlation_id() -> None:
    """Nor where the documentation shows no place for one."""
    assert python_package.package("advised").from_body(502, "<html>").correlation_id is None
