"""Both forms of each habit in `migrating.md`, on the same responses, in Python and TypeScript."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from functools import cache
from typing import Any, NamedTuple

import pytest

from tests import node, typescript_package, workshop

TEXT = (workshop.ROOT / "generator" / "manual" / "migrating.md").read_text("utf-8")
FORMS = ("before", "after")
# What functions that ask for themselves take besides the client; the others take a response.
ALONE: dict[str, list[str]] = {"machine": ["m-1"], "alerts": [], "indicators": []}
PACKAGES = workshop.ROOT / "generated"


class Answer(NamedTuple):
    status: int
    body: str
    headers: tuple[tuple[str, str], ...] = ()


def told(status: int, code: str, message: str, **headers: str) -> Answer:
    error = {"code": code, "message": message, "target": "id-1"}
    return Answer(status, json.dumps({"error": error}), (*headers.items(),))


LOST = told(404, "ResourceNotFound", "Machine 123 was not found")
LOST_JA = told(404, "ResourceNotFound", "リソース 123 が見つかりませんでした。")
REWORDED = told(404, "ResourceNotFound", "There is no machine 123.")
GATEWAY = Answer(404, "<h1>The requested URL was not found</h1>")
NOTHING = told(404, "NotFound", "Nothing here.")
EXPIRED = told(401, "Unauthorized", "The token has expired.")
WAIT = told(429, "TooManyRequests", "Too many.", **{"Retry-After": "2"})
DOWN = Answer(504, "<h1>Gateway timeout</h1>")
FORGED = told(500, "InternalServerError", "x\nERROR all is lost")
BUSY = told(400, "ActiveRequestAlreadyExists", "Wait for the other one.")
NEW = told(400, "BrandNew", "Nobody knows this code yet.")
FINE = Answer(200, '{"value": [1]}')


class Case(NamedTuple):
    """What both forms do: what they return or raise, how long they wait, what they log."""

    function: str
    answers: list[Answer]
    before: str
    after: str
    # Where TypeScript has another name for it.
    ts_before: str = ""
    ts_after: str = ""


MORE = "asks again"  # than there are answers: it would never end
CASES = {
    "a machine is missing": Case("machine", [LOST], "null", "null"),
    "it is said in Japanese": Case("machine", [LOST_JA], "HTTPError", "null", "Error", "null"),
    "it is said in other words": Case("machine", [REWORDED], "HTTPError", "null", "Error", "null"),
    "the address is wrong": Case("machine", [GATEWAY], "null", "Http404Error"),
    "all is well": Case("machine", [FINE], '{"value": [1]}', '{"value": [1]}'),
    "a wait that is asked for": Case("alerts", [WAIT, FINE], "[1] after 60", "[1] after 2"),
    "a status that the ladder lacks": Case(
        "alerts", [DOWN, FINE], "RuntimeError", "[1] after 2", "[1] after 5"
    ),
    "a service that stays down": Case(
        *("alerts", [told(500, "InternalServerError", "")] * 4, MORE, "InternalServerError"),
        ts_before=MORE,
    ),
    "no indicators": Case("indicators", [NOTHING], "[]", "[]"),
    "an expired token": Case("indicators", [EXPIRED], "[]", "UnauthorizedError"),
    "a gateway": Case("indicators", [GATEWAY], "[]", "Http404Error"),
    "some indicators": Case("indicators", [FINE], "[1]", "[1]"),
    "a value in a message": Case("missing", [LOST], '"Machine 123"', '"Machine 123"'),
    "a value in Japanese": Case("missing", [LOST_JA], "AttributeError", '"123"', "TypeError"),
    "a value in other words": Case("missing", [REWORDED], "AttributeError", "null", "TypeError"),
    "no value": Case("missing", [EXPIRED], "AttributeError", "UnauthorizedError", "TypeError"),
    "a log": Case(
        "report", [FORGED], "logs the token", "logs 1 line", "logs the token", "logs 1 line"
    ),
    "a class of one's own": Case(
        *("check", [LOST], "MachineNotFound", "ResourceNotFoundError"),
        *("MachineNotFound", "ResourceNotFoundError"),
    ),
    "a code that the page lacks": Case("check", [BUSY], "Busy", "Busy", "Busy", "Http400Error"),
    "a code that nobody knows": Case("check", [NEW], "KeyError", "Http400Error", "TypeError"),
    "a body that is no JSON": Case(
        "check", [GATEWAY], "JSONDecodeError", "Http404Error", "SyntaxError"
    ),
}


def fences(language: str) -> list[str]:
    """The code of the page: what all begin with, then the forms of each habit in turn."""
    return re.findall(rf"^```{language}[^\n]*\n(.*?)^```$", TEXT, re.MULTILINE | re.DOTALL)


def snippet(language: str, function: str, form: str) -> str:
    """What a form of a habit is, by the function that it has."""
    labelled = rf'^```{language} title="{form}"\n(.*?)^```$'
    found = re.findall(labelled, TEXT, re.MULTILINE | re.DOTALL)
    (one,) = (text for text in found if re.search(rf"\b(def|function) {function}\(", text))
    return f"{fences(language)[0]}\n{one}"


def test_each_habit_has_both_forms_and_a_case() -> None:
    habits = {case.function for case in CASES.values()}
    assert len(habits) == len(re.findall("^## ", TEXT, re.MULTILINE)) == 6
    for language in ("python", "ts"):
        assert len(fences(language)) == 1 + 2 * len(habits)
        for habit in habits:
            assert all(snippet(language, habit, form) for form in FORMS)


# Runs each form on each case; a client has the answers of the case and no more.
PYTHON = """
import json, logging, sys, time
import requests

class Session:
    def __init__(self, answers):
        self.answers = answers

    def get(self, url):
        if not self.answers:
            raise RecursionError
        status, body, headers = self.answers.pop(0)
        response = requests.Response()
        response.status_code, response._content = status, body.encode()
        response.headers.update(dict(headers))
        sent = requests.Request("GET", url, headers={"Authorization": "secret"})
        response.request = sent.prepare()
        return response

modules = {}

def run(source, function, answers, takes):
    waits, lines = [], []
    time.sleep = waits.append
    logging.Logger.error = lambda self, text, *values, **_: lines.append(text % values)
    if source not in modules:  # a class is registered once
        exec(source, modules.setdefault(source, {}))
    session = Session(answers)
    try:
        given = [session.get("https://x")] if takes is None else [session, *takes]
        answer = modules[source][function](*given)
    except RecursionError:
        return {"raised": "asks again"}
    except Exception as error:
        return {"raised": type(error).__name__}
    return {"returned": answer, "waits": waits, "lines": lines}

print(json.dumps([run(*case) for case in json.load(sys.stdin)]))
"""
JAVASCRIPT = """
import { readFileSync } from "node:fs";
const cases = JSON.parse(readFileSync("cases.json", "utf8"));
const results = [];
for (const [module, name, answers, takes] of cases) {
  const waits = [];
  const lines = [];
  const later = globalThis.setTimeout;
  const log = console.error;
  const answer = async () => {
    if (answers.length === 0) throw new RangeError("asks again");
    const [status, body, headers] = answers.shift();
    return new Response(body, { status, headers });
  };
  globalThis.fetch = answer;
  globalThis.setTimeout = (done, time) => (waits.push(time / 1000), later(done, 0));
  console.error = (...words) => lines.push(words.join(" "));
  try {
    const called = (await import(module))[name];
    const given = takes ?? [await answer(), { headers: { a: "secret" } }];
    const returned = await called(...given);
    results.push({ returned: returned ?? null, waits, lines });
  } catch (error) {
    const again = error instanceof RangeError;
    results.push({ raised: again ? "asks again" : error.constructor.name });
  }
  globalThis.setTimeout = later;
  console.error = log;
}
console.log(JSON.stringify(results));
"""


def runs(language: str) -> list[tuple[str, str, str, list[Answer], list[str] | None]]:
    """Every form of every case: both names, its code, the answers, what its function takes."""
    found = []
    for name, case in CASES.items():
        for form in FORMS:
            code = snippet(language, case.function, form)
            found.append((name, form, code, case.answers, ALONE.get(case.function)))
    return found


@cache
def in_python() -> dict[tuple[str, str], str]:
    found = runs("python")
    cases = [
        (code, CASES[name].function, answers, takes) for name, _, code, answers, takes in found
    ]
    done = subprocess.run(
        [sys.executable, "-c", PYTHON],
        input=json.dumps(cases),
        env=workshop.environment(PYTHONPATH=str(PACKAGES / "python")),
        capture_output=True,
        encoding="utf-8",
    )
    assert done.returncode == 0, done.stderr
    return {run[:2]: said(told) for run, told in zip(found, json.loads(done.stdout), strict=True)}


@pytest.fixture(scope="module")
def in_typescript(tmp_path_factory: pytest.TempPathFactory) -> dict[tuple[str, str], str]:
    """The same, compiled as strictly as can be, and run by Node."""
    folder = tmp_path_factory.mktemp("migrating")
    package = folder / "node_modules" / "defender-errors"
    shutil.copytree(PACKAGES / "typescript" / "defender-errors", package)
    (folder / "package.json").write_text('{"type": "module"}', "utf-8")
    found = runs("ts")
    cases = []
    for name, form, code, answers, takes in found:
        function = CASES[name].function
        (folder / f"{function}-{form}.ts").write_text(code, "utf-8")
        cases.append((f"./{function}-{form}.js", function, answers, takes))
    (folder / "cases.json").write_text(json.dumps(cases), "utf-8")
    (folder / "run.mjs").write_text(JAVASCRIPT, "utf-8")
    files = sorted({path.name for path in folder.glob("*.ts")})
    loose = {"noUnusedLocals": False, "declaration": False, "isolatedDeclarations": False}
    told = typescript_package.compiled(folder, files=files, lib=["es2022", "dom"], **loose)
    assert told == ""
    done = node.run("node", "run.mjs", cwd=folder)
    assert done.returncode == 0, done.stderr
    return {run[:2]: said(told) for run, told in zip(found, json.loads(done.stdout), strict=True)}


def said(told: dict[str, Any]) -> str:
    """What came of a run, in a few words."""
    if "raised" in told:
        return str(told["raised"])
    if told["lines"]:
        text = "\n".join(told["lines"])
        return "logs the token" if "secret" in text else f"logs {len(text.splitlines())} line"
    waits = "".join(f" after {seconds:g}" for seconds in told["waits"])
    return f"{json.dumps(told['returned'])}{waits}"


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("name", CASES)
def test_python_does_what_the_page_says(name: str, form: str) -> None:
    case = CASES[name]
    assert in_python()[name, form] == (case.before if form == "before" else case.after)


@pytest.mark.slow
@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("name", CASES)
def test_typescript_does_the_same(
    name: str, form: str, in_typescript: dict[tuple[str, str], str]
) -> None:
    case = CASES[name]
    wanted = case.ts_before or case.before if form == "before" else case.ts_after or case.after
    assert in_typescript[name, form] == wanted
