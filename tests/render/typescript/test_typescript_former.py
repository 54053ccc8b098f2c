"""Former names in the generated TypeScript: what an alias of the overlay keeps."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from generator.model import Catalogue
from tests import node, rendered, samples, typescript_package

PROGRAM = """
import { hasCode, MissingError, NotFoundError, type ErrorByAnyCode } from "defender-errors";
import { makeError } from "defender-errors/server";
import { error } from "defender-errors/testing";
export function handle(caught: unknown): string {
  if (hasCode(caught, "Missing")) return caught.code satisfies "NotFound";
  if (hasCode(caught, "Missing", "InvalidHashValue")) {
    return caught.kind satisfies "NotFound" | "InvalidHashValue";
  }
  // @ts-expect-error: it never was a code
  hasCode(caught, "Mising");
  return caught instanceof MissingError ? caught.code satisfies "NotFound" : "";
}
export class Mine extends MissingError {}
export const typed: MissingError = new NotFoundError();
export const made: NotFoundError = makeError("Missing");
export const double: NotFoundError = error("Missing");
export type Kept = ErrorByAnyCode["Missing"];
"""
RUN = """
import * as esm from "./index.js";
import * as server from "./server.js";
import { createRequire } from "node:module";
import { MissingError } from "./index.cjs";
const cjs = createRequire(import.meta.url)("./index.cjs");
if (MissingError !== cjs.NotFoundError) throw new Error("Node finds no name in the list");
const told = (api) => {
  const error = api.fromBody(404, { error: { code: "Missing" } });
  const has = (...codes) => api.hasCode(error, ...codes);
  const { name, code, rawCode } = error;
  const { MissingError } = api;
  return [
    [name, code, rawCode, MissingError === api.NotFoundError, error instanceof MissingError],
    [has("Missing"), has("Busy", "Missing"), has("NotFound"), has("Busy"), has()],
    api.hasCode(new Error("Missing"), "Missing"),
  ];
};
console.log(JSON.stringify([told(esm), told(cjs), server.makeError("Missing").code]));
"""


def aged(*former: str) -> Catalogue:
    """The catalogue whose `NotFound` had other names."""
    first, *rest = (e for e in samples.defender().errors if e.code != "NotFound")
    found = samples.defender().error("NotFound")
    assert found
    changed = replace(found, aliases=former)
    return replace(samples.defender(), errors=(first, changed, *rest))


# An alias in other letters than its code makes decoders compare as written first.
@pytest.mark.parametrize("former", [("Missing",), ("Missing", "MISSING", "notfound")])
@pytest.mark.parametrize("form", typescript_package.FORMS)
def test_a_former_name_is_there_and_finds_the_error(
    form: str, former: tuple[str, ...], tmp_path: Path
) -> None:
    folder = typescript_package.write(aged(*former), tmp_path, form)
    esm, cjs, made = json.loads(node.javascript(RUN, folder))
    assert esm == [
        ["NotFoundError", "NotFound", "Missing", True, True],
        [True, True, True, False, False],
        False,
    ]
    assert (cjs, made) == (esm, "NotFound")


@pytest.mark.parametrize("form", typescript_package.FORMS)
def test_a_former_name_is_a_type(form: str, tmp_path: Path) -> None:
    """With and without a body on the page, for a program as strict as can be."""
    for name, catalogue in (
        ("shown", aged("Missing")),
        ("bare", replace(aged("Missing"), envelope=samples.catalogue("x", []).envelope)),
    ):
        folder = tmp_path / name
        modules = folder / "node_modules"
        modules.mkdir(parents=True)
        typescript_package.write(catalogue, folder, form).rename(modules / "defender-errors")
        (folder / "program.ts").write_text(PROGRAM, "utf-8")
        (folder / "package.json").write_text('{"type": "module"}', "utf-8")
        assert typescript_package.compiled(folder, files=["program.ts"], noEmit=True) == ""


@pytest.mark.parametrize(("form", "file"), [("js", "index.d.ts"), ("ts", "index.ts")])
def test_an_editor_says_what_to_use(form: str, file: str) -> None:
    found = rendered.files(aged("Missing"), "typescript", form=form)
    text = found[f"typescript/defender-errors/{file}"]
    for line in (
        "/** @deprecated Use `NotFoundError`. */\nexport type MissingError = NotFoundError;\n",
        '  /** @deprecated Use "NotFound". */\n  "Missing": ErrorByCode["NotFound"];\n',
    ):
        assert line in text
    word = "declare const" if form == "js" else "const"
    deprecated = "/** @deprecated Use `NotFoundError`. */\nexport"
    assert f"{deprecated} {word} MissingError: typeof NotFoundError" in text


@pytest.mark.parametrize("form", typescript_package.FORMS)
@pytest.mark.parametrize(
    ("name", "there", "limit"),
    [("hasCode", "Missing", 400), ("NotFoundError", "NotFound", 2500), ("MissingError", "", 2500)],
)
def test_what_is_not_imported_is_shaken_off(
    name: str, there: str, limit: int, form: str, tmp_path: Path
) -> None:
    rendered.write(aged("Missing"), tmp_path, "typescript", form=form)
    entry = tmp_path / "entry.mjs"
    path = f"./typescript/defender-errors/index.{form}"
    entry.write_text(f'import {{ {name} }} from "{path}"; console.log({name});', "utf-8")
    done = node.run(node.tool("esbuild"), "--bundle", "--minify", "--format=esm", entry)
    assert done.returncode == 0, done.stderr
    assert there in done.stdout
    assert len(done.stdout) < limit
    assert "InvalidHashValue" not in done.stdout
    assert ("Missing" in done.stdout) == (name == "hasCode")


@pytest.mark.parametrize("form", typescript_package.FORMS)
def test_nothing_is_added_where_no_name_was_another(form: str) -> None:
    found = rendered.files(aged(), "typescript", form=form)
    for text in found.values():
        assert not any(word in text for word in ("ALIASES", "FORMER", "ErrorByAnyCode"))
        assert not text.endswith("\n\n")
