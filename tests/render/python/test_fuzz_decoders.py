"""Whatever a server sends: the error of its code or status, short, and ready to be kept."""

from __future__ import annotations

import base64
import http
import json
import pickle
from collections.abc import Callable
from functools import cache
from pathlib import Path
from random import Random
from types import SimpleNamespace
from typing import Any

from tests import anything, node, python_package, rendered
from tests.anything import fuzz

KEYS = ("whole", "aged", "numeric", "hostile", "items", "listed", "told", "soft", "graph")
# fmt: off
WORDS = (
    "error", "errors", "code", "message", "target", "details", "innererror", "innerError", "type",
    "title", "detail", "error_description", "errorCode", "requestId", "0", "status", "Error",
    "extensions", "RetryAfter", "fault", "errcode", "",
)
NAMES = (
    "Retry-After", "retry-after", "RETRY-AFTER", "retry-after-ms", "X-Ms-Retry-After-Ms",
    "RateLimit-Reset", "x-ratelimit-reset", "x-ratelimit-remaining", "X-MS-Error-Code",
)
HEADERS = (
    "120", "-1", "1.5", "1e3", "Infinity", "nan", "", " 3 ", "9" * 70, "٣", "1_0", "\ud800", "\x00",
    "Wed, 21 Oct 2015 07:28:00 GMT", "Wed, 21 Oct 2999 07:28:00 GMT", "Wed, 99 Oct 2015", "0",
    "Sun Nov  6 08:49:37 1994", "Fri, 31 Dec 9999 23:59:59 -2359", "1994", "Mon, 1 Jan 0001 0:0:0",
)
CODES = (
    "NotFound", "aws#NotFound:http://x/y", "Brand new", "#", ":", "x" * 300, "10003", "0", "1" * 13,
    "1999999999", "4000000000000", "1e9",
)
STATUSES = (
    None, 0, -1, 99, 100, 200, 302, 400, 401, 403, 404, 404, 409, 429, 500, 503, 599, 600, 999,
    10**30, True, "404", 404.0, float("nan"), http.HTTPStatus.NOT_FOUND,
)
# fmt: on


class Raising:
    """What raises whatever is asked of it."""

    def __getattribute__(self, name: str) -> Any:
        if name.startswith("__"):
            return object.__getattribute__(self, name)
        raise RuntimeError(name)

    def __contains__(self, name: object) -> bool:
        raise RuntimeError

    def __getitem__(self, name: object) -> Any:
        raise RuntimeError


def body_value(dice: Random, codes: tuple[str, ...], depth: int = 4) -> Any:
    """A value that an error body may have in it, rather than any."""
    kind = dice.randrange(11 if depth else 6)
    if kind > 7:
        keys = dice.choices(WORDS, k=dice.randrange(5))
        return {key: body_value(dice, codes, depth - 1) for key in keys}
    if kind > 5:
        return [body_value(dice, codes, depth - 1) for _ in range(dice.randrange(4))]
    if kind > 2:
        return anything.value(dice, 1)
    return spelt(dice, dice.choice(codes))


def spelt(dice: Random, code: str) -> str:
    """A code as it is documented, or nearly."""
    return dice.choice((code, code, code.lower(), code.upper(), f" {code}", f"{code}x", code[:-1]))


def documented(dice: Random, package: Any, codes: tuple[str, ...]) -> Any:
    """The body that the documentation shows, with any code and texts."""
    doubles = python_package.doubles(package.__name__.removeprefix("made_"))
    text = dice.choice((anything.text(dice), None))
    return doubles.payload(
        spelt(dice, dice.choice(codes)), text, correlation_id=anything.text(dice)
    )


def xml(dice: Random, codes: tuple[str, ...]) -> str:
    """Elements that are called as those of a code, or nearly, in any order."""
    names = dice.choices(("Code", "e:Code", "Message", "RequestId", "Error", "code"), k=4)
    marks = (">", " a='b'>", "/>", ">&lt;", ">\n ", "><", f" {'x' * dice.randrange(300)}>", "")
    inner = (
        f"<{name}{dice.choice(marks)}{spelt(dice, dice.choice(codes))}</{name}>" for name in names
    )
    return f"{dice.choice(('', ' ', '<?xml?>'))}<Error>{''.join(inner)}</Error>"


def body(dice: Random, package: Any, codes: tuple[str, ...]) -> Any:
    """Anything that may come as a body: JSON, broken JSON, text, bytes, nothing."""
    made = documented if dice.random() < 0.4 else lambda dice, _, codes: body_value(dice, codes)
    payload = made(dice, package, codes)
    text = json.dumps(payload, ensure_ascii=dice.random() < 0.7)
    match dice.randrange(10):
        case 9:
            return dice.choice((xml(dice, codes), xml(dice, codes).encode("utf-8", "replace")))
        case 0:
            return dice.randbytes(dice.randrange(60))
        case 1:
            return anything.mutated(dice, text)
        case 2:
            return anything.mutated(dice, text).encode("utf-8", "replace")
        case 3:
            form = dice.choice(("utf-16", "utf-32", "utf-8-sig", "latin-1", "utf-16-le"))
            return text.encode(form, "replace")
        case 4:
            return dice.choice((None, 1, True, payload, (), [payload], object(), memoryview(b"{}")))
        case 5:
            return anything.text(dice, 30)
    return text.encode("utf-8", "replace") if dice.random() < 0.7 else text


def headers(dice: Random) -> Any:
    names = (*NAMES, *NAMES, "x", anything.text(dice))
    content = (*HEADERS, *CODES, anything.text(dice), 3, None, b"3")
    found = {dice.choice(names): dice.choice(content) for _ in range(3)}
    return dice.choice((None, found, found, found, {}, [*found.items()], Raising(), 1, "x", {1: 2}))


@cache
def documented_codes(key: str) -> tuple[str, ...]:
    made = python_package.CATALOGUES[key]
    aliases = (alias for error in made.errors for alias in error.aliases)
    return (
        *(error.code for error in made.errors),
        *aliases,
        "Brand new",
        "",
        "about:blank",
        "a/b#c",
    )


def right_class(package: Any, error: Any, status: Any) -> bool:
    """The class of a documented code is that code's; of any other, that of its status."""
    if error.code in package.ERRORS:
        return type(error) is package.ERRORS[error.code]
    known = isinstance(status, int) and 100 <= status <= 999
    number = int(status) if known else 0
    family = {4: package.ClientError, 5: package.ServerError}.get(number // 100)
    exact = getattr(package, f"Http{number}Error", None)
    roots = [one for one in package.ClientError.__mro__ if one.__name__.endswith("ApiError")]
    return type(error) is (exact or family or roots[0])


def kept(error: Any) -> None:
    """It is short, can be shown, stored and sent, and stays what it is."""
    assert len(str(error)) <= 400
    assert str(error).isprintable()
    assert max(map(len, (error.message, error.code, error.raw_code))) <= 300
    assert error.retry_after is None or 0 <= error.retry_after <= 2_147_483
    assert error.status is None or type(error.status) is int
    form = json.dumps([error.to_dict(), error.to_problem()], allow_nan=False).encode()
    assert len(form) < 200_000
    assert len(error.errors) <= 64
    copied = pickle.loads(pickle.dumps(error))
    assert (type(copied), copied.args) == (type(error), error.args)
    assert copied.to_dict() == error.to_dict()


@fuzz(20, rounds=100)
def test_any_body_becomes_the_right_error(dice: Random) -> None:
    key = dice.choice(KEYS)
    package, codes = python_package.package(key), documented_codes(key)
    status, sent = dice.choice(STATUSES), body(dice, package, codes)
    given = headers(dice)
    error = package.from_body(status, sent, given)
    for one in (error, *error.errors):
        assert right_class(package, one, status), (status, sent)
        kept(one)
    found = getattr(package, "error_of", package.from_payload)(status, sent, given)
    assert found is None or right_class(package, found, status), (status, sent)


@fuzz(10, rounds=100)
def test_a_documented_body_has_the_class_of_its_code(dice: Random) -> None:
    key = dice.choice(KEYS)
    package, made = python_package.package(key), python_package.CATALOGUES[key]
    error = dice.choice(made.errors)
    status = dice.choice((400, 404, 500, 999))
    doubles = python_package.doubles(key)
    text, ident = anything.text(dice), anything.text(dice)
    payload = doubles.payload(error.code, text, correlation_id=ident)
    for _ in range(dice.randrange(4) if isinstance(payload, dict) else 0):
        payload.setdefault(anything.text(dice), anything.value(dice))
    found = package.from_body(status, json.dumps(payload).encode(), headers(dice))
    assert type(found) is package.ERRORS[error.code]
    assert (found.code, found.status) == (error.code, status)
    assert found.message.isprintable()
    if text and text.isprintable() and text == " ".join(text.split()):
        assert found.message[:199] == text[:199]
    kept(found)


@fuzz(10, rounds=100)
def test_any_parsed_body_becomes_the_right_error(dice: Random) -> None:
    key = dice.choice(KEYS)
    package, codes = python_package.package(key), documented_codes(key)
    payload, status = body_value(dice, codes), dice.choice(STATUSES)
    error = package.from_payload(status, payload, headers(dice), keep_body=dice.random() < 0.1)
    for one in (error, *error.errors):
        assert right_class(package, one, status), (status, payload)
        kept(one)


@fuzz(5, rounds=50)
def test_any_response_becomes_an_error(dice: Random) -> None:
    key = dice.choice(KEYS)
    package, codes = python_package.package(key), documented_codes(key)
    names = ("status_code", "status", "code", "content", "data", "text", "headers", "read", "json")
    content: tuple[Callable[[], Any], ...] = (
        lambda: body(dice, package, codes),
        lambda: dice.choice(STATUSES),
        lambda: headers(dice),
        lambda: lambda *given: body(dice, package, codes),
        Raising,
        lambda: None,
    )
    several = dice.sample(names, dice.randrange(len(names)))
    response = SimpleNamespace(**{name: dice.choice(content)() for name in several})
    for one in (response, Raising(), None, dice.choice(STATUSES), {}, "x"):
        if status_of(one) is not None:
            kept(package.from_response(one))
        raised(package, one)


def raised(package: Any, response: Any) -> None:
    """All is well, or it is an error, or it is no response: nothing else, and no doubt."""
    try:
        assert package.raise_for_error(response) is response
        assert 100 <= status_of(response) < 400
    except TypeError:
        assert status_of(response) is None
    except (package.ClientError, package.ServerError) as error:
        kept(error)
    except Exception as error:  # noqa: BLE001
        assert hasattr(package, "error_of") or not 100 <= status_of(response) < 400
        kept(error)


def status_of(response: Any) -> Any:
    said = getattr(response, "__dict__", {})
    found = [said.get(name) for name in ("status_code", "status", "code")]
    return next((one for one in found if isinstance(one, int) and not isinstance(one, bool)), None)


_RUN = """\
import * as api from "./PACKAGE/index.js";
import { readFileSync } from "node:fs";
import { inspect } from "node:util";

const ROOT = api.ROOT;
const byCode = new Map(
  Object.values(api)
    .filter((one) => typeof one === "function" && one.code && Object.hasOwn(one, "code"))
    .map((one) => [one.code, one]),
);

function ask(holds, what) {
  if (!holds) throw new Error(what);
}

function rightClass(error, status) {
  if (byCode.has(error.code)) return error.constructor === byCode.get(error.code);
  const family = { 4: api.ClientError, 5: api.ServerError }[Math.trunc(status / 100)];
  return error.constructor === (api[`Http${status}Error`] ?? family ?? ROOT);
}

function judge({ status, text, bytes, headers }) {
  const body = bytes === undefined ? text : new Uint8Array(Buffer.from(bytes, "base64"));
  const error = api.fromBody(status, body, headers);
  ask(error instanceof Error && error instanceof ROOT, "a class of its own");
  ask(rightClass(error, status), `the right class, not ${error.constructor.name} of ${error.code}`);
  ask(error.message.length <= 500 && error.code.length <= 500, "short");
  ask(!/[\\p{C}\\p{Zl}\\p{Zp}]/u.test(error.message), "printable");
  ask(error.retryAfter === undefined || error.retryAfter >= 0, "a wait");
  ask(error.retryAfter === undefined || error.retryAfter <= 2_147_483, "a wait that ends");
  ask(error.errors.length <= 64, "not too many");
  for (const one of error.errors) ask(rightClass(one, status), `${one.code} of its own class`);
  ask(JSON.stringify(error.extra).length < 80_000, "not too much");
  const json = JSON.stringify(error);
  const again = api.fromJSON(JSON.parse(json));
  ask(again.constructor === error.constructor && JSON.stringify(again) === json, "the same again");
  ask(typeof `${error} ${inspect(error)} ${error.docUrl}` === "string", "shown");
  ask(api.hasCode(error, error.kind), "known by its kind");
}

const failed = [];
JSON.parse(readFileSync("cases.json", "utf8")).forEach((one, number) => {
  try {
    judge(one);
  } catch (problem) {
    failed.push([number, `${problem.stack}`]);
  }
});
process.stdout.write(JSON.stringify(failed.slice(0, 5)));
"""


def javascript_case(dice: Random, package: Any, codes: tuple[str, ...]) -> dict[str, Any]:
    sent = body(dice, package, codes)
    content: dict[str, Any] = {}
    if isinstance(sent, bytes):
        content["bytes"] = base64.b64encode(sent).decode()
    else:
        content["text"] = sent if isinstance(sent, str | dict | list) else dice.choice((None, 1))
    if dice.random() < 0.9:
        content["headers"] = {"retry-after": dice.choice(HEADERS), anything.text(dice): "x"}
    status = dice.choice([s for s in STATUSES if s is None or (type(s) is int and s < 10**9)])
    return {"status": status, **content} if status is not None else content


def javascript(key: str, folder: Path, count: int) -> None:
    made = python_package.CATALOGUES[key]
    rendered.write(made, folder, "typescript")
    dice, package = Random(f"{key} {count}"), python_package.package(key)
    cases = [javascript_case(dice, package, documented_codes(key)) for _ in range(count)]
    (folder / "typescript" / "cases.json").write_text(json.dumps(cases), "utf-8")
    script = _RUN.replace("PACKAGE", made.name).replace("api.ROOT", f"api.{made.root}")
    (folder / "typescript" / "run.mjs").write_text(script, "utf-8")
    done = node.run("node", "run.mjs", cwd=folder / "typescript")
    assert done.returncode == 0, done.stderr
    failed = json.loads(done.stdout)
    assert not failed, [(cases[number], why) for number, why in failed]


def test_any_body_becomes_the_right_error_in_javascript(tmp_path: Path) -> None:
    for key in KEYS:
        javascript(key, tmp_path / key, anything.CASES * 5)
