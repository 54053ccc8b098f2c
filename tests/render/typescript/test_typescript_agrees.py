"""The JavaScript and the Python that come from one page say the same about a response."""

from __future__ import annotations

import json
import subprocess
import sys
import unicodedata
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from generator.model import Catalogue, Envelope, Success
from tests import node, python_package, rendered, samples, typescript_package

OPEN, CLOSE = "[" * 5_000, "]" * 5_000
BODIES: list[object] = [
    *(None, "", " \n", "<html>502</html>", "[]", "[1]", "null", "12", '"It failed."', "{", "é"),
    *('\ufeff{"code": "NotFound"}', "[" * 70_000, "x" * 300, "😀" * 300),
    {"error": {"code": "ResourceNotFound", "message": "Machine 1 was not found", "target": "t"}},
    {"error": {"code": "resourcenotfound"}},
    {"error": {"code": " NotFound "}},
    {"error": {"code": "ActiveRequestAlreadyExists", "message": "m"}},
    {"error": {"code": "", "message": "m", "details": []}},
    {"error": {"code": None}},
    {"error": {"code": {"value": "NotFound"}}},
    {"error": {"message": ["m"], "target": 1}},
    {"error": "NotFound"},
    {"error": "It failed badly."},
    {"error": "invalid_client", "error_description": "AADSTS7000215"},
    {"error": None, "message": "m"},
    {"code": "NotFound", "message": "m", "requestId": "r"},
    {"Code": "NotFound", "Message": "m"},
    {"errorCode": "Unlisted", "errorMessage": "m", "traceId": "t"},
    {"errors": [{"code": "NotFound", "detail": "d"}]},
    {"errors": {"code": "NotFound"}},
    {"fault": {"code": "NotFound"}},
    {"type": "https://example.org/problems#NotFound", "title": "t", "detail": "d"},
    {"type": "about:blank", "title": "t"},
    {"jsonrpc": "2.0", "error": {"code": -32601, "message": "m"}},
    {"jsonrpc": "2.0", "error": {"code": -32700.0, "message": "m"}},
    {"error": {"code": 10003}},
    {"error": {"code": "0x80070005"}},
    {"error": {"code": -2147024891}},
    {"error": {"code": "General", "innererror": {"code": "X", "innererror": {"code": "NotFound"}}}},
    {"error": {"code": "Unlisted", "innerError": {"code": "Unlisted2"}}},
    {"code": "Unlisted", "errors": [{"code": "NotFound"}]},
    [{"code": "NotFound", "message": "m"}],
    [],
    {"error": {"code": "c" * 300, "message": "m" * 300, "target": "t" * 300}},
    {"error": {"code": "InvalidHashValue", "message": "ハッシュ値 a が無効です。"}},
    {"error": {"code": "MaximumBatchSizeExceeded", "message": "受信済み: 1, allowed: 2."}},
    {"error": {"code": "constructor"}},
    {"error": {"code": "New", "message": "a\x1b[31m\r\n\tb\u2028c\u00a0\u202e\u200b\x85 d\ud800"}},
    {"error": {"code": "New\x1b", "message": "\x1b\n"}},
    {"error": {"code": "\ud800", "message": "\udfff", "target": "\udfff"}},
    {"error": {"code": "InvalidHashValue", "message": "ハッシュ値\u3000a\n b  が無効です。"}},
    {"error": {"code": "InvalidHashValue", "message": "ハッシュ値  が無効です。"}},
    {"type": "about:blank#NotFound"},
    *(f'{{"error": {{"code": "NotFound"}}, "n": {n}}}' for n in ("1" * 4301, "NaN", "-Infinity")),
    *(f'{{"code": "NotFound", "x": {OPEN}{x}{CLOSE}}}' for x in ("", "1,", "1 2")),
    {"error": {"code": "a\x1b[31m\r\nb\x07", "target": "\x1b[2Jt\r\n\x9bu"}},
    {"error": {"code": "a  b\u00a0\u2028c ", "message": "m"}},
    {"error": {"code": "\n NOTFOUND\t", "target": "\x07"}},
    {"type": "about:blank"},
    {"type": "x" * 300 + "/NotFound"},
    {"type": "x" * 300},
    {"type": "a/" * 30_000},
    {"0": {"code": "Unlisted"}, "error": {"code": "NotFound"}},
    {"byteLength": 1, "slice": 1, "error": {"code": "NotFound"}},
    {"error": {"code": "New", "innererror": {}, "innerError": {"code": "NotFound"}}},
    {"error": {"code": "New", "innererror": "x", "innerError": {"code": "NotFound"}}},
    {"error": {"code": "New", "innererror": [{"code": "NotFound"}]}},
    {"error": [{"code": "NotFound"}]},
    '{"code": "New", "innererror":' * 2_000 + '{"code": "NotFound"}' + "}" * 2_000,
    '{"innererror":' * 4_000 + '{"code": "NotFound"}' + "}" * 4_000,
    '{"innererror":' * 4_000 + '{"code": "NotFound"}' + "}" * 3_999,
    '{"error": {"code": "NotFound", "x": ' + "[" * 5_000 + "1.5, null" + "]" * 5_000 + "}}",
    "x" * 65_536,
    '{"code": "NotFound"}' + " " * 65_536,
    "é" * 40_000,
    {"a": {"b": {"c": {"d": {"e": {"f": {"g": 1}}}}}}},
    {"a": [1, -1, True, None, {"b": "c" * 100}], "é": 10**18},
    [list(range(40))],
    {"code": "NotFound", "error": {"message": "m", "target": "t"}},
    {"code": 0, "msg": "m"},
    {"code": "ok", "error": {"code": "New", "message": "m"}},
    {"error": {"code": "0", "message": "m"}, "code": " OK"},
    {"code": 0, "error": {"code": "CARD_DECLINED"}},
    # Several errors, and what else a body says.
    {"errors": [{"code": "New", "field": "a"}, {"code": "NotFound", "field": "b"}], "x": 1},
    {"errors": [{"detail": "d"}, {"code": "NotFound", "message": "m", "code2": 1}], "more": [1]},
    {"errors": [None, "x", 1, {"a": 1}, [], {"code": "NotFound"}], "x": {"y": [1, None, True]}},
    {"errors": [{"error": {"code": "NotFound", "message": "m", "x": 1}, "y": 2}], "z": 3},
    {"errors": [{"error": "NotFound"}, {"error": "It failed."}, {"error": {"message": "m"}}]},
    {"errors": {"name": ["is taken"]}, "message": "m", "code": "NotFound"},
    {"errors": [], "code": "NotFound"},
    {"error": [{"code": "NotFound", "x": 1}, {"code": "New", "x": 2}], "requestId": "r"},
    {"error": {"errors": [{"reason": "a", "code": "NotFound"}], "code": 404, "status": "S"}},
    {"error": {"errors": [{"reason": "a"}], "code": "NotFound", "status": "S"}, "x": 1},
    {"error": {"code": "New", "errors": [{"code": "NotFound", "x": 1}], "y": 2}, "z": 3},
    [{"error": {"code": "NotFound", "message": "m", "x": 1}}, {"code": "New"}, 3],
    [{"x": 1}, {"y": 2}],
    {"errors": [{"code": f"c{n}", "x": n} for n in range(80)]},
    {"errors": [{"extensions": {"code": "NotFound", "title": "t"}, "message": "m", "path": [1]}]},
    {"errors": [{"extensions": {"code": "New", "message": "in"}, "message": "out", "x": 1}]},
    {"errors": [{"extensions": {"x": 1}, "code": "NotFound", "message": "m"}], "data": None},
    {"0": {"code": "NotFound"}, "errors": {"0": {"code": "NotFound"}}},
    {"error": {"code": "NotFound", "message": "m", "target": "t", "x": 1, "details": [1]}, "x": 0},
    {"error": {"code": "NotFound", "innererror": {"a": 1}, "innerError": {"b": 1}, "c": 2}},
    {"error": {"code": "General", "x": 1, "innererror": {"code": "NotFound", "y": 2}}},
    {"error": {"code": "NotFound", "errorCode": "X", "type": "t", "title": "t", "detail": "d"}},
    {"error": {"code": "NotFound", "message": ["m"], "target": 1, "n": None, "f": 1.5, "e": 1e300}},
    {"error": {"code": "NotFound", "k" * 300: "v" * 300, "a\u2028": "\x1b[31m\ud800"}},
    {"error": {"code": "NotFound", "a": {"b": {"c": {"d": {"e": {"f": 1}}}}}, "g": [[[[[[1]]]]]]}},
    {"error": {"code": "NotFound", **{f"k{n}": [n, n] for n in range(40)}}},
    {"error": {"code": "NotFound"}, "code": 404, "message": "outer", "requestId": "r"},
    {"error": "NotFound", "message": "m", "x": 1},
    {"error": "It failed.", "x": 1},
    {"code": "NotFound", "message": "m", "requestId": "r", "errors": {"a": ["b"]}, "x": None},
    {"code": "NotFound", "field": "NotFound", "message": "email", "name": "email"},
    {"status": 404, "title": "Not Found", "type": "https://example.org/problems/NotFound", "x": 1},
    {"__proto__": {"code": "NotFound"}, "constructor": {"a": 1}, "code": "New", "toString": 1},
    {"msg": "m", "errcode": "NotFound", "Code": "New"},
    {"__type": "com.example#NotFound", "Message": "m", "message": ""},
    {"code": {"code": "NotFound"}, "error": {"error": {"code": "NotFound"}}},
]
WAITS = [
    *(None, "", "0", "120", "1.5", "soon", "-5", "nan", "1e3", "Infinity", "9" * 80),
    *("Wed, 21 Oct 2015 07:28:00 GMT", "Wed, 21 Oct 2015 07:28:00 -0000"),
    *("Sunday, 06-Nov-94 08:49:37 GMT", "Sun Nov  6 08:49:37 1994"),
    *("9" * 60, "9" * 64, "2147483", "2147484", "1" + "0" * 20, "-0", "-" + "9" * 60, "inf"),
    *("Wed, 21 Oct 2999 07:28:00 GMT", "Fri, 31 Dec 9999 23:59:59 GMT", " 7 ", " " * 99 + "7"),
]
STATUSES = [100, 99, 999, 1000, 0, -404, 404.5, 1e30, True, "404", "404 Not Found", [404], {}]
SOON = {"RateLimit-Reset": "7", "X-RateLimit-Reset": "8"}
HEADERS: list[dict[str, str]] = [
    *({"retry-after-ms": wait} for wait in ("1500", "0", "soon", "-1", "1.5", " 7 ", "9" * 60)),
    *({"X-MS-Retry-After-MS": wait} for wait in ("250", "", "nan")),
    {"retry-after-ms": "x", "x-ms-retry-after-ms": "500", "Retry-After": "1"},
    {"Retry-After": "soon", **SOON},
    *(SOON, {"X-RateLimit-Reset": "8"}, {"RateLimit-Reset": "later", "X-RateLimit-Reset": "9"}),
    *({"RateLimit-Reset": moment} for moment in ("1372700873", "1372700873000", "999999999")),
    *({**SOON, "RateLimit-Remaining": left} for left in ("0", "0.0", "1", "none", "")),
    *({**SOON, "x-ratelimit-remaining": left} for left in ("0", "1")),
    *({"x-error": code} for code in ("NotFound", "New", "", " notfound ", "a#NotFound:b#New")),
    {"X-Error": "c" * 300},
]
CASES = [
    *([status, body, None] for body in BODIES for status in (400, 404, 418, 429, 503, None)),
    *([429, "", wait and {"Retry-After": wait}] for wait in WAITS),
    *([status, "", headers] for headers in HEADERS for status in (404, 429)),
    *([404, {"code": "New", "x": 1}, {"x-error": code}] for code in ("NotFound", "Other")),
    *([404, {"x": 1}, {"x-error": code}] for code in ("NotFound", "Other")),
    *([429, {"wait": wait, "x": wait}, None] for wait in (2, 1.5, "3", "soon", -1, None, True)),
    *([status, "", None] for status in STATUSES),
]
JAVASCRIPT = """
import * as api from "./index.js";
import { hintsOf } from "./hints.js";
import { readFileSync } from "node:fs";
const snake = (key) => key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
const item = ({ name, code, message, extra }) => [name, code, message, extra];
const answer = ([status, body, headers]) => {
  const error = (api.errorOf ?? api.fromBody)(status ?? undefined, body, headers);
  return error && [error.name, error.code, error.rawCode, error.status ?? null, error.message,
    error.correlationId ?? null, error.retryable, error.retryAfter ?? null, hintsOf(error),
    error.extra, error.errors.map(item),
    Object.fromEntries(Object.entries(error.parameters).map(([k, v]) => [snake(k), v]))];
};
const cases = JSON.parse(readFileSync("cases.json", "utf8"));
process.stdout.write(JSON.stringify(cases.map((each) => answer(each) ?? null)));
"""
PYTHON = """
import json, sys
sys.path.insert(0, ".")
import {package} as api
def item(error):
    return [type(error).__name__, error.code, error.message, dict(error.extra)]
def answer(status, body, headers):
    sent = body.encode("utf-8", "surrogatepass") if isinstance(body, str) else body
    error = getattr(api, "error_of", api.from_body)(status, sent, headers)
    return error and [type(error).__name__, error.code, error.raw_code, error.status, error.message,
        error.correlation_id, error.retryable, error.retry_after, list(error.hints),
        dict(error.extra), [item(one) for one in error.errors],
        dict(error.parameters)]
cases = json.load(open("cases.json", encoding="utf-8"))
print(json.dumps([answer(*case) for case in cases]))
"""


def flat(catalogue: Catalogue) -> Catalogue:
    return replace(catalogue, envelope=Envelope(("code",), ("message",), ("requestId",)))


def plain(answer: list[Any]) -> list[Any]:
    """JSON spaced alike, and no message where JavaScript makes one of code and status."""
    status, message, extra, items = answer[3], answer[4], answer[9], answer[10]
    told = [[name, code, shown(code, status, text), bare(x)] for name, code, text, x in items]
    message = shown(answer[1], status, message)
    return [*answer[:4], message, *answer[5:9], bare(extra), told, *answer[11:]]


def bare(extra: dict[str, Any]) -> dict[str, Any]:
    """Without what has an attribute in Python."""
    own = ("details", "innererror", "innerError")
    return {key: value for key, value in extra.items() if key not in own}


def shown(code: str, status: object, text: str) -> str:
    """A message as `plain` has it."""
    message = printable(text)
    made = message in map(printable, (code, f"{code} ({status})", f"HTTP {status}"))
    said = message.replace(" ", "")
    # JSON is cut where it is long enough, and blanks count.
    said = said[:100] if said.startswith(("{", "[")) else said
    return "" if made else said


def printable(text: str) -> str:
    """What `str()` of the generated Python makes of a text."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())


def shaped(code: str, message: str, ident: str = "", **more: Any) -> Catalogue:
    """One whose bodies have what they have at these paths."""
    paths = (samples.key_path(path) for path in (code, message, ident))
    return replace(samples.defender(), envelope=Envelope(*paths, **more), examples=())


AGREED = {
    "defender": samples.defender(),
    "numeric": flat(samples.numeric()),
    "variants": flat(samples.variants()),
    "advised": samples.advised(),
    "items": shaped("errors.0.code", "errors.0.detail", "requestId"),
    "extensions": shaped("errors.0.extensions.code", "errors.0.message", "meta.id"),
    "listed": shaped("0.code", "0.message", retry_after=("wait",)),
    "deep": shaped("error.error.code", "error.message", "x.y"),
    "unknown": replace(samples.defender(), envelope=Envelope(), examples=()),
    "amazon": shaped("__type", "Message", header="x-error", retry_after=("wait",)),
    "xml": shaped("Code", "Message", xml=True),
}


@pytest.mark.parametrize("form", typescript_package.FORMS)
@pytest.mark.parametrize("name", AGREED)
def test_python_and_javascript_agree(name: str, form: str, tmp_path: Path) -> None:
    """Class, code, status, message, id, waiting time and all else of every case."""
    assert differing(AGREED[name], CASES, tmp_path, form) == []


def differing(catalogue: Catalogue, cases: list[Any], folder: Path, form: str = "js") -> list[Any]:
    """Each case about which the two do not agree, with what they say."""
    found = zip(cases, *answers(catalogue, cases, folder, form), strict=True)
    return [each for each in found if plain(each[1]) != plain(each[2])]


def answers(
    catalogue: Catalogue, cases: list[Any], folder: Path, form: str = "js"
) -> list[list[Any]]:
    """What Python says of each case, and what JavaScript does."""
    rendered.write(catalogue, folder, "python")
    folders = [folder / "python", typescript_package.write(catalogue, folder, form)]
    for place in folders:
        (place / "cases.json").write_text(json.dumps(cases), "utf-8")
    script = PYTHON.format(package=catalogue.package)
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=folders[0], capture_output=True, encoding="utf-8"
    )
    assert done.returncode == 0, done.stderr
    return [json.loads(done.stdout), json.loads(node.javascript(JAVASCRIPT, folders[1]))]


SUCCESSES = {
    "numbers": flat(replace(samples.numeric(), successes=(Success("0"), Success("ok")))),
    "words": shaped("error", ""),
    "items": shaped("errors.0.extensions.code", "errors.0.message"),
    "listed": shaped("0.code", "0.message"),
}


@pytest.mark.parametrize("name", SUCCESSES)
def test_they_agree_on_errors_in_a_success(name: str, tmp_path: Path) -> None:
    """What the body says below 400, and always an error from there on."""
    catalogue = replace(SUCCESSES[name], errors_in_success=True)
    zeros = [{"code": code} for code in (0, "0", "0000", " 0 ", "", None, "OK", "New", 10003, "10")]
    bodies = [*BODIES, *zeros, *([zero] for zero in zeros), *({"error": z["code"]} for z in zeros)]
    cases = [[status, body, None] for body in bodies for status in (200, None, 404)]
    python, javascript = answers(catalogue, cases, tmp_path)
    found = [[each is None for each in every] for every in (python, javascript)]
    assert found[0] == found[1]
    assert len(cases) / 3 < sum(found[0]) < len(cases) * 2 / 3
    every = zip(cases, python, javascript, strict=True)
    assert [each for each in every if each[1] and plain(each[1]) != plain(each[2])] == []


MESSAGES = """
import * as api from "./index.js";
import { readFileSync } from "node:fs";
// What one of the two does not know yet is no matter of agreement.
const known = JSON.parse(readFileSync("cases.json", "utf8"))
  .map((number) => String.fromCodePoint(number))
  .filter((char) => !/\\p{Cn}/u.test(char));
const messages = [];
while (known.length) messages.push(known.splice(-99).map((char) => `a${char}`).join(""));
const shown = messages.map((message) => api.fromBody(400, { code: "New", message }).message);
process.stdout.write(JSON.stringify([messages, shown]));
"""


def test_a_message_of_javascript_is_what_python_shows(tmp_path: Path) -> None:
    """Every character that there is: one printable line, whatever the service sent."""
    known = [n for n in range(0x110000) if unicodedata.category(chr(n)) != "Cn"]
    catalogue = samples.defender()
    rendered.write(catalogue, tmp_path, "typescript")
    folder = tmp_path / "typescript" / catalogue.name
    (folder / "cases.json").write_text(json.dumps(known), "utf-8")
    messages, shown = json.loads(node.javascript(MESSAGES, folder))
    api = python_package.package("defender")
    errors = [api.from_payload(400, {"code": "New", "message": each}) for each in messages]
    assert [str(error) for error in errors] == [f"New (400): {each}" for each in shown]
    assert len(messages) > 2_500


# Pieces of a template, a message, and its values.
VALUES: list[tuple[tuple[str, ...], str, dict[str, str]]] = [
    (("", "a", ""), "x", {"a": "x"}),
    (("", "a", ""), "x\ny", {"a": "x y"}),
    (("is ", "a", "."), "is 1.2.", {"a": "1.2"}),
    (("is ", "a", "."), "was 1.", {}),
    (("is ", "a", "."), "is .", {}),
    (("is ", "a", "."), "is.", {}),
    (("aba", "a", "aba"), "aba", {}),
    (("aba", "a", "aba"), "abaaba", {}),
    (("", "a", ", ", "b", ""), "1, 2, 3", {"a": "1", "b": "2, 3"}),
    (("", "a", ", ", "b", ""), ", , 2", {"a": ", ", "b": "2"}),
    (("", "a", ", ", "b", ""), ", , ", {}),
    (("", "a", "-", "a", ""), "x-x", {"a": "x"}),
    (("", "a", "-", "a", ""), "x-y", {}),
    (("", "a", "-", "b", "-", "c", ""), "1-2-3", {"a": "1", "b": "2", "c": "3"}),
    (("", "a", "-", "b", "-", "c", "!"), "1-2-3", {}),
    (("", "a", "-", "b", "-", "c", "-"), "1-2-3-", {"a": "1", "b": "2", "c": "3"}),
    (("", "a", "", "b", "."), "12.", {}),
    (("\t is \n ", "a", "\u3000now "), "is\u00a01\r\nnow", {"a": "1"}),
    (("", "constructor", " of ", "b", ""), "1 of 2", {"constructor": "1", "b": "2"}),
    (("^$.*+?()[]{}|/- \\d", "a", "\\k<x>"), "", {"a": "{b}"}),
    (("", "a", samples.HOSTILE), "", {"a": "{b}"}),
]


def test_values_end_where_the_next_literal_begins(tmp_path: Path) -> None:
    """In both languages; around its values a template is literal, and no pattern."""
    errors, sent = [], []
    for number, (pieces, said, found) in enumerate(VALUES):
        names = tuple(dict.fromkeys(pieces[1::2]))
        parts = [names.index(p) if n % 2 else p for n, p in enumerate(pieces) if p]
        errors.append(samples._error(f"Code{number}", 400, tuple(parts), names))
        text = said or "".join(found[p] if n % 2 else p for n, p in enumerate(pieces))
        sent.append([400, {"code": f"Code{number}", "message": text}, None])
    catalogue = samples.catalogue("values", errors)
    python, javascript = answers(catalogue, sent, tmp_path)
    assert [each[-1] for each in python] == [found for _, _, found in VALUES]
    assert [each[-1] for each in javascript] == [each[-1] for each in python]
