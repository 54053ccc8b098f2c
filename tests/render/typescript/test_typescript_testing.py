"""The module of doubles: typed by code, and the same as that of Python."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from generator.model import Catalogue
from tests import node, python_package, rendered, samples, typescript_package
from tests.render.typescript.test_typescript_types import BUNDLER, MUST_FAIL, OLD, compiled

TYPES = (node.HERE / "testing.ts").read_text("utf-8")
# Where the platform's types are known.
FETCHED = 'export const fetched: Response = testing.response("NotFound");\n'


@pytest.mark.parametrize("form", typescript_package.FORMS)
@pytest.mark.parametrize("options", [{}, OLD, BUNDLER], ids=["strict", "an old library", "web"])
def test_a_test_that_uses_every_double_compiles(
    options: dict[str, object], form: str, tmp_path: Path
) -> None:
    text = TYPES + (FETCHED if options == BUNDLER else "")
    assert compiled(samples.defender(), tmp_path, text, form=form, **options) == ""


@pytest.mark.parametrize("form", typescript_package.FORMS)
def test_each_line_that_must_fail_fails(form: str, tmp_path: Path) -> None:
    lines = TYPES.split("\n")
    expected = {n + 2 for n, line in enumerate(lines) if line.startswith(MUST_FAIL)}
    assert len(expected) == 8
    text = TYPES.replace("@ts-expect-error", "must fail")
    said = compiled(samples.defender(), tmp_path, text, form=form)
    assert {int(n) for n in re.findall(r"program\.ts\((\d+),", said)} == expected


JAVASCRIPT = """
import { readFileSync } from "node:fs";
import * as api from "./%(name)s/index.%(end)s";
import * as testing from "./%(name)s/testing.%(end)s";
const camel = (key) => key.replace(/_(\\w)/g, (_, letter) => letter.toUpperCase());
const told = async ([kind, isClass, options]) => {
  const { correlation_id: correlationId, retry_after: retryAfter, parameters, ...rest } = options;
  const keys = Object.entries(parameters ?? {}).map(([key, value]) => [camel(key), value]);
  const said = { ...rest, correlationId, retryAfter, parameters: Object.fromEntries(keys) };
  const which = isClass ? api[kind] : kind;
  const error = testing.error(which, said);
  const response = testing.response(which, said);
  const read = await api.fromResponse(testing.response(which, said));
  if (JSON.stringify(read) !== JSON.stringify({ ...error.toJSON(), status: response.status })) {
    if (error.status) throw new Error(`${kind}: ${JSON.stringify(read)}`);
  }
  return [testing.payload(which, said), await response.json(), response.status, error.name,
    error.code, error.status ?? null, error.retryAfter ?? null, error.correlationId ?? null,
    Object.values(error.parameters)];
};
const cases = JSON.parse(readFileSync("cases.json", "utf8"));
process.stdout.write(JSON.stringify(await Promise.all(cases.map(told))));
"""
PYTHON = """
import json, sys
import {package} as api
from {package} import testing
def told(kind, is_class, options):
    which = getattr(api, kind) if is_class else kind
    values = options.pop("parameters", {{}})
    said = {{**options, **values}}
    kept = {{k: v for k, v in said.items() if k not in ("status", "headers")}}
    error, response = testing.error(which, **said), testing.response(which, **said)
    return [testing.payload(which, **kept), response.json(), response.status_code,
        type(error).__name__, error.code, error.status, error.retry_after, error.correlation_id,
        list(error.parameters.values())]
cases = json.load(open("cases.json", encoding="utf-8"))
print(json.dumps([told(*case) for case in cases]))
"""


def cases(catalogue: Catalogue) -> list[Any]:
    """Every code and class, with what can be said of it."""
    found: list[Any] = []
    for error in catalogue.errors:
        values = {p.name: f"v{n}" for n, p in enumerate(error.parameters)}
        found += [
            [error.code, False, {}],
            [error.class_name, True, {"parameters": values, "correlation_id": "c 1"}],
            [error.code.upper(), False, {"message": "m", "status": 418, "retry_after": 1.5}],
        ]
    found += [[name, True, {}] for name in (catalogue.root, "ClientError", "ServerError")]
    found += [[10003, False, {}], [0, False, {"message": "m"}]]
    return [*found, ["Unlisted", False, {"message": "m", "headers": {"Retry-After": "7"}}]]


def answers(catalogue: Catalogue, folder: Path, form: str = "js", end: str = "js") -> list[Any]:
    """What Python makes of each case, and what JavaScript does."""
    rendered.write(catalogue, folder, "python")
    place = typescript_package.write(catalogue, folder, form).parent
    listed = json.dumps(cases(catalogue))
    for each in (folder / "python", place):
        (each / "cases.json").write_text(listed, "utf-8")
    script = PYTHON.format(package=catalogue.package)
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=folder / "python", capture_output=True, encoding="utf-8"
    )
    assert done.returncode == 0, done.stderr
    made = node.javascript(JAVASCRIPT % {"name": catalogue.name, "end": end}, place)
    return [json.loads(camel(done.stdout)), json.loads(made)]


def camel(said: str) -> str:
    """With parameters called as JavaScript calls them."""
    return re.sub(r"<\w+>", lambda name: re.sub(r"_(\w)", lambda m: m[1].upper(), name[0]), said)


@pytest.mark.parametrize("name", ["defender", "variants", "advised", "aged", "items", "listed"])
def test_python_and_javascript_make_the_same(name: str, tmp_path: Path) -> None:
    """Body, response and error of every code, class and base."""
    python, javascript = answers(python_package.CATALOGUES[name], tmp_path)
    for one, other in zip(python, javascript, strict=True):
        assert one == other


@pytest.mark.parametrize(("form", "end"), [("js", "cjs"), ("ts", "js"), ("ts", "cjs")])
def test_every_form_makes_the_same(form: str, end: str, tmp_path: Path) -> None:
    python, javascript = answers(samples.defender(), tmp_path, form, end)
    assert python == javascript


ODD = """
import assert from "node:assert/strict";
import * as api from "./index.js";
import * as testing from "./testing.js";
class OwnError extends api.DefenderApiError {}
const refused = { name: "TypeError", message: /^no response becomes OwnError/ };
assert.throws(() => testing.error(OwnError), refused);
for (const status of [204, 205, 304]) {
  const response = testing.response("NotFound", { status });
  assert.deepEqual([response.status, response.body], [status, null]);
  assert.equal((await api.fromResponse(response)).status, status);
}
const { headers } = testing.response("NotFound", { headers: { "Retry-After": "5" } });
assert.equal(headers.get("retry-after"), "5");
assert.equal(headers.get("content-type"), "application/json");
const { message } = testing.payload("ResourceNotFound").error;
assert.equal(message, "リソース <requestedResource> が見つかりませんでした。");
const silent = { error: { code: "InternalServerError" } };
assert.deepEqual(testing.payload("InternalServerError"), silent);
const own = testing.error("NotFound", { message: "own" });
assert.ok(api.hasCode(own, "NotFound"));
assert.equal(own.message, "own");
"""


def test_doubles_at_the_edges(tmp_path: Path) -> None:
    assert node.javascript(ODD, typescript_package.write(samples.defender(), tmp_path)) == ""


@pytest.mark.parametrize(
    ("paths", "body"),
    [
        (
            ("__proto__.code", "__proto__.m", "constructor"),
            '{"__proto__":{"code":"NotFound","m":"x"},"constructor":"i"}',
        ),
        (("a.63.b", "a.0", ""), None),
        (("code", "code.message", "1.id"), '{"code":"NotFound"}'),
        (("2.code", "1.m", "x"), '[null,{"m":"x"},{"code":"NotFound"}]'),
    ],
    ids=["prototypes", "the last place", "where none fits", "holes"],
)
def test_a_body_of_any_shape(paths: tuple[str, str, str], body: str | None, tmp_path: Path) -> None:
    """Nothing else changes, nothing grows without bounds, and JSON can say it."""
    catalogue = python_package.shaped(*paths)
    code = (
        'import * as testing from "./testing.js";'
        'const made = testing.payload("NotFound", { message: "x", correlationId: "i" });'
        "if (({}).code || ({}).m) throw new Error();"
        "console.log(JSON.stringify(made));"
    )
    said = node.javascript(code, typescript_package.write(catalogue, tmp_path)).strip()
    assert len(said) < 99_999 if body is None else said == body
