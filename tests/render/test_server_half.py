"""What a service makes and sends, by one table for Python and TypeScript."""

from __future__ import annotations

import importlib
import json
import pickle
import re
import subprocess
import sys
from collections.abc import Iterator
from copy import copy, deepcopy
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from generator.model import Catalogue, Envelope, Message, Retryable
from tests import node, rendered, samples, typescript_package


def catalogue(name: str, envelope: Envelope, **more: Any) -> Catalogue:
    """Codes with and without parameters, a number, a remark, no status, and no header's code."""
    stock = samples._error(
        "OutOfStock", 409, ("Only ", 0, " of ", 1, " are there."), ("available", "item_name")
    )
    spoken = Message("en", "{available}/{item_name} left", (0, "/", 1, " left"))
    rows = [
        replace(stock, messages=(*stock.messages, spoken)),
        samples._error("10003", None, ("チャンネル ", 0), ("channel",)),
        replace(
            samples._error("Down", 503, ("(no message)",), ()),
            messages=(Message(samples.LOCALE, "(no message)", ("(no message)",), remark=True),),
            retryable=Retryable(True, "status"),
        ),
        samples._error("在庫なし", 404, ("品切れ",), ()),
        samples._error("-0", 404, ("Minus zero",), ()),
    ]
    made = samples.catalogue(f"{name}-errors", rows, envelope=envelope, locale=samples.LOCALE)
    return replace(made, doc_url="https://example.org/e", **more)


PLAIN = Envelope(("error", "code"), ("error", "message"), ("error", "target"))
ITEMS = Envelope(
    ("errors", 0, "code"),
    ("errors", 0, "detail"),
    ("request_id",),
    ("meta", "wait"),
    header="X-Error-Code",
    wire="integer",
)
CATALOGUES = {
    "plain": catalogue("plain", PLAIN),
    "items": catalogue("items", ITEMS, service_locale="en"),
    "bare": catalogue("bare", Envelope(), errors_in_success=True),
    "list": catalogue("list", Envelope((1, "code"), (0, "text"), wire="string")),
}
LONG = "Nobody\nknows. " * 40


class Sent(NamedTuple):
    """What is made of a code, and all that is sent of it."""

    catalogue: str
    code: str
    parameters: dict[str, Any]
    options: dict[str, Any]
    body: Any
    headers: dict[str, str]
    status: int
    detail: str = ""


STOCK = {"available": 2, "item_name": "a<b> & c  d"}
CASES = {
    "values": Sent(
        *("plain", "OutOfStock", STOCK, {}),
        {"error": {"code": "OutOfStock", "message": "Only 2 of a<b> & c  d are there."}},
        *({}, 409, "Only 2 of a<b> & c  d are there."),
    ),
    "no values": Sent(
        *("plain", "OutOfStock", {}, {"status": 410, "correlation_id": "c 1"}),
        {
            "error": {
                "code": "OutOfStock",
                "message": "Only <available> of <item_name> are there.",
                "target": "c 1",
            }
        },
        *({}, 410, "Only <available> of <item_name> are there."),
    ),
    "a message of one's own": Sent(
        *("plain", "OutOfStock", STOCK, {"message": LONG}),
        {"error": {"code": "OutOfStock", "message": LONG}},
        *({}, 409, LONG),
    ),
    "a remark is no message": Sent(
        *("plain", "Down", {}, {"retry_after": 0.2}),
        {"error": {"code": "Down"}},
        *({"Retry-After": "1"}, 503),
    ),
    "what is there at once": Sent(
        *("plain", "Down", {}, {"retry_after": 0, "message": ""}),
        {"error": {"code": "Down"}},
        *({"Retry-After": "0"}, 503),
    ),
    "a number as text": Sent(
        *("plain", "10003", {"channel": 1.5}, {}),
        {"error": {"code": "10003", "message": "チャンネル 1.5"}},
        *({}, 400, "チャンネル 1.5"),
    ),
    "a number": Sent(
        *("items", "10003", {"channel": 7}, {"correlation_id": "r", "retry_after": 2.5}),
        {
            "errors": [{"code": 10003, "detail": "チャンネル 7"}],
            "request_id": "r",
            "meta": {"wait": 3},
        },
        *({"Retry-After": "3", "X-Error-Code": "10003"}, 400, "チャンネル 7"),
    ),
    "the language of the service": Sent(
        *("items", "OutOfStock", STOCK, {}),
        {"errors": [{"code": "OutOfStock", "detail": "2/a<b> & c  d left"}]},
        *({"X-Error-Code": "OutOfStock"}, 409, "2/a<b> & c  d left"),
    ),
    "no text for a header": Sent(
        *("items", "在庫なし", {}, {}),
        {"errors": [{"code": "在庫なし", "detail": "品切れ"}]},
        *({}, 404, "品切れ"),
    ),
    "no number that comes back": Sent(
        *("items", "-0", {}, {}),
        {"errors": [{"code": "-0", "detail": "Minus zero"}]},
        *({"X-Error-Code": "-0"}, 404, "Minus zero"),
    ),
    "no documented body, no status": Sent(
        *("bare", "10003", {"channel": ""}, {}),
        {"error": {"code": "10003", "message": "チャンネル "}},
        *({}, 200, "チャンネル "),
    ),
    "a list": Sent(
        *("list", "10003", {"channel": "x"}, {}),
        [{"text": "チャンネル x"}, {"code": "10003"}],
        *({}, 400, "チャンネル x"),
    ),
}
# What is refused: a code, its parameters, and what is said of them.
REFUSED = {
    "misspelt": ("OutOfStock", {"avaliable": 2, "item_name": ""}, "no parameter avaliable: it has"),
    "missing": ("OutOfStock", {"available": 2}, "lacks its parameter item_?[nN]ame"),
    "none there": ("Down", {"available": 2}, "no parameter available: it has none"),
}


def camel(name: str) -> str:
    return re.sub(r"_(\w)", lambda m: m[1].upper(), name)


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The packages of all catalogues, in both languages."""
    folder = tmp_path_factory.mktemp("servers")
    for one in CATALOGUES.values():
        rendered.write(one, folder, "python")
        typescript_package.write(one, folder)
    return folder


@pytest.fixture(scope="module")
def modules(place: Path) -> Any:
    sys.path.insert(0, str(place / "python"))
    yield {key: importlib.import_module(f"{key}_errors") for key in CATALOGUES}
    sys.path.remove(str(place / "python"))


def problem(case: Sent) -> dict[str, Any]:
    """Problem details of it; what is unknown is left out."""
    options = case.options
    known = {
        "type": f"https://example.org/e/{CATALOGUES[case.catalogue].error(case.code).slug}",  # type: ignore[union-attr]
        "title": case.code,
        "status": None if case.code == "10003" else case.status,
        "detail": case.detail,
        "code": 10003 if case.code == "10003" and case.catalogue == "items" else case.code,
        "correlation_id": options.get("correlation_id"),
        "retry_after": options.get("retry_after"),
    }
    return {key: value for key, value in known.items() if value not in (None, "")}


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_what_python_sends(case: Sent, modules: Any) -> None:
    package = modules[case.catalogue]
    error = package.ERRORS[case.code](**case.parameters, **case.options)
    assert error.to_body() == case.body
    assert json.dumps(error.to_body()) == json.dumps(case.body)
    assert error.to_headers() == case.headers
    assert error.to_problem() == problem(case)
    given = {name: str(value) for name, value in case.parameters.items()}
    for one in (error, copy(error), deepcopy(error), pickle.loads(pickle.dumps(error))):
        assert type(one) is package.ERRORS[case.code]
        assert not given or one.parameters == given
        assert one.message == case.detail
    double = importlib.import_module(f"{case.catalogue}_errors.testing")
    sent = double.response(case.code, **case.parameters, **case.options)
    assert (sent.json(), sent.headers, sent.status_code) == (case.body, case.headers, case.status)


def test_a_client_does_not_import_it(place: Path) -> None:
    code = (
        "import sys, plain_errors as api; api.from_body(409, b'{}').code; api.DownError('m');"
        "print([name for name in sys.modules if name.endswith('._server')])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=place / "python", capture_output=True, text=True
    )
    assert done.stdout == "[]\n", done.stderr


@pytest.mark.parametrize("case", REFUSED.values(), ids=REFUSED)
def test_what_python_refuses(case: tuple[str, dict[str, Any], str], modules: Any) -> None:
    code, parameters, said = case
    kind = modules["plain"].ERRORS[code]
    with pytest.raises(TypeError, match=f"^{kind.__name__} .*{said}"):
        kind(**parameters)
    with pytest.raises(TypeError, match=said):
        kind("A message.", **parameters)


JAVASCRIPT = """
import { readFileSync } from "node:fs";
const { cases, refused } = JSON.parse(readFileSync("cases.json", "utf8"));
const told = async ([name, code, parameters, options]) => {
  const server = await import(`./${name}/server.js`);
  const { makeError, toBody, toHeaders, toProblem, toResponse } = server;
  const error = makeError(code, parameters, options);
  const response = toResponse(error);
  const same = JSON.stringify(await response.json()) === JSON.stringify(toBody(error));
  const kept = Object.keys(parameters).length ? { ...error.parameters } : {};
  return [toBody(error), toHeaders(error), toProblem(error), response.status, same, kept,
    Object.entries(toHeaders(error)).every(([key, value]) => response.headers.get(key) === value)];
};
const { makeError } = await import("./plain-errors/server.js");
const denied = refused.map(([code, parameters, options]) => {
  try {
    return makeError(code, parameters, options).name;
  } catch (error) {
    return `${error}`;
  }
});
const sent = await Promise.all(cases.map(told));
process.stdout.write(JSON.stringify({ sent, denied }));
"""


@pytest.fixture(scope="module")
def answers(place: Path) -> dict[str, Any]:
    """What JavaScript makes of every case."""
    cases = [
        [f"{c.catalogue}-errors", c.code, camels(c.parameters), camels(c.options)]
        for c in CASES.values()
    ]
    refused = [
        [code, camels(given), options]
        for code, given, _ in REFUSED.values()
        for options in ({}, {"message": "A message."})
    ]
    folder = place / "typescript"
    said = json.dumps({"cases": cases, "refused": [*refused, ["Nonsense", {}, {}]]})
    (folder / "cases.json").write_text(said, "utf-8")
    found: dict[str, Any] = json.loads(node.javascript(JAVASCRIPT, folder))
    return found


def camels(values: dict[str, Any]) -> dict[str, Any]:
    return {camel(key): value for key, value in values.items()}


def placed(text: str) -> str:
    """What stands for a value that is not given is called as the parameter is."""
    return re.sub(r"<\w+>", lambda name: camel(name[0]), text)


@pytest.mark.parametrize("name", CASES)
def test_what_javascript_sends(name: str, answers: dict[str, Any]) -> None:
    case = CASES[name]
    body, headers, problem_details, status, same, kept, beside = answers["sent"][
        list(CASES).index(name)
    ]
    assert json.dumps(body) == placed(json.dumps(case.body))
    assert headers == case.headers
    assert json.dumps(problem_details) == placed(json.dumps(problem(case)))
    assert (status, same, beside) == (case.status, True, True)
    assert kept == {camel(key): str(value) for key, value in case.parameters.items()}


def test_what_javascript_refuses(answers: dict[str, Any]) -> None:
    *denied, unknown = answers["denied"]
    assert unknown == "TypeError: the page has no code Nonsense"
    for n, (code, _, said) in enumerate(REFUSED.values()):
        for one in denied[2 * n : 2 * n + 2]:
            assert re.match(f"TypeError: {code} .*{said}", one), one


# Envelopes whose doubles are read in other ways than by a code in JSON.
XML = Envelope(("Error", "Code"), ("Error", "Message"), ("Error", "RequestId"), xml=True)
DOUBLED = {
    "xml": catalogue("xml", XML),
    "flat": catalogue("flat", Envelope(("Code",), ("Text",), ("Id",), xml=True)),
    "head": catalogue("head", Envelope(header="x-ms-error-code")),
    "success": catalogue("success", PLAIN, errors_in_success=True),
    "wait": catalogue("wait", ITEMS),
}
WORDS = {"correlation_id": "c-1", "retry_after": 3}


@pytest.fixture(scope="module")
def doubles(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    folder = tmp_path_factory.mktemp("doubles")
    for one in DOUBLED.values():
        rendered.write(one, folder, "python")
        typescript_package.write(one, folder)
    sys.path.insert(0, str(folder / "python"))
    yield folder
    sys.path.remove(str(folder / "python"))


def expected(key: str, code: str) -> list[Any]:
    """Class, code, status, message, correlation id and wait of a double."""
    made = DOUBLED[key]
    error = made.error(code)
    assert error
    status = error.status or (200 if made.errors_in_success else 400)
    said = next((m.text for m in error.messages if not m.remark), "")
    said = re.sub(r"\{(\w+)\}", r"<\1>", said)
    ident = "c-1" if made.envelope.correlation_id else None
    return [error.class_name, error.code, status, said, ident, 3.0]


@pytest.mark.parametrize("key", DOUBLED)
def test_a_double_of_python_is_read(key: str, doubles: Path) -> None:
    """By what the envelope says; of a body that says nothing, by the header."""
    package = importlib.import_module(f"{key}_errors")
    testing = importlib.import_module(f"{key}_errors.testing")
    for code, kind in package.ERRORS.items():
        response = testing.response(code, **WORDS)
        with pytest.raises(kind) as caught:
            package.raise_for_error(response)
        error = caught.value
        facts = [type(error).__name__, error.code, error.status, error.message]
        assert [*facts, error.correlation_id, error.retry_after] == expected(key, code)
        assert type(testing.error(code)) is kind
        if DOUBLED[key].envelope.header and code.isascii():
            assert type(package.from_body(502, "<h1>", response.headers)) is kind


DOUBLES = """
import { readFileSync } from "node:fs";
const { keys, words } = JSON.parse(readFileSync("doubles.json", "utf8"));
const found = [];
for (const key of keys) {
  const api = await import(`./${key}-errors/index.js`);
  const testing = await import(`./${key}-errors/testing.js`);
  for (const code of api.ERROR_CODES) {
    const response = testing.response(code, words);
    const error = await api.fromResponse(response);
    const head = api.fromBody(502, "<h1>", response.headers).code;
    found.push([key, code, head, [error.name, error.code, error.status, error.message,
      error.correlationId ?? null, error.retryAfter ?? null]]);
  }
}
process.stdout.write(JSON.stringify(found));
"""


def test_a_double_of_javascript_is_read(doubles: Path) -> None:
    folder = doubles / "typescript"
    said = json.dumps({"keys": list(DOUBLED), "words": camels(WORDS)})
    (folder / "doubles.json").write_text(said, "utf-8")
    found = json.loads(node.javascript(DOUBLES, folder))
    assert len(found) == sum(len(one.errors) for one in DOUBLED.values())
    for key, code, head, facts in found:
        wanted = expected(key, code)
        # What no message says, the error says itself.
        wanted[3] = placed(wanted[3]) or f"{code} ({wanted[2]})"
        assert facts == wanted
        assert head == (code if DOUBLED[key].envelope.header and code.isascii() else "")
