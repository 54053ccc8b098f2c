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

from generator.model import Catalogue, Envelope
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
]
WAITS = [
    *(None, "", "0", "120", "1.5", "soon", "-5", "nan", "1e3", "Infinity", "9" * 80),
    *("Wed, 21 Oct 2015 07:28:00 GMT", "Wed, 21 Oct 2015 07:28:00 -0000"),
    *("Sunday, 06-Nov-94 08:49:37 GMT", "Sun Nov  6 08:49:37 1994"),
    *("9" * 60, "9" * 64, "2147483", "2147484", "1" + "0" * 20, "-0", "-" + "9" * 60, "inf"),
    *("Wed, 21 Oct 2999 07:28:00 GMT", "Fri, 31 Dec 9999 23:59:59 GMT", " 7 ", " " * 99 + "7"),
]
STATUSES = [100, 99, 999, 1000, 0, -404, 404.5, 1e30, True, "404", "404 Not Found", [404], {}]
CASES = [
    *([status, body, None] for body in BODIES for status in (400, 404, 418, 429, 503, None)),
    *([429, "", wait] for wait in WAITS),
    *([status, "", None] for status in STATUSES),
]
JAVASCRIPT = """
import * as api from "./index.js";
import { readFileSync } from "node:fs";
const snake = (key) => key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
const answer = ([status, body, wait]) => {
  const headers = wait === null ? null : { "Retry-After": wait };
  const error = api.fromBody(status ?? undefined, body, headers);
  return [error.name, error.code, error.rawCode, error.status ?? null, error.message,
    error.correlationId ?? null, error.retryable, error.retryAfter ?? null, error.hints,
    Object.fromEntries(Object.entries(error.parameters).map(([k, v]) => [snake(k), v]))];
};
const cases = JSON.parse(readFileSync("cases.json", "utf8"));
process.stdout.write(JSON.stringify(cases.map(answer)));
"""
PYTHON = """
import json, sys
sys.path.insert(0, ".")
import {package} as api
def answer(status, body, wait):
    sent = body.encode("utf-8", "surrogatepass") if isinstance(body, str) else body
    error = api.from_body(status, sent, None if wait is None else {{"Retry-After": wait}})
    return [type(error).__name__, error.code, error.raw_code, error.status, error.message,
        error.correlation_id, error.retryable, error.retry_after, list(error.hints),
        dict(error.parameters)]
cases = json.load(open("cases.json", encoding="utf-8"))
print(json.dumps([answer(*case) for case in cases]))
"""


def flat(catalogue: Catalogue) -> Catalogue:
    return replace(catalogue, envelope=Envelope(("code",), ("message",), ("requestId",)))


def plain(answer: list[Any]) -> list[Any]:
    """JSON spaced alike, and no message where JavaScript makes one of code and status."""
    code, status, message = answer[1], answer[3], printable(answer[4])
    made = message in map(printable, (code, f"{code} ({status})", f"HTTP {status}"))
    shown = message.replace(" ", "")
    # JSON is cut where it is long enough, and blanks count.
    shown = shown[:100] if shown.startswith(("{", "[")) else shown
    return [*answer[:4], "" if made else shown, *answer[5:]]


def printable(text: str) -> str:
    """What `str()` of the generated Python makes of a text."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())


@pytest.mark.parametrize("form", typescript_package.FORMS)
@pytest.mark.parametrize(
    "catalogue",
    [samples.defender(), flat(samples.numeric()), flat(samples.variants()), samples.advised()],
    ids=["defender", "numeric", "variants", "advised"],
)
def test_python_and_javascript_agree(catalogue: Catalogue, form: str, tmp_path: Path) -> None:
    """Class, code, status, message, id, waiting time, hints and parameters of every case."""
    assert differing(catalogue, CASES, tmp_path, form) == []


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
