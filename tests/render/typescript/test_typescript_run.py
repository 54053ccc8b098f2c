"""The generated JavaScript, run by Node in both module systems."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from generator.model import Catalogue, Text, spelt_out
from tests import node, rendered, samples, typescript_package
from tests.typescript_package import write as package

LITERALS = """
import * as api from "./index.js";
import * as hints from "./hints.js";
import { createRequire } from "node:module";
const require = createRequire(import.meta.url);
const facts = ({ ERROR_CODES, fromBody, hintsOf, causesOf }) => ERROR_CODES.map((code) => {
  const error = fromBody(undefined, { error: { code } });
  const { name, status = null, retryable } = error;
  return [code, error.code, name, status, hintsOf(error), causesOf(error.toJSON()), retryable];
});
const found = JSON.stringify(facts({ ...api, ...hints }));
const cjs = { ...require("./index.cjs"), ...require("./hints.cjs") };
if (JSON.stringify(facts(cjs)) !== found) throw new Error("they differ");
process.stdout.write(found);
"""
PARAMETERS = """
import * as api from "./index.js";
import { readFileSync } from "node:fs";
const sent = JSON.parse(readFileSync("sent.json", "utf8"));
const found = sent.map(([code, message]) => api.fromJSON({ code, message }).parameters);
process.stdout.write(JSON.stringify(found));
"""


# Every sample in both forms; building the source takes seconds.
BOTH = [
    *(pytest.param(x, "js", id=f"{name}-js") for name, x in rendered.SAMPLES.items()),
    *(
        pytest.param(x, "ts", id=f"{name}-ts", marks=() if name == "defender" else pytest.mark.slow)
        for name, x in rendered.SAMPLES.items()
    ),
]


@pytest.mark.parametrize("form", typescript_package.FORMS)
def test_the_package_behaves(form: str, tmp_path: Path) -> None:
    """Everything in behaviour.test.mjs, by Node's own test runner."""
    modules = tmp_path / "node_modules"
    modules.mkdir()
    package(samples.defender(), tmp_path, form).rename(modules / "defender-errors")
    for tool in node.tools().iterdir():
        if not (modules / tool.name).exists():
            (modules / tool.name).symlink_to(tool)
    test = tmp_path / "behaviour.test.mjs"
    test.write_text((node.HERE / test.name).read_text("utf-8"), "utf-8")
    done = node.run("node", "--test", "--test-reporter=spec", test.name, cwd=tmp_path)
    assert done.returncode == 0, done.stdout.rpartition("failing tests:")[2]
    assert "fail 0\n" in done.stdout
    assert int(done.stdout.rsplit("pass ", 1)[1].split()[0]) > 60


@pytest.mark.parametrize(("catalogue", "form"), BOTH)
def test_literals_are_the_text_of_the_page(catalogue: Catalogue, form: str, tmp_path: Path) -> None:
    """Codes, names, statuses and advice as Node sees them, for any text."""
    found = json.loads(node.javascript(LITERALS, package(catalogue, tmp_path, form)))
    assert found == [
        [
            *(e.code, e.code, e.class_name, e.status),
            list(dict.fromkeys(said(catalogue, e.actions) + said(catalogue, e.hints))),
            said(catalogue, e.causes),
            e.retryable.value,
        ]
        for e in catalogue.errors
    ]


def said(catalogue: Catalogue, texts: tuple[Text, ...]) -> list[str]:
    """What texts say in the first language."""
    own = [text for text in texts if text.locale == catalogue.locales[0]]
    return [spelt_out(text.text, text.marks) for text in own]


@pytest.mark.parametrize(("catalogue", "form"), BOTH)
def test_a_template_matches_its_own_message(
    catalogue: Catalogue, form: str, tmp_path: Path
) -> None:
    """A message worded as on the page gives back its values, unless it is cut off."""
    errors = [e for e in catalogue.errors if any(isinstance(p, int) for p in e.messages[0].parts)]
    sent = [
        [e.code, "".join(p if isinstance(p, str) else f"<{p}>" for p in e.messages[0].parts)]
        for e in errors
    ]
    folder = package(catalogue, tmp_path, form)
    (folder / "sent.json").write_text(json.dumps(sent), "utf-8")
    found = json.loads(node.javascript(PARAMETERS, folder))
    assert [list(values.values()) for values in found] == [
        [f"<{n}>" for n in range(len(e.parameters))] if len(message) <= 200 else []
        for e, (_, message) in zip(errors, sent, strict=True)
    ]


def test_templates_with_many_values_take_linear_time(tmp_path: Path) -> None:
    """What would be tried in every combination is decided in one pass."""
    names = tuple(f"v{n}" for n in range(9))
    error = samples._error("Many", 400, (*(x for n in range(9) for x in (n, "a")), "!"), names)
    folder = package(samples.catalogue("many", [error]), tmp_path)
    code = (
        'import * as api from "./index.js";'
        'console.log(api.fromJSON({ code: "Many", message: "xa".repeat(20000) }).parameters);'
    )
    assert node.javascript(code, folder).strip() == "{}"


def test_the_kind_of_an_unknown_code_is_no_documented_code(tmp_path: Path) -> None:
    """A catalogue may have a code called `unknown`."""
    errors = [samples._error(code, 400, ("x",), ()) for code in ("unknown", "unknown_")]
    folder = package(samples.catalogue("odd", errors), tmp_path)
    code = 'import * as api from "./index.js"; console.log(api.fromBody(400, "").kind);'
    assert node.javascript(code, folder).strip() == "unknown__"


STATIC = re.compile(r"^  static readonly (\w+): (\".*\"|\d+|true|false);$", re.MULTILINE)


@pytest.mark.parametrize("catalogue", rendered.SAMPLES.values(), ids=rendered.SAMPLES)
def test_what_is_declared_of_a_class_is_there(catalogue: Catalogue, tmp_path: Path) -> None:
    """Each static member whose type is one value has that value."""
    place = package(catalogue, tmp_path)
    _, *classes = (place / "index.d.ts").read_text("utf-8").split("\nexport declare class ")
    declared = [
        f'["{text.split()[0]}", "{key}", {value}]'
        for text in classes
        for key, value in STATIC.findall(text)
    ]
    assert len(declared) >= len(catalogue.errors)
    script = f"""
    import * as api from "./index.js";
    const wrong = [{", ".join(declared)}].filter(([name, key, value]) => api[name][key] !== value);
    process.stdout.write(JSON.stringify(wrong));
    """
    assert json.loads(node.javascript(script, place)) == []
